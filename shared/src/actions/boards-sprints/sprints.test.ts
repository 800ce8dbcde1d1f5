import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  inWords,
  judgeForTest,
  LOST,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';

const resolved = (type: string, args: Json) => resolvedForTest(type, args);
const words = (type: string, args: Json, jira = {}) =>
  inWords(resolveForTest(type, args, { jira }).outcome);

describe('sprint.update', () => {
  test('dates of a running sprint are for a person, its goal is not', () => {
    const sprint = 'ABC Sprint 14';
    expect(resolved('sprint.update', { sprint, goal: 'Pay' }).facts.hasCompleteInverse).toBe(true);
    const dated = [{ startDate: '2026-11-01T00:00:00.000Z', endDate: '2026-11-15T00:00:00.000Z' }];
    const jira = {
      getAllSprints: () => ({
        values: dated.map((dates) => ({ id: 14, name: sprint, state: 'active', ...dates })),
        isLast: true,
      }),
    };
    const moved = resolvedForTest('sprint.update', { sprint, end: '2026-11-20' }, { jira });
    expect(moved.facts.hasCompleteInverse).toBeNull();
  });

  test('a date that was not set cannot be taken back', () => {
    const action = resolved('sprint.update', { sprint: 'ABC Sprint 15', start: '2027-01-04' });
    expect(action.facts.hasCompleteInverse).toBe(false);
    expect(entryOf(action.type).inverse?.(action.target, {})).toBeNull();
  });

  test.each([
    ['a name that is too long', { name: 'A sprint with a name of many words' }, { name: 'Short' }],
    ['a name in quotes', { name: '"Xmas"' }, { name: 'Short' }],
    ['a goal that is too long', { goal: 'x'.repeat(2_001) }, { goal: 'Short' }],
    ['a date long ago', { startDate: '1999-01-01T00:00:00Z' }, { start: '2027-01-04' }],
  ])('%s cannot be given again', (_, old, wish) => {
    const jira = {
      getSprint: () => ({
        id: 15,
        name: 'ABC Sprint 15',
        state: 'future',
        originBoardId: 7,
        ...old,
      }),
    };
    const action = resolvedForTest('sprint.update', { sprint: 'id:15', ...wish }, { jira });
    expect(action.facts.hasCompleteInverse).toBe(false);
    expect(entryOf(action.type).inverse?.(action.target, {})).toBeNull();
  });

  test.each([
    [{ sprint: 'ABC Sprint 13', end: '2027-01-04' }, /^unsupported: "ABC Sprint 13" is closed/],
    [{ sprint: 'ABC Sprint 13', goal: 'Past' }, /^resolved$/],
    [{ sprint: 'ABC Sprint 15' }, /^ask change$/],
    [{ sprint: 'ABC Sprint 15', name: 'x'.repeat(31) }, /^ask sprint name$/],
    [{ sprint: 'ABC Sprint 15', name: 'ABC Sprint 15' }, /^already/],
    [{ sprint: 'ABC Sprint 15', start: '2027-01-04', end: '2027-01-03' }, /^ask end date$/],
    [{ sprint: 'ABC Sprint 15', board: 'OPS board', goal: 'x' }, /^ask board$/],
    [{ sprint: 'id:99', goal: 'x' }, /^ask sprint$/],
    [{ sprint: 'current', goal: 'x' }, /^ask sprint$/],
    [{ sprint: 'current', project: 'ABC', goal: 'x' }, /^resolved$/],
  ])('%o gives %s', (args, expected) => {
    expect(words('sprint.update', args)).toMatch(expected);
  });
});

describe('sprint.start', () => {
  test.each([
    [{ sprint: 'ABC Sprint 14', start: '2027-01-04', end: '2027-01-18' }, /^already/],
    [{ sprint: 'ABC Sprint 13', start: '2027-01-04', end: '2027-01-18' }, /^unsupported/],
    [{ sprint: 'ABC Sprint 15', start: '2027-01-04' }, /^ask end date$/],
    [{ sprint: 'ABC Sprint 15', start: 'Monday', end: '2027-01-18' }, /^ask start date$/],
  ])('%o gives %s', (args, expected) => {
    expect(words('sprint.start', args)).toMatch(expected);
  });

  test('says that another sprint runs on the board', () => {
    const args = { sprint: 'ABC Sprint 15', start: '2027-01-04', end: '2027-01-18' };
    expect(resolved('sprint.start', args).radius.join()).toContain('"ABC Sprint 14" is running');
  });
});

describe('sprint.complete', () => {
  const open = (count: number, more: Json = {}) => ({
    searchAndReconsileIssuesUsingJqlPost: () => ({
      issues: Array.from({ length: count }, (_, index) => ({
        id: String(100 + index),
        key: `ABC-${index + 1}`,
        fields: { project: { id: '10000' } },
      })),
      ...(more as object),
    }),
  });
  const args = { sprint: 'ABC Sprint 14', moveOpenTo: 'backlog' };

  test('more than fifty open issues are several requests, and the sprint closes last', () => {
    const action = resolvedForTest('sprint.complete', args, { jira: open(70) });
    const lines = requestsForTest(action);
    expect(lines.map((line) => line.split('ABC-').length - 1)).toEqual([50, 20, 0]);
    expect(lines.at(-1)).toBe('POST /rest/agile/1.0/sprint/14 {"state":"closed"}');
    expect(action.facts.counts).toMatchObject({ issues: 70 });
  });

  test('without open issues nothing is asked and nothing moves', () => {
    const action = resolvedForTest('sprint.complete', { sprint: args.sprint }, { jira: open(0) });
    expect(requestsForTest(action)).toHaveLength(1);
  });

  test.each([
    ['a list that goes on', args, open(5, { nextPageToken: 'more' }), /^unsupported/],
    [
      'a search Jira refuses',
      args,
      { searchAndReconsileIssuesUsingJqlPost: () => new Refusal(403) },
      /^unsupported/,
    ],
    [
      'no place to go',
      { sprint: args.sprint },
      open(2),
      /^ask destination: backlog, ABC Sprint 15$/,
    ],
    ['itself as a place', { ...args, moveOpenTo: 'id:14' }, open(2), /^ask destination/],
    ['a closed place', { ...args, moveOpenTo: 'ABC Sprint 13' }, open(2), /^unsupported/],
    ['a planned sprint', { ...args, sprint: 'ABC Sprint 15' }, open(2), /^unsupported/],
  ])('%s ends it', (_, wish, jira, expected) => {
    expect(words('sprint.complete', wish, jira)).toMatch(expected);
  });

  test('reading back looks at the sprint and at every issue', () => {
    const action = resolvedForTest('sprint.complete', args, { jira: open(2) });
    const places = (...ids: number[][]) =>
      answered({
        issues: ids.map((sprints, index) => ({
          key: `ABC-${index + 1}`,
          fields: { customfield_10020: sprints.map((id) => ({ id, state: 'active' })) },
        })),
      });
    const closed = answered({ state: 'closed' });
    expect(judgeForTest(action, closed, places([], []))).toBe('done');
    expect(judgeForTest(action, answered({ state: 'active' }), places([14], [14]))).toBe(
      'not-done',
    );
    expect(judgeForTest(action, answered({ state: 'active' }), places([], [14]))).toBe('differs');
    expect(judgeForTest(action, closed, places([], [15]))).toBe('differs');
    expect(judgeForTest(action, closed, places([]))).toBe('differs');
    expect(judgeForTest(action, closed, LOST)).toBe('unknown');
  });
});

test('issues that leave a running sprint cannot be put back without a trace', () => {
  const facts = (issues: string[]) => resolved('backlog.issue.move', { issues }).facts;
  expect(facts(['ABC-3', 'ABC-4'])).toMatchObject({
    hasCompleteInverse: false,
    counts: { issues: 2 },
  });
});

test('issues moved to the sprint of another team touch its project too', () => {
  const boards = { id: 7, name: 'PAY board', type: 'scrum' };
  const jira = {
    getAllBoards: () => ({
      values: [{ ...boards, location: { projectId: 10_002, projectKey: 'PAY' } }],
      isLast: true,
    }),
  };
  const wish = { sprint: 'ABC Sprint 15', board: 'PAY board', issues: ['ABC-1'] };
  const action = resolvedForTest('sprint.issue.move', wish, { jira });
  expect(action.facts.projectIds).toEqual(['10000', '10002']);
});

test('a moved issue goes back to where it was', () => {
  const wish = { sprint: 'ABC Sprint 15', issues: ['ABC-1', 'ABC-3', 'ABC-4'] };
  const action = resolved('sprint.issue.move', wish);
  expect(entryOf(action.type).inverse?.(action.target, {})).toEqual([
    { type: 'backlog.issue.move', args: { issues: ['ABC-1'] } },
    { type: 'sprint.issue.move', args: { sprint: 'id:14', issues: ['ABC-3', 'ABC-4'] } },
  ]);
});

test('a sub-task does not move without its parent', () => {
  const jira = {
    getIssue: () => ({
      id: '1',
      key: 'ABC-1',
      fields: { project: { id: '10000', key: 'ABC' }, issuetype: { subtask: true } },
    }),
  };
  expect(words('backlog.issue.move', { issues: ['ABC-1'] }, jira)).toMatch(/^unsupported: ABC-1/);
});
