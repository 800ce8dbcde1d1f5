import type { JiraRequest } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { ActionResult } from '../ports.ts';
import { actionRow, requestsOf } from '../testing/action-rows.ts';
import { notDoneReason } from './settle-unknown.ts';

const sent = (methods: JiraRequest['method'][], over: Partial<ActionResult>) =>
  actionRow({
    planned: { requests: requestsOf(...methods) },
    result: { index: 0, outcome: 'unknown', statuses: [], checks: [], ...over },
  });

describe('the reason of a change that was not there when Jira was asked again', () => {
  it.each<[JiraRequest['method'][], number[], RegExp]>([
    [['POST'], [], /had not been done/],
    [['POST'], [0], /had not been done/],
    [['POST'], [302], /had not been done/],
    [['POST'], [204], /^Jira accepted it/],
    [['POST', 'PUT'], [204, 204], /^Jira accepted it/],
    [['POST', 'PUT'], [204, 0], /only a part/],
    [['POST', 'PUT'], [204, 503], /only a part/],
    [['POST', 'PUT'], [204], /only a part/],
    [['POST', 'GET'], [303, 404], /^Jira accepted it/],
    [['POST', 'GET'], [0, 200], /had not been done/],
  ])(
    'after %j answered %j never tells a part as nothing, or as all',
    (methods, statuses, words) => {
      expect(notDoneReason(sent(methods, { statuses }))).toMatch(words);
    },
  );

  it('counts what Jira may refuse with what it accepted', () => {
    const [first, second] = requestsOf('POST', 'DELETE');
    if (first === undefined || second === undefined) throw new Error('no requests');
    const row = sent([], { statuses: [201, 400] });
    row.planned.requests = [first, { ...second, tolerate: [400] }];
    expect(notDoneReason(row)).toMatch(/^Jira accepted it/);
  });

  it('keeps what Jira said of the task that it had accepted', () => {
    const reason = 'Jira’s task ended as FAILED: No permission.';
    expect(notDoneReason(sent(['POST', 'GET'], { statuses: [201, 200], reason }))).toBe(
      'Jira accepted it, then: Jira’s task ended as FAILED: No permission. Looking again it is not there.',
    );
  });
});
