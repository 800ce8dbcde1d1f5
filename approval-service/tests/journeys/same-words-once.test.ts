/** The same words are acted on once, whatever else happens on the ticket; only the reporter's own reply asks again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAIN_ANALYST, PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  commented,
  decide,
  edited,
  newTicket,
  onlyWaiting,
  reportedAs,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

const ADD = 'Please add Dana Weber to project ABC.';
const ARCHIVE = 'Please archive project PAY.';

/** Takes Dana out again, so that asking afresh would change something. */
const takeDanaOut = (): void => void app.jira.actors.set('ABC/30002', []);

describe('words that were acted on', () => {
  it('are not acted on again after more than a hundred later events', async () => {
    let ticket = newTicket(ADD);
    await app.deliver(ticket);
    await app.drain();
    takeDanaOut();
    for (let event = 0; event < 105; event += 1) {
      ticket = commented(ticket, `note ${event}`, 'lea');
      if (ticket.snapshot.comments.length > 3) ticket.snapshot.comments.shift();
      await app.deliver(ticket);
    }
    await app.drain();
    expect(written(app)).toEqual(['addActorUsers']);
  });

  it('are not acted on again by a reply of the reporter', async () => {
    const ticket = newTicket(ADD);
    await app.deliver(ticket);
    await app.drain();
    takeDanaOut();
    await app.deliver(commented(ticket, 'Thank you!'));
    await app.drain();
    expect(written(app)).toEqual(['addActorUsers']);
  });

  it('are not asked for a second time after a denial', async () => {
    const ticket = newTicket(ARCHIVE);
    await app.deliver(ticket);
    await app.drain();
    await decide(app, await onlyWaiting(app), 'deny');
    await app.deliver(commented(ticket, 'Why not?'));
    await app.drain();
    expect(await waiting(app)).toEqual([]);
  });
});

describe('words taken back and put in again', () => {
  it('are asked for once more, and later comments do not ask again', async () => {
    const ticket = newTicket(ARCHIVE);
    await app.deliver(ticket);
    await app.drain();
    const first = await onlyWaiting(app);
    const withdrawn = edited(ticket, { summary: 'Never mind' });
    await app.deliver(withdrawn);
    await app.drain();
    expect(await waiting(app)).toEqual([]);

    let restored = edited(withdrawn, { summary: ARCHIVE });
    const decisionId = await app.deliver(restored);
    await app.drain();
    const second = await onlyWaiting(app);
    expect(second.decisionId).toBe(decisionId);
    expect(second.approvalId).not.toBe(first.approvalId);

    for (const by of ['dan', 'lea']) {
      restored = commented(restored, `Thanks, says ${by}`, by);
      await app.deliver(restored);
      await app.drain();
    }
    expect(await onlyWaiting(app)).toEqual(second);
    await approveAndRun(app);
    await app.deliver(commented(restored, 'Done already?'));
    await app.drain();
    expect(await waiting(app)).toEqual([]);
    expect(written(app)).toEqual(['archiveProject']);
  });
});

describe('new words', () => {
  it('under a delivery key that is known are read', async () => {
    const ticket = newTicket('Hello');
    await app.deliver(ticket);
    const changed = edited(ticket, { summary: ADD });
    const decisionId = await app.deliver({ ...changed, deliveryKey: ticket.deliveryKey });
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
  });
});

describe('a reply of the reporter', () => {
  it.each([
    ['of the reporter asks again', 'dan', 1],
    ['of somebody else does not', 'lea', 0],
  ])('after nobody decided in time: one %s', async (_name, by, requests) => {
    const ticket = newTicket(ARCHIVE);
    const decisionId = await app.deliver(ticket);
    await app.pass(25 * 3_600_000);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'expired' });
    await app.deliver(commented(ticket, 'Please do it.', by));
    await app.drain();
    expect(await waiting(app)).toHaveLength(requests);
  });

  it('that is not a comment, an edit by him, does not ask again', async () => {
    const ticket = newTicket(ARCHIVE);
    await app.deliver(ticket);
    await app.pass(25 * 3_600_000);
    await app.deliver(edited(ticket, { description: 'It is the old one.' }));
    await app.drain();
    expect(await waiting(app)).toEqual([]);
  });

  it('to a question takes the request up with what Jira knows by then', async () => {
    const ticket = newTicket('Please add zed@example.com to project ABC.');
    const asked = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, asked)).toMatchObject({ state: 'asked', notes: ['question'] });
    const [dana] = app.jira.people.filter(({ accountId }) => accountId === 'dana');
    if (!dana) throw new Error('Dana is of this site');
    app.jira.people.push({ ...dana, accountId: 'zed', emailAddress: 'zed@example.com' });

    const byAnother = commented(ticket, 'Any news?', 'lea');
    await app.deliver(byAnother);
    await app.drain();
    expect(written(app)).toEqual([]);
    const again = await app.deliver(commented(byAnother, 'The account exists now.'));
    await app.drain();
    expect(await standing(app, again)).toMatchObject({ state: 'done' });
  });

  it('leaves what was skipped because something it needs failed to Retry', async () => {
    await app.close();
    app = await startPlayedApp({ analyst: CHAIN_ANALYST });
    const ticket = edited(newTicket(ADD), { description: ADD });
    app.fateOf = reportedAs((index) =>
      index === 0 ? { outcome: 'failed', statuses: [403] } : { outcome: 'skipped', statuses: [] },
    );
    const first = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, first)).toMatchObject({
      actions: ['project.member.add failed', 'project.member.add skipped'],
    });
    app.fateOf = () => undefined;
    const again = await app.deliver(commented(ticket, 'Please try again.'));
    await app.drain();
    expect(await standing(app, again)).toMatchObject({ actions: [] });
    expect(written(app)).toEqual([]);
  });

  it('starts afresh what was never sent', async () => {
    const ticket = newTicket(ADD);
    app.fateOf = ({ kind, steps }) =>
      kind === 'execute'
        ? {
            report: {
              steps: steps.map(({ index }) => ({
                index,
                outcome: 'skipped',
                statuses: [],
                checks: [],
              })),
            },
          }
        : undefined;
    const first = await app.deliver(ticket);
    await app.drain();
    expect(await standing(app, first)).toMatchObject({
      actions: ['project.member.add skipped'],
    });
    app.fateOf = () => undefined;
    const again = await app.deliver(commented(ticket, 'Please try again.'));
    await app.drain();
    expect(await standing(app, again)).toMatchObject({ state: 'done' });
  });
});
