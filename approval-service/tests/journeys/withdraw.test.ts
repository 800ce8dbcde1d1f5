/** What is no longer asked for does not run: the ticket's newest words count, at whatever moment they change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
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
