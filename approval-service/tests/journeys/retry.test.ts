/** What failed can be tried again by those who may; never what is not known, and never what was done. */
import { fieldAt } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAIN_ANALYST, PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  commented,
  decide,
  edited,
  logOf,
  newTicket,
  onlyWaiting,
  press,
  publicTexts,
  reportedAs,
  shown,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';
import { NO_ANSWER } from '../../src/testing/played-site.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

const ASSIGN = 'Please assign ABC-1 to Lea Lang.';
const ADD = 'Please add Dana Weber to project ABC.';
const refused = () => ({ status: 403, body: null });

/** Adds Dana; the assignment fails. */
async function halfDone() {
  app.jira.answers.set('assignIssue', refused);
  const ticket = newTicket(`${ADD} ${ASSIGN}`);
  const decisionId = await app.deliver(ticket);
  await app.drain();
  expect(await standing(app, decisionId)).toMatchObject({ state: 'partly-done' });
  app.jira.answers.delete('assignIssue');
  return { ticket, decisionId };
}

describe('a retry', () => {
  it('tries the failed action alone, as a decision of its own through the same gate', async () => {
    const { decisionId: first } = await halfDone();
    expect((await shown(app, first)).retry).toEqual({ isPossible: true });
    const { status, decisionId } = await press(app, 'retry', first);
    expect(status).toBe(200);
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'done',
      actions: ['issue.assign succeeded'],
    });
    expect(written(app)).toEqual(['addActorUsers', 'assignIssue', 'assignIssue']);
    expect(await shown(app, decisionId)).toMatchObject({
      requesterAccountId: 'dan',
      origin: { kind: 'retry', of: first, by: 'Ana' },
    });
    expect(await shown(app, first)).toMatchObject({
      state: 'partly-done',
      followUps: [{ kind: 'retry', decisionId }],
      retry: { isPossible: false },
    });
    expect((await logOf(app, first)).map(({ event }) => event)).toContain(
      'decision.retry-requested',
    );
    const events = (await logOf(app, decisionId)).map(({ event }) => event);
    expect(events[0]).toBe('decision.opened');
    expect(events.indexOf('action.classified')).toBeLessThan(events.indexOf('grant.made'));
    expect(publicTexts(app).at(-1)).toContain(`Second try of Ref ${first}, asked for by Ana.`);
  });

  it('pressed twice is made once, and after it the newer entry is the one to press', async () => {
    const { decisionId: first } = await halfDone();
    app.jira.answers.set('assignIssue', refused);
    const both = await Promise.all([press(app, 'retry', first), press(app, 'retry', first)]);
    expect(new Set(both.map(({ decisionId }) => decisionId)).size).toBe(1);
    await app.drain();
    expect(written(app)).toEqual(['addActorUsers', 'assignIssue', 'assignIssue']);
    expect(await press(app, 'retry', first)).toMatchObject({
      status: 409,
      answer: { detail: expect.stringContaining('tried again already') },
    });
    app.jira.answers.delete('assignIssue');
    const third = await press(app, 'retry', both[0].decisionId);
    await app.drain();
    expect(await standing(app, third.decisionId)).toMatchObject({ state: 'done' });
  });

  it('is never offered for what is not known, nor for what was done', async () => {
    app.jira.answers.set('assignIssue', () => NO_ANSWER);
    const decisionId = await app.deliver(newTicket(`${ADD} ${ASSIGN}`));
    await app.drain();
    const why = 'Nothing of this failed. What is not known is never tried again.';
    expect((await shown(app, decisionId)).retry).toEqual({ isPossible: false, why });
    expect(await press(app, 'retry', decisionId)).toMatchObject({
      status: 409,
      answer: { detail: why },
    });
    await app.drain();
    expect(written(app)).toEqual(['addActorUsers', 'assignIssue']);
  });

  it('of something a person had approved needs an approval again', async () => {
    app.jira.answers.set('archiveProject', refused);
    const first = await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
    await approveAndRun(app);
    app.jira.answers.delete('archiveProject');
    const { decisionId } = await press(app, 'retry', first);
    await app.drain();
    const approval = await onlyWaiting(app);
    expect(approval.decisionId).toBe(decisionId);
    expect(approval.body.involvedAccountIds).toEqual(['dan']);
    const { answer } = await decide(app, approval);
    await app.take(fieldAt(answer, 'order'));
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
  });

  it('of what was done in part waits for a person', async () => {
    app.fateOf = reportedAs(() => ({ outcome: 'failed', statuses: [200, 400] }));
    const first = await app.deliver(newTicket(ASSIGN));
    await app.drain();
    app.fateOf = () => undefined;
    await press(app, 'retry', first);
    await app.drain();
    expect(await waiting(app)).toHaveLength(1);
    expect(written(app)).toEqual([]);
  });

  it('is refused when the ticket no longer asks for it', async () => {
    const { ticket, decisionId } = await halfDone();
    await app.deliver(edited(ticket, { summary: ADD }));
    await app.drain();
    expect(await press(app, 'retry', decisionId)).toMatchObject({
      status: 409,
      answer: { detail: 'The ticket no longer asks for what failed.' },
    });
  });

  it('falls when the words are edited away before it ran', async () => {
    const { ticket, decisionId: first } = await halfDone();
    const { decisionId } = await press(app, 'retry', first);
    await app.deliver(edited(ticket, { summary: ADD }));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded' });
    expect(written(app)).toEqual(['addActorUsers', 'assignIssue']);
  });

  it('by somebody who neither asked nor administers is refused', async () => {
    const { decisionId } = await halfDone();
    const authority = { isSiteAdmin: false, administeredProjectIds: [] };
    expect((await press(app, 'retry', decisionId, { accountId: 'lea', authority })).status).toBe(
      403,
    );
    const own = await press(app, 'retry', decisionId, {
      accountId: 'dan',
      displayName: 'Dan',
      authority,
    });
    expect(own.status).toBe(200);
  });

  it('of an undo waits for a person when somebody has changed since what it takes back', async () => {
    const first = await app.deliver(newTicket(ASSIGN));
    await app.drain();
    app.jira.answers.set('assignIssue', refused);
    const undo = await press(app, 'undo', first);
    await app.drain();
    app.jira.answers.delete('assignIssue');
    for (const issue of app.jira.issues) issue.assignee = 'dana';
    await press(app, 'retry', undo.decisionId);
    await app.drain();
    expect(app.jira.issues[0]?.assignee).toBe('dana');
    expect(await waiting(app)).toHaveLength(1);
  });

  it('of an undo keeps to the person who pressed Undo', async () => {
    const first = await app.deliver(newTicket(ASSIGN));
    await app.drain();
    app.jira.answers.set('assignIssue', refused);
    const undo = await press(app, 'undo', first);
    await app.drain();
    app.jira.answers.delete('assignIssue');
    const bea = { accountId: 'bea', displayName: 'Bea' };
    const retry = await press(app, 'retry', undo.decisionId, bea);
    await app.drain();
    expect(app.jira.issues[0]?.assignee).toBe(null);
    expect((await shown(app, retry.decisionId)).requesterAccountId).toBe('ana');
    expect((await shown(app, first)).undo.isPossible).toBe(true); // of its own undo nothing was done
  });
});

describe('what a second try got past but did not start', () => {
  /** The first try of adding fails; the second adds, and is stopped before it assigns. */
  async function halfRetried() {
    await app.close();
    app = await startPlayedApp({ analyst: CHAIN_ANALYST });
    app.jira.answers.set('addActorUsers', refused);
    const ticket = newTicket(`${ADD} ${ASSIGN}`);
    const first = await app.deliver(ticket);
    await app.drain();
    expect((await standing(app, first)).actions).toEqual([
      'project.member.add failed',
      'issue.assign skipped',
    ]);
    app.fateOf = reportedAs((index) =>
      index === 0
        ? { outcome: 'succeeded', statuses: [200] }
        : { outcome: 'skipped', statuses: [] },
    );
    const { decisionId: second } = await press(app, 'retry', first);
    await app.drain();
    app.fateOf = () => undefined;
    expect((await standing(app, second)).actions).toEqual([
      'project.member.add succeeded',
      'issue.assign skipped',
    ]);
    return { ticket, first, second };
  }
  const assigned = () => written(app).filter((one) => one === 'assignIssue');
  const canRetry = async (id: string) => (await shown(app, id)).retry.isPossible;

  it('is started by the reporter’s reply, and not by Retry once more', async () => {
    const { ticket, first, second } = await halfRetried();
    const third = await app.deliver(commented(ticket, 'Please go on.'));
    await app.drain();
    expect(await standing(app, third)).toMatchObject({ actions: ['issue.assign succeeded'] });
    expect([await canRetry(first), await canRetry(second)]).toEqual([false, false]);
    expect((await press(app, 'retry', second)).status).toBe(409);
    await app.drain();
    expect(assigned()).toHaveLength(1);
  });

  it('is offered by Retry of the second try, and not by a reply once more', async () => {
    const { ticket, first, second } = await halfRetried();
    expect([await canRetry(first), await canRetry(second)]).toEqual([false, true]);
    const { decisionId: third } = await press(app, 'retry', second);
    await app.drain();
    expect(await standing(app, third)).toMatchObject({ actions: ['issue.assign succeeded'] });
    await app.deliver(commented(ticket, 'Thank you.'));
    await app.drain();
    expect([await canRetry(first), await canRetry(second)]).toEqual([false, false]);
    expect(assigned()).toHaveLength(1);
  });
});
