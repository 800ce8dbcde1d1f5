/** The panel of an issue never loses sight of what waits, however much happened on the ticket since. */
import type { IssueDecisions } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import { commented, newTicket, onlyWaiting } from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
});
afterEach(() => app.close());

async function panelOf(issueId: string): Promise<IssueDecisions['decisions']> {
  const answer = await app.harness.asApp('GET', `/forge/v1/issues/${issueId}/decisions`);
  return ((await answer.json()) as IssueDecisions).decisions;
}

describe('a request that waits', () => {
  it('stays in the panel after 25 comments in which nothing was asked', async () => {
    let ticket = newTicket('Please archive project PAY.');
    const decisionId = await app.deliver(ticket);
    for (let event = 0; event < 25; event += 1) {
      ticket = commented(ticket, `note ${event}`, 'lea');
      await app.deliver(ticket);
    }
    await app.drain();
    const shown = await panelOf(ticket.routing.issueId);
    expect(shown.map((view) => view.decisionId)).toEqual([decisionId]);
  });

  it('stays in the panel after 25 later requests', async () => {
    const ticket = newTicket('Please archive project PAY.');
    await app.deliver(ticket);
    await app.drain();
    const { decisionId } = await onlyWaiting(app);
    await app.transact(async (tx) => {
      const row = await tx.decisions.get(decisionId);
      if (!row) throw new Error('there is no decision');
      for (let later = 0; later < 25; later += 1) {
        const id = app.harness.service.context.random.id('DecisionId');
        await tx.decisions.insert({ ...row, decisionId: id, stage: 'closed', state: 'done' });
      }
    });
    const shown = await panelOf(ticket.routing.issueId);
    expect(shown.map((view) => view.decisionId)).toContain(decisionId);
    expect(shown.filter(({ state }) => state === 'done')).toHaveLength(20);
  });
});
