/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import type { Json } from '../../json.ts';
import { listOf, namedQuoted, quoted } from '../sentence-words.ts';

/** A status by id and name. */
export type StatusName = { id: string; name: string };

/** A version of a workflow. */
export type WorkflowVersion = { id: string; versionNumber: number };

/** A transition; `from` null: from every status. */
export type TransitionName = {
  id: string;
  name: string;
  from: StatusName[] | null;
  to: StatusName;
};

/** One change of a workflow. */
export type WorkflowChange =
  | { kind: 'add_status'; status: StatusName; transition: TransitionName }
  | { kind: 'remove_status'; status: StatusName; transitions: string[] }
  | { kind: 'add_transition'; transition: TransitionName }
  | { kind: 'rename_transition'; transition: TransitionName; newName: string }
  | { kind: 'remove_transition'; transition: TransitionName };

/** A workflow that changes. `payload` is the whole update, `undo` the arguments that take it back. */
export type WorkflowTarget = {
  workflow: { id: string; name: string };
  change: WorkflowChange;
  version: WorkflowVersion;
  payload: Json;
  undo: Json;
};

/** A project that follows another workflow scheme. `mappings` holds statuses per issue type; `undo` null: no way back. */
export type WorkflowSchemeTarget = {
  project: { id: string; key: string };
  /** Null: Jira's default scheme, which has no id. */
  before: { id: string; name: string } | null;
  scheme: { id: string; name: string };
  mappings: Array<{ issueTypeId: string; statuses: Array<{ from: StatusName; to: StatusName }> }>;
  /** Issues that change status; null: not counted. */
  issues: number | null;
  undo: Json;
};

/** A workflow that is deleted. */
export type NamedTarget = { id: string; name: string };

/** A status that is deleted, and what makes it again. */
export type DeleteStatusTarget = NamedTarget & { category: string; description: string };

/** A new status. */
export type NewStatusTarget = { name: string; category: string; description: string };

function startOf({ from }: TransitionName): string {
  return from === null ? 'every status' : namedQuoted(from);
}

function transitionWords(transition: TransitionName): string {
  return `the transition ${quoted(transition.name)} (${startOf(transition)} to ${quoted(transition.to.name)})`;
}

function changeWords(change: WorkflowChange): string {
  switch (change.kind) {
    case 'add_status':
      return `add the status ${quoted(change.status.name)}, reached from every status`;
    case 'remove_status':
      return `remove the status ${quoted(change.status.name)}`;
    case 'add_transition':
      return `add ${transitionWords(change.transition)}`;
    case 'rename_transition':
      return `rename the transition ${quoted(change.transition.name)} to ${quoted(change.newName)}`;
    default:
      return `remove ${transitionWords(change.transition)}`;
  }
}

/** How many issues move stands in the rows: some may be closed to whoever reads the sentence. */
function assignment({ project, scheme, mappings, issues }: WorkflowSchemeTarget): string {
  const start = `Use the workflow scheme ${quoted(scheme.name)} for ${project.key}`;
  if (issues === 0) return start;
  const ways = mappings.flatMap(({ statuses }) =>
    statuses.map(({ from, to }) => `${quoted(from.name)} to ${quoted(to.name)}`),
  );
  return `${start} and move its issues from ${listOf([...new Set(ways)])}`;
}

/** Action type -> sentence. */
export const workflowsSentences = {
  'workflow.update': ({ workflow, change }: WorkflowTarget): string =>
    `In the workflow ${quoted(workflow.name)}, ${changeWords(change)}`,
  'workflow.delete': ({ name }: NamedTarget): string => `Delete the workflow ${quoted(name)}`,
  'workflow_scheme.assign': assignment,
  'status.create': ({ name }: NewStatusTarget): string => `Create the status ${quoted(name)}`,
  'status.delete': ({ name }: DeleteStatusTarget): string => `Delete the status ${quoted(name)}`,
};
