/** An app that was removed gets nothing any more, and neither does its successor on the site: what was open has ended. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { register } from '../../src/testing/harness.ts';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveInDashboard,
  commented,
  decide,
  newTicket,
  onlyWaiting,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

const DAY_MS = 86_400_000;
const ARCHIVE = 'Please archive project PAY.';

async function remove(): Promise<void> {
  const answer = await app.harness.asApp('POST', '/forge/v1/lifecycle', { event: 'uninstalled' });
  expect(answer.status).toBe(200);
}

/** Installs again and expects that nothing of before comes to the app, however long one waits. */
async function expectNothingOld(): Promise<void> {
  await register(app.harness);
  const before = app.orders.length;
  expect(await app.sweep()).toEqual([]);
  await app.pass(3 * DAY_MS);
  expect(await app.sweep()).toEqual([]);
  expect(app.orders).toHaveLength(before);
}

describe('removing the app', () => {
  it('ends an approved order that never left as not started', async () => {
    const decisionId = await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    await approveInDashboard(app, await onlyWaiting(app));
    await remove();
    await app.pass(3 * DAY_MS);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive skipped']);
    await expectNothingOld();
    expect(written(app)).toEqual([]);
  });

  it('ends an order that was handed out as unknown', async () => {
    const decisionId = await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    expect((await decide(app, await onlyWaiting(app))).status).toBe(200);
    await remove();
    await app.pass(3 * DAY_MS);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive unknown']);
    await expectNothingOld();
    expect(written(app)).toEqual([]);
  });

  it('closes what waits for approval', async () => {
    const decisionId = await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    const approval = await onlyWaiting(app);
    await remove();
    expect(await waiting(app)).toEqual([]);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded' });
    await expectNothingOld();
    expect((await decide(app, approval)).status).toBe(409);
  });

  it('closes what is being read, and a reply after a new installation takes it up', async () => {
    const ticket = newTicket(ARCHIVE);
    app.fateOf = () => 'never';
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await remove();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded', stage: 'closed' });
    app.fateOf = () => undefined;
    await expectNothingOld();
    await app.deliver(commented(ticket, 'Please go on.'));
    await app.drain();
    expect(await waiting(app)).toHaveLength(1);
  });

  it('ends what was being looked at again after drift', async () => {
    app.fateOf = ({ kind }) => {
      if (kind !== 'execute') return undefined;
      app.fateOf = () => 'never';
      for (const person of app.jira.people.filter(({ accountId }) => accountId === 'dana'))
        person.accountType = 'customer';
      return undefined;
    };
    const decisionId = await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add drifted']);
    await remove();
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'superseded',
      actions: ['project.member.add superseded'],
    });
    await expectNothingOld();
  });

  it('ends reading back: an outcome that is not known stays so', async () => {
    app.fateOf = ({ kind, steps }) =>
      kind === 'execute' ? { report: { steps: steps.map(({ index }) => lost(index)) } } : undefined;
    const decisionId = await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
    await remove();
    await app.pass(3 * DAY_MS);
    await expectNothingOld();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
  });

  it('refuses every later call but a registration', async () => {
    await remove();
    for (const path of ['/forge/v1/settings', '/forge/v1/issues/1/decisions']) {
      expect((await app.harness.asApp('GET', path)).status).toBe(404);
    }
  });
});

const lost = (index: number) => {
  return { index, outcome: 'unknown' as const, statuses: [0], checks: [] };
};
