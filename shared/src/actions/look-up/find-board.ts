/** Finds one board: by `id:…`, or by its whole name, on one project or on the whole site. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A board as far as resolution needs it; a board of a person has no project. */
export interface Board {
  id: string;
  name: string;
  /** `scrum`, `kanban`, or `simple` for the board of a team-managed project. */
  type: string;
  projectId: string | null;
  projectKey: string | null;
}

const PAGE = 50;
const MAX_CHOICES = 10;
const NUMBER = /^\d{1,18}$/;
const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;

/** Boards in a list, and whether the list is whole. */
export interface BoardList {
  boards: Board[];
  isWhole: boolean;
}

/** Reads the boards of a project, or those whose name holds the words, or all. */
export function* readBoards(
  query: ReadonlyArray<[string, string]>,
): Reading<Result<BoardList, Obstacle>> {
  const whole = yield* readPages({
    items: 'values',
    pageSize: PAGE,
    read: (startAt) =>
      readOf('getAllBoards', {
        query: [...query, ['startAt', String(startAt)], ['maxResults', String(PAGE)]],
        pick: [
          'values[].id',
          'values[].name',
          'values[].type',
          'values[].location.projectId',
          'values[].location.projectKey',
          'isLast',
        ],
      }),
  });
  if (whole.state === 'refused') return refusedRead('the boards', whole.answer);
  return ok({ boards: whole.items.flatMap(toBoard), isWhole: whole.isWhole });
}

function toBoard(item: Json): Board[] {
  const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
  if (id === undefined || !NUMBER.test(id)) return [];
  const [projectId, projectKey] = [
    idAt(item, 'location.projectId'),
    textAt(item, 'location.projectKey'),
  ];
  const isPlaced = NUMBER.test(projectId ?? '') && KEY.test(projectKey ?? '');
  return [
    {
      id,
      name: name ?? id,
      type: textAt(item, 'type') ?? '',
      projectId: isPlaced ? (projectId ?? null) : null,
      projectKey: isPlaced ? (projectKey ?? null) : null,
    },
  ];
}

/** Finds the one board the words mean; `projectKey` null looks on the whole site. */
export function* findBoard(
  words: string,
  projectKey: string | null,
  context: ResolveContext,
): Reading<Result<Board, Obstacle>> {
  const wanted = bareWords(words);
  const id = namedIdIn(wanted);
  if (id !== undefined) return yield* boardById(words, id);
  if (!looksLikeName(wanted)) return ask('board', words);
  const short = bareWords(wanted.replace(/^the\s+|^board\s+/giu, ''));
  const place: Array<[string, string]> =
    projectKey === null ? [['name', short]] : [['projectKeyOrId', projectKey]];
  const list = yield* readBoards(place);
  if (!list.ok) return list;
  const { boards, isWhole } = list.value;
  const exact = boards.filter(({ name }) =>
    [foldName(wanted), foldName(short)].includes(foldName(name)),
  );
  const [only] = exact;
  if (only !== undefined && exact.length === 1 && isWhole) return ok(only);
  return yield* askBoard(words, exact.length > 0 ? exact : boards, context);
}

/** Asks for a board, naming boards and their projects to whoever may see those. */
export function* askBoard(
  words: string,
  boards: readonly Board[],
  context: ResolveContext,
): Reading<ReturnType<typeof ask>> {
  const placed = boards.filter(({ projectId }) => projectId !== null).slice(0, MAX_CHOICES);
  return yield* askVisibly(
    {
      thing: 'board',
      words,
      choices: placed.map(({ name, projectKey }) => inProject(name, projectKey)),
      guard: { projectIds: placed.map(({ projectId }) => projectId ?? '') },
    },
    context,
  );
}

/** The board with this id; asks where Jira shows none. */
export function* boardById(words: string, id: string): Reading<Result<Board, Obstacle>> {
  if (!NUMBER.test(id)) return ask('board', words);
  const [answer] = yield* readAll([boardRead(id)]);
  if (answer.status === 404) return ask('board', words);
  const name = textAt(answer.body, 'name');
  if (answer.status !== 200 || name === undefined) return refusedRead('the board', answer);
  const list = yield* readBoards([['name', name]]);
  if (!list.ok) return list;
  const found = list.value.boards.find((board) => board.id === id);
  return found === undefined ? ask('board', words) : ok(found);
}

/** Reads what a board is: its name and the filter it uses. 404 where there is none. */
export function boardRead(boardId: string): JiraRead {
  return readOf('getConfiguration', {
    path: { boardId },
    pick: ['id', 'name', 'filter.id'],
  });
}

/** `ABC board (project ABC)`. */
export function boardWords(board: Pick<Board, 'name' | 'projectKey'>): string {
  return inProject(quoted(board.name), board.projectKey);
}

function inProject(name: string, projectKey: string | null): string {
  return projectKey === null ? name : `${name} (project ${projectKey})`;
}

/** A board as a target of an action, with its project. */
export function boardTargets(board: Board): Target[] {
  const { id, name, projectId, projectKey } = board;
  const target: Target = { kind: 'board', id, name };
  if (projectId === null) return [target];
  return [target, { kind: 'project', id: projectId, name: projectKey ?? projectId }];
}

/** Ids of the projects an action on the board touches. */
export function projectIdsOf(board: Board): string[] {
  return board.projectId === null ? [] : [board.projectId];
}
