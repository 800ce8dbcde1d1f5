/** First act: a ticket with a harmless and a destructive wish; the one runs at once, the other waits for Ana in the panel. */
import type { DecisionDetail } from '../start-sandbox.ts';
import { approvalLinkSeenBy, commentsSeenBy, decisionOf, writesOfApp } from './look.ts';
import { expect, expectEqual, type Step, type Story, ticketOf } from './step.ts';
import { askAgain, decideInPanel, openPanel } from './through-crashes.ts';

const ACT = 'panel';
const WORDS = 'Please add Dana Weber to project ABC as Developer. Then delete project OLD.';
const ROLE = '/rest/api/3/project/ABC/role/';
const OLD = '/rest/api/3/project/OLD';
const SHOW = 'Show 1 request';
const REQUEST = `DELETE ${OLD}?enableUndo=true`;

/** Files a ticket and waits until Kraken has done what it does by itself. */
export async function fileTicket(
  story: Story,
  act: string,
  ticket: { summary: string; description: string; reporter?: string },
): Promise<string> {
  const { key } = story.sandbox.file({ project: 'HELP', reporter: 'Dan Reporter', ...ticket });
  story.found.ticket = { ...story.found.ticket, [act]: key };
  await story.rest();
  return key;
}

const statesOf = ({ actions }: DecisionDetail): string =>
  actions.map(({ type, state }) => `${type} ${state}`).join(', ');

const filed: Step = {
  id: 'filed',
  name: 'Dan files a ticket; the app delivers it, Kraken understands it',
  async play(story) {
    const { sandbox } = story;
    const key = await fileTicket(story, ACT, {
      summary: 'Add Dana Weber to ABC',
      description: WORDS,
    });
    const ran = sandbox.host.log.filter(({ kind }) => kind === 'invocation');
    for (const module of ['issue-events', 'delivery-consumer'])
      expect(
        ran.some(({ moduleKey }) => moduleKey === module),
        `${module} of the app did not run`,
      );
    const decision = await askAgain(sandbox, () => decisionOf(sandbox, key));
    const types = decision.actions.map(({ type }) => type).join(', ');
    expectEqual('the plan', types, 'project.member.add, project.delete');
    return `${key}: ${types}`;
  },
};

const ranAtOnce: Step = {
  id: 'ran-at-once',
  name: 'What is harmless runs at once, with exactly one write',
  async play(story) {
    const { sandbox } = story;
    const writes = writesOfApp(sandbox);
    const shown = writes.map(({ method, path }) => `${method} ${path}`).join(', ');
    expectEqual('writes of the app', writes.length, 1);
    expect(
      writes[0]?.method === 'POST' && writes[0].path.startsWith(ROLE),
      `the write was ${shown}`,
    );
    const role = sandbox.jira.state().projects['ABC']?.roles['Developers'];
    const dana = sandbox.personId('Dana Weber');
    expect(role?.users.includes(dana) ?? false, 'Dana is not in the role Developers of ABC');
    const decision = await decisionOf(sandbox, ticketOf(story, ACT));
    expectEqual(
      'the actions',
      statesOf(decision),
      'project.member.add succeeded, project.delete staged',
    );
    return shown;
  },
};

const commented: Step = {
  id: 'commented',
  name: 'Dan reads on the ticket what was done and what waits, and no link',
  async play(story) {
    const { sandbox } = story;
    const seen = await commentsSeenBy(sandbox, 'Dan Reporter', ticketOf(story, ACT));
    const texts = seen.filter(({ isByKraken }) => isByKraken).map(({ text }) => text);
    expectEqual(
      'comments about what was done',
      texts.filter((t) => t.startsWith('Done: ')).length,
      1,
    );
    expectEqual(
      'comments about what waits',
      texts.filter((t) => t.includes('administrator’s approval')).length,
      1,
    );
    expectEqual('comments of Kraken that Dan sees', texts.length, 2);
    const hasLink = seen.some(({ text, links }) => links.length > 0 || text.includes('/approve/'));
    expect(!hasLink, 'a comment Dan can see carries a link');
    return `“${texts.find((t) => t.startsWith('Done: '))?.slice(0, 60)}…”`;
  },
};

const waits: Step = {
  id: 'waits',
  name: 'What destroys waits: nothing was deleted, and only approvers see the link',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const deletes = sandbox.jira.requests().filter(({ method }) => method === 'DELETE');
    expectEqual('DELETE requests so far', deletes.length, 0);
    expectEqual('OLD is deleted', sandbox.jira.state().projects['OLD']?.deleted, false);
    const decision = await decisionOf(sandbox, key);
    expectEqual('the decision', decision.state, 'staged');
    expectEqual('the key to type', decision.approval?.typedKey, 'OLD');
    const restricted = (await commentsSeenBy(sandbox, 'Ana Admin', key)).filter(
      ({ isRestricted }) => isRestricted,
    );
    expectEqual('restricted comments Ana sees', restricted.length, 1);
    for (const who of ['Ana Admin', 'Ben Carter'])
      expect((await approvalLinkSeenBy(sandbox, who, key)) !== undefined, `${who} sees no link`);
    for (const who of ['Dan Reporter', 'Jonas Keller'])
      expectEqual(`link ${who} sees`, await approvalLinkSeenBy(sandbox, who, key), undefined);
    return decision.stateSentence;
  },
};

const notForAll: Step = {
  id: 'not-for-all',
  isAside: true,
  name: 'In the panel Dan cannot approve his own wish, and Jonas cannot decide at all',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const buttonsOf = async (who: string): Promise<string[]> => {
      const panel = await openPanel(sandbox, who, key);
      try {
        expect(
          panel.text().includes('Waiting for an administrator'),
          `${who} sees: ${panel.text()}`,
        );
        expectEqual(`parts of the panel that are not drawn`, panel.notDrawn().join(), '');
        return panel.buttons();
      } finally {
        panel.close();
      }
    };
    const dan = await buttonsOf('Dan Reporter');
    expect(!dan.includes('Approve'), 'Dan, who asked, sees Approve');
    const jonas = await buttonsOf('Jonas Keller');
    expect(!jonas.includes('Approve') && !jonas.includes('Deny'), 'Jonas sees buttons to decide');
    return `Dan sees: ${dan.join(', ')}; Jonas sees: ${jonas.join(', ')}`;
  },
};

const wrongKey: Step = {
  id: 'wrong-key',
  isAside: true,
  name: 'Ana sees the exact request; without the typed key nothing is decided',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const panel = await openPanel(sandbox, 'Ana Admin', key);
    try {
      while (panel.buttons().includes(SHOW)) await panel.click(SHOW); // one button per action
      expect(panel.text().includes(REQUEST), `the panel does not show ${REQUEST}`);
      await panel.click('Approve');
      await panel.fill('Reason', 'Agreed');
      await panel.fill('Type OLD to confirm', 'NEW');
      await panel.click('Approve');
      expect(panel.text().includes('Type the key OLD.'), `the panel says: ${panel.text()}`);
    } finally {
      panel.close();
    }
    expectEqual('the decision', (await decisionOf(sandbox, key)).state, 'staged');
    return `${REQUEST}; the panel asks for the key OLD`;
  },
};

const approved: Step = {
  id: 'panel-approved',
  name: 'Ana types the key and a reason and approves in the panel',
  async play(story) {
    const key = ticketOf(story, ACT);
    const text = await decideInPanel(story, 'Ana Admin', key, {
      verdict: 'Approve',
      fields: { Reason: 'OLD was replaced by NEW last year', 'Type OLD to confirm': 'OLD' },
    });
    await story.rest();
    const decision = await decisionOf(story.sandbox, key);
    expectEqual('the approval', decision.approval?.state, 'approved');
    expectEqual('the decision', decision.state, 'done');
    return text.split('\n').find((line) => line.startsWith('Done')) ?? decision.stateSentence;
  },
};

const deletedOnce: Step = {
  id: 'deleted-once',
  name: 'OLD was deleted exactly once, into the recycle bin, and the ticket says who approved',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const deletes = writesOfApp(sandbox).filter(({ path }) => path.split('?')[0] === OLD);
    expectEqual('writes to OLD', deletes.length, 1);
    expectEqual('the write', `${deletes[0]?.method} ${deletes[0]?.path}`, REQUEST);
    const { projects } = sandbox.jira.state();
    const old = Object.values(projects).find(({ name }) => name === 'Old Shop');
    expectEqual('OLD lies in the recycle bin', old?.deleted, true);
    const dan = await commentsSeenBy(sandbox, 'Dan Reporter', key);
    const told = dan.filter(({ text }) => text.includes('Approved by Ana Admin'));
    expectEqual('comments that name Ana', told.length, 1);
    const ana = await commentsSeenBy(sandbox, 'Ana Admin', key);
    const closed = ana.filter(
      ({ isRestricted, text }) => isRestricted && text.startsWith('Closed: approved'),
    );
    expectEqual('closed restricted comments', closed.length, 1);
    return REQUEST;
  },
};

/** The first act. */
export const PANEL_ACT: readonly Step[] = [
  filed,
  ranAtOnce,
  commented,
  waits,
  notForAll,
  wrongKey,
  approved,
  deletedOnce,
];
