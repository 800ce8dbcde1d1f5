/** A request that waits can be taken back by who asked for it, or by an administrator; it never runs then. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  commented,
  decide,
  logOf,
  newTicket,
  onlyWaiting,
  publicTexts,
  shown,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const nobody = { isSiteAdmin: false, administeredProjectIds: [] };
const DAN = { accountId: 'dan', displayName: 'Dan', authority: nobody, reason: undefined };
const ANA = { reason: undefined };

async function staged() {
  const ticket = newTicket('Please archive project PAY.');
  const decisionId = await app.deliver(ticket);
  await app.drain();
  return { ticket, decisionId, approval: await onlyWaiting(app) };
}

describe('a request taken back', () => {
  it.each([
    ['by who asked for it', DAN, 'Dan'],
    ['by an administrator', ANA, 'Ana'],
  ])('%s ends, without a reason, on every surface and in the log', async (_name, who, name) => {
    const { decisionId, approval } = await staged();
    expect(await decide(app, approval, 'cancel', who)).toEqual({
      status: 200,
      answer: { state: 'withdrawn' },
    });
    await app.drain();
    const view = await shown(app, decisionId);
    expect(view.stateSentence).toBe(`Withdrawn by ${name}. None of it was changed`);
    expect(view.approval).toMatchObject({ state: 'denied', isWithdrawal: true });
    expect(publicTexts(app).at(-1)).toMatch(
      new RegExp(`^Withdrawn: Archive the project PAY .*${name} took the request back`),
    );
    expect(app.comments.filter(({ isEdit }) => isEdit).at(-1)?.text).toMatch(
      /^Closed: withdrawn by/,
    );
    const events = (await logOf(app, decisionId)).map(({ event }) => event);
    expect(events).toContain('plan.cancelled');
    expect(events).not.toContain('plan.denied');
  });

  it('is not asked again by later events, nor by a reply, and cannot be approved', async () => {
    const { ticket, decisionId, approval } = await staged();
    await decide(app, approval, 'cancel', DAN);
    await app.deliver(commented(ticket, 'Thanks, I no longer need it.'));
    await app.drain();
    expect(await waiting(app)).toEqual([]);
    expect((await decide(app, approval)).status).toBe(409);
    expect((await standing(app, decisionId)).actions).toEqual(['project.archive denied']);
    expect(written(app)).toEqual([]);
  });

  it('by somebody else stays, and the log has the attempt', async () => {
    const { decisionId, approval } = await staged();
    const lea = { ...DAN, accountId: 'lea' };
    expect((await decide(app, approval, 'cancel', lea)).status).toBe(403);
    expect(await waiting(app)).toHaveLength(1);
    expect((await logOf(app, decisionId)).at(-1)).toMatchObject({
      event: 'decision.attempt-refused',
      detail: { verdict: 'withdraw', reason: 'not-authorised' },
    });
  });

  it('and approved at the same moment has one end', async () => {
    const { approval } = await staged();
    const answers = await Promise.all([
      decide(app, approval),
      decide(app, approval, 'cancel', DAN),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that was approved cannot be taken back any more', async () => {
    const { approval } = await staged();
    await decide(app, approval);
    expect((await decide(app, approval, 'cancel', DAN)).status).toBe(409);
  });
});
