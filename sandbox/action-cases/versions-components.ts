/** Cases of the actions on components and versions. */
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, issueIn, projectIn } from './in-world.ts';

const componentIn = (world: World, name: string, key = 'ABC') =>
  Object.values(world.components).find(
    (each) => each.name === name && each.projectId === projectIn(world, key).id,
  );
const mustComponent = (world: World, name: string, key?: string) => {
  const found = componentIn(world, name, key);
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
};
const versionIn = (world: World, name: string, key = 'ABC') =>
  Object.values(world.versions).find(
    (each) => each.name === name && each.projectId === projectIn(world, key).id,
  );
const mustVersion = (world: World, name: string, key?: string) => {
  const found = versionIn(world, name, key);
  if (found === undefined) throw new Error(`no version ${name}`);
  return found;
};
const namesOf = (world: World, key: string) =>
  issueIn(world, key).componentIds.map((id) => world.components[id]?.name);
const fixesOf = (world: World, key: string) =>
  issueIn(world, key).fixVersionIds.map((id) => world.versions[id]?.name);
const affectsOf = (world: World, key: string) =>
  issueIn(world, key).affectsVersionIds.map((id) => world.versions[id]?.name);

const otherDescription = (world: World) => {
  mustComponent(world, 'Basket').description = 'Another text';
  mustVersion(world, '1.0').description = 'Another text';
};

/** Cases of the actions on components. */
const COMPONENTS: readonly ActionCase[] = [
  {
    type: 'component.create',
    args: { project: 'ABC', name: 'Checkout', description: 'Paying', lead: 'me' },
    sentence: 'Create the component "Checkout" in ABC, led by Dan Reporter',
    look: (world) => componentIn(world, 'Checkout')?.lead === accountIn(world, 'Dan Reporter'),
    before: false,
    after: true,
    ambiguous: { args: { project: 'Shop', name: 'Checkout' }, thing: 'project' },
    drift: (world) => {
      mustComponent(world, 'Payment').name = 'Checkout';
    },
    harmless: otherDescription,
  },
  {
    type: 'component.update',
    args: { project: 'ABC', component: 'search', name: 'Find', description: '' },
    sentence: 'Rename the component "Search" of ABC to "Find" and remove its description',
    look: (world) => namesOf(world, 'ABC-1'),
    before: ['Search'],
    after: ['Find'],
    again: 'ask',
    ambiguous: {
      args: { project: 'ABC', component: 'Cart', name: 'Find' },
      thing: 'component',
      choices: ['Basket', 'Payment', 'Search'],
    },
    drift: (world) => {
      mustComponent(world, 'Search').description = 'Another text';
    },
    harmless: otherDescription,
  },
  {
    type: 'component.lead.set',
    args: { project: 'ABC', component: 'Basket', lead: 'Dana', defaultAssignee: 'component lead' },
    sentence:
      'Make Dana Weber the lead of the component "Basket" of ABC and give its new issues to its lead',
    look: (world) => [
      mustComponent(world, 'Basket').lead === accountIn(world, 'Dana Weber'),
      mustComponent(world, 'Basket').assigneeType,
    ],
    before: [false, 'PROJECT_DEFAULT'],
    after: [true, 'COMPONENT_LEAD'],
    ambiguous: {
      args: { project: 'ABC', component: 'Basket', lead: 'Alex Moreau' },
      thing: 'person',
    },
    drift: (world) => {
      mustComponent(world, 'Basket').lead = accountIn(world, 'Sol Rivera');
    },
    harmless: otherDescription,
  },
  {
    type: 'component.lead.set',
    args: { project: 'ABC', component: 'Basket', lead: null },
    sentence: 'Remove the lead of the component "Basket" of ABC',
    look: (world) => mustComponent(world, 'Basket').lead === undefined,
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', component: 'Basket' }, thing: 'lead' },
    drift: (world) => {
      mustComponent(world, 'Basket').assigneeType = 'PROJECT_LEAD';
    },
  },
  {
    type: 'component.delete',
    args: { project: 'ABC', component: 'Search', moveTo: 'Basket' },
    sentence: 'Delete the component "Search" of ABC, moving its 3 issues to "Basket"',
    look: (world) => [componentIn(world, 'Search')?.name, namesOf(world, 'ABC-1')],
    before: ['Search', ['Search']],
    after: [undefined, ['Basket']],
    again: 'ask',
    ambiguous: {
      args: { project: 'ABC', component: 'Search', moveTo: 'Search' },
      thing: 'component',
    },
    drift: (world) => {
      issueIn(world, 'ABC-5').componentIds.push(mustComponent(world, 'Search').id);
    },
    harmless: otherDescription,
    undo: { because: 'its issues would not get the component back' },
  },
  {
    type: 'component.delete',
    args: { project: 'ABC', component: 'Payment' },
    sentence: 'Delete the component "Payment" of ABC',
    look: (world) => componentIn(world, 'Payment')?.description,
    before: 'Not in use yet',
    after: undefined,
    again: 'ask',
    ambiguous: { args: { project: 'ABC', component: '../version' }, thing: 'component' },
    drift: (world) => {
      mustComponent(world, 'Payment').name = 'Paying';
    },
    undo: { look: 'Not in use yet' },
  },
];

/** Cases of the actions on versions. */
const VERSIONS: readonly ActionCase[] = [
  {
    type: 'version.create',
    args: {
      project: 'ABC',
      name: '2.0',
      description: 'The big one',
      startDate: '2027-01-01',
      releaseDate: '2027-03-31',
    },
    sentence: 'Create the version "2.0" in ABC, to be released on 2027-03-31',
    look: (world) => versionIn(world, '2.0')?.releaseDate,
    before: undefined,
    after: '2027-03-31',
    ambiguous: {
      args: { project: 'ABC', name: '2.0', releaseDate: 'next Friday' },
      thing: 'release date',
    },
    drift: (world) => {
      mustVersion(world, '1.2').name = '2.0';
    },
    harmless: otherDescription,
  },
  {
    type: 'version.update',
    args: { project: 'ABC', version: '1.1', name: '1.1 Autumn', releaseDate: '2026-12-15' },
    sentence:
      'Rename the version "1.1" of ABC to "1.1 Autumn" and set its release date to 2026-12-15',
    look: (world) => [fixesOf(world, 'ABC-3'), versionIn(world, '1.1 Autumn')?.releaseDate],
    before: [['1.1'], undefined],
    after: [['1.1 Autumn'], '2026-12-15'],
    again: 'ask',
    ambiguous: {
      args: { project: 'ABC', version: '1.9', name: '2.0' },
      thing: 'version',
      choices: ['1.0', '1.1', '1.2'],
    },
    drift: (world) => {
      mustVersion(world, '1.1').releaseDate = '2026-12-02';
    },
    harmless: otherDescription,
  },
  {
    type: 'version.update',
    args: { project: 'ABC', version: '1.1', archived: true },
    sentence: 'Archive the version "1.1" of ABC',
    look: (world) => mustVersion(world, '1.1').archived,
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', version: '1.1' }, thing: 'change' },
    drift: (world) => {
      issueIn(world, 'ABC-5').fixVersionIds.push(mustVersion(world, '1.1').id);
    },
  },
  {
    type: 'version.update',
    args: { project: 'ABC', version: '1.0', released: false },
    sentence: 'Mark the version "1.0" of ABC as not released',
    look: (world) => mustVersion(world, '1.0').released,
    before: true,
    after: false,
    ambiguous: { args: { project: 'ABC', version: 'the next', released: false }, thing: 'version' },
    drift: (world) => {
      mustVersion(world, '1.0').released = false;
    },
  },
  {
    type: 'version.release',
    args: { project: 'ABC', version: '1.1', releaseDate: '2026-11-30', moveUnfixedTo: '1.2' },
    sentence: 'Release the version "1.1" of ABC, moving its 2 unresolved issues to "1.2"',
    look: (world) => [
      mustVersion(world, '1.1').released,
      mustVersion(world, '1.1').releaseDate,
      fixesOf(world, 'ABC-3'),
      fixesOf(world, 'ABC-9'),
    ],
    before: [false, '2026-12-01', ['1.1'], ['1.1']],
    after: [true, '2026-11-30', ['1.2'], ['1.1']],
    ambiguous: {
      args: { project: 'ABC', version: '1.1', moveUnfixedTo: '1.1' },
      thing: 'version',
    },
    drift: (world) => {
      issueIn(world, 'ABC-3').resolutionId = '10000';
    },
    harmless: otherDescription,
    undo: { look: [false, '2026-12-01', ['1.2'], ['1.1']] },
  },
  {
    type: 'version.release',
    args: { project: 'ABC', version: '1.1' },
    sentence: 'Release the version "1.1" of ABC',
    look: (world) => mustVersion(world, '1.1').released,
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', version: '7' }, thing: 'version' },
    drift: (world) => {
      mustVersion(world, '1.1').archived = true;
    },
  },
  {
    type: 'version.delete',
    args: { project: 'ABC', version: '1.1', moveFixTo: '1.2' },
    sentence: 'Delete the version "1.1" of ABC, moving the 3 issues to be fixed in it to "1.2"',
    look: (world) => [
      versionIn(world, '1.1')?.name,
      fixesOf(world, 'ABC-3'),
      affectsOf(world, 'ABC-7'),
    ],
    before: ['1.1', ['1.1'], ['1.1']],
    after: [undefined, ['1.2'], []],
    again: 'ask',
    ambiguous: {
      args: { project: 'ABC', version: '1.1', moveFixTo: '1' },
      thing: 'version',
      choices: ['1.0', '1.1', '1.2'],
    },
    drift: (world) => {
      issueIn(world, 'ABC-5').fixVersionIds.push(mustVersion(world, '1.1').id);
    },
    harmless: otherDescription,
    undo: { because: 'its issues would not get the version back' },
  },
  {
    type: 'version.delete',
    args: { project: 'ABC', version: '1.2' },
    sentence: 'Delete the version "1.2" of ABC',
    look: (world) => versionIn(world, '1.2')?.description,
    before: 'Later',
    after: undefined,
    again: 'ask',
    ambiguous: { args: { project: 'Shops', version: '1.2' }, thing: 'project' },
    drift: (world) => {
      mustVersion(world, '1.2').name = '1.3';
    },
    undo: { look: 'Later' },
  },
  {
    type: 'version.merge',
    args: { project: 'ABC', version: '1.1', into: '1.0' },
    sentence: 'Merge the version "1.1" of ABC, with 4 uses in issues, into "1.0"',
    look: (world) => [
      versionIn(world, '1.1')?.name,
      fixesOf(world, 'ABC-3'),
      affectsOf(world, 'ABC-7'),
    ],
    before: ['1.1', ['1.1'], ['1.1']],
    after: [undefined, ['1.0'], ['1.0']],
    again: 'ask',
    ambiguous: { args: { project: 'ABC', version: '1.1', into: '1.1' }, thing: 'version' },
    drift: (world) => {
      delete world.versions[mustVersion(world, '1.0').id];
    },
    harmless: otherDescription,
    undo: { because: 'the issues of both versions have one' },
  },
];

/** One case, or more, per action. */
export const VERSION_CASES: readonly ActionCase[] = [...COMPONENTS, ...VERSIONS];
