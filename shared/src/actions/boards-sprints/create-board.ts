/**
 * `board.create`: a board in a project, with a filter of its own that is shared with the project. Jira may not know a
 * fresh filter for some seconds and refuse the board: the filter is then left, and used when the board is asked for
 * again.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { findMaker, noSharing } from '../look-up/find-maker.ts';
import { findProject, projectTarget } from '../look-up/find-project.ts';
import { bareWords } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, refusedRead } from '../look-up/obstacle.ts';
import { MAX_JQL, type ReadJql } from '../look-up/read-jql.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { SHARING } from './asker-shares.ts';
import {
  boardCheck,
  boardsRead,
  cannotHaveBoards,
  leftFilter,
  ownFilters,
  queryOf,
  twinObstacle,
  typeIn,
} from './new-board.ts';
import type { CreateBoardTarget } from './sentences.ts';

type Args = { name: string; project: string; type?: string; jql?: string };

const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'board.create'>> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!ONE_LINE.test(name)) return ask('board name', args.name);
  const type = typeIn(args.type);
  if (type === undefined) return ask('board type', args.type ?? '', ['scrum', 'kanban']);
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const closed = cannotHaveBoards(project.value);
  if (closed !== undefined) return closed;
  const query = yield* queryOf(args.jql, project.value, context);
  if (!query.ok) return query;
  const maker = yield* findMaker();
  if (!maker.ok) return maker;
  if (!maker.value.mayShare) return noSharing();
  const target: CreateBoardTarget = {
    name,
    type,
    project: { id: project.value.id, key: project.value.key },
    filter: { id: null, name: `Filter for ${name}`, jql: query.value.jql },
    maker: maker.value.accountId,
  };
  const reads = [boardsRead(target), ownFilters(target)] as const;
  const [boards, filters] = yield* readAll(reads);
  if (boards.status !== 200) return refusedRead(`the boards of ${target.project.key}`, boards);
  if (filters.status !== 200) return refusedRead('the filters', filters);
  const twin = twinObstacle(target, boards);
  if (twin !== undefined) return twin;
  const filter = yield* leftFilter(target, filters);
  if (!filter.ok) return filter;
  const withFilter = { ...target, filter: { ...target.filter, id: filter.value } };
  return found(findingOf(withFilter, query.value, [boards, filters], context));
}

function findingOf(
  target: CreateBoardTarget,
  { projects }: ReadJql,
  [boards, filters]: [JiraReadResult, JiraReadResult],
  context: ResolveContext,
) {
  const { name, type, project, filter } = target;
  const projectIds = [...new Set([project.id, ...(projects ?? []).map(({ id }) => id)])];
  return {
    target,
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds,
      // A query that names no projects may show issues of projects the person who asked cannot see.
      counts: projects === null ? null : { projects: projectIds.length, boards: 1 },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: changedRows([
      { label: `Board ${quoted(name)} in ${project.key}`, before: 'does not exist', after: type },
      {
        label: `Filter ${quoted(filter.name)}`,
        // Left by an attempt that broke off.
        before: filter.id === null ? 'does not exist' : filter.jql,
        after: filter.jql,
      },
      { label: 'Filter shared with', before: 'nobody', after: `project ${project.key}` },
    ]),
    preconditions: [
      {
        ...precondition(`Boards of ${project.key}`, boardsRead(target), boards),
        holds: { list: 'values[].name', value: name, isIn: false },
      },
      {
        ...precondition(`Filters called ${quoted(filter.name)}`, ownFilters(target), filters),
        holds:
          filter.id === null
            ? { list: 'values[].name', value: filter.name, isIn: false }
            : { list: 'values[].id', value: filter.id, isIn: true },
      },
    ],
    radius: [
      ...(filter.id === null ? [] : [`Its filter is there already: ${filter.jql}`]),
      'No issue changes',
    ],
  };
}

/** Catalogue entry of `board.create`. */
export const createBoard = defineAction('board.create', {
  area: 'boards_sprints',
  title: 'Create a board',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: SHARING,
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the new board and its filter can be deleted',
  },
  blastRadius: 'no issue; one board, one filter',
  connections: ['forge', 'oauth'],
  writes: operations('createFilter', 'createBoard'),
  reads: operations(
    'getProject',
    'searchProjects',
    'parseJqlQueries',
    'getCurrentUser',
    'getMyPermissions',
    'getAllBoards',
    'getFiltersPaginated',
    'getBoardByFilterId',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    name: words,
    project: words,
    type: optionalWords,
    jql: z.exactOptional(z.string().min(1).max(MAX_JQL)),
  }),
  resolve,
  compile({ name, type, project, filter }) {
    const createFilter = requestOf('createFilter', {
      query: [['overrideSharePermissions', 'true']],
      body: {
        name: filter.name,
        jql: filter.jql,
        sharePermissions: [{ type: 'project', project: { id: project.id } }],
        editPermissions: [],
      },
      capture: { filterId: 'id' },
    });
    const filterId = filter.id === null ? { capturedNumber: 'filterId' } : Number(filter.id);
    return [
      ...(filter.id === null ? [createFilter] : []),
      requestOf('createBoard', {
        body: { name, type, filterId, location: { type: 'project', projectKeyOrId: project.key } },
        capture: { boardId: 'id' },
      }),
    ];
  },
  check: boardCheck,
  inverse({ filter }, { boardId, filterId }) {
    if (boardId === undefined) return null;
    const withoutBoard = { type: 'board.delete', args: { board: namedId(boardId) } };
    // A filter that was there before stays.
    if (filter.id !== null) return [withoutBoard];
    if (filterId === undefined) return null;
    return [withoutBoard, { type: 'filter.delete', args: { filter: namedId(filterId) } }];
  },
});
