/**
 * Builds screens and the schemes that lead to them: the default ones every site has, and the described ones. Fields
 * are named by name or id; a name that two fields have means the first.
 */
import type {
  FieldSchemeDescription,
  FieldSetupDescription,
  ScreenDescription,
} from './describe-field-setup.ts';
import { fieldsOfScreen, noFieldSetup } from './field-setup-types.ts';
import { BadChange, findProject } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import type { World } from './world-types.ts';

const DEFAULT_FIELDS = ['summary', 'issuetype', 'priority', 'assignee', 'description', 'labels'];

/** Fills `world.fieldSetup`. */
export function buildFieldSetup(world: World, given: FieldSetupDescription = {}): void {
  world.fieldSetup = noFieldSetup();
  const fields = Object.keys(world.fields).filter((id) => world.fields[id]?.custom);
  addScreen(world, { name: 'Default Screen', tabs: { 'Field Tab': DEFAULT_FIELDS } });
  addScreenScheme(world, 'Default Screen Scheme', 'Default Screen');
  addTypeScheme(world, 'Default Issue Type Screen Scheme', 'Default Screen Scheme', []);
  addFieldScheme(world, {
    name: 'Default Field Scheme',
    projects: [],
    fields: fields.filter((id) => !given.unassociated?.includes(world.fields[id]?.name ?? '')),
  });
  for (const screen of given.screens ?? []) addScreen(world, screen);
  for (const { name, screen } of given.screenSchemes ?? []) addScreenScheme(world, name, screen);
  for (const { name, screenScheme, projects } of given.issueTypeScreenSchemes ?? []) {
    addTypeScheme(world, name, screenScheme, projects);
  }
  for (const scheme of given.fieldSchemes ?? []) addFieldScheme(world, scheme);
  for (const { workflow, transition, screen } of given.transitionScreens ?? []) {
    const shown = named(world.fieldSetup.screens, screen);
    const steps = named(world.workflows, workflow).transitions;
    const step = steps.find(({ name }) => name === transition);
    if (step === undefined) throw new BadChange(`there is no transition "${transition}"`);
    step.screenId = shown.id;
    step.screenFields = fieldsOfScreen(shown);
  }
}

function addScreen(world: World, { name, tabs }: ScreenDescription): void {
  const id = nextNumber(world, 'screen');
  world.fieldSetup.screens[String(id)] = {
    id,
    name,
    description: '',
    tabs: Object.entries(tabs).map(([tab, fields]) => ({
      id: nextNumber(world, 'screenTab'),
      name: tab,
      fieldIds: fields.map((field) => fieldId(world, field)),
    })),
  };
}

function fieldId(world: World, words: string): string {
  const field =
    world.fields[words] ?? Object.values(world.fields).find((one) => one.name === words);
  if (field === undefined) throw new BadChange(`there is no field "${words}"`);
  return field.id;
}

function named<T extends { name: string }>(items: Record<string, T>, name: string): T {
  const found = Object.values(items).find((item) => item.name === name);
  if (found === undefined) throw new BadChange(`there is no "${name}"`);
  return found;
}

function projectIds(world: World, keys: readonly string[]): string[] {
  return keys.map((key) => {
    const project = findProject(world, key);
    if (project === undefined) throw new BadChange(`there is no project "${key}"`);
    return project.id;
  });
}

function addScreenScheme(world: World, name: string, screen: string): void {
  const id = nextNumber(world, 'screenScheme');
  world.fieldSetup.screenSchemes[String(id)] = {
    id,
    name,
    description: '',
    screens: { default: named(world.fieldSetup.screens, screen).id },
  };
}

function addTypeScheme(
  world: World,
  name: string,
  screenScheme: string,
  projects: readonly string[],
): void {
  const id = String(nextNumber(world, 'issueTypeScreenScheme'));
  const screenSchemeId = named(world.fieldSetup.screenSchemes, screenScheme).id;
  world.fieldSetup.issueTypeScreenSchemes[id] = {
    id,
    name,
    description: '',
    items: [{ issueTypeId: 'default', screenSchemeId }],
    projectIds: projectIds(world, projects),
  };
}

function addFieldScheme(world: World, { name, projects, fields }: FieldSchemeDescription): void {
  const id = nextNumber(world, 'fieldScheme');
  const ids = fields.map((field) => fieldId(world, field));
  world.fieldSetup.fieldSchemes[String(id)] = {
    id,
    name,
    description: '',
    isDefault: projects.length === 0,
    projectIds: projectIds(world, projects),
    fields: Object.fromEntries(ids.map((one) => [one, { isRequired: false, description: '' }])),
  };
}
