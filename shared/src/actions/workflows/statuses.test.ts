import { describe, expect, test } from 'vitest';
import { answered, judgeForTest, resolvedForTest } from '../testing/resolve-for-test.ts';

const jira = {
  search: () => ({ values: [{ id: '7', name: 'Parked', statusCategory: 'TODO' }], isLast: true }),
  getWorkflowUsagesForStatus: () => ({ workflows: { values: [] } }),
  countIssues: () => ({ count: 0 }),
};
const paged = (isLast: boolean) => answered({ values: [{ id: '8', name: 'Parked too' }], isLast });

describe('on a page that is not the last one nothing is missing for sure', () => {
  test('a status that is made', () => {
    const none = { search: () => ({ values: [], isLast: true }) };
    const wish = { name: 'Parked', category: 'to do', description: 'Not now' };
    const action = resolvedForTest('status.create', wish, { jira: none });
    expect(judgeForTest(action, paged(false))).toBe('unknown');
    expect(judgeForTest(action, paged(true))).toBe('not-done');
    expect(action.rows).toContainEqual({
      label: 'Description',
      before: 'none',
      after: 'Not now',
    });
  });

  test('a status that is deleted', () => {
    const action = resolvedForTest('status.delete', { status: 'Parked' }, { jira });
    expect(judgeForTest(action, paged(false))).toBe('unknown');
    expect(judgeForTest(action, paged(true))).toBe('done');
  });
});
