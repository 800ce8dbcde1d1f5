/** Cases of the actions on boards and filters. */
import type { Filter, Share } from '../jira/world/boards-types.ts';
import { nextNumber } from '../jira/world/make-ids.ts';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase, Change } from './action-case.ts';
import { accountIn, projectIn } from './in-world.ts';

const filtersIn = (world: World, name: string): Filter[] =>
  Object.values(world.filters).filter((filter) => filter.name === name);

const filterIn = (world: World, name: string): Filter => {
  const [found] = filtersIn(world, name);
  if (found === undefined) throw new Error(`the site has no filter ${name}`);
  return found;
};

const ownerOf = (world: World, filter: Filter): string =>
  world.users[filter.owner]?.displayName ?? filter.owner;

const audienceIn = (world: World, name: string): string[] =>
  filterIn(world, name).sharePermissions.map(({ type, ref }) => {
    const known = world.projects[ref]?.key ?? world.groups[ref]?.name ?? '';
    return `${type} ${known}`.trim();
  });

const add = (world: World, name: string, owner: string, jql = 'project = ABC'): Filter => {
  const id = String(nextNumber(world, 'filter'));
  const filter: Filter = {
    id,
    name,
    description: '',
    owner: accountIn(world, owner),
    jql,
    sharePermissions: [],
    editPermissions: [],
    subscribers: [],
  };
  world.filters[id] = filter;
  return filter;
};

const share = (world: World, name: string, given: Omit<Share, 'id'>): void => {
  const id = nextNumber(world, 'share');
  filterIn(world, name).sharePermissions.push({ id, ...given });
};

const renameAnother: Change = (world) => {
  filterIn(world, 'Estimates of 2019').name = 'Estimates of 2018';
};

/** A second board of a name, in OPS. */
const twinBoard =
  (name: string): Change =>
  (world) => {
    const id = nextNumber(world, 'board');
    const projectId = projectIn(world, 'OPS').id;
    const filterId = filterIn(world, 'Filter for OPS board').id;
    world.boards[String(id)] = { id, name, type: 'kanban', projectId, filterId };
  };

const boardsIn = (world: World, name: string): string[] =>
  Object.values(world.boards)
    .filter((board) => board.name === name)
    .map(({ type }) => type);

const BUGS = 'project = ABC AND issuetype = Bug ORDER BY created DESC';

/** One case, or more, per action. */
export const FILTER_CASES: readonly ActionCase[] = [
  {
    type: 'filter.create',
    args: { name: 'Bugs of ABC', jql: BUGS, share: 'project ABC' },
    sentence: 'Create the filter "Bugs of ABC" for Dan Reporter, shared with project ABC',
    look: (world) =>
      filtersIn(world, 'Bugs of ABC').map((filter) => [
        ownerOf(world, filter),
        filter.jql,
        audienceIn(world, 'Bugs of ABC'),
      ]),
    before: [],
    after: [['Dan Reporter', BUGS, ['project ABC']]],
    ambiguous: { args: { name: 'Bugs of ABC', jql: 'project = ABC AND' }, thing: 'query' },
    drift: (world) => {
      add(world, 'Bugs of ABC', 'Dan Reporter');
    },
    harmless: (world) => {
      add(world, 'Bugs of ABC', 'Kim Park');
    },
  },
  {
    type: 'filter.create',
    args: { name: 'Mine', jql: 'assignee = currentUser()', owner: 'Tom Becker' },
    sentence: 'Create the filter "Mine" for Tom Becker',
    look: (world) => filtersIn(world, 'Mine').map((filter) => ownerOf(world, filter)),
    before: [],
    after: ['Tom Becker'],
    ambiguous: {
      args: { name: 'Mine', jql: 'assignee = currentUser()', share: 'everyone' },
      thing: 'audience',
    },
    drift: (world) => {
      add(world, 'Mine', 'Kraken');
    },
  },
  {
    type: 'filter.share',
    args: { filter: 'Release list', audience: 'group qa-leads' },
    sentence: 'Share the filter "Release list" with group "qa-leads"',
    look: (world) => audienceIn(world, 'Release list'),
    before: ['project ABC'],
    after: ['project ABC', 'group qa-leads'],
    ambiguous: {
      args: { filter: 'My issues', audience: 'group qa-leads' },
      thing: 'filter',
    },
    drift: (world) => share(world, 'Release list', { type: 'loggedin', ref: '' }),
    harmless: renameAnother,
  },
  {
    type: 'filter.share',
    args: { filter: 'Release list', audience: 'project ABC', change: 'unshare' },
    sentence: 'Stop sharing the filter "Release list" with project ABC',
    look: (world) => audienceIn(world, 'Release list'),
    before: ['project ABC'],
    after: [],
    ambiguous: { args: { filter: 'Release list', audience: 'the testers' }, thing: 'audience' },
    drift: (world) => {
      filterIn(world, 'Release list').owner = accountIn(world, 'Ben Carter');
    },
    harmless: renameAnother,
  },
  {
    type: 'filter.share',
    args: { filter: 'Release list', audience: 'everybody who is signed in' },
    sentence: 'Share the filter "Release list" with everybody who is signed in',
    look: (world) => audienceIn(world, 'Release list'),
    before: ['project ABC'],
    after: ['loggedin'],
    ambiguous: { args: { filter: 'Release list', audience: 'all' }, thing: 'audience' },
    drift: (world) => {
      filterIn(world, 'Release list').sharePermissions = [];
    },
    harmless: renameAnother,
  },
  {
    type: 'filter.owner.change',
    args: { filter: 'Open bugs of ABC', owner: 'Kim Park' },
    sentence: 'Make Kim Park the owner of the filter "Open bugs of ABC"',
    look: (world) => ownerOf(world, filterIn(world, 'Open bugs of ABC')),
    before: 'Ben Carter',
    after: 'Kim Park',
    ambiguous: { args: { filter: 'Open bugs of ABC', owner: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      filterIn(world, 'Open bugs of ABC').owner = accountIn(world, 'Sol Rivera');
    },
    harmless: (world) => {
      filterIn(world, 'Open bugs of ABC').jql = 'project = ABC';
    },
  },
  {
    type: 'filter.owner.change',
    args: { filter: 'Estimates of 2019', owner: 'me' },
    sentence: 'Make Dan Reporter the owner of the filter "Estimates of 2019"',
    look: (world) => ownerOf(world, filterIn(world, 'Estimates of 2019')),
    before: 'Greta Lind',
    after: 'Dan Reporter',
    ambiguous: {
      args: { filter: 'Estimates', owner: 'me' },
      thing: 'filter',
    },
    drift: (world) => {
      filterIn(world, 'Estimates of 2019').owner = accountIn(world, 'Sol Rivera');
    },
    undo: { because: 'the account of the former owner is deactivated' },
  },
  {
    type: 'filter.delete',
    args: { filter: 'Open bugs of ABC' },
    sentence: 'Delete the filter "Open bugs of ABC"',
    look: (world) => filtersIn(world, 'Open bugs of ABC').length,
    before: 1,
    after: 0,
    again: 'ask',
    ambiguous: { args: { filter: 'My issues' }, thing: 'filter', choices: [] },
    drift: (world) => {
      const board = Object.values(world.boards)[0];
      if (board !== undefined) board.filterId = filterIn(world, 'Open bugs of ABC').id;
    },
    harmless: renameAnother,
    undo: { because: 'the filter is gone' },
  },
  {
    type: 'board.create',
    args: { name: 'ABC bugs', project: 'ABC', type: 'kanban', jql: 'project = ABC AND type = Bug' },
    sentence: 'Create the kanban board "ABC bugs" in ABC',
    look: (world) => [
      boardsIn(world, 'ABC bugs'),
      filtersIn(world, 'Filter for ABC bugs').map(({ jql }) => jql),
    ],
    before: [[], []],
    after: [['kanban'], ['project = ABC AND type = Bug ORDER BY Rank ASC']],
    ambiguous: {
      args: { name: 'ABC bugs', project: 'ABC' },
      thing: 'board type',
      choices: ['scrum', 'kanban'],
    },
    drift: (world) => {
      add(world, 'Filter for ABC bugs', 'Kraken');
    },
    harmless: renameAnother,
  },
  {
    type: 'board.create',
    prepare: (world) => {
      add(world, 'Filter for New board', 'Kraken', 'project = NEW ORDER BY Rank ASC');
      share(world, 'Filter for New board', { type: 'project', ref: projectIn(world, 'NEW').id });
    },
    args: { name: 'New board', project: 'New Shop', type: 'scrum board' },
    sentence: 'Create the scrum board "New board" in NEW',
    look: (world) => [
      boardsIn(world, 'New board'),
      filtersIn(world, 'Filter for New board').length,
    ],
    before: [[], 1],
    after: [['scrum'], 1],
    ambiguous: {
      args: { name: 'New board', project: 'New Shop', type: 'scrum', jql: 'colour = red' },
      thing: 'query',
    },
    drift: (world) => {
      const name = 'Filter for New board';
      delete world.filters[filterIn(world, name).id];
    },
  },
  {
    type: 'board.delete',
    args: { board: 'ABC board' },
    sentence: 'Delete the board "ABC board"',
    look: (world) => boardsIn(world, 'ABC board').length,
    before: 1,
    after: 0,
    again: 'ask',
    ambiguous: {
      args: { board: 'ABC board' },
      prepare: twinBoard('ABC board'),
      thing: 'board',
      choices: ['ABC board (project ABC)', 'ABC board (project OPS)'],
    },
    drift: (world) => {
      const board = Object.values(world.boards).find(({ name }) => name === 'ABC board');
      if (board !== undefined) board.name = 'ABC board of the team';
    },
    harmless: renameAnother,
    undo: { because: 'columns, swimlanes and reports are gone' },
  },
];
