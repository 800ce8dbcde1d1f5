/** Silence never approves: a request ends at its deadline, once, and never after somebody has decided. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';
import { motionOf, type StagedDeletion, stageDeletion } from '../testing/stage-deletion.ts';
import { expireApproval, supersedeApproval } from './close-approval.ts';
import { decidePlan } from './decide-plan.ts';

let harness: Harness;
let staged: StagedDeletion;
beforeEach(async () => {
  harness = await startHarness();
  staged = await stageDeletion(harness);
});
afterEach(() => harness.close());

const transact: ReturnType<Harness['service']['store']['forTenant']>['transact'] = (work) =>
  harness.service.store.forTenant(staged.instance.userId).transact(work);

function expire(nowMs: number) {
  const { random } = harness.service.context;
  return transact((tx) => expireApproval(tx, random, staged.approval.approvalId, nowMs));
}

function deny(nowMs: number) {
  const { random } = harness.service.context;
  return transact((tx) =>
    decidePlan(tx, random, {
      approvalId: staged.approval.approvalId,
      verdict: 'deny',
      decider: {
        accountId: 'ana',
        name: 'Ana',
        channel: 'panel',
        identity: 'asserted-by-app',
        reason: 'no',
      },
      jiraAccountId: 'ana',
      hasAuthority: true,
      nowMs,
    }),
  );
}

describe('a request for approval', () => {
  it('expires at its deadline and not a millisecond before', async () => {
    const { expiresAtMs } = staged.approval;
    expect(await expire(expiresAtMs - 1)).toBe('nothing');
    expect(await expire(expiresAtMs)).toBe('expired');
    expect(await motionOf(harness, staged)).toEqual({
      approval: 'expired',
      action: 'expired',
      orders: 0,
    });
  });

  it('expires once: repeated, nothing more is written', async () => {
    const { expiresAtMs } = staged.approval;
    await expire(expiresAtMs);
    const before = await transact((tx) => tx.log.head());
    expect(await expire(expiresAtMs + 1)).toBe('nothing');
    expect(await transact((tx) => tx.log.head())).toEqual(before);
  });

  it('that was decided neither expires nor is superseded', async () => {
    const { approvalId, createdAtMs, expiresAtMs } = staged.approval;
    expect(await deny(createdAtMs)).toMatchObject({ ok: true });
    expect(await expire(expiresAtMs)).toBe('nothing');
    const { random } = harness.service.context;
    const superseded = await transact((tx) =>
      supersedeApproval(tx, random, approvalId, expiresAtMs),
    );
    expect(superseded).toBe('nothing');
    expect(await motionOf(harness, staged)).toMatchObject({ approval: 'denied', action: 'denied' });
  });

  it('that expired cannot be decided, even denied', async () => {
    const { expiresAtMs } = staged.approval;
    expect(await deny(expiresAtMs)).toMatchObject({ ok: false, error: { reason: 'expired' } });
    await expire(expiresAtMs);
    expect(await deny(expiresAtMs)).toMatchObject({ ok: false, error: { reason: 'expired' } });
  });
});
