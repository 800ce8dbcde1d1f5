/** What a long task does: its effect is looked at together with its end, so that neither alone is taken for an answer. */
import { ALL_OPERATIONS, type JiraReadResult } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { resolvedOn } from './act-on-site.ts';
import { UNKNOWN_TASK } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { readOn } from './app-on-site.ts';
import { entryOf } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const TASK_READS = ['getTask', 'getBulkOperationProgress'];

/**
 * What it means that nothing of the effect is there when the task has ended badly (over many issues, each is looked at),
 * and when it came to its end (issues may be changed before the effect is asked for).
 */
const TYPES: ReadonlyArray<
  [type: string, endedBadly: 'differs' | 'not-done', complete: 'differs' | 'not-done']
> = [
  ['custom_field.delete', 'differs', 'not-done'],
  ['custom_field.option.delete', 'differs', 'differs'],
  ['issue_security.scheme.assign', 'differs', 'not-done'],
  ['priority_scheme.assign', 'differs', 'not-done'],
  ['workflow_scheme.assign', 'differs', 'not-done'],
  ['issue.bulk_delete', 'not-done', 'not-done'],
  ['issue.bulk_edit', 'not-done', 'not-done'],
  ['issue.bulk_transition', 'not-done', 'not-done'],
  ['issue.move', 'not-done', 'not-done'],
];

describe.each(TYPES)('%s', (type, endedBadly, complete) => {
  /** What is judged of a site on which nothing was done, with this answer about the task. */
  async function judged(task: JiraReadResult) {
    const [each] = ACTION_CASES.filter(
      (one) => one.type === type && one.unknownWithoutEffect === UNKNOWN_TASK,
    );
    if (each === undefined) throw new Error(`${type} has no case`);
    const site = testSite({ scopes: SCOPES });
    if (each.prepare !== undefined) site.site.edit((world) => each.prepare?.(world, site));
    const action = await resolvedOn(site, type, each.args);
    const { reads, judge } = entryOf(type).check(action.target);
    const answers: JiraReadResult[] = [];
    for (const read of reads) {
      answers.push(TASK_READS.includes(read.request.operationId) ? task : await readOn(site, read));
    }
    return judge(answers);
  }

  test.each<[string, JiraReadResult, 'not-done' | 'differs' | 'pending']>([
    ['is complete', { status: 200, body: { status: 'COMPLETE' } }, complete],
    ['has failed', { status: 200, body: { status: 'FAILED' } }, endedBadly],
    ['was cancelled', { status: 200, body: { status: 'CANCELLED' } }, endedBadly],
    ['works', { status: 200, body: { status: 'RUNNING' } }, 'pending'],
    ['waits', { status: 200, body: { status: 'ENQUEUED' } }, 'pending'],
    ['is forgotten', { status: 404, body: null }, 'pending'],
    ['is not known', { status: 0, body: null }, 'pending'],
  ])('where its effect is not there and its task %s', async (_, task, seen) => {
    expect(await judged(task)).toBe(seen);
  });
});
