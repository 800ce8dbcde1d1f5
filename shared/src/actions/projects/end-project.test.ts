import { describe, expect, test } from 'vitest';
import { Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  inWords,
  judgeForTest,
  LOST,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';

const GONE = { status: 404, body: null };
const listed = (...ids: string[]) => answered({ values: ids.map((id) => ({ id })) });

describe('project.delete', () => {
  const DELETE = 'project.delete';

  test('is always into the recycle bin, with counts of what goes with it', () => {
    const action = resolvedForTest(DELETE, { project: 'abc' });
    expect(requestsForTest(action)).toEqual(['DELETE /rest/api/3/project/ABC?enableUndo=true']);
    expect(action.facts).toMatchObject({
      counts: { issues: 4, boards: 1, projects: 1, users: 0 },
      hasCompleteInverse: false,
      touchesKraken: false,
    });
    expect(action.radius).toEqual([
      'It holds 4 issues',
      '4 issues are not done',
      'It has 1 board',
      'It has 0 components and 0 versions',
    ]);
    expect(action.preconditions.map(({ label }) => label)).toEqual([
      'Project ABC',
      'Number of issues in ABC',
    ]);
  });

  test.each([
    [
      'OLD',
      'unsupported: The project OLD is archived, and Jira does not delete archived projects. Restore it first.',
    ],
    ['NOPE', 'ask project'],
    ['ABC?enableUndo=false', 'ask project'],
    ['ABC#', 'ask project'],
  ])('%s gives "%s"', (project, expected) => {
    expect(inWords(resolveForTest(DELETE, { project }).outcome)).toBe(expected);
  });

  test('a count Jira does not give is unknown, not zero', () => {
    for (const jira of [
      { countIssues: () => new Refusal(403) },
      { getAllBoards: () => new Refusal(403) },
    ]) {
      expect(resolvedForTest(DELETE, { project: 'ABC' }, { jira }).facts.counts).toBeNull();
    }
  });

  test('Kraken’s own project is recognised', () => {
    expect(resolvedForTest(DELETE, { project: 'HELP' }).facts.touchesKraken).toBe(true);
  });

  test('two projects that the word may mean are asked', () => {
    const twin = { id: '10009', key: 'XYZ', name: 'abc' };
    const jira = { searchProjects: () => ({ values: [twin], isLast: true }) };
    expect(inWords(resolveForTest(DELETE, { project: 'ABC' }, { jira }).outcome)).toBe(
      'ask project: ABC (Alpha), XYZ (abc)',
    );
  });

  test('the effect check needs the recycle bin to say so', () => {
    const action = resolvedForTest(DELETE, { project: 'ABC' });
    expect(judgeForTest(action, GONE, listed('10000'))).toBe('done');
    expect(judgeForTest(action, answered({ id: '10000', deleted: true }), listed())).toBe('done');
    expect(judgeForTest(action, answered({ id: '10000' }), listed())).toBe('not-done');
    expect(judgeForTest(action, GONE, listed())).toBe('differs');
    expect(judgeForTest(action, GONE, LOST)).toBe('unknown');
    expect(judgeForTest(action, LOST, LOST)).toBe('unknown');
  });
});

describe('project.archive', () => {
  const ARCHIVE = 'project.archive';

  test('is one request and can be undone', () => {
    const action = resolvedForTest(ARCHIVE, { project: 'Payments' });
    expect(requestsForTest(action)).toEqual(['POST /rest/api/3/project/PAY/archive']);
    expect(action.facts.hasCompleteInverse).toBe(true);
  });

  test('an archived project is already archived', () => {
    expect(inWords(resolveForTest(ARCHIVE, { project: 'OLD' }).outcome)).toBe(
      'already: The project OLD is already archived.',
    );
  });

  test('the effect check tells archived from in use', () => {
    const action = resolvedForTest(ARCHIVE, { project: 'ABC' });
    expect(judgeForTest(action, answered({ id: '10000', archived: true }), LOST)).toBe('done');
    expect(judgeForTest(action, GONE, listed('10000'))).toBe('done');
    expect(judgeForTest(action, answered({ id: '10000' }), listed())).toBe('not-done');
    expect(judgeForTest(action, LOST, listed())).toBe('unknown');
  });
});
