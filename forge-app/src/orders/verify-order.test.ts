import type { JiraRequest, OrderStep } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { INSTALLATION, KEY, makeOrder, NOW_MS } from '../testing/fakes';
import { verifyForRunning } from './verify-order';

const AT = { installationId: INSTALLATION, nowMs: NOW_MS };
const COMMENT: JiraRequest = {
  operationId: 'addComment',
  method: 'POST',
  template: '/rest/api/3/issue/{issueIdOrKey}/comment',
  path: { issueIdOrKey: '10001' },
  query: [],
  body: {},
};
const ADD: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: 'ABC', id: '1' },
  query: [],
};
const ISSUE: JiraRequest = {
  operationId: 'getIssue',
  method: 'GET',
  template: '/rest/api/3/issue/{issueIdOrKey}',
  path: { issueIdOrKey: '10001' },
  query: [],
};
const step = (parts: Partial<OrderStep>): OrderStep => ({
  index: 0,
  dependsOn: [],
  preconditions: [],
  requests: [],
  checks: [],
  ...parts,
});
const read = (request: JiraRequest) => ({ request, pick: ['id'] });
const refusalOf = (order: unknown, key: Uint8Array | undefined = KEY): string => {
  const result = verifyForRunning(key, order, AT);
  return result.ok ? 'accepted' : result.error;
};

describe('an order is refused', () => {
  const good = makeOrder({ steps: [step({ requests: [ADD] })] });
  it.each([
    ['unsigned', { ...good, signature: '0'.repeat(64) }, 'bad-signature'],
    ['signed with another key', makeOrder({}, new Uint8Array(32)), 'bad-signature'],
    ['of another installation', makeOrder({ installationId: 'other' }), 'other-installation'],
    ['with a changed request', { ...good, steps: [step({ requests: [ISSUE] })] }, 'bad-digest'],
    ['with an unknown key in it', { ...good, extra: 1 }, 'malformed'],
    ['no object', 'order', 'malformed'],
    [
      'that would outlive the records that keep it from running twice',
      makeOrder({ expiresAtMs: NOW_MS + 31 * 86_400_000 }),
      'lasts-too-long',
    ],
  ])('%s', (_name, order, refusal) => {
    expect(refusalOf(order)).toBe(refusal);
  });

  it('while the installation has no key', () => {
    const result = verifyForRunning(undefined, good, AT);
    expect(result).toEqual({ ok: false, error: 'no-key' });
  });
});

describe('an order of its kind', () => {
  it.each([
    ['execute with an action’s write', makeOrder({ steps: [step({ requests: [ADD] })] })],
    ['resolve with reads', makeOrder({ kind: 'resolve', reads: [read(ISSUE)] })],
    [
      'comment on its own issue',
      makeOrder({ kind: 'comment', steps: [step({ requests: [COMMENT], checks: [read(ISSUE)] })] }),
    ],
  ])('is accepted: %s', (_name, order) => {
    expect(refusalOf(order)).toBe('accepted');
  });

  const unknown: JiraRequest = { ...ADD, operationId: 'deleteEverything' };
  const disguised: JiraRequest = { ...ADD, template: '/rest/api/3/user', path: {} };
  const otherMethod: JiraRequest = { ...ADD, method: 'DELETE' };
  const elsewhere: JiraRequest = { ...COMMENT, path: { issueIdOrKey: '10002' } };
  it.each([
    ['resolve with a write among the reads', makeOrder({ kind: 'resolve', reads: [read(ADD)] })],
    ['resolve with a step', makeOrder({ kind: 'resolve', steps: [step({ requests: [ADD] })] })],
    ['execute with a comment', makeOrder({ steps: [step({ requests: [COMMENT] })] })],
    ['execute with an unknown operation', makeOrder({ steps: [step({ requests: [unknown] })] })],
    ['execute with another template', makeOrder({ steps: [step({ requests: [disguised] })] })],
    ['execute with another method', makeOrder({ steps: [step({ requests: [otherMethod] })] })],
    [
      'execute with a write as a check',
      makeOrder({ steps: [step({ requests: [ADD], checks: [read(ADD)] })] }),
    ],
    ['execute with loose reads', makeOrder({ reads: [read(ISSUE)] })],
    [
      'comment on another issue',
      makeOrder({ kind: 'comment', steps: [step({ requests: [elsewhere] })] }),
    ],
    [
      'comment with an administrative change',
      makeOrder({ kind: 'comment', steps: [step({ requests: [COMMENT, ADD] })] }),
    ],
    [
      'two comments',
      makeOrder({ kind: 'comment', steps: [step({ requests: [COMMENT, COMMENT] })] }),
    ],
    [
      'comment without a comment',
      makeOrder({ kind: 'comment', steps: [step({ requests: [ISSUE] })] }),
    ],
  ])('is refused as a whole: %s', (_name, order) => {
    expect(refusalOf(order)).toBe('operation-not-allowed');
  });
});
