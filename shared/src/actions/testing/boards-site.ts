/** The boards, filters and dashboards of the small site. */
import type { Json } from '../../json.ts';
import { type Asked, type FakeJira, Refusal } from './fake-jira.ts';

const BOARD = {
  id: 7,
  name: 'ABC board',
  type: 'scrum',
  location: { projectId: 10_000, projectKey: 'ABC' },
};

const SPRINTS = ['closed', 'active', 'future'].map((state, index) => ({
  id: 13 + index,
  name: `ABC Sprint ${13 + index}`,
  state,
  goal: '',
  originBoardId: 7,
}));

const person = (accountId: string, active = true) => ({
  accountId,
  displayName: `The ${accountId}`,
  active,
});

const FILTERS = [
  {
    id: '900',
    name: 'Release list',
    jql: 'project = ABC',
    owner: person('kraken'),
    sharePermissions: [{ id: 1, type: 'project', project: { id: '10000', key: 'ABC' } }],
  },
  { id: '901', name: 'Old list', jql: 'project = OLD', owner: person('gone', false) },
  { id: '902', name: 'My issues', jql: 'assignee = currentUser()', owner: person('dana') },
  { id: '903', name: 'My issues', jql: 'assignee = currentUser()', owner: person('lea') },
];

const DASHBOARDS = [
  { id: '800', name: 'Figures', owner: person('kraken'), sharePermissions: [] },
  {
    id: '801',
    name: 'Numbers',
    owner: person('dana'),
    sharePermissions: [{ id: 2, type: 'loggedin' }],
  },
];

/** Queries Jira understands, with the clauses it sees in them. */
const QUERIES: Record<string, Json> = {
  'project = ABC': { field: { name: 'project' }, operator: '=', operand: { value: 'ABC' } },
  'project in (ABC, PAY) AND type = Bug': {
    operator: 'and',
    clauses: [
      {
        field: { name: 'project' },
        operator: 'in',
        operand: { values: [{ value: 'ABC' }, { value: 'PAY' }] },
      },
      { field: { name: 'type' }, operator: '=', operand: { value: 'Bug' } },
    ],
  },
  'type = Bug': { field: { name: 'type' }, operator: '=', operand: { value: 'Bug' } },
  'project = ABC OR type = Bug': {
    operator: 'or',
    clauses: [
      { field: { name: 'project' }, operator: '=', operand: { value: 'ABC' } },
      { field: { name: 'type' }, operator: '=', operand: { value: 'Bug' } },
    ],
  },
  'project != ABC': { field: { name: 'project' }, operator: '!=', operand: { value: 'ABC' } },
};

const holding = <T extends { name: string }>(list: readonly T[], words: string | undefined): T[] =>
  list.filter(({ name }) => name.toLowerCase().includes((words ?? '').toLowerCase()));

function parsed({ body }: Asked): Json {
  const [query] = body['queries'] as string[];
  const where = Object.hasOwn(QUERIES, query ?? '') ? QUERIES[query ?? ''] : undefined;
  const known = query ?? '';
  return {
    queries: [
      where === undefined
        ? { query: known, errors: ['Error in the JQL Query'] }
        : { query: known, structure: { where } },
    ],
  };
}

function filters({ query }: Asked): Json {
  const values = holding(FILTERS, query['filterName']).filter(
    ({ id, owner }) =>
      (query['id'] ?? id) === id && (query['accountId'] ?? owner.accountId) === owner.accountId,
  );
  return { values, isLast: true };
}

/** Answers about boards, filters and dashboards. */
export const BOARDS_SITE: FakeJira = {
  getAllBoards: ({ query }) => ({
    values: ['ABC', undefined].includes(query['projectKeyOrId'])
      ? holding([BOARD], query['name'])
      : [],
    isLast: true,
  }),
  getConfiguration: ({ path }) =>
    path['boardId'] === '7'
      ? { id: 7, name: 'ABC board', filter: { id: '900' } }
      : new Refusal(404),
  getSprint: ({ path }) =>
    SPRINTS.find(({ id }) => String(id) === path['sprintId']) ?? new Refusal(404),
  getFiltersPaginated: filters,
  getBoardByFilterId: () => ({ values: [], isLast: true }),
  getDashboardsPaginated: ({ query }) => ({
    values: holding(DASHBOARDS, query['dashboardName']),
    isLast: true,
  }),
  parseJqlQueries: parsed,
  getCurrentUser: () => ({ accountId: 'kraken' }),
  getMyPermissions: () => ({ permissions: { CREATE_SHARED_OBJECTS: { havePermission: true } } }),
  bulkGetGroups: ({ query }) => ({
    values: ['devs', 'staff']
      .filter((name) => query['groupName'] === name || query['groupId'] === `id-${name}`)
      .map((name) => ({ name, groupId: `id-${name}` })),
  }),
};
