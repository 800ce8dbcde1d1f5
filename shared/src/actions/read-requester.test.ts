import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { runReading } from '../requests/reading.ts';
import { itemsAt } from './look-up/read-answer.ts';
import { readRequester } from './read-requester.ts';
import { answerRead, type FakeJira, Refusal, runOn } from './testing/fake-jira.ts';
import { HAS_DOCUMENTS, problemsOf } from './testing/openapi.ts';
import { SMALL_SITE } from './testing/small-site.ts';

const QUESTIONS = [
  { projectId: '10000', permissions: ['CREATE_ISSUES'] },
  { projectId: '10002', permissions: ['CREATE_ISSUES'] },
];

const read = (accountId: string | null, jira: FakeJira = {}) =>
  runOn({ ...SMALL_SITE, ...jira }, () => readRequester(accountId, QUESTIONS));

test('type, activity and standing come in one round; what Jira does not list is not held', () => {
  const { value, rounds, asked } = read('dan');
  expect(rounds).toBe(1);
  if (HAS_DOCUMENTS) expect(asked.flatMap(({ request }) => problemsOf(request))).toEqual([]);
  expect(value).toEqual({
    accountId: 'dan',
    kind: 'licensed',
    isActive: true,
    isSiteAdmin: false,
    standings: [
      {
        projectId: '10000',
        canBrowse: true,
        isProjectAdmin: true,
        heldPermissions: ['CREATE_ISSUES'],
      },
      { projectId: '10002', canBrowse: false, isProjectAdmin: false, heldPermissions: [] },
    ],
    issues: [],
  });
});

test.each<[string, Json, string]>([
  ['customers', { accountType: 'customer', active: true }, 'customer'],
  ['apps', { accountType: 'app', active: true }, 'app'],
  [
    'accounts without a product',
    { accountType: 'atlassian', active: true, applicationRoles: { size: 0 } },
    'unlicensed',
  ],
  [
    'accounts of which Jira says nothing more',
    { accountType: 'atlassian', active: true },
    'licensed',
  ],
  ['accounts of another type', { accountType: 'unknown', active: true }, 'unknown'],
])('%s are told apart', (_, user, kind) => {
  const body = { ...(user as { [key: string]: Json }), accountId: 'dan' };
  expect(read('dan', { getUser: () => body }).value.kind).toBe(kind);
});

test('a site administrator is one only when Jira lists ADMINISTER', () => {
  expect(read('lea').value.isSiteAdmin).toBe(true);
});

test('a global permission is held only when Jira lists it, and unknown where it does not answer', () => {
  const held = (jira: FakeJira) =>
    runOn({ ...SMALL_SITE, ...jira }, () =>
      readRequester('dan', QUESTIONS, ['CREATE_SHARED_OBJECTS']),
    ).value.globalPermissions;
  const listing = (globalPermissions: string[]) => ({
    getBulkPermissions: () => ({ globalPermissions, projectPermissions: [] }),
  });
  expect(held(listing(['CREATE_SHARED_OBJECTS']))).toEqual(['CREATE_SHARED_OBJECTS']);
  expect(held(listing(['ADMINISTER']))).toEqual([]);
  expect(held({ getBulkPermissions: () => new Refusal(403) })).toBeNull();
});

test('nobody is anonymous, and nothing is asked', () => {
  const { value, asked } = read(null);
  expect(value).toMatchObject({ accountId: null, kind: 'anonymous', isActive: null });
  expect(asked).toEqual([]);
});

test('an account Jira does not know, or answers for another, is unknown', () => {
  expect(read('nobody').value).toMatchObject({
    kind: 'unknown',
    isActive: null,
    isSiteAdmin: null,
  });
  expect(
    read('dan', { getUser: () => ({ accountId: 'lea', accountType: 'atlassian' }) }).value.kind,
  ).toBe('unknown');
  expect(read('a/../b').value).toMatchObject({ accountId: null, kind: 'unknown' });
});

test('a refused permission question leaves every standing unknown', () => {
  const unknown = { canBrowse: null, isProjectAdmin: null, heldPermissions: null };
  expect(read('dan', { getBulkPermissions: () => new Refusal(403) }).value).toMatchObject({
    isSiteAdmin: null,
    standings: [unknown, unknown],
  });
});

test('a Jira that does not answer decides nothing', () => {
  const state = runReading(
    () => readRequester('dan', QUESTIONS),
    () =>
      answerRead(
        { getUser: () => new Refusal(503) },
        {
          request: { operationId: 'getUser', method: 'GET', template: '', path: {}, query: [] },
          pick: [],
        },
      ),
  );
  expect(state.state).toBe('unavailable');
});

/** Dan may do everything on these issues. */
function openIssues(open: readonly number[]): { jira: FakeJira; sizes: number[] } {
  const sizes: number[] = [];
  const jira: FakeJira = {
    getBulkPermissions: ({ body }) => {
      const [question] = itemsAt(body ?? null, 'projectPermissions');
      const asked = itemsAt(question ?? null, 'issues');
      sizes.push(asked.length);
      const issues = asked.filter((id) => open.includes(Number(id)));
      const permissions = itemsAt(question ?? null, 'permissions');
      return {
        globalPermissions: [],
        projectPermissions: permissions.map((permission) => ({ permission, projects: [], issues })),
      };
    },
  };
  return { jira, sizes };
}

test('an issue that several actions touch is one entry, with what any of them asked', () => {
  const { jira } = openIssues([7]);
  const questions = [
    { projectId: '10000', permissions: ['EDIT_ISSUES'], issueIds: ['7', '8'] },
    { projectId: '10002', permissions: ['MOVE_ISSUES'], issueIds: ['7'] },
  ];
  const { value } = runOn({ ...SMALL_SITE, ...jira }, () => readRequester('dan', questions));
  expect(value.issues).toEqual([
    { issueId: '7', canBrowse: true, heldPermissions: ['EDIT_ISSUES', 'MOVE_ISSUES'] },
    { issueId: '8', canBrowse: false, heldPermissions: [] },
  ]);
});

test('more issues than Jira checks at once are asked for in several questions', () => {
  const issueIds = Array.from({ length: 1_001 }, (_, at) => String(at + 1));
  const { jira, sizes } = openIssues([1, 1_001]);
  const questions = [{ projectId: '10000', permissions: [], issueIds }];
  const { value } = runOn({ ...SMALL_SITE, ...jira }, () => readRequester('dan', questions));
  expect(sizes).toEqual([1_000, 1]);
  const seen = (value.issues ?? []).filter(({ canBrowse }) => canBrowse);
  expect(seen.map(({ issueId }) => issueId)).toEqual(['1', '1001']);
});
