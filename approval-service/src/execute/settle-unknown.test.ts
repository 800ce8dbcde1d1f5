import { describe, expect, it } from 'vitest';
import { notDoneReason } from './settle-unknown.ts';

describe('the reason of a change that was not there when Jira was asked again', () => {
  it.each([
    [[], /had not been done/],
    [[0], /had not been done/],
    [[204], /^Jira accepted it/],
    [[204, 204], /^Jira accepted it/],
    [[204, 0], /only a part/],
    [[204, 503], /only a part/],
  ])('after the answers %j never tells a part as nothing, or as all', (statuses, words) => {
    expect(notDoneReason({ statuses })).toMatch(words);
  });

  it('keeps what Jira said of the task that it had accepted', () => {
    const reason = 'Jira’s task ended as FAILED: No permission.';
    expect(notDoneReason({ statuses: [201, 200], reason })).toBe(
      'Jira accepted it, then: Jira’s task ended as FAILED: No permission. Looking again it is not there.',
    );
  });
});
