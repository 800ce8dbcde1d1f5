/** A pause stops every execution from its commit on and loses nothing; each order runs once, whoever brings it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueOrder } from '../../src/execute/issue-order.ts';
import { type PlayedApp, pauseSite, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  approveInDashboard,
  decide,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const ADD = 'Please add Dana Weber to project ABC.';
const ARCHIVE = 'Please archive project PAY.';
const HOUR_MS = 3_600_000;
const executions = () => app.orders.filter(({ kind }) => kind === 'execute');

/** An approved order that no worker has looked at yet. */
async function approvedOrder(): Promise<string> {
  const decisionId = await app.deliver(newTicket(ARCHIVE));
  await app.drain();
  await approveInDashboard(app, await onlyWaiting(app));
  return decisionId;
}

/** Time passes; a paused order is looked at every few seconds, of which two looks an hour are played. */
async function passPaused(hours: number): Promise<void> {
  for (let half = 0; half < 2 * hours; half += 1) {
    app.harness.clock.advance(HOUR_MS / 2);
    await app.drain();
  }
}

describe('while a site is paused', () => {
  it('an approved order does not leave, by either way, and is not counted as tried', async () => {
    await approvedOrder();
    await pauseSite(app, true);
    await app.pass(60_000);
    await passPaused(30);
    expect(await app.sweep()).toEqual([]);
    expect(executions()).toEqual([]);
    const [decision] = await app.transact((tx) => tx.decisions.list({ limit: 1 }));
    if (!decision) throw new Error('there is no decision');
    const orders = await app.transact((tx) => tx.orders.list(decision.decisionId));
    expect(orders.filter(({ kind }) => kind === 'execute')).toMatchObject([
      { state: 'ready', attempts: 0 },
    ]);
  });

  it('an order that was handed out before is not given up', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
    const decisionId = await approvedOrder();
    await app.drain();
    await pauseSite(app, true);
    await passPaused(30);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive granted']);
    expect(executions()).toHaveLength(1);
  });

  it('an order is not issued in a transaction that sees the pause', async () => {
    await approvedOrder();
    const { issue, clock } = app.harness.service.context;
    const { instanceId } = await app.instance();
    const issued = await app.transact(async (tx) => {
      await tx.instances.savePaused(instanceId, { by: 'Ana', sinceMs: 0, reason: '' });
      const ready = await tx.orders.listReady(instanceId, clock.nowMs(), 20);
      const order = ready.find(({ kind }) => kind === 'execute');
      return order && issueOrder(tx, issue, order.orderId, clock.nowMs());
    });
    expect(issued).toBeUndefined();
  });

  it('nobody can approve, and everybody who may can deny', async () => {
    await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    const approval = await onlyWaiting(app);
    await pauseSite(app, true);
    const refused = await decide(app, approval);
    expect(refused).toMatchObject({ status: 409, answer: { reason: 'paused' } });
    expect((await onlyWaiting(app)).approvalId).toBe(approval.approvalId);
    expect((await decide(app, approval, 'deny')).status).toBe(200);
  });

  it('what would run by itself waits for a person', async () => {
    await pauseSite(app, true);
    await app.deliver(newTicket(ADD));
    await app.drain();
    await onlyWaiting(app);
    expect(written(app)).toEqual([]);
  });
});

describe('when a site is resumed', () => {
  it.each([1, 30])('what was approved before runs, also after %i hours', async (hours) => {
    const decisionId = await approvedOrder();
    await pauseSite(app, true);
    await passPaused(hours);
    await pauseSite(app, false);
    await app.pass(60_000);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(publicTexts(app).at(-1)).toMatch(/^Done: Archive/);
  });

  it('what had changed meanwhile does not run', async () => {
    await approvedOrder();
    await pauseSite(app, true);
    await app.pass(HOUR_MS);
    for (const project of app.jira.projects) project.issues = 9;
    await pauseSite(app, false);
    await app.pass(60_000);
    expect(written(app)).toEqual([]);
    await approveAndRun(app);
    expect(written(app)).toEqual(['archiveProject']);
  });
});

describe('an order', () => {
  it('is held by one of sweep and dispatch at a time', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
    await approvedOrder();
    await app.drain();
    expect(executions()).toHaveLength(1);
    expect(await app.sweep()).toEqual([]);
    app.harness.clock.advance(90_000);
    await Promise.all([app.sweep(), app.drain(), app.sweep()]);
    expect(executions()).toHaveLength(2);
    app.harness.clock.advance(90_000);
    expect(await app.sweep()).toHaveLength(1);
    await app.drain();
    expect(executions()).toHaveLength(3);
  });

  it('that comes twice runs once, and what is reported twice counts once', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    const decisionId = await approvedOrder();
    await app.pass(100_000);
    expect(executions().length).toBe(2);
    expect(written(app)).toEqual(['archiveProject']);
    await app.reportLate();
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(publicTexts(app).filter((text) => text.startsWith('Done'))).toHaveLength(1);
    const log = await app.transact((tx) => tx.log.list(0, 1_000));
    const results = log.filter(
      ({ event, detail }) =>
        event === 'action.recorded' && JSON.stringify(detail).includes('"succeeded"'),
    );
    expect(results).toHaveLength(1);
  });
});
