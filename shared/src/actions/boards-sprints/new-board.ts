/** What a new board meets: boards of its name, a filter left by an earlier try; and how it is seen to be there. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import { filtersIn, filtersRead, namedFilters } from '../look-up/find-filter.ts';
import type { Project } from '../look-up/find-project.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { type ReadJql, readJql } from '../look-up/read-jql.ts';
import { readAll } from '../look-up/read-together.ts';
import { SHARE_FIELDS } from '../look-up/shares.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { boardsOnRead } from './filter-boards.ts';
import type { CreateBoardTarget } from './sentences.ts';

/** Reads the boards of the project whose name holds the name. */
export function boardsRead({ project, name }: Pick<CreateBoardTarget, 'project' | 'name'>) {
  return readOf('getAllBoards', {
    query: [
      ['projectKeyOrId', project.key],
      ['name', name],
      ['maxResults', '50'],
    ],
    pick: ['values[].id', 'values[].name', 'values[].type', 'isLast'],
  });
}

/** The type of board the words name. */
export function typeIn(wanted: string | undefined): 'scrum' | 'kanban' | undefined {
  const word = foldName(bareWords(wanted ?? '')).replace(/ board$/, '');
  return word === 'scrum' || word === 'kanban' ? word : undefined;
}

/** Reads Kraken's own filters of the name the board's filter gets. */
export const ownFilters = ({ filter, maker }: CreateBoardTarget) =>
  filtersRead(namedFilters(filter.name, maker), ['id', 'name', 'jql', ...SHARE_FIELDS]);

const exactly = (answer: JiraReadResult | undefined, name: string) =>
  itemsAt(answer?.body ?? null, 'values').filter(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(name),
  );

/** What ends the wish where the project has a board of that name. */
export function twinObstacle({ name, type, project }: CreateBoardTarget, boards: JiraReadResult) {
  const [twin] = exactly(boards, name);
  if (twin === undefined) return undefined;
  if (textAt(twin, 'type') === type)
    return already(`${project.key} already has the board ${quoted(name)}.`);
  return ask(
    'board name',
    name,
    [],
    `${project.key} already has a board called ${quoted(name)}, of another type. What shall the new one be called?`,
  );
}

/** A filter left by an earlier try that no board uses; null where there is none. */
export function* leftFilter(
  { name, filter, project }: CreateBoardTarget,
  filters: JiraReadResult,
): Reading<Result<string | null, Obstacle>> {
  const [left] = filtersIn(exactly(filters, filter.name));
  if (left === undefined) return ok(null);
  const [boards] = yield* readAll([boardsOnRead(left.id)]);
  const isFree = boards.status === 200 && itemsAt(boards.body, 'values').length === 0;
  const isShared = left.shares.some(({ type, ref }) => type === 'project' && ref === project.key);
  if (isFree && isShared && left.jql === filter.jql) return ok(left.id);
  return ask(
    'board name',
    name,
    [],
    `There is already a filter called ${quoted(filter.name)}, which this board would need. What shall the board be called?`,
  );
}

/** One board of the name and type is done; what is there without it tells whether anything was done. */
export function boardCheck(target: CreateBoardTarget): EffectCheck {
  return {
    reads: [boardsRead(target), ownFilters(target)],
    judge([boards, filters]) {
      if (boards?.status !== 200 || filters?.status !== 200) return 'unknown';
      const made = exactly(boards, target.name);
      if (made.length === 0) return withoutBoard(target, boards, filters);
      const isAsAsked = made.length === 1 && textAt(made[0] ?? null, 'type') === target.type;
      return isAsAsked ? 'done' : 'differs';
    },
  };
}

function withoutBoard(
  { filter }: CreateBoardTarget,
  boards: JiraReadResult,
  filters: JiraReadResult,
) {
  if (!isTrueAt(boards.body, 'isLast')) return 'unknown';
  const ids = exactly(filters, filter.name).map((item) => idAt(item, 'id'));
  return ids.every((id) => id === filter.id) ? 'not-done' : 'differs';
}

const RANKED = ' ORDER BY Rank ASC';

/** What ends the wish for a board in this project. */
export function cannotHaveBoards(project: Project) {
  if (project.isArchived) return unsupported(`${project.key} is archived; it gets no new board.`);
  return project.isTeamManaged
    ? unsupported(
        `${project.key} is a team-managed project. Its administrators set up boards inside the project.`,
      )
    : undefined;
}

/** The query of the ticket, or all issues of the project; ranked, so that issues can be put in order. */
export function* queryOf(
  wanted: string | undefined,
  project: Project,
  context: ResolveContext,
): Reading<Result<ReadJql, Obstacle>> {
  if (wanted === undefined) {
    return ok({ jql: `project = ${project.key}${RANKED}`, projects: [project] });
  }
  const query = yield* readJql(wanted, context);
  if (!query.ok) return query;
  const { jql, projects } = query.value;
  return ok({ jql: /\border\s+by\b/i.test(jql) ? jql : `${jql}${RANKED}`, projects });
}
