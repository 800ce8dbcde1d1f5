/** Nothing is lost in silence: what cannot go on ends visibly, says truly how far it came, and can be asked for again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, pauseSite, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveInDashboard,
  commented,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
  written,
} from '../../src/testing/played-people.ts';
import { BUSY, HTML_PAGE, type JiraAnswer, NO_ANSWER } from '../../src/testing/played-site.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

const HOUR_MS = 3_600_000;
const ADD = 'Please add Dana Weber to project ABC.';

const eventsOf = async (decisionId: string): Promise<string[]> =>
  (await app.transact((tx) => tx.log.list(0, 1_000)))
    .filter((entry) => entry.decisionId === decisionId)
    .map(({ event }) => event);

const executions = () => app.orders.filter(({ kind }) => kind === 'execute');

describe('a request that Jira gives no usable answer about', () => {
  it.each<[string, JiraAnswer]>([
    ['503', BUSY],
    ['429', { status: 429, body: null }],
    ['a page of HTML', HTML_PAGE],
    ['nothing', NO_ANSWER],
  ])(
    'for hours (%s) is put to a person with a comment, and a reply takes it up',
    async (_name, answer) => {
      app.jira.answers.set('findUsers', () => answer);
      const ticket = newTicket(ADD);
      const decisionId = await app.deliver(ticket);
      await app.pass(5 * HOUR_MS);
      expect(await standing(app, decisionId)).toMatchObject({ state: 'resolving', notes: [] });
      await app.pass(2 * HOUR_MS);
      expect(await standing(app, decisionId)).toMatchObject({
        state: 'waiting',
        stage: 'closed',
        notes: ['stuck'],
      });
      expect(publicTexts(app)).toEqual([expect.stringContaining('Jira gave me no usable answer')]);
      expect((await eventsOf(decisionId)).slice(-2)).toEqual(['plan.resolved', 'comment.posted']);

      app.jira.answers.clear();
      const again = await app.deliver(commented(ticket, 'Any news?'));
      await app.drain();
      expect(await standing(app, again)).toMatchObject({ state: 'done' });
    },
  );

  it('for a while is done when Jira answers again, within minutes', async () => {
    app.jira.answers.set('findUsers', () => BUSY);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.pass(HOUR_MS);
    app.jira.answers.clear();
    await app.pass(6 * 60_000);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(publicTexts(app)).toHaveLength(1);
  });
});

describe('an app that cannot be reached', () => {
  it('for a day while facts are read: the request is put to a person', async () => {
    app.isReachable = false;
    const decisionId = await app.deliver(newTicket(ADD));
    await app.pass(25 * HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'waiting', notes: ['stuck'] });
    app.isReachable = true;
    await app.pass(2 * HOUR_MS);
    expect(publicTexts(app)).toEqual([expect.stringContaining('Jira gave me no usable answer')]);
  });

  it('for a day with an order that may have arrived: it is unknown, and then read back', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.pass(26 * HOUR_MS);
    expect(executions().length).toBeGreaterThan(3);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add failed']);
    expect(publicTexts(app).at(-1)).toContain('looking again it had not been done');
    const handedOut = executions().length;
    await app.pass(24 * HOUR_MS);
    expect(executions()).toHaveLength(handedOut);
  });

  it('reports late, after the order was given up: what it did is told', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    expect(written(app)).toEqual(['addActorUsers']);
    app.isReachable = false;
    await app.pass(26 * HOUR_MS);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add unknown']);
    await app.reportLate();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add succeeded']);
    app.isReachable = true;
    await app.pass(2 * HOUR_MS);
    expect(publicTexts(app).filter((text) => text.startsWith('Done: Add Dana'))).toHaveLength(1);
  });

  it('does not end while the app follows a long task: the order comes again for hours, and is told once', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined); // not now, says the app
    const decisionId = await app.deliver(newTicket(ADD));
    await app.pass(20 * HOUR_MS);
    const handedOut = executions();
    expect(handedOut.length).toBeGreaterThan(10);
    expect(new Set(handedOut.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'executing' });
    expect(publicTexts(app)).toEqual([]);
    app.fateOf = () => undefined;
    await app.pass(2 * HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(publicTexts(app)).toEqual([expect.stringMatching(/^Done: Add Dana/)]);
    expect(written(app)).toEqual(['addActorUsers']);
  });

  it('is not asked for ever: a day after it was issued first nothing hands the order out, not even the sweep', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined); // not now, says the app
    const decisionId = await app.deliver(newTicket(ADD));
    for (let minutes = 0; minutes < 26 * 60; minutes += 5) {
      await app.pass(5 * 60_000);
      await app.sweep();
    }
    const [first, last] = [executions()[0], executions().at(-1)];
    expect(last?.orderId).toBe(first?.orderId);
    const lastedMs = (last?.issuedAtMs ?? 0) - (first?.issuedAtMs ?? 0);
    expect(lastedMs).toBeGreaterThan(23 * HOUR_MS);
    expect(lastedMs).toBeLessThanOrEqual(24 * HOUR_MS);
    await app.pass(HOUR_MS);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add failed']);
    expect(publicTexts(app).at(-1)).toContain('looking again it had not been done');
  });

  it('is asked for a day from the first time on, however long the site was paused before', async () => {
    await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
    await approveInDashboard(app, await onlyWaiting(app));
    await pauseSite(app, true);
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
    app.harness.clock.advance(72 * HOUR_MS);
    await app.drain();
    expect(executions()).toEqual([]);
    await pauseSite(app, false);
    await app.pass(2 * HOUR_MS);
    expect(executions().length).toBeGreaterThan(3);
    app.fateOf = () => undefined;
    await app.pass(HOUR_MS);
    expect(written(app)).toEqual(['archiveProject']);
  });

  it('cannot tell, late, of actions that its order did not name, or leave one out', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    app.isReachable = false;
    await app.pass(26 * HOUR_MS);
    const order = executions()[0];
    if (!order) throw new Error('no order left');
    const step = { outcome: 'succeeded' as const, statuses: [200], checks: [] };
    for (const indexes of [[], [1], [0, 1], [0, 0]]) {
      const steps = indexes.map((index) => ({ index, ...step }));
      const report = { orderId: order.orderId, state: 'ran' as const, reads: [], steps };
      expect((await app.report(report)).status, `positions ${indexes}`).toBe(422);
    }
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add unknown']);
    await app.reportLate();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add succeeded']);
  });

  it('reports after the ticket was told that nobody knows: the ticket is told again, once', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    await app.deliver(newTicket(ADD));
    await app.drain();
    app.jira.answers.set('getProjectRole', () => BUSY);
    await app.pass(30 * HOUR_MS);
    expect(publicTexts(app).at(-1)).toMatch(/^I am not sure this worked/);
    app.jira.answers.delete('getProjectRole');
    await app.reportLate();
    await app.pass(2 * HOUR_MS);
    expect(publicTexts(app).filter((text) => text.startsWith('Done: Add Dana'))).toHaveLength(1);
  });
});

it('a late report that nothing was sent is not told as a refusal of Jira, nor the silence as not sent', async () => {
  app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
  await app.deliver(newTicket(ADD));
  await app.drain();
  app.jira.answers.set('getProjectRole', () => BUSY);
  await app.pass(30 * HOUR_MS);
  const silent = publicTexts(app).at(-1);
  expect(silent).toContain('the app has had it for a day and has not said what became of it');
  expect(silent).not.toContain('could not be sent');
  const [order] = executions();
  if (!order) throw new Error('no order left');
  const step = { index: 0, outcome: 'drifted' as const, statuses: [], checks: [], drift: [] };
  const report = { orderId: order.orderId, state: 'ran' as const, reads: [], steps: [step] };
  expect((await app.report(report)).status).toBe(200);
  await app.pass(HOUR_MS);
  expect(publicTexts(app).at(-1)).toMatch(/^Failed: Add Dana.* because: nothing was sent, as what/);
});

describe('an order that never left', () => {
  it('for a day, as the service was down, is not started, and a reply asks again', async () => {
    const ticket = newTicket('Please archive project PAY.');
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await approveInDashboard(app, await onlyWaiting(app));
    app.harness.clock.advance(25 * HOUR_MS); // and nobody works on it
    await app.drain();
    expect(executions()).toEqual([]);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive skipped']);
    expect(publicTexts(app).at(-1)).toMatch(
      /^Not started: Archive the project PAY.* could not be sent/,
    );
    await app.deliver(commented(ticket, 'Please go on.'));
    await app.drain();
    await onlyWaiting(app);
  });
});
