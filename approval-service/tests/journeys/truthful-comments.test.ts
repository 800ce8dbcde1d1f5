/** Comments say what happened, who allowed it and what was looked at, and promise nothing that cannot be kept. */
import type { IssueDecisions } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  decide,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
} from '../../src/testing/played-people.ts';
import { type Answering, HTML_PAGE, NO_ANSWER } from '../../src/testing/played-site.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

const ADD = 'Please add Dana Weber to project ABC.';
const ARCHIVE = 'Please archive project PAY.';
const HOUR_MS = 3_600_000;

/** From the moment of the write on, the operation is answered otherwise. */
function afterWriting(write: string, read: string, answering: Answering): void {
  app.jira.answers.set(write, (_request, usual) => {
    app.jira.answers.set(read, answering);
    return usual();
  });
}

describe('“I checked it in Jira”', () => {
  it('stands only where Jira showed the effect', async () => {
    await app.deliver(newTicket(ADD));
    await app.drain();
    expect(publicTexts(app)).toEqual([expect.stringContaining('I checked it in Jira.')]);
  });

  it.each([
    ['no answer', NO_ANSWER],
    ['a page of HTML', HTML_PAGE],
    ['a refusal', { status: 403, body: null }],
  ])('does not stand where looking gave %s', async (_name, answer) => {
    afterWriting('addActorUsers', 'getProjectRole', () => answer);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    const [text] = publicTexts(app);
    expect(text).toContain('Jira accepted it; I could not look at it again.');
    expect(text).not.toContain('checked');
  });

  it('leaves out the action that could not be looked at', async () => {
    afterWriting('assignIssue', 'getIssue', () => NO_ANSWER);
    await app.deliver(newTicket(`${ADD} Please assign ABC-1 to Lea Lang.`));
    await app.drain();
    expect(publicTexts(app)).toEqual([
      expect.stringMatching(
        /I checked it in Jira, except: Assign ABC-1 to Lea Lang, which Jira accepted/,
      ),
    ]);
  });

  it('is not said of what Jira accepted and did not do', async () => {
    app.jira.answers.set('addActorUsers', () => ({ status: 200, body: {} }));
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    expect(publicTexts(app)).toEqual([]);
    await app.pass(HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'failed' });
    expect(publicTexts(app)).toEqual([
      expect.stringContaining('Jira accepted it, but looking again it is not there.'),
    ]);
  });

  it('is not said of what looks otherwise than wanted', async () => {
    app.jira.answers.set('assignIssue', () => {
      for (const issue of app.jira.issues) issue.assignee = 'ana';
      return { status: 204, body: null };
    });
    await app.deliver(newTicket('Please assign ABC-1 to Lea Lang.'));
    await app.pass(HOUR_MS);
    expect(publicTexts(app)).toEqual([
      expect.stringMatching(
        /^Jira accepted “Assign ABC-1 to Lea Lang”, but looking again it is not/,
      ),
    ]);
  });
});

describe('who allowed it', () => {
  it('is told for each part by its own grant, also when the automatic part is reported after the approval', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    await app.deliver(newTicket(`${ADD} ${ARCHIVE}`));
    await app.drain();
    await approveAndRun(app);
    await app.reportLate();
    await app.drain();
    const done = publicTexts(app).filter((text) => text.startsWith('Done'));
    const [added] = done.filter((text) => text.includes('Add Dana'));
    const [archived] = done.filter((text) => text.includes('Archive'));
    expect(done).toHaveLength(2);
    expect(added).toContain('Your site’s rules allow this without approval.');
    expect(added).not.toContain('Approved by');
    expect(archived).toContain('Approved by Ana.');
    expect(archived).not.toContain('Your site’s rules');
  });
});

describe('the public comment on what waits', () => {
  it('names what waits and nothing else', async () => {
    await app.deliver(newTicket(`${ADD} ${ARCHIVE}`));
    await app.drain();
    const [text] = publicTexts(app).filter((one) => one.startsWith('Thank you'));
    expect(text).toContain(
      'needs an administrator’s approval: Archive the project PAY (Payments).',
    );
    expect(text).not.toContain('Dana');
  });

  it('is not written once somebody has decided', async () => {
    await app.deliver(newTicket(ARCHIVE));
    await untilStaged();
    await decide(app, await onlyWaiting(app), 'deny');
    await app.pass(HOUR_MS);
    expect(publicTexts(app)).toEqual([expect.stringMatching(/^Not done: Archive.* Ana decided/)]);
    expect(app.comments.filter(({ links }) => links.length > 0)).toEqual([]);
  });

  /** Jobs run until the plan waits; the comments about it have not left yet. */
  async function untilStaged(): Promise<void> {
    app.fateOf = ({ kind }) => (kind === 'comment' ? 'never' : undefined);
    await app.drain();
    app.fateOf = () => undefined;
  }
});

describe('undoing', () => {
  it.each([
    ['Please assign ABC-1 to Lea Lang.', true],
    ['Please delete project PAY.', false],
  ])('is promised only where it can be undone: %s %s', async (text, isPromised) => {
    await app.deliver(newTicket(text));
    await app.drain();
    if (!isPromised) await approveAndRun(app);
    const last = publicTexts(app).at(-1) ?? '';
    expect(last).toMatch(/^Done: /);
    expect(last.includes('press Undo in the Kraken panel within 30 days')).toBe(isPromised);
  });
});

describe('a plan of which a part failed', () => {
  it('is told by the same line in comment, panel and log', async () => {
    app.jira.answers.set('assignIssue', () => ({ status: 403, body: null }));
    const ticket = newTicket(
      `${ADD} Please assign ABC-1 to Lea Lang. Please assign ABC-1 to Ana Admin.`,
    );
    const decisionId = await app.deliver(ticket);
    await app.drain();
    const line = '1 done, 2 failed (Jira answered 403)';
    expect(publicTexts(app).at(-1)).toContain(`${line}. Partly done. Done: Add Dana`);
    const path = `/forge/v1/issues/${ticket.routing.issueId}/decisions`;
    const panel = (await (await app.harness.asApp('GET', path)).json()) as IssueDecisions;
    expect(panel.decisions[0]).toMatchObject({ stateSentence: 'Partly done', outcome: line });
    const log = await app.transact((tx) => tx.log.list(0, 1_000));
    const recorded = log.filter(({ event }) => event === 'order.recorded');
    expect(recorded).toMatchObject([
      { decisionId, detail: { counts: { succeeded: 1, failed: 2 } } },
    ]);
  });
});

describe('what an action captured', () => {
  it('is kept with its result, and a report that carries too much of it is not taken', async () => {
    app.fateOf = ({ kind }) => (kind === 'execute' ? 'late' : undefined);
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    const order = app.orders.find(({ kind }) => kind === 'execute');
    if (!order) throw new Error('no order left');
    const send = (captured: Record<string, string>) =>
      app.report({
        orderId: order.orderId,
        state: 'ran',
        reads: [],
        steps: [{ index: 0, outcome: 'unknown', statuses: [0], checks: [], captured }],
      });
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`id${at}`, '1']));
    for (const captured of [{ id: 'x'.repeat(201) }, { 'no name': '1' }, many]) {
      expect((await send(captured)).status).toBe(422);
    }
    expect((await send({ id: '10100' })).status).toBe(200);
    const [row] = await app.transact((tx) => tx.actions.list(decisionId as never));
    expect(row).toMatchObject({ state: 'unknown', result: { captured: { id: '10100' } } });
  });
});
