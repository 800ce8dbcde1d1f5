import { getRead, type JiraRequest, type Json, READ_OPERATION_IDS } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { lookedInto, type Saying } from './looked-into.ts';
import type { SeenRead } from './seen-reads.ts';

interface Seen {
  path?: JiraRequest['path'];
  query?: JiraRequest['query'];
  requestBody?: Json;
  pick?: string[];
  status?: number;
}

function seen(operationId: string, body: Json, over: Seen = {}): SeenRead {
  const { status = 200, pick = [], requestBody, ...parts } = over;
  const read = getRead(operationId, '/rest/x', { ...parts, pick });
  if (requestBody !== undefined) read.request.body = requestBody;
  return { read, answer: { status, body } };
}

const look = (reads: SeenRead[], over: Partial<Saying> = {}) =>
  lookedInto(reads, {
    type: 'issue.assign',
    text: 'It already is so.',
    mayOmit: false,
    readerIds: ['dan'],
    ...over,
  });

const LISTED = {
  values: [
    { id: '1', key: 'ABC', name: 'Alpha' },
    { id: '2', key: 'SEC', name: 'Security' },
  ],
};

describe('what everybody with a licence may be told', () => {
  it('are these operations, and every other one asks for more', () => {
    const open = [...READ_OPERATION_IDS].filter((id) => look([seen(id, {})]).sight === 'members');
    expect(open.sort()).toEqual([
      'findUsers',
      'getAllAccessibleProjectTypes',
      'getAllBoards', // an empty list
      'getAllProjectCategories',
      'getBulkPermissions',
      'getCurrentUser',
      'getIssueAllTypes',
      'getIssueLinkTypes',
      'getIssueType',
      'getMyPermissions', // Kraken's own
      'getServiceDesks', // an empty list
      'getStatuses',
      'getUser',
      'getValidProjectKey',
      'getValidProjectName',
      'parseJqlQueries',
      'searchProjects', // an empty list
    ]);
  });

  it('is not what groups and products somebody has', () => {
    const read = seen('getUser', {}, { pick: ['groups.items[].name'] });
    expect(look([read]).sight).toBe('site-administrators');
  });
});

describe('the projects looked into', () => {
  it.each<[string, SeenRead]>([
    ['a key in the path', seen('getProjectRoles', {}, { path: { projectIdOrKey: 'SEC' } })],
    ['an issue key', seen('getIssue', null, { path: { issueIdOrKey: 'SEC-1' }, status: 404 })],
    ['a query', seen('countIssues', {}, { requestBody: { jql: 'project = SEC AND x = 1' } })],
    ['keys in a query', seen('countIssues', {}, { requestBody: { jql: 'key IN (SEC-1)' } })],
  ])('are known by %s, to be looked up where no answer gives the id', (_name, read) => {
    expect(look([read])).toMatchObject({ projectIds: [], unresolved: ['SEC'] });
    expect(look([read, seen('searchProjects', LISTED)], { text: 'SEC is so.' })).toMatchObject({
      projectIds: ['2'],
      unresolved: [],
    });
  });

  it.each<[string, SeenRead]>([
    ['an issue', seen('getIssue', { fields: { project: { id: '2', key: 'SEC' } } })],
    [
      'a linked issue',
      seen('getIssue', { links: [{ outwardIssue: { key: 'SEC-4' } }], projectId: 2 }),
    ],
    ['a component', seen('getComponent', { projectId: 2 })],
    ['the project itself', seen('getProject', { id: '2', key: 'SEC' })],
  ])('are known by the answer about %s', (_name, read) => {
    expect(look([read]).projectIds).toEqual(['2']);
  });

  it('count under the former key they were asked by', () => {
    const path = { projectIdOrKey: 'OLD' };
    const roles = seen('getProjectRoles', {}, { path });
    const read = seen('getProject', { id: '2', key: 'SEC' }, { path });
    expect(look([roles, read])).toMatchObject({ projectIds: ['2'], unresolved: [] });
  });

  it('are none where there is no such project', () => {
    const read = seen('getProject', null, { path: { projectIdOrKey: 'NIX' }, status: 404 });
    expect(look([read])).toMatchObject({ projectIds: [], unresolved: [], sight: 'members' });
  });

  it('of a list are those the sentence names, or else all', () => {
    const list = seen('searchProjects', LISTED);
    expect(look([list], { text: 'The project SEC is so.' }).projectIds).toEqual(['2']);
    expect(look([list], { text: 'Security is so.' }).projectIds).toEqual(['2']);
    expect(look([list]).projectIds).toEqual(['1', '2']);
    expect(look([list], { text: 'The project SECT is so.' }).projectIds).toEqual(['1', '2']);
    expect(look([list], { text: '', mayOmit: true }).projectIds).toEqual([]);
  });

  it('of a board are that of its place; a board of a person has none and is for administrators', () => {
    const placed = { id: 7, name: 'Seven', location: { projectId: 2, projectKey: 'SEC' } };
    const homeless = { id: 8, name: 'Eight' };
    const list = seen('getAllBoards', { values: [placed, homeless] });
    expect(look([list], { text: 'Seven is so.' })).toMatchObject({
      projectIds: ['2'],
      sight: 'members',
    });
    expect(look([list], { text: 'Eight is so.' }).sight).toBe('site-administrators');
    expect(look([list]).sight).toBe('site-administrators');
  });
});

describe('the issues looked into', () => {
  const path = { issueIdOrKey: 'SEC-1' };
  it.each<[string, SeenRead]>([
    ['the answer', seen('getIssue', { id: '7', key: 'SEC-1' }, { path })],
    ['a former key', seen('getIssue', { id: '7', key: 'ABC-9' }, { path })],
    ['an id in the path', seen('getTransitions', {}, { path: { issueIdOrKey: '7' } })],
    ['a list', seen('searchAndReconsileIssuesUsingJqlPost', { issues: [{ id: '7' }] })],
    ['a link', seen('getProject', { links: [{ outwardIssue: { id: 7 } }] })],
    ['a sub-task', seen('getProject', { fields: { subtasks: [{ id: '7', key: 'SEC-1' }] } })],
    ['an id in a query', seen('countIssues', {}, { requestBody: { jql: 'id IN (7)' } })],
  ])('are known by %s', (_name, read) => {
    expect(look([read])).toMatchObject({ issueIds: ['7'], unresolvedIssues: [] });
  });

  it('are to be looked up where no answer gives the id', () => {
    const read = seen('countIssues', {}, { requestBody: { jql: 'key IN (SEC-1, SEC-2)' } });
    expect(look([read])).toMatchObject({ issueIds: [], unresolvedIssues: ['SEC-1', 'SEC-2'] });
    const list = seen('bulkFetchIssues', { issues: [{ id: '7', key: 'SEC-1' }] });
    expect(look([read, list])).toMatchObject({ issueIds: ['7'], unresolvedIssues: ['SEC-2'] });
  });

  it('are none where Jira has none of that key, which only administrators are told', () => {
    const read = seen('getIssue', null, { path, status: 404 });
    expect(look([read])).toMatchObject({ issueIds: [], unresolvedIssues: [] });
    expect(look([read]).sight).toBe('site-administrators');
  });
});

describe('a number of issues', () => {
  const counted = (count: number) =>
    seen('countIssues', { count }, { requestBody: { jql: 'project = 2' } });
  it.each([
    ['told', 12, '12 issues are in Done.', 'site-administrators'],
    ['not told', 12, 'The status 120 is in use.', 'members'],
    ['of none', 0, 'It has 0 issues.', 'members'],
  ])('%s is for who sees them all', (_name, count, text, sight) => {
    expect(look([counted(count)], { text }).sight).toBe(sight);
  });
});

describe('what Jira shows to administrators of the project', () => {
  const path = { projectIdOrKey: 'ABC' };
  it.each(['getProjectRoles', 'getProjectRole'])('are the members of a role: %s', (id) => {
    expect(look([seen(id, {}, { path })]).sight).toBe('administrators');
  });

  const watchers = seen('getIssueWatchers', {}, { path: { issueIdOrKey: 'ABC-1' } });
  const account = (id: string) => seen('getUser', {}, { query: [['accountId', id]] });
  it.each<[string, SeenRead[], Array<string | null>, string]>([
    ['somebody else', [account('lea')], ['dan'], 'administrators'],
    ['himself and somebody else', [account('dan'), account('lea')], ['dan'], 'administrators'],
    ['somebody who was searched for', [seen('findUsers', [])], ['dan'], 'administrators'],
    ['nobody', [], ['dan'], 'administrators'],
    ['one of two who are told', [account('dan')], ['dan', 'lea'], 'administrators'],
    ['him, where the other is not known', [account('dan')], ['dan', null], 'administrators'],
    ['himself', [account('dan')], ['dan', 'dan'], 'members'],
  ])('is who watches an issue, where it is about %s', (_, people, readerIds, sight) => {
    expect(look([watchers, ...people], { readerIds }).sight).toBe(sight);
  });
});

describe('a part', () => {
  const boards = seen(
    'getAllBoards',
    { values: [{ id: 7 }] },
    { query: [['projectKeyOrId', 'ABC']] },
  );
  it('belongs to the list it was found in, and stands alone without it', () => {
    const sprints = (boardId: string) => seen('getAllSprints', {}, { path: { boardId } });
    expect(look([boards, sprints('7')])).toMatchObject({ unresolved: ['ABC'], sight: 'members' });
    expect(look([boards, sprints('8')]).sight).toBe('site-administrators');
    expect(look([sprints('7')]).sight).toBe('site-administrators');
  });

  it('is looked for in the list without going through it again for every part', () => {
    let looks = 0;
    const body = {
      get values() {
        looks += 1;
        return Array.from({ length: 500 }, (_, at) => ({ id: at }));
      },
    };
    const list = seen('getAllBoards', body, { query: [['projectKeyOrId', 'ABC']] });
    const parts = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        seen('getAllSprints', {}, { path: { boardId: String(at) } }),
      );
    look([list, ...parts(1)]);
    const once = looks;
    expect(look([list, ...parts(500)]).sight).toBe('members');
    expect(looks).toBe(2 * once);
  });
});

describe('what is read only to plan a change', () => {
  const scheme = seen('getAssignedPermissionScheme', {}, { path: { projectKeyOrId: '2' } });
  it('does not count for the action whose sentences never tell it', () => {
    expect(look([scheme]).sight).toBe('administrators');
    expect(look([scheme], { type: 'project.member.add' }).sight).toBe('members');
  });
});
