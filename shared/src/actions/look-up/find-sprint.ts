/** Finds one sprint: `current`, `next`, or by name, on the boards of some projects or of the site. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A sprint as far as resolution needs it. */
export interface Sprint {
  id: string;
  name: string;
  state: 'active' | 'future' | 'closed';
}

/** Where to look. */
export interface SprintScope {
  /** The projects whose boards count; null: every board of the site. */
  projectKeys: readonly string[] | null;
  /** The project whose readers may see the choices of a question; null: choices are not listed. */
  projectId: string | null;
}

const CURRENT = new Set(['current', 'current sprint', 'active', 'active sprint', 'this sprint']);
const NEXT = new Set(['next', 'next sprint', 'upcoming sprint']);
const PAGE = 50;
const MAX_PAGES = 10;

/** True for `current` and `next`: words for a sprint by its state, which need a project. */
export function isSprintByState(words: string): boolean {
  const wanted = foldSprint(words);
  return CURRENT.has(wanted) || NEXT.has(wanted);
}

function foldSprint(words: string): string {
  return foldName(bareWords(words)).replace(/^the /, '');
}

/** Finds the one sprint the words mean on the boards in scope. A closed one is refused with a sentence. */
export function* findSprint(
  words: string,
  scope: SprintScope,
  context: ResolveContext,
): Reading<Result<Sprint, Obstacle>> {
  const wanted = foldSprint(words);
  if (!looksLikeName(wanted)) return ask('sprint', words);
  const boards = yield* readBoards(scope.projectKeys);
  if (!boards.ok) return boards;
  const open = yield* readSprints(boards.value, 'active,future');
  if (!open.ok) return open;
  const found = pick(wanted, open.value, scope);
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  if (found.length === 0 && !isSprintByState(words)) {
    const closed = yield* closedSprint(wanted, boards.value, scope);
    if (closed !== undefined) return closed;
  }
  const listed = (found.length > 0 ? found : open.value).map((sprint) => sprint.name);
  const { projectId } = scope;
  if (projectId === null) return ask('sprint', words);
  return yield* askVisibly(
    { thing: 'sprint', words, choices: [...new Set(listed)], guard: { projectId } },
    context,
  );
}

function* closedSprint(
  wanted: string,
  boardIds: readonly string[],
  scope: SprintScope,
): Reading<ReturnType<typeof unsupported> | undefined> {
  const closed = yield* readSprints(boardIds, 'closed');
  const [past] = closed.ok ? pick(wanted, closed.value, scope) : [];
  return past === undefined
    ? undefined
    : unsupported(`The sprint ${past.name} is closed; Jira moves nothing into a closed sprint.`);
}

/** Sprints the folded words mean: by state, by name, or by a name that starts with the project's key (Jira's default). */
function pick(wanted: string, sprints: readonly Sprint[], scope: SprintScope): Sprint[] {
  if (CURRENT.has(wanted)) return sprints.filter((sprint) => sprint.state === 'active');
  if (NEXT.has(wanted)) return sprints.filter((sprint) => sprint.state === 'future');
  const exact = namedExactly(wanted, sprints);
  if (exact.length > 0) return exact;
  return (scope.projectKeys ?? []).flatMap((key) => namedExactly(`${key} ${wanted}`, sprints));
}

function boardsRead(projectKey: string | null) {
  return readOf('getAllBoards', {
    query: [
      ...(projectKey === null ? [] : [['projectKeyOrId', projectKey] as [string, string]]),
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].id', 'values[].type', 'isLast'],
  });
}

function* readBoards(projectKeys: readonly string[] | null): Reading<Result<string[], Obstacle>> {
  const answers = yield* readAll((projectKeys ?? [null]).map(boardsRead));
  const lost = answers.find((answer) => answer.status !== 200);
  if (lost !== undefined) return refusedRead('the boards', lost);
  if (!answers.every((answer) => isTrueAt(answer.body, 'isLast'))) {
    return ask(
      'project',
      'the sprint',
      [],
      'There are many boards. Which project is the sprint of?',
    );
  }
  const ids = answers.flatMap((answer) =>
    itemsAt(answer.body, 'values').flatMap((board) => {
      const id = idAt(board, 'id');
      return id === undefined || textAt(board, 'type') === 'kanban' ? [] : [id];
    }),
  );
  return ok([...new Set(ids)]);
}

function* readSprints(
  boardIds: readonly string[],
  state: string,
): Reading<Result<Sprint[], Obstacle>> {
  const lists = yield* readTogether(...boardIds.map((id) => readBoardSprints(id, state)));
  const all: Sprint[] = [];
  for (const list of lists) {
    if (!list.ok) return list;
    all.push(...list.value);
  }
  return ok([...new Map(all.map((sprint) => [sprint.id, sprint])).values()]);
}

function* readBoardSprints(boardId: string, state: string): Reading<Result<Sprint[], Obstacle>> {
  const sprints: Sprint[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const [answer] = yield* readAll([sprintsRead(boardId, state, page * PAGE)]);
    // A board without sprints answers 400.
    if (answer.status === 400 || answer.status === 404) return ok(sprints);
    if (answer.status !== 200) return refusedRead('the sprints', answer);
    sprints.push(...sprintsIn(answer));
    if (isTrueAt(answer.body, 'isLast') || itemsAt(answer.body, 'values').length === 0) break;
  }
  return ok(sprints);
}

function sprintsRead(boardId: string, state: string, startAt: number) {
  return readOf('getAllSprints', {
    path: { boardId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['state', state],
    ],
    pick: ['values[].id', 'values[].name', 'values[].state', 'isLast'],
  });
}

const STATES: ReadonlySet<string> = new Set(['active', 'future', 'closed']);

function isState(state: string | undefined): state is Sprint['state'] {
  return state !== undefined && STATES.has(state);
}

function sprintsIn(answer: JiraReadResult): Sprint[] {
  return itemsAt(answer.body, 'values').flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    const state = textAt(item, 'state')?.toLowerCase();
    return id === undefined || name === undefined || !isState(state) ? [] : [{ id, name, state }];
  });
}

/** A sprint as a target of an action. */
export function sprintTarget(sprint: Pick<Sprint, 'id' | 'name'>): Target {
  return { kind: 'sprint', id: sprint.id, name: sprint.name };
}
