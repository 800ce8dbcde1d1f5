/** Who follows a workflow: what is counted before it changes, and how it is said. */
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { Target } from '../action.ts';
import { precondition } from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findWorkflowUsers, type WorkflowName } from '../look-up/find-workflow.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { usersSentence } from '../look-up/shared-projects.ts';
import { countOf, countWithNames, listOf, quoted, verbOf } from '../sentence-words.ts';
import type { ChangedDocument } from './change-document.ts';
import type { WorkflowChange } from './sentences.ts';

/** Projects and issues that follow a workflow. */
export interface Use {
  /** Null: not known. */
  projects: Target[] | null;
  issues: number | undefined;
  preconditions: Precondition[];
}

/** Which projects and issues follow the workflow; a status with issues in it stays. */
export function* measureUse(
  workflow: WorkflowName,
  { change }: ChangedDocument,
): Reading<Result<Use, Obstacle>> {
  const { projects, preconditions } = yield* findWorkflowUsers(workflow);
  if (projects === null) {
    if (change.kind !== 'remove_status') return ok({ projects, issues: undefined, preconditions });
    return unsupported(`Kraken could not find out which projects use ${quoted(workflow.name)}.`);
  }
  if (projects.length === 0) return ok({ projects, issues: 0, preconditions });
  const where = `project IN (${projects.map(({ id }) => id).join(', ')})`;
  const [counted] = yield* readAll([countRead(where)]);
  const use = { projects, issues: countIn(counted), preconditions };
  if (change.kind !== 'remove_status') return ok(use);
  const pin = yield* pinEmpty(where, change.status);
  return pin.ok ? ok({ ...use, preconditions: [...preconditions, pin.value] }) : pin;
}

/** Issues in a status keep it where it is. */
function* pinEmpty(
  where: string,
  status: { id: string; name: string },
): Reading<Result<Precondition, Obstacle>> {
  const inside = countRead(`${where} AND status = ${status.id}`);
  const [left] = yield* readAll([inside]);
  const count = countIn(left);
  if (count === undefined)
    return refusedRead(`how many issues are in ${quoted(status.name)}`, left);
  if (count === 0) return ok(precondition(`Issues in ${quoted(status.name)}`, inside, left));
  return unsupported(
    `${countOf(count, 'issue is', 'issues are')} in ${quoted(status.name)}. Move ${count === 1 ? 'it' : 'them'} to another status first.`,
  );
}

/** The use in sentences; `own` are Kraken's own projects among it. */
export function useSentences(
  { projects, issues }: Use,
  change: WorkflowChange,
  own: readonly Target[],
): string[] {
  const gone = change.kind === 'remove_status' ? change.transitions : [];
  return [
    usersSentence(projects, 'workflow'),
    issues === undefined
      ? 'Kraken could not count their issues'
      : `${countOf(issues, 'issue is', 'issues are')} in these projects`,
    ...(gone.length === 0
      ? []
      : [countWithNames(gone.map(quoted), 'transition goes with it', 'transitions go with it')]),
    ...(own.length === 0
      ? []
      : [
          `It also changes Kraken's own ${verbOf(own.length, 'project', 'projects')} ${listOf(own.map(({ name }) => name))}`,
        ]),
  ];
}
