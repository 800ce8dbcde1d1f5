/** What is no longer asked for does not run: the ticket's newest words count, at whatever moment they change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, pauseSite, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveInDashboard,
  edited,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const ADD = 'Please add Dana Weber to project ABC.';
const ARCHIVE = 'Please archive project PAY.';

const grantsMade = async (): Promise<number> =>
  (await app.transact((tx) => tx.log.list(0, 1_000))).filter(({ event }) => event === 'grant.made')
    .length;

describe('a request that is edited away while its facts are being read', () => {
  it('is superseded, nothing is granted and nothing runs', async () => {
    const ticket = newTicket(ADD);
    app.fateOf = ({ kind }) => (kind === 'resolve' ? 'late' : undefined);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { summary: 'Sorry, never mind' }));
    await app.drain();
    app.fateOf = () => undefined;
    await app.reportLate();
    await app.pass(3_600_000);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded', stage: 'closed' });
    expect(await grantsMade()).toBe(0);
    expect(written(app)).toEqual([]);
  });

  it('leaves the rest of the ticket to go on', async () => {
    const ticket = newTicket(`${ADD} Please add Lea Lang to project ABC.`);
    app.fateOf = ({ kind }) => (kind === 'resolve' ? 'late' : undefined);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { summary: ADD }));
    await app.drain();
    app.fateOf = () => undefined;
    await app.reportLate();
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add succeeded']);
    expect(app.jira.writes.map(({ body }) => body)).toEqual([{ user: ['dana'] }]);
  });

  it('counts as gone by when the ticket was read, not by when the event arrived', async () => {
    const ticket = newTicket(ADD);
    await app.deliver(edited(ticket, { summary: 'Sorry, never mind' }));
    const decisionId = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded' });
    expect(written(app)).toEqual([]);
  });
});

describe('a request that waits for approval', () => {
  it('is closed when its words are edited away, and the ticket says so to everybody', async () => {
    const ticket = newTicket(ARCHIVE);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    const approval = await onlyWaiting(app);
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded' });
    expect(publicTexts(app).at(-1)).toMatch(/^Withdrawn: Archive the project PAY/);
    expect(app.comments.filter(({ isEdit }) => isEdit).at(-1)?.text).toMatch(/^Closed: superseded/);
    const current = await app.transact((tx) => tx.approvals.get(approval.approvalId));
    expect(current?.state).toBe('superseded');
  });

  it('goes on waiting when something else of the ticket is edited', async () => {
    const ticket = newTicket(ARCHIVE);
    await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { description: 'It is old.' }));
    await app.drain();
    expect(await waiting(app)).toHaveLength(1);
  });
});

describe('a plan of which a part is done', () => {
  it('is closed as to the part that waits, and the done part stays done', async () => {
    const ticket = newTicket(`${ADD} ${ARCHIVE}`);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual([
      'project.member.add succeeded',
      'project.archive staged',
    ]);
    await app.deliver(edited(ticket, { summary: ADD }));
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual([
      'project.member.add succeeded',
      'project.archive superseded',
    ]);
    expect(await waiting(app)).toEqual([]);
    expect(written(app)).toEqual(['addActorUsers']);
  });
});

describe('a request that was approved but not sent', () => {
  it.each([
    ['while the site is paused', true],
    ['while nobody works on it', false],
  ])('%s is withdrawn when its words are edited away, and never runs', async (_name, isPaused) => {
    const ticket = newTicket(ARCHIVE);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await approveInDashboard(app, await onlyWaiting(app));
    if (isPaused) await pauseSite(app, true);
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    if (isPaused) {
      app.harness.clock.advance(60_000);
      await app.drain();
      await pauseSite(app, false);
    }
    await app.pass(3_600_000);
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'superseded',
      actions: ['project.archive superseded'],
    });
    expect(written(app)).toEqual([]);
    expect(publicTexts(app).at(-1)).toMatch(/^Withdrawn: Archive the project PAY/);
  });

  it('takes up again, under a new request, what the ticket still asks for', async () => {
    const ticket = newTicket(`${ARCHIVE} Please archive project ABC.`);
    await app.deliver(ticket);
    await app.drain();
    await approveInDashboard(app, await onlyWaiting(app));
    await app.deliver(edited(ticket, { summary: ARCHIVE }));
    await app.pass(3_600_000);
    const { body, decisionId } = await onlyWaiting(app);
    expect(body.projectIds).toEqual(['10002']);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive staged']);
    expect(written(app)).toEqual([]);
  });
});

describe('an order that has left when its words are edited away', () => {
  it('is not handed out again, and what the app had done with it still counts', async () => {
    const ticket = newTicket(ADD);
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    await app.pass(20 * 60_000);
    expect(app.orders.filter(({ kind }) => kind === 'execute')).toHaveLength(1);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add granted']);
    await app.reportLate();
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add succeeded']);
  });

  it('and is never heard of ends by reading back, only after the app cannot start it any more', async () => {
    const ticket = newTicket(ADD);
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'never' : undefined);
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    await app.pass(24 * 60_000);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add granted']);
    await app.pass(3_600_000);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add failed']);
    expect(app.orders.filter(({ kind }) => kind === 'execute')).toHaveLength(1);
    expect(publicTexts(app).at(-1)).toContain('looking again it had not been done');
  });
});
