/**
 * Workflows and their statuses in the shapes of Jira's newer workflow interface, where a workflow has a UUID, a version
 * and a transition for the creation of issues. The versions are counted in `counters`, as they are traces of change.
 */
import type { SiteContext } from '../operations/operation.ts';
import { seededUuid } from '../world/make-ids.ts';
import type { Status, Transition, Workflow, World } from '../world/world-types.ts';

type Body = Record<string, unknown>;

/** Category of a status as this interface writes it. */
export const CATEGORY_WORDS = {
  new: 'TODO',
  indeterminate: 'IN_PROGRESS',
  done: 'DONE',
} as const;

/** Rule of a transition that only some may take. */
export const RESTRICTION = 'system:restrict-issue-transition';

/** Id of the transition by which issues are created. */
export const INITIAL_ID = '1';

/** The UUID by which this interface names a workflow. */
export function workflowUuid(world: World, workflow: Pick<Workflow, 'id'>): string {
  return seededUuid(0, 'workflow', world.cloudId, workflow.id);
}

/** The workflow of a UUID. */
export function workflowByUuid(world: World, uuid: string): Workflow | undefined {
  return Object.values(world.workflows).find((each) => workflowUuid(world, each) === uuid);
}

const versionKey = (workflow: Workflow): string => `version of workflow ${workflow.id}`;

/** The version of a workflow. */
export function versionOf(world: World, workflow: Workflow): { id: string; versionNumber: number } {
  const versionNumber = world.counters[versionKey(workflow)] ?? 0;
  const id = seededUuid(0, 'version', world.cloudId, workflow.id, String(versionNumber));
  return { id, versionNumber };
}

/** Counts a workflow's version on. */
export function raiseVersion(world: World, workflow: Workflow): void {
  world.counters[versionKey(workflow)] = versionOf(world, workflow).versionNumber + 1;
}

/** A status. */
export function jiraStatusBody(status: Status): Body {
  return {
    id: status.id,
    name: status.name,
    statusCategory: CATEGORY_WORDS[status.category],
    scope: { type: 'GLOBAL' },
    description: status.description,
  };
}

/** A status as workflows refer to it. */
export function workflowStatusBody(status: Status): Body {
  return { ...jiraStatusBody(status), statusReference: status.id };
}

/** A workflow in full. */
export function workflowBody({ world }: SiteContext, workflow: Workflow): Body {
  const { kept, statusIds, transitions } = workflow;
  return {
    id: workflowUuid(world, workflow),
    name: workflow.name,
    isEditable: true,
    scope: { type: 'GLOBAL' },
    ...PLAIN_REST,
    ...kept?.rest,
    statuses: statusIds.map((id) => ({ ...placeBody(statusIds, id), ...kept?.statuses?.[id] })),
    transitions: [
      { ...initialBody(statusIds[0]), ...kept?.initial },
      ...transitions.map((each) => ({ ...transitionBody(each), ...each.kept })),
    ],
    version: versionOf(world, workflow),
  };
}

/** A workflow's own parts where nothing else is kept of them. */
export const PLAIN_REST = { description: '', startPointLayout: { x: -100, y: -150 } };

/** A status in a workflow, where nothing is kept of it. */
export function placeBody(statusIds: readonly string[], id: string): Body {
  return {
    statusReference: id,
    deprecated: false,
    layout: { x: 100 + 200 * statusIds.indexOf(id), y: -16 },
    properties: {},
  };
}

const BARE = { description: '', actions: [], properties: {}, triggers: [] };

/** The creation of issues, where nothing is kept of it. */
export function initialBody(toStatusReference: string | undefined): Body {
  const type = 'INITIAL';
  return {
    ...BARE,
    id: INITIAL_ID,
    name: 'Create',
    type,
    toStatusReference,
    links: [],
    validators: [],
  };
}

/** A transition as far as the stand-in knows it. */
export function transitionBody(transition: Transition): Body {
  const { id, name, from, to, screenFields, requiredFields, onlyWith } = transition;
  const fieldsRequired = requiredFields.join(',');
  return {
    ...BARE,
    id,
    name,
    type: from === 'any' ? 'GLOBAL' : 'DIRECTED',
    toStatusReference: to,
    links:
      from === 'any'
        ? []
        : from.map((one) => ({ fromPort: 0, fromStatusReference: one, toPort: 1 })),
    validators:
      requiredFields.length === 0
        ? []
        : [
            {
              ruleKey: 'system:validate-field-value',
              parameters: { ruleType: 'fieldRequired', fieldsRequired },
            },
          ],
    ...(onlyWith !== undefined && { conditions: conditionBody(onlyWith) }),
    ...(screenFields.length === 0
      ? {}
      : {
          transitionScreen: {
            ruleKey: 'system:transition-screen',
            parameters: { screenId: screenIdOf(transition) },
          },
        }),
  };
}

function conditionBody(permission: string): Body {
  const parameters = { permissionKeys: permission };
  return {
    operation: 'ALL',
    conditions: [{ ruleKey: RESTRICTION, parameters }],
    conditionGroups: [],
  };
}

/** The screen's number; where a description names only fields, one made of them. */
export function screenIdOf({ screenId, screenFields }: Transition): string {
  if (screenId !== undefined) return String(screenId);
  const hex = seededUuid(0, 'transition screen', ...screenFields).slice(0, 7);
  return String(Number.parseInt(hex, 16));
}
