import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  inWords,
  judgeForTest,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';

const facts = (type: string, args: Json) => resolvedForTest(type, args).facts;
const words = (type: string, args: Json, jira = {}) =>
  inWords(resolveForTest(type, args, { jira }).outcome);

describe('board.create', () => {
  const board = { name: 'Second', project: 'ABC', type: 'scrum' };

  test.each([
    [undefined, ['10000'], { projects: 1, boards: 1 }],
    ['project = ABC', ['10000'], { projects: 1, boards: 1 }],
    ['project in (ABC, PAY) AND type = Bug', ['10000', '10002'], { projects: 2, boards: 1 }],
    // Issues of any project: how much it shows is not known, so a person decides.
    ['type = Bug', ['10000'], null],
    ['project = ABC OR type = Bug', ['10000'], null],
    ['project != ABC', ['10000'], null],
  ])('the query %s reaches the projects %o', (jql, projectIds, counts) => {
    const found = facts('board.create', { ...board, ...(jql !== undefined && { jql }) });
    expect(found.projectIds).toEqual(projectIds);
    if (counts === null) expect(found.counts).toBeNull();
    else expect(found.counts).toMatchObject(counts);
  });

  test('the query is shown whole and ranked, and the board uses the new filter', () => {
    const action = resolvedForTest('board.create', { ...board, jql: 'project\n=  ABC' });
    expect(action.rows[1]).toEqual({
      label: 'Filter "Filter for Second"',
      before: 'does not exist',
      after: 'project = ABC ORDER BY Rank ASC',
    });
    expect(requestsForTest(action)[1]).toContain('"filterId":{"capturedNumber":"filterId"}');
  });

  test.each([
    [{ ...board, type: 'agile' }, /^ask board type: scrum, kanban$/],
    [{ ...board, jql: 'project = ' }, /^ask query$/],
    [{ ...board, jql: 'project = ABC\u202e' }, /^ask query$/],
    [{ ...board, name: 'ABC board' }, /^already/],
    [{ ...board, name: 'ABC board', type: 'kanban' }, /^ask board name$/],
    [{ ...board, project: 'OLD' }, /^unsupported: OLD is archived/],
    [{ ...board, project: 'TEAM' }, /^unsupported: TEAM is a team-managed/],
  ])('%o gives %s', (args, expected) => {
    expect(words('board.create', args)).toMatch(expected);
  });

  test('without the right to share nothing is made', () => {
    const jira = { getMyPermissions: () => ({ permissions: {} }) };
    expect(words('board.create', board, jira)).toMatch(/^unsupported: .*Share dashboards/);
  });
});

describe('filter.create', () => {
  const filter = { name: 'Bugs', jql: 'type = Bug' };

  test('shared with everybody it is for a person, with a project it is not', () => {
    expect(facts('filter.create', { ...filter, share: 'all users' }).counts).toBeNull();
    expect(facts('filter.create', { ...filter, share: 'anyone on the web' }).counts).toBeNull();
    expect(facts('filter.create', { ...filter, share: 'project ABC' })).toMatchObject({
      counts: { users: 1 },
      projectIds: ['10000'],
    });
  });

  test('it is made private and given to whoever asked', () => {
    expect(requestsForTest(resolvedForTest('filter.create', filter))).toEqual([
      'POST /rest/api/3/filter?overrideSharePermissions=true {"name":"Bugs","jql":"type = Bug","sharePermissions":[],"editPermissions":[]}',
      'PUT /rest/api/3/filter/‹filterId›/owner {"accountId":"dan"}',
    ]);
  });

  test.each([
    [{ ...filter, jql: 'nonsense' }, /^ask query$/],
    [{ ...filter, owner: 'Ivo Gone' }, /^ask person$/],
    [{ ...filter, share: 'everyone' }, /^ask audience: everybody who is signed in, anyone/],
    [{ ...filter, share: 'group nobody' }, /^ask group$/],
    [{ ...filter, name: 'My issues', owner: 'dana@example.com' }, /^ask filter name$/],
    [{ name: 'My issues', jql: 'project = ABC', owner: 'dana@example.com' }, /^ask filter name$/],
    [{ ...filter, name: 'Release list' }, /^unsupported: Kraken still has a filter/],
  ])('%o gives %s', (args, expected) => {
    expect(words('filter.create', args)).toMatch(expected);
  });
});

describe('filter.share', () => {
  test.each([
    [{ filter: 'Release list', audience: 'project ABC' }, /^already/],
    [{ filter: 'Release list', audience: 'group devs', change: 'unshare' }, /^already/],
    [{ filter: 'Old list', audience: 'group devs' }, /^unsupported: .*belongs to somebody else/],
    // Neither its name nor with whom it is shared.
    [
      { filter: 'id:901', audience: 'group devs', change: 'unshare' },
      /^unsupported: The filter belongs to somebody else; Jira lets only the owner share it\.$/,
    ],
    [{ filter: 'My issues', audience: 'group devs' }, /^ask filter$/],
    [{ filter: 'id:902', audience: 'group devs' }, /^unsupported/],
    [{ filter: 'id:999', audience: 'group devs' }, /^ask filter$/],
  ])('%o gives %s', (args, expected) => {
    expect(words('filter.share', args)).toMatch(expected);
  });

  test('a share with everybody is for a person, and its inverse brings the others back', () => {
    const args = { filter: 'Release list', audience: 'all users' };
    const action = resolvedForTest('filter.share', args);
    expect(action.facts.counts).toBeNull();
    expect(entryOf('filter.share').inverse?.(action.target, {})).toEqual([
      {
        type: 'filter.share',
        args: { filter: 'id:900', audience: 'everybody who is signed in', change: 'unshare' },
      },
      {
        type: 'filter.share',
        args: { filter: 'id:900', audience: 'project ABC', change: 'share' },
      },
    ]);
  });
});

describe('who may share without a person', () => {
  const doubt = (type: string, args: Json, speakerAccountId: string | null) =>
    resolvedForTest(type, args, { context: { speakerAccountId } }).facts.askerDoubt;
  const share = { filter: 'Release list', audience: 'project PAY' };
  const create = { name: 'Bugs', jql: 'type = Bug' };

  // Kraken owns it: that the connection of an administrator may share it says nothing of whoever asks.
  test.each([['dan'], ['lea'], [null]])('%s does not own the filter', (speaker) => {
    expect(doubt('filter.share', share, speaker)).toContain('Only the owner of a filter');
  });

  test('the owner may give more people sight of it, and takes it from nobody by himself', () => {
    expect(doubt('filter.share', share, 'kraken')).toBeUndefined();
    expect(resolvedForTest('filter.share', share).facts.alsoNeeds).toEqual([
      'CREATE_SHARED_OBJECTS',
    ]);
    const losing = [
      { filter: 'Release list', audience: 'project ABC', change: 'unshare' },
      { filter: 'Release list', audience: 'all users' },
    ];
    for (const args of losing) {
      expect(doubt('filter.share', args, 'kraken')).toBe(
        'People who see the filter now may lose it.',
      );
    }
  });

  test.each<[string, Json]>([
    ['filter.share', { ...share, audience: 'group devs' }],
    ['filter.create', { ...create, owner: 'me', share: 'group devs' }],
    ['dashboard.create', { name: 'News', share: 'group devs' }],
  ])('%s: a group one may not be in is for a person', (type, args) => {
    const speaker = type === 'filter.share' ? 'kraken' : 'dan';
    expect(doubt(type, args, speaker)).toContain('only with groups they are in');
  });

  test('a filter for somebody else is for a person, a shared one needs the right to share', () => {
    expect(doubt('filter.create', create, 'dan')).toBeUndefined();
    expect(facts('filter.create', create).alsoNeeds).toBeUndefined();
    expect(doubt('filter.create', { ...create, owner: 'dana@example.com' }, 'dan')).toContain(
      'belong to somebody else',
    );
    expect(facts('filter.create', { ...create, share: 'project ABC' }).alsoNeeds).toEqual([
      'CREATE_SHARED_OBJECTS',
    ]);
  });
});

describe('a filter that is no longer shared', () => {
  const args = { filter: 'Release list', audience: 'project ABC', change: 'unshare' };
  const boards = (count: number, isLast: boolean) => ({
    getBoardByFilterId: () => ({
      values: Array.from({ length: count }, (_, index) => ({ id: index + 1 })),
      isLast,
    }),
  });
  const labels = (jira = {}) =>
    resolvedForTest('filter.share', args, { jira }).preconditions.map(({ label }) => label);

  test.each([
    ['no board', boards(0, true), { projects: 1 }, 'No board uses it'],
    ['a board', boards(1, true), null, '1 board uses it'],
    ['boards on more pages', boards(50, false), null, 'Jira does not tell how many boards'],
    [
      'boards Jira hides',
      { getBoardByFilterId: () => new Refusal(403) },
      null,
      'Jira does not tell how many boards',
    ],
  ])('with %s on it', (_, jira, counts, sentence) => {
    const action = resolvedForTest('filter.share', args, { jira });
    if (counts === null) expect(action.facts.counts).toBeNull();
    else expect(action.facts.counts).toMatchObject(counts);
    expect(action.radius.join()).toContain(sentence);
  });

  test('is pinned with its query and its boards', () => {
    expect(labels()).toEqual(['Shares of "Release list"', 'Boards that use "Release list"']);
    const [pin] = resolvedForTest('filter.share', args).preconditions;
    expect(pin?.expected.body).toMatchObject({ values: [{ jql: 'project = ABC' }] });
  });
});

describe('what an approver is shown is read again', () => {
  const pins = (type: string, args: Json) =>
    JSON.stringify(resolvedForTest(type, args).preconditions);

  test.each([
    ['board.delete', { board: 'ABC board' }, '"label":"Open sprints on'],
    ['board.delete', { board: 'ABC board' }, '"state":"active"'],
    ['filter.delete', { filter: 'Release list' }, '"sharePermissions":[{'],
    [
      'filter.owner.change',
      { filter: 'Release list', owner: 'lea@example.com' },
      '"Boards that use',
    ],
    ['dashboard.owner.change', { dashboard: 'Numbers', owner: 'lea@example.com' }, '"loggedin"'],
  ])('%s of %o pins %s', (type, args, expected) => {
    expect(pins(type, args)).toContain(expected);
  });
});

test('a dashboard that is not on a first page is not gone for sure', () => {
  const action = resolvedForTest('dashboard.delete', { dashboard: 'Figures' });
  expect(judgeForTest(action, answered({ values: [], isLast: false }))).toBe('unknown');
  expect(judgeForTest(action, answered({ values: [], isLast: true }))).toBe('done');
});

test('a filter that a board uses is not deleted', () => {
  const jira = { getBoardByFilterId: () => ({ values: [{ id: 7 }], isLast: true }) };
  expect(words('filter.delete', { filter: 'Release list' }, jira)).toMatch(/^unsupported: 1 board/);
  const hidden = { getBoardByFilterId: () => new Refusal(403) };
  expect(words('filter.delete', { filter: 'Release list' }, hidden)).toMatch(/^unsupported/);
});

test('the boards on a filter count when it gets another owner; unknown is not none', () => {
  const args = { filter: 'Old list', owner: 'dana@example.com' };
  expect(facts('filter.owner.change', args)).toMatchObject({
    counts: { boards: 0 },
    hasCompleteInverse: false,
  });
  const jira = { getBoardByFilterId: () => new Refusal(403) };
  expect(resolvedForTest('filter.owner.change', args, { jira }).facts.counts).toBeNull();
});

test('dashboards of other people are not deleted, and unseen ones are not given away', () => {
  expect(words('dashboard.delete', { dashboard: 'Numbers' })).toMatch(/^unsupported/);
  const wish = { dashboard: 'Figures', owner: 'dana@example.com' };
  expect(words('dashboard.owner.change', wish)).toMatch(/^unsupported/);
});

test('a dashboard whose owner Jira kept in spite of its 200 is not done', () => {
  const wish = { dashboard: 'Numbers', owner: 'lea@example.com' };
  const action = resolvedForTest('dashboard.owner.change', wish);
  const owned = (accountId: string) =>
    answered({ values: [{ id: '801', name: 'Numbers', owner: { accountId } }] });
  expect(judgeForTest(action, owned('lea'))).toBe('done');
  expect(judgeForTest(action, owned('dana'))).toBe('not-done');
  expect(judgeForTest(action, owned('alex1'))).toBe('differs');
  expect(judgeForTest(action, answered({ values: [] }))).toBe('unknown');
});
