/**
 * What Jira checks of a changed workflow, and how it becomes the site's. The payload replaces the whole workflow: a
 * rule or screen that is left out is gone, and a status listed with another name is renamed.
 */
import { z } from 'zod';
import {
  CATEGORY_WORDS,
  initialBody,
  PLAIN_REST,
  placeBody,
  RESTRICTION,
  screenIdOf,
  transitionBody,
} from '../render/render-workflow.ts';
import { fieldsOfScreen } from '../world/field-setup-types.ts';
import { keptOf } from '../world/kept-parts.ts';
import type { Status, Transition, Workflow, World } from '../world/world-types.ts';

const migration = z.object({ oldStatusReference: z.string(), newStatusReference: z.string() });
// Loose: what the stand-in does not know is kept all the same.
const rule = z.looseObject({
  ruleKey: z.string(),
  parameters: z.record(z.string(), z.string()).optional(),
});

const transitionShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.enum(['INITIAL', 'GLOBAL', 'DIRECTED']),
  toStatusReference: z.string(),
  links: z.array(z.looseObject({ fromStatusReference: z.string() })).optional(),
  validators: z.array(rule).optional(),
  conditions: z.looseObject({ conditions: z.array(rule).optional() }).nullish(),
  transitionScreen: rule.optional(),
});

/** The body of an update. */
export const updateShape = z.object({
  statuses: z.array(
    z.object({
      id: z.string().optional(),
      statusReference: z.string(),
      name: z.string(),
      statusCategory: z.enum(['TODO', 'IN_PROGRESS', 'DONE']),
      description: z.string().optional(),
    }),
  ),
  workflows: z.array(
    z.looseObject({
      id: z.string(),
      statuses: z.array(z.looseObject({ statusReference: z.string() })),
      transitions: z.array(transitionShape),
      version: z.object({ id: z.string(), versionNumber: z.number() }),
      defaultStatusMappings: z.array(migration).optional(),
    }),
  ),
});

export type WorkflowPayload = z.infer<typeof updateShape>;
type WorkflowUpdate = WorkflowPayload['workflows'][number];
type TransitionUpdate = z.infer<typeof transitionShape>;

/** One fault of a payload as the validation reports it. */
export interface Fault {
  code: string;
  level: 'ERROR' | 'WARNING';
  message: string;
  type: 'STATUS' | 'TRANSITION' | 'WORKFLOW' | 'STATUS_MAPPING';
}

const fault = (type: Fault['type'], code: string, message: string): Fault => ({
  code,
  level: 'ERROR',
  message,
  type,
});

/** What is wrong with a workflow of a payload. */
export function faultsOf(
  world: World,
  payload: WorkflowPayload,
  update: WorkflowUpdate,
  current: Workflow,
  projectIds: readonly string[],
): Fault[] {
  const references = new Set(payload.statuses.map(({ statusReference }) => statusReference));
  const own = update.statuses.map(({ statusReference }) => statusReference);
  return [
    ...own
      .filter((id) => !references.has(id) || world.statuses[id] === undefined)
      .map(() => fault('STATUS', 'STATUS_NOT_FOUND', 'The workflow refers to an unknown status.')),
    ...(own.length === 0
      ? [fault('WORKFLOW', 'NO_STATUSES', 'A workflow must have at least one status.')]
      : []),
    ...transitionFaults(update, new Set(own)),
    ...screenFaults(world, update),
    ...migrationFaults(world, update, current, projectIds),
  ];
}

function transitionFaults(update: WorkflowUpdate, own: ReadonlySet<string>): Fault[] {
  const { transitions } = update;
  const faults: Fault[] = [];
  if (transitions.filter(({ type }) => type === 'INITIAL').length !== 1) {
    faults.push(fault('WORKFLOW', 'INITIAL_TRANSITION', 'A workflow has one initial transition.'));
  }
  if (new Set(transitions.map(({ id }) => id)).size < transitions.length) {
    faults.push(fault('TRANSITION', 'NON_UNIQUE_ID', 'You must use unique transition IDs.'));
  }
  for (const { name, type, toStatusReference, links = [] } of transitions) {
    const ends = [toStatusReference, ...links.map((link) => link.fromStatusReference)];
    if (name.trim() === '' || name.length > 60) {
      faults.push(
        fault('TRANSITION', 'NAME', 'A transition needs a name of at most 60 characters.'),
      );
    }
    if (!ends.every((id) => own.has(id))) {
      faults.push(
        fault(
          'TRANSITION',
          'STATUS_NOT_IN_WORKFLOW',
          `${name} leads to or from an unknown status.`,
        ),
      );
    }
    if ((type === 'DIRECTED') !== links.length > 0) {
      faults.push(fault('TRANSITION', 'LINKS', `Only a directed transition starts at statuses.`));
    }
  }
  return faults;
}

function screenFaults(world: World, { transitions }: WorkflowUpdate): Fault[] {
  return transitions
    .map(({ transitionScreen }) => transitionScreen?.parameters?.['screenId'])
    .filter((id) => id !== undefined && screenOf(world, id) === undefined)
    .map(() => fault('TRANSITION', 'SCREEN_NOT_FOUND', 'A transition names an unknown screen.'));
}

function migrationFaults(
  world: World,
  update: WorkflowUpdate,
  current: Workflow,
  projectIds: readonly string[],
): Fault[] {
  const kept = new Set(update.statuses.map(({ statusReference }) => statusReference));
  const mapped = new Set(
    (update.defaultStatusMappings ?? []).map(({ oldStatusReference }) => oldStatusReference),
  );
  const stranded = current.statusIds.some(
    (id) =>
      !kept.has(id) &&
      !mapped.has(id) &&
      Object.values(world.issues).some(
        (issue) => issue.statusId === id && projectIds.includes(issue.projectId),
      ),
  );
  return stranded
    ? [fault('STATUS_MAPPING', 'MISSING_MAPPING', 'Issues are in a status that is removed.')]
    : [];
}

/** Puts a checked payload into effect. */
export function applyUpdate(
  world: World,
  payload: WorkflowPayload,
  update: WorkflowUpdate,
  current: Workflow,
): void {
  for (const given of payload.statuses) {
    const status = world.statuses[given.statusReference];
    if (status === undefined) continue;
    status.name = given.name;
    status.description = given.description ?? '';
    status.category = categoryOf(given.statusCategory);
  }
  const initial = update.transitions.find(({ type }) => type === 'INITIAL')?.toStatusReference;
  const ids = update.statuses.map(({ statusReference }) => statusReference);
  current.transitions = update.transitions
    .filter(({ type }) => type !== 'INITIAL')
    .map((given) => {
      const transition = toTransition(world, given);
      return { ...transition, kept: keptOf(given, transitionBody(transition)) };
    });
  current.statusIds = [
    ...ids.filter((id) => id === initial),
    ...ids.filter((id) => id !== initial),
  ];
  current.kept = keptOfWorkflow(update, current.statusIds);
}

/** What is carried of a workflow beside its transitions; undefined where nothing is. */
function keptOfWorkflow(update: WorkflowUpdate, statusIds: readonly string[]): Workflow['kept'] {
  const initial = update.transitions.find(({ type }) => type === 'INITIAL');
  const ofInitial = initial && keptOf(initial, initialBody(statusIds[0]));
  const ofStatuses = update.statuses.flatMap((place) => {
    const kept = keptOf(place, placeBody(statusIds, place.statusReference));
    return kept === undefined ? [] : [[place.statusReference, kept]];
  });
  const others = Object.entries(update).filter(([key]) => REST.includes(key));
  const rest = keptOf(Object.fromEntries(others), PLAIN_REST);
  const kept = {
    ...(ofInitial !== undefined && { initial: ofInitial }),
    ...(ofStatuses.length > 0 && { statuses: Object.fromEntries(ofStatuses) }),
    ...(rest !== undefined && { rest }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

const REST = ['description', 'startPointLayout', 'loopedTransitionContainerLayout'];

function categoryOf(words: 'TODO' | 'IN_PROGRESS' | 'DONE'): Status['category'] {
  const found = Object.entries(CATEGORY_WORDS).find(([, word]) => word === words);
  return (found?.[0] ?? 'new') as Status['category'];
}

/** The screen a payload refers to: one of the site, or one that only a transition has. */
function screenOf(
  world: World,
  screenId: string,
): Pick<Transition, 'screenId' | 'screenFields'> | undefined {
  const screen = world.fieldSetup.screens[screenId];
  if (screen !== undefined) return { screenId: screen.id, screenFields: fieldsOfScreen(screen) };
  const step = Object.values(world.workflows)
    .flatMap(({ transitions }) => transitions)
    .find((one) => one.screenFields.length > 0 && screenIdOf(one) === screenId);
  return step === undefined ? undefined : { screenFields: [...step.screenFields] };
}

function toTransition(world: World, given: TransitionUpdate): Transition {
  const screenId = given.transitionScreen?.parameters?.['screenId'];
  const required = given.validators?.find(
    ({ ruleKey }) => ruleKey === 'system:validate-field-value',
  );
  const restriction = given.conditions?.conditions?.find(({ ruleKey }) => ruleKey === RESTRICTION);
  const onlyWith = restriction?.parameters?.['permissionKeys'];
  return {
    id: given.id,
    name: given.name,
    from:
      given.type === 'GLOBAL'
        ? 'any'
        : (given.links ?? []).map(({ fromStatusReference }) => fromStatusReference),
    to: given.toStatusReference,
    screenFields: [],
    ...(screenId === undefined ? {} : screenOf(world, screenId)),
    requiredFields: required?.parameters?.['fieldsRequired']?.split(',') ?? [],
    ...(onlyWith !== undefined && { onlyWith }),
  };
}
