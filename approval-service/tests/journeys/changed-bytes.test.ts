/** What was approved is what runs: a byte that changes in the store stops it, before the approval and after it. */
import { join } from 'node:path';
import { fieldAt } from '@kraken/shared';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalRow } from '../../src/ports.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  decide,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
let approval: ApprovalRow;
beforeEach(async () => {
  app = await startPlayedApp();
  await app.deliver(newTicket('Please archive project PAY.'));
  await app.drain();
  approval = await onlyWaiting(app);
});
afterEach(() => app.close());

type Body = Record<string, unknown> & {
  requests: Array<{ path: Record<string, string> }>;
  resolved: Record<string, unknown> & { facts: { counts: { issues: number } } };
};

/** Somebody with access to the file changes the stored plan. */
function tamper(change: (body: Body) => void): void {
  const db = new SqliteDatabase(join(app.harness.folder, 'data', 'kraken.db'));
  const where = 'WHERE decision_id = ?';
  const read = db.prepare<[string], { body: string }>(`SELECT body FROM actions ${where}`);
  const body = JSON.parse(read.get(approval.decisionId)?.body ?? '') as Body;
  change(body);
  const write = db.prepare(`UPDATE actions SET body = ? ${where}`);
  expect(write.run(JSON.stringify(body), approval.decisionId).changes).toBe(1);
  db.close();
}

const CHANGES: Array<[string, (body: Body) => void]> = [
  [
    'the project of its request',
    ({ requests }) => {
      for (const { path } of requests) path['projectIdOrKey'] = 'ABC';
    },
  ],
  ['a second request', ({ requests }) => void requests.push(...structuredClone(requests))],
  ['what it depends on', (body) => Object.assign(body, { dependsOn: [7] })],
  ['its preconditions', ({ resolved }) => Object.assign(resolved, { preconditions: [] })],
  ['what it touches', ({ resolved }) => Object.assign(resolved, { radius: ['It holds 0 issues'] })],
  [
    'a count',
    ({ resolved }) => {
      resolved.facts.counts.issues = 0;
    },
  ],
  ['what it changes', ({ resolved }) => Object.assign(resolved, { rows: [] })],
];

describe('a staged plan', () => {
  it.each(CHANGES)('cannot be approved once somebody changed %s', async (_name, change) => {
    tamper(change);
    const { status, answer } = await decide(app, approval);
    expect({ status, answer }).toMatchObject({ status: 409, answer: { reason: 'plan-changed' } });
    await app.drain();
    expect(await app.sweep()).toEqual([]);
    expect(written(app)).toEqual([]);
  });

  it('can be approved as it was shown', async () => {
    expect((await decide(app, approval)).status).toBe(200);
  });
});

describe('an approved plan whose order has not run yet', () => {
  it.each(CHANGES)('does not run once somebody changed %s', async (_name, change) => {
    expect((await decide(app, approval)).status).toBe(200); // the panel’s order is lost
    tamper(change);
    await app.pass(3_600_000);
    expect(await app.sweep()).toEqual([]);
    expect(written(app)).toEqual([]);
    expect((await standing(app, approval.decisionId)).actions).toEqual(['project.archive unknown']);
    const log = await app.transact((tx) => tx.log.listOf(approval.decisionId));
    expect(log.map(({ event }) => event)).toContain('decision.attempt-refused');
  });

  it('does not run another action that is named in the order', async () => {
    expect((await decide(app, approval)).status).toBe(200);
    const db = new SqliteDatabase(join(app.harness.folder, 'data', 'kraken.db'));
    const payload = JSON.stringify({ kind: 'execute', actionIndexes: [] });
    db.prepare("UPDATE orders SET payload = ? WHERE kind = 'execute'").run(payload);
    db.close();
    await app.pass(3_600_000);
    expect(app.orders.filter(({ kind }) => kind === 'execute')).toEqual([]);
  });

  it('is neither settled nor told while a copy that was handed out may still start in the app', async () => {
    const { answer } = await decide(app, approval);
    const order = fieldAt(answer, 'order');
    const told = publicTexts(app).length;
    tamper(({ resolved }) => Object.assign(resolved, { radius: ['nothing'] }));
    await app.pass(24 * 60_000); // ten minutes until it expires, fifteen for the longest run
    expect((await standing(app, approval.decisionId)).actions).toEqual(['project.archive granted']);
    expect(publicTexts(app)).toHaveLength(told);
    app.harness.clock.advance(-24 * 60_000); // the app had begun it in time
    await app.take(order);
    app.harness.clock.advance(24 * 60_000);
    expect((await standing(app, approval.decisionId)).actions).toEqual([
      'project.archive succeeded',
    ]);
    await app.pass(3_600_000);
    expect(written(app)).toEqual(['archiveProject']);
    expect(publicTexts(app).at(-1)).toMatch(/^Done: Archive the project PAY/);
  });

  it('is refused in the log once, however often it is looked at, and never read back by the changed plan', async () => {
    expect((await decide(app, approval)).status).toBe(200);
    tamper(({ resolved }) => Object.assign(resolved, { preconditions: [] }));
    await app.pass(26 * 3_600_000);
    const log = await app.transact((tx) => tx.log.listOf(approval.decisionId));
    expect(log.filter(({ event }) => event === 'decision.attempt-refused')).toHaveLength(1);
    const orders = await app.transact((tx) => tx.orders.list(approval.decisionId));
    expect(orders.filter(({ purpose }) => purpose.startsWith('settle:'))).toEqual([]);
    expect((await standing(app, approval.decisionId)).actions).toEqual(['project.archive unknown']);
  });

  it('tells the ticket that nobody knows whether the order that had left was run', async () => {
    expect((await decide(app, approval)).status).toBe(200);
    tamper(({ resolved }) => Object.assign(resolved, { preconditions: [] }));
    await app.pass(3_600_000);
    expect(publicTexts(app).at(-1)).toMatch(/^I am not sure this worked: Archive the project PAY/);
  });
});
