/**
 * Where issues go when their project follows other workflows. A status the new workflow lacks is mapped by the wish; by
 * its name where the new workflow has one of that name; and, where no issue is in it, to the status new issues have.
 * Everything else is asked. Jira's own list of required mappings is about changes of one scheme and does not fit a
 * switch between two, so the statuses are compared here.
 */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { precondition } from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import type { Project } from '../look-up/find-project.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedIdIn } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { readOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import type { StatusName } from './sentences.ts';

/** A status that issues leave, in words, and where they go. */
export type MappingWords = { from: string; to: string };

/** Issue types that change from one workflow to another. */
export interface TypeGroup {
  typeIds: string[];
  old: string;
  next: string;
}

/** One status of a group, where its issues go, and how many they are (undefined: not counted). */
export interface StatusMove {
  from: StatusName;
  to: StatusName;
  issues: number | undefined;
  /** The old workflow has the new status too, so that the moved issues cannot be told apart there. */
  isShared: boolean;
}

/** What a switch does to issues. */
export interface Moves {
  groups: Array<{ typeIds: string[]; moves: StatusMove[] }>;
  preconditions: Precondition[];
}

interface WorkflowStatuses {
  statuses: StatusName[];
  initial: string | undefined;
}

/** Reads the statuses of workflows by name. */
function statusesRead(names: readonly string[]): JiraRead {
  return readOf('readWorkflows', {
    body: { workflowNames: [...names] },
    pick: [
      'statuses[].statusReference',
      'statuses[].name',
      'workflows[].name',
      'workflows[].scope.type',
      'workflows[].statuses[].statusReference',
      'workflows[].transitions[].type',
      'workflows[].transitions[].toStatusReference',
    ],
  });
}

function workflowIn(answer: JiraReadResult, name: string): WorkflowStatuses | undefined {
  const found = itemsAt(answer.body, 'workflows').find(
    (each) => textAt(each, 'name') === name && textAt(each, 'scope.type') !== 'PROJECT',
  );
  if (answer.status !== 200 || found === undefined) return undefined;
  const names = new Map(
    itemsAt(answer.body, 'statuses').map((each) => [
      textAt(each, 'statusReference'),
      textAt(each, 'name'),
    ]),
  );
  const statuses = itemsAt(found, 'statuses').flatMap((each) => {
    const id = textAt(each, 'statusReference');
    return id === undefined ? [] : [{ id, name: names.get(id) ?? id }];
  });
  const start = itemsAt(found, 'transitions').find((each) => textAt(each, 'type') === 'INITIAL');
  const initial = start === undefined ? undefined : textAt(start, 'toStatusReference');
  return { statuses, initial };
}

/** Finds where the issues of every group go. */
export function* findMoves(
  project: Project,
  groups: readonly TypeGroup[],
  wished: readonly MappingWords[],
  context: ResolveContext,
): Reading<Result<Moves, Obstacle>> {
  const changing = groups.filter(({ old, next }) => old !== next);
  const names = [...new Set(changing.flatMap(({ old, next }) => [old, next]))];
  if (names.length === 0) return ok({ groups: [], preconditions: [] });
  const read = statusesRead(names);
  const [answer] = yield* readAll([read]);
  const moves: Moves = {
    groups: [],
    preconditions: [precondition('Statuses of the workflows', read, answer)],
  };
  const used = new Set<MappingWords>();
  for (const group of changing) {
    const [old, next] = [workflowIn(answer, group.old), workflowIn(answer, group.next)];
    if (old === undefined) return refusedRead(`the workflow ${group.old}`, answer);
    if (next === undefined) return refusedRead(`the workflow ${group.next}`, answer);
    const found = yield* movesOf(
      { project, typeIds: group.typeIds, old, next, wished, used },
      context,
    );
    if (!found.ok) return found;
    moves.groups.push({ typeIds: group.typeIds, moves: found.value.map(({ move }) => move) });
    moves.preconditions.push(...found.value.map(({ pin }) => pin));
  }
  const stray = wished.find((mapping) => !used.has(mapping));
  if (stray === undefined) return ok(moves);
  const sentence = `No issue of ${project.key} has to leave the status ${stray.from}. Which status is meant?`;
  return ask('status mapping', stray.from, [], sentence);
}

interface Scene {
  project: Project;
  typeIds: string[];
  old: WorkflowStatuses;
  next: WorkflowStatuses;
  wished: readonly MappingWords[];
  used: Set<MappingWords>;
}

function* movesOf(
  scene: Scene,
  context: ResolveContext,
): Reading<Result<Array<{ move: StatusMove; pin: Precondition }>, Obstacle>> {
  const { project, typeIds, old, next } = scene;
  const leaving = old.statuses.filter(({ id }) => !next.statuses.some((kept) => kept.id === id));
  const where = `project = ${project.id} AND issuetype IN (${typeIds.join(', ')})`;
  const reads = leaving.map(({ id }) => countRead(`${where} AND status = ${id}`));
  const answers: readonly JiraReadResult[] = yield* readAll(reads);
  const found: Array<{ move: StatusMove; pin: Precondition }> = [];
  for (const [index, from] of leaving.entries()) {
    const [read, answer] = [reads[index], answers[index]];
    if (read === undefined || answer === undefined) continue;
    const issues = countIn(answer);
    const to = yield* goalOf(from, issues, scene, context);
    if (!to.ok) return to;
    const isShared = old.statuses.some(({ id }) => id === to.value.id);
    const pin = precondition(`Issues of ${project.key} in ${quoted(from.name)}`, read, answer);
    found.push({ move: { from, to: to.value, issues, isShared }, pin });
  }
  return ok(found);
}

const isMeant = ({ id, name }: StatusName, words: string): boolean => {
  const wanted = namedIdIn(words);
  return wanted === undefined ? foldName(name) === foldName(bareWords(words)) : wanted === id;
};

/** Where issues of one status go. */
function* goalOf(
  from: StatusName,
  issues: number | undefined,
  { project, next, wished, used }: Scene,
  context: ResolveContext,
): Reading<Result<StatusName, Obstacle>> {
  const meant = wished.filter((mapping) => isMeant(from, mapping.from));
  for (const mapping of meant) used.add(mapping);
  const goals = meant.flatMap(({ to }) => next.statuses.filter((each) => isMeant(each, to)));
  const [goal] = goals;
  if (goal !== undefined && new Set(goals.map(({ id }) => id)).size === 1) return ok(goal);
  if (meant.length === 0) {
    const same = next.statuses.filter(({ name }) => foldName(name) === foldName(from.name));
    const first = next.statuses.find(({ id }) => id === next.initial);
    if (same[0] !== undefined && same.length === 1) return ok(same[0]);
    if (issues === 0 && first !== undefined) return ok(first);
  }
  const many = issues === undefined ? 'the issues' : `the ${countOf(issues, 'issue')}`;
  return yield* askVisibly(
    {
      thing: 'status mapping',
      words: from.name,
      choices: next.statuses.map(({ name }) => name),
      sentence: `Which status shall ${many} of ${project.key} in ${quoted(from.name)} get?`,
      guard: { projectId: project.id },
    },
    context,
  );
}
