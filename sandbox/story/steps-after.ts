/** Third act: what else can become of a wish: denied, done although Jira's answer was lost, expired, asked back. */
import { commentsSeenBy, decisionOf, writesOfApp } from './look.ts';
import { expectEqual, type Step, ticketOf } from './step.ts';
import { fileTicket } from './steps-panel.ts';
import { askAgain, decideInPanel } from './through-crashes.ts';

const DENY = 'deny';
const LOST = 'lost';
const LATE = 'late';
const DAY_MS = 24 * 3_600_000;
const REASON = 'Somebody still works in it';

const denied: Step = {
  id: 'denied',
  name: 'Ana denies a third wish with a reason; nothing of it runs and Dan reads why',
  async play(story) {
    const { sandbox } = story;
    const key = await fileTicket(story, DENY, {
      summary: 'Delete WEB',
      description: 'Please delete project WEB.',
    });
    const before = writesOfApp(sandbox).length;
    await decideInPanel(story, 'Ana Admin', key, { verdict: 'Deny', fields: { Reason: REASON } });
    await story.rest();
    const decision = await askAgain(sandbox, () => decisionOf(sandbox, key));
    expectEqual('the decision', decision.state, 'denied');
    expectEqual('writes since', writesOfApp(sandbox).length, before);
    const told = (await commentsSeenBy(sandbox, 'Dan Reporter', key)).filter(
      ({ text }) => text.startsWith('Not done: ') && text.includes(REASON),
    );
    expectEqual('comments with the reason', told.length, 1);
    return decision.stateSentence;
  },
};

const lostAnswer: Step = {
  id: 'lost-answer',
  name: 'When Jira’s answer is lost after the effect, Kraken looks instead of repeating',
  async play(story) {
    const { sandbox } = story;
    sandbox.scriptFaults([
      { match: { method: 'POST', path: '/project/ABC/role/' }, fault: '502-after-effect' },
    ]);
    const key = await fileTicket(story, LOST, {
      summary: 'Add Lena Fischer to ABC',
      description: 'Please add Lena Fischer to project ABC as Developer.',
    });
    const { decisionId } = await askAgain(sandbox, () => decisionOf(sandbox, key));
    await sandbox.catchUp();
    const decision = await askAgain(sandbox, () => decisionOf(sandbox, key));
    expectEqual('the decision', decision.decisionId, decisionId);
    expectEqual('the decision', decision.state, 'done');
    const settled = decision.log.filter(({ event }) => event === 'action.settled');
    expectEqual('outcomes settled by looking', settled.length, 1);
    const lena = sandbox.personId('Lena Fischer');
    const writes = writesOfApp(sandbox).filter(({ body }) =>
      JSON.stringify(body ?? null).includes(lena),
    );
    expectEqual('writes about Lena', writes.length, 1);
    return 'the write was answered 502, was found in Jira, and was not repeated';
  },
};

const expired: Step = {
  id: 'expired',
  name: 'What nobody decides expires: nothing runs and Dan is told',
  async play(story) {
    const { sandbox } = story;
    const key = await fileTicket(story, LATE, {
      summary: 'Delete TEST',
      description: 'Please delete project TEST.',
    });
    expectEqual('the decision', (await decisionOf(sandbox, key)).state, 'staged');
    const before = writesOfApp(sandbox).length;
    await sandbox.advance(DAY_MS + 1_000);
    await story.rest();
    const decision = await askAgain(sandbox, () => decisionOf(sandbox, key));
    expectEqual('the decision', decision.state, 'expired');
    expectEqual('writes since', writesOfApp(sandbox).length, before);
    expectEqual('TEST is deleted', sandbox.jira.state().projects['TEST']?.deleted, false);
    const told = (await commentsSeenBy(sandbox, 'Dan Reporter', ticketOf(story, LATE))).filter(
      ({ text }) => text.includes('Nobody decided by'),
    );
    expectEqual('comments about the expiry', told.length, 1);
    return decision.stateSentence;
  },
};

/** The third act. */
export const LAST_ACT: readonly Step[] = [denied, lostAnswer, expired];
