/**
 * A workflow as Jira gives it, and the payload that replaces it. Everything Kraken does not change, rules, screens,
 * layout and properties, goes back exactly as it was read, with the version it was read at.
 */
import { isJsonObject, type Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import { entriesOf, idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readOf } from '../operations.ts';
import type { StatusName, WorkflowVersion } from './sentences.ts';

type JsonObject = { [key: string]: Json };

/** A transition with what names it. `from` null: from every status. */
export interface TransitionDocument {
  id: string;
  name: string;
  type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  from: string[] | null;
  to: string;
  body: JsonObject;
}

/** A workflow with the statuses it refers to. Statuses are named by their reference, which is their id. */
export interface WorkflowDocument {
  id: string;
  name: string;
  isEditable: boolean;
  isChanging: boolean;
  version: WorkflowVersion;
  /** Details of the statuses, as the payload repeats them. */
  statuses: Array<StatusName & { body: JsonObject }>;
  /** The statuses as they stand in the workflow. */
  places: JsonObject[];
  transitions: TransitionDocument[];
  /** What else of the workflow the payload repeats. */
  rest: JsonObject;
}

const STATUS_FIELDS = ['id', 'name', 'statusCategory', 'statusReference', 'description'];
const REST_FIELDS = ['id', 'description', 'startPointLayout', 'loopedTransitionContainerLayout'];
const WORKFLOW_FIELDS = [
  ...REST_FIELDS,
  'name',
  'isEditable',
  'taskId',
  'version',
  'statuses',
  'transitions',
];

function read(workflowId: string, workflow: readonly string[]): JiraRead {
  return readOf('readWorkflows', {
    body: { workflowIds: [workflowId] },
    pick: [
      ...STATUS_FIELDS.map((field) => `statuses[].${field}`),
      ...workflow.map((field) => `workflows[].${field}`),
    ],
  });
}

/** Reads a workflow whole. */
export function workflowRead(workflowId: string): JiraRead {
  return read(workflowId, WORKFLOW_FIELDS);
}

/** Reads its version and the names of its statuses: every change of it shows there. */
export function versionRead(workflowId: string): JiraRead {
  return read(workflowId, ['id', 'version', 'taskId']);
}

/** The version in an answer to either read. */
export function versionIn(answer: JiraReadResult): WorkflowVersion | undefined {
  const id = textAt(answer.body, 'workflows[0].version.id');
  const versionNumber = fieldAt(answer.body, 'workflows[0].version.versionNumber');
  if (id === undefined || typeof versionNumber !== 'number') return undefined;
  return { id, versionNumber };
}

/** The workflow in the answer; undefined where it is not as documented. */
export function documentIn(answer: JiraReadResult): WorkflowDocument | undefined {
  const workflow = fieldAt(answer.body, 'workflows[0]');
  const version = versionIn(answer);
  if (answer.status !== 200 || workflow === undefined || version === undefined) return undefined;
  const id = textAt(workflow, 'id');
  const transitions = itemsAt(workflow, 'transitions').map(transitionIn);
  const statuses = itemsAt(answer.body, 'statuses').map(statusIn);
  const places = itemsAt(workflow, 'statuses').filter(isJsonObject).map(withoutState);
  if (id === undefined || transitions.includes(undefined) || statuses.includes(undefined)) {
    return undefined;
  }
  return {
    id,
    name: textAt(workflow, 'name') ?? id,
    isEditable: isTrueAt(workflow, 'isEditable'),
    isChanging: textAt(workflow, 'taskId') !== undefined,
    version,
    statuses: statuses.filter((each) => each !== undefined),
    places,
    transitions: transitions.filter((each) => each !== undefined),
    rest: keptOf(workflow, REST_FIELDS),
  };
}

/** The named fields that have a value. */
function keptOf(value: Json, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    entriesOf(value).filter(([key, item]) => fields.includes(key) && item !== null),
  );
}

/** A status of a workflow as an update takes it: what only an answer says is left out. */
function withoutState(place: JsonObject): JsonObject {
  const kept = ['statusReference', 'layout', 'properties', 'approvalConfiguration'];
  return { properties: {}, ...keptOf(place, kept) };
}

function statusIn(item: Json): (StatusName & { body: JsonObject }) | undefined {
  const id = textAt(item, 'statusReference') ?? idAt(item, 'id');
  const name = textAt(item, 'name');
  if (id === undefined || name === undefined) return undefined;
  return { id, name, body: keptOf(item, STATUS_FIELDS) };
}

const TYPES = ['INITIAL', 'GLOBAL', 'DIRECTED'] as const;

function transitionIn(item: Json): TransitionDocument | undefined {
  const [id, name, to] = [
    idAt(item, 'id'),
    textAt(item, 'name'),
    textAt(item, 'toStatusReference'),
  ];
  const type = TYPES.find((each) => each === textAt(item, 'type'));
  if (id === undefined || name === undefined || to === undefined || type === undefined) {
    return undefined;
  }
  const starts = itemsAt(item, 'links').flatMap(
    (link) => textAt(link, 'fromStatusReference') ?? [],
  );
  const body = Object.fromEntries(entriesOf(item).filter(([, value]) => value !== null));
  return { id, name, type, to, from: type === 'GLOBAL' ? null : starts, body };
}

/** The body of an update that makes the workflow so. */
export function payloadOf(document: WorkflowDocument): JsonObject {
  const { statuses, places, transitions, rest, version } = document;
  return {
    statuses: statuses.map(({ body }) => body),
    workflows: [
      { ...rest, version, statuses: places, transitions: transitions.map(({ body }) => body) },
    ],
  };
}

const RULES = ['actions', 'validators', 'triggers'];

/** True for a transition that does nothing but lead: no rules, screen or properties. */
export function isBare({ body }: TransitionDocument): boolean {
  return (
    RULES.every((each) => itemsAt(body, each).length === 0) &&
    body['conditions'] === undefined &&
    body['transitionScreen'] === undefined &&
    entriesOf(body['properties']).length === 0
  );
}
