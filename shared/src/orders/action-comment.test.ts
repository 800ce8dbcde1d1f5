import { expect, test } from 'vitest';
import { requestOf } from '../actions/operations.ts';
import { isActionComment } from './action-comment.ts';

const comment = (...keys: string[]) =>
  requestOf('addComment', {
    path: { issueIdOrKey: 'ABC-1' },
    body: { body: {}, properties: keys.map((key) => ({ key, value: {} })) },
  });

test('an action writes only comments that carry its mark, and none that passes for one on a decision', () => {
  expect(isActionComment(comment('kraken-action'))).toBe(true);
  expect(isActionComment(comment('kraken-action', 'sd.public.comment'))).toBe(true);
  expect(isActionComment(comment())).toBe(false);
  expect(isActionComment(comment('kraken'))).toBe(false);
  expect(isActionComment(comment('kraken-action', 'kraken'))).toBe(false);
  expect(isActionComment({ ...comment('kraken-action'), body: { body: {} } })).toBe(false);
});

test('other requests are not its matter', () => {
  expect(isActionComment(requestOf('deleteIssue', { path: { issueIdOrKey: 'ABC-1' } }))).toBe(true);
});
