import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { type Asked, Refusal } from '../testing/fake-jira.ts';
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

describe('issue.bulk_transition', () => {
  const BULK = 'issue.bulk_transition';
  const listed = (...pairs: Array<[string, string]>) =>
    answered({ issues: pairs.map(([key, id]) => ({ key, fields: { status: { id } } })) });

  test('freezes the issues of a sprint to a list of keys, without mails, and follows the task', () => {
    const action = resolvedForTest(BULK, { sprint: 'ABC Sprint 14', toStatus: 'Done' });
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/bulk/issues/transition {"bulkTransitionInputs":[{"selectedIssueIdsOrKeys":["ABC-4"],"transitionId":"31"}],"sendBulkNotification":false}',
      'GET /rest/api/3/bulk/queue/‹taskId›',
    ]);
    expect(entryOf(BULK).compile(action.target)[1]?.poll).toEqual({
      field: 'status',
      until: ['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'],
    });
    expect(action.rows).toEqual([{ label: '1 issue: ABC-4', before: 'To Do', after: 'Done' }]);
  });

  test('a status to start from narrows, keys are taken as named, what is there already is left out', () => {
    const keys = { issues: ['abc-1', 'ABC-2', 'ABC-3'], toStatus: 'done' };
    const action = resolvedForTest(BULK, keys);
    expect(action.target).toMatchObject({ groups: [{ keys: ['ABC-1', 'ABC-2'] }] });
    expect(action.facts).toMatchObject({
      counts: { issues: 2, projects: 1 },
      hasCompleteInverse: false,
    });
    expect(action.radius).toEqual([
      'No mail is sent about it',
      'Left out, because already there, in another status than asked, or not found: ABC-3',
    ]);
    const project = resolvedForTest(BULK, {
      project: 'ABC',
      fromStatus: 'to do',
      toStatus: 'Done',
    });
    expect(project.target).toMatchObject({ groups: [{ keys: ['ABC-1', 'ABC-4'] }] });
  });

  test('the query is made of ids only', () => {
    const seen: string[] = [];
    const jira = {
      countIssues: ({ body }: Asked): Json => {
        seen.push(String(body['jql']));
        return { count: 1 };
      },
    };
    resolvedForTest(
      BULK,
      { project: 'Alpha', fromStatus: 'In Progress', toStatus: 'Done' },
      { jira },
    );
    expect(seen).toEqual(['project = 10000 AND status IN (2) AND status NOT IN (3)']);
  });

  test('a condition on who may take the transition is told', () => {
    const keys = { issues: ['ABC-1', 'ABC-2'], toStatus: 'Done' };
    expect(resolvedForTest(BULK, keys).facts.askerDoubt).toBeUndefined();
    const shown = (transitions: Json) => () => ({ transitions });
    const to = { id: '3' };
    const conditional = shown([{ id: '31', to, isConditional: true }]);
    for (const getTransitions of [conditional, shown([]), () => new Refusal(403)]) {
      const action = resolvedForTest(BULK, keys, { jira: { getTransitions } });
      expect(action.facts.askerDoubt).toContain('condition');
    }
  });

  test('issues without a transition are named, not dropped in silence', () => {
    const jira = {
      getAvailableTransitions: () => ({
        availableTransitions: [
          { issues: ['ABC-1'], transitions: [{ transitionId: 31, to: { statusId: 3 } }] },
          { issues: ['ABC-2'], transitions: [] },
        ],
      }),
    };
    const action = resolvedForTest(
      BULK,
      { issues: ['ABC-1', 'ABC-2'], toStatus: 'Done' },
      { jira },
    );
    expect(action.target).toMatchObject({ groups: [{ keys: ['ABC-1'] }] });
    expect(action.radius).toContain(
      '1 issue without a transition to "Done" stay as they are: ABC-2',
    );
  });

  test.each([
    [
      'nothing to move',
      { issues: ['ABC-3'], toStatus: 'Done' },
      'already: No issue is left to move to "Done".',
    ],
    ['no scope', { toStatus: 'Done' }, 'ask list of issues'],
    ['two scopes', { issues: ['ABC-1'], project: 'ABC', toStatus: 'Done' }, 'ask list of issues'],
    ['an unknown status', { project: 'ABC', toStatus: 'Shipped' }, 'ask status'],
    ['an unknown issue', { issues: ['ABC-1', 'ABC-99'], toStatus: 'Done' }, 'ask list of issues'],
    ['JQL as a key', { issues: ['ABC-1) OR key = ABC-2'], toStatus: 'Done' }, 'ask issue'],
    ['an unknown sprint', { sprint: 'Sprint 77', toStatus: 'Done' }, 'ask sprint'],
    [
      'the current sprint of a project without boards',
      { sprint: 'current', toStatus: 'Done' },
      'ask sprint',
    ],
    [
      'the current sprint of a project',
      { sprint: 'current', project: 'ABC', toStatus: 'Done' },
      'resolved',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(BULK, wish).outcome)).toBe(expected);
  });

  test('more than a thousand issues are left to a person, over several pages', () => {
    const page = ({ body }: Asked): Json => ({
      issues: Array.from({ length: 600 }, (_, index) => ({
        id: String(index + 1),
        key: `ABC-${index + 1}`,
        fields: { status: { id: '1', name: 'To Do' }, project: { id: '10000', key: 'ABC' } },
      })),
      ...(body['nextPageToken'] === undefined && { nextPageToken: 'second' }),
    });
    const jira = { searchAndReconsileIssuesUsingJqlPost: page };
    expect(
      inWords(resolveForTest(BULK, { project: 'ABC', toStatus: 'Done' }, { jira }).outcome),
    ).toMatch(/^unsupported: These are more than 1,000 issues/);
  });

  test('the effect check looks at every issue of the list', () => {
    const action = resolvedForTest(BULK, { issues: ['ABC-1', 'ABC-2'], toStatus: 'Done' });
    expect(judgeForTest(action, listed(['ABC-1', '3'], ['ABC-2', '3']))).toBe('done');
    const before = listed(['ABC-1', '1'], ['ABC-2', '2']);
    expect(judgeForTest(action, before, answered({ status: 'COMPLETE' }))).toBe('not-done');
    expect(judgeForTest(action, before, answered({ status: 'ENQUEUED' }))).toBe('pending');
    expect(judgeForTest(action, before, LOST)).toBe('pending');
    expect(judgeForTest(action, listed(['ABC-1', '3'], ['ABC-2', '2']))).toBe('differs');
    expect(judgeForTest(action, listed(['ABC-1', '3']))).toBe('differs');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});
