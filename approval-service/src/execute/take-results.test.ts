import type { StepResult } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { actionRow } from '../testing/action-rows.ts';
import { resultOf } from './take-results.ts';

const issues = [
  { id: '40001', key: 'ABC-1' },
  { id: '40002', key: 'ABC-2' },
];
const row = actionRow({
  planned: {
    type: 'issue.bulk_delete',
    resolved: { target: { issues, subtasks: 0 } } as never,
  },
});
const accepted = (issuesLeft: unknown, task: StepResult['checks'][number]): StepResult => ({
  index: 0,
  outcome: 'succeeded',
  statuses: [201, 200],
  checks: [{ status: 200, body: { issues: issuesLeft } as never }, task],
});
const UNREAD = { status: 0, body: null };

describe('what Jira accepted', () => {
  it('is done where it is seen, whatever its task says', () => {
    expect(resultOf(row, accepted([], UNREAD))).toMatchObject({
      outcome: 'succeeded',
      seen: 'done',
    });
  });

  it.each([
    ['nobody can say whether its task is over', UNREAD, 'unread'],
    ['its task still works', { status: 200, body: { status: 'RUNNING' } }, 'unread'],
    ['its task is over', { status: 200, body: { status: 'COMPLETE' } }, 'not-done'],
  ] as const)('and is not there is not told as done: %s', (_, task, seen) => {
    expect(resultOf(row, accepted(issues, task))).toMatchObject({ outcome: 'unknown', seen });
  });

  it('is done where there is nothing to look at', () => {
    const step = { ...accepted(issues, UNREAD), checks: [UNREAD, UNREAD] };
    expect(resultOf(row, step)).toMatchObject({ outcome: 'succeeded', seen: 'unread' });
  });
});
