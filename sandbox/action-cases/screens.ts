/** Cases of the actions on screens, and on the fields projects have. */
import { fieldSchemeOf } from '../jira/world/field-reach.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { fieldIn, projectIn } from './in-world.ts';

const screenIn = (world: World, name: string) => {
  const screen = Object.values(world.fieldSetup.screens).find((each) => each.name === name);
  if (screen === undefined) throw new Error(`no screen ${name}`);
  return screen;
};

/** Tabs of a screen with the names of the fields on them. */
const tabsOf = (world: World, name: string) =>
  Object.fromEntries(
    screenIn(world, name).tabs.map((tab) => [
      tab.name,
      tab.fieldIds.map((id) => world.fields[id]?.name),
    ]),
  );

/** Whether projects have a field. */
const hasField = (world: World, field: string, ...keys: string[]) =>
  keys.map((key) =>
    Object.hasOwn(
      fieldSchemeOf(world, projectIn(world, key).id)?.fields ?? {},
      fieldIn(world, field).id,
    ),
  );

const fieldSchemeNamed = (world: World, name: string) => {
  const scheme = Object.values(world.fieldSetup.fieldSchemes).find((each) => each.name === name);
  if (scheme === undefined) throw new Error(`no field scheme ${name}`);
  return scheme;
};

const schemesOf = (world: World, ...keys: string[]) =>
  keys.map((key) => fieldSchemeOf(world, projectIn(world, key).id)?.name);

const putOn = (screen: string, field: string) => (world: World) => {
  screenIn(world, screen).tabs[0]?.fieldIds.push(fieldIn(world, field).id);
};

const takeFromScheme = (field: string, key: string) => (world: World) => {
  delete fieldSchemeOf(world, projectIn(world, key).id)?.fields[fieldIn(world, field).id];
};

/** OPS takes over the screens of ABC. */
const shareScreens = (world: World) => {
  const scheme = Object.values(world.fieldSetup.issueTypeScreenSchemes).find(
    ({ name }) => name === 'ABC Issue Type Screen Scheme',
  );
  scheme?.projectIds.push(projectIn(world, 'OPS').id);
};

/** One case, or more, per action. */
export const SCREEN_CASES: readonly ActionCase[] = [
  {
    type: 'screen.field.add',
    args: { screen: 'the ABC Screen', tab: 'Details', field: 'Old Estimate' },
    sentence: 'Put the field "Old Estimate" on the tab "Details" of the screen "ABC Screen"',
    look: (world) => [
      tabsOf(world, 'ABC Screen')['Details'],
      hasField(world, 'Old Estimate', 'ABC'),
    ],
    before: [['Story Points'], [false]],
    after: [['Story Points', 'Old Estimate'], [true]],
    ambiguous: { args: { screen: 'ABC Screen', field: 'Old Estimate' }, thing: 'tab' },
    drift: shareScreens,
    harmless: putOn('ABC Screen', 'Severity'),
  },
  {
    type: 'screen.field.add',
    args: { screen: 'Shop Screen', field: 'priority' },
    sentence: 'Put the field "Priority" on the tab "Field Tab" of the screen "Shop Screen"',
    look: (world) => tabsOf(world, 'Shop Screen'),
    before: { 'Field Tab': ['Summary', 'Office'] },
    after: { 'Field Tab': ['Summary', 'Office', 'Priority'] },
    ambiguous: { args: { screen: 'shop', field: 'priority' }, thing: 'screen' },
    drift: (world) => {
      screenIn(world, 'Shop Screen').tabs[0]?.fieldIds.push('priority');
    },
  },
  {
    type: 'screen.field.remove',
    args: { screen: 'ABC Screen', field: 'Office' },
    sentence: 'Take the field "Office" off the tab "General" of the screen "ABC Screen"',
    look: (world) => tabsOf(world, 'ABC Screen')['General'],
    before: ['Summary', 'Office'],
    after: ['Summary'],
    ambiguous: { args: { screen: 'ABC Screen', field: 'Severity' }, thing: 'field' },
    drift: shareScreens,
    harmless: putOn('ABC Screen', 'Severity'),
  },
  {
    type: 'field.associate_projects',
    args: { fields: ['Old Estimate', 'Story Points'], projects: ['OLD'] },
    sentence: 'Give the fields "Old Estimate" and "Story Points" to OLD',
    look: (world) => [
      hasField(world, 'Old Estimate', 'OLD', 'NEW', 'ABC'),
      hasField(world, 'Story Points', 'OLD', 'NEW', 'ABC'),
    ],
    before: [
      [false, false, false],
      [false, false, true],
    ],
    after: [
      [true, true, false],
      [true, true, true],
    ],
    ambiguous: { args: { fields: ['Severity'], projects: ['OLD'] }, thing: 'field' },
    // PAY would get the fields too.
    drift: (world) => {
      fieldSchemeNamed(world, 'Shop Field Scheme').projectIds.push(projectIn(world, 'PAY').id);
    },
    harmless: takeFromScheme('Office', 'ABC'),
  },
  {
    type: 'field.dissociate_projects',
    args: { fields: ['Office'], projects: ['ABC', 'NEW'] },
    sentence: 'Take the field "Office" from ABC and NEW',
    look: (world) => hasField(world, 'Office', 'ABC', 'NEW', 'OLD', 'OPS'),
    before: [true, true, true, true],
    after: [false, false, false, true],
    ambiguous: { args: { fields: ['Severity'], projects: ['ABC'] }, thing: 'field' },
    drift: takeFromScheme('Office', 'ABC'),
  },
  {
    type: 'screen.create',
    args: { name: 'Intake Screen' },
    sentence: 'Create the screen "Intake Screen"',
    look: (world) =>
      Object.values(world.fieldSetup.screens).some(({ name }) => name === 'Intake Screen'),
    before: false,
    after: true,
    again: 'ask',
    ambiguous: { args: { name: 'abc screen' }, thing: 'screen name' },
    drift: (world) => {
      screenIn(world, 'Spare Screen').name = 'Intake Screen';
    },
  },
  {
    type: 'screen.delete',
    args: { screen: 'Spare Screen' },
    sentence: 'Delete the screen "Spare Screen"',
    look: (world) =>
      Object.values(world.fieldSetup.screens).some(({ name }) => name === 'Spare Screen'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { screen: 'Screen' }, thing: 'screen' },
    drift: (world) => {
      const [scheme] = Object.values(world.fieldSetup.screenSchemes);
      if (scheme !== undefined) scheme.screens.edit = screenIn(world, 'Spare Screen').id;
    },
    undo: { because: 'its tabs and fields are lost' },
  },
  {
    type: 'screen.tab.add',
    args: { screen: 'ABC Screen', tab: 'Planning' },
    sentence: 'Add the tab "Planning" to the screen "ABC Screen"',
    look: (world) => Object.keys(tabsOf(world, 'ABC Screen')),
    before: ['General', 'Details'],
    after: ['General', 'Details', 'Planning'],
    ambiguous: { args: { screen: 'Screen', tab: 'Planning' }, thing: 'screen' },
    drift: shareScreens,
  },
  {
    type: 'screen.tab.delete',
    args: { screen: 'ABC Screen', tab: 'Planning' },
    prepare: (world) => {
      screenIn(world, 'ABC Screen').tabs.push({ id: 10_990, name: 'Planning', fieldIds: [] });
    },
    sentence: 'Delete the tab "Planning" of the screen "ABC Screen"',
    look: (world) => Object.keys(tabsOf(world, 'ABC Screen')),
    before: ['General', 'Details', 'Planning'],
    after: ['General', 'Details'],
    again: 'ask',
    ambiguous: { args: { screen: 'ABC Screen', tab: 'More' }, thing: 'tab' },
    drift: (world) => {
      screenIn(world, 'ABC Screen').tabs[2]?.fieldIds.push('summary');
    },
    undo: { look: ['General', 'Details', 'Planning'] },
  },
  {
    type: 'field_scheme.assign',
    args: { scheme: 'Shop Field Scheme', projects: ['ABC', 'OPS', 'NEW'] },
    sentence: 'Give ABC and OPS the field scheme "Shop Field Scheme"',
    look: (world) => schemesOf(world, 'ABC', 'OPS', 'NEW'),
    before: ['ABC Field Scheme', 'Default Field Scheme', 'Shop Field Scheme'],
    after: ['Shop Field Scheme', 'Shop Field Scheme', 'Shop Field Scheme'],
    ambiguous: { args: { scheme: 'Field Scheme', projects: ['ABC'] }, thing: 'field scheme' },
    // A field of the new scheme becomes required.
    drift: (world) => {
      const field = fieldSchemeNamed(world, 'Shop Field Scheme').fields[
        fieldIn(world, 'Office').id
      ];
      if (field !== undefined) field.isRequired = true;
    },
  },
  {
    type: 'field_scheme.parameters.set',
    args: { field: 'Office', project: 'OLD', required: true },
    sentence: 'Make the field "Office" required in the field scheme "Shop Field Scheme"',
    look: (world) =>
      fieldSchemeNamed(world, 'Shop Field Scheme').fields[fieldIn(world, 'Office').id],
    before: { isRequired: false, description: '' },
    after: { isRequired: true, description: '' },
    ambiguous: { args: { field: 'Severity', project: 'OLD', required: true }, thing: 'field' },
    drift: (world) => {
      const field = fieldSchemeNamed(world, 'Shop Field Scheme').fields[
        fieldIn(world, 'Office').id
      ];
      if (field !== undefined) field.description = 'Where it is sold';
    },
    harmless: takeFromScheme('Office', 'ABC'),
  },
];
