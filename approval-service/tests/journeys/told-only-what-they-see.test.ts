/**
 * Kraken reads Jira as an administrator; what it writes on a ticket tells the people of the ticket nothing they could not
 * have looked up themselves. What they may not know stands on the page of the decision.
 */
import type { IssueDecisions, ProposedAction } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analystFrom, plainAnalysis } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, SETTINGS, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  decide,
  logOf,
  newTicket,
  onlyWaiting,
  press,
  publicTexts,
  standing,
} from '../../src/testing/played-people.ts';
import { cookieOf, makeAccount } from '../../src/testing/stage-deletion.ts';

function orderIn(summary: string): Pick<ProposedAction, 'type' | 'args'> | undefined {
  const [, name] = /^Please make field (\w+)\.$/.exec(summary) ?? [];
  if (name) return { type: 'custom_field.create', args: { name, fieldType: 'text' } };
  const [, filter] = /^Please give filter (\S+) to me\.$/.exec(summary) ?? [];
  return filter ? { type: 'filter.owner.change', args: { filter, owner: 'me' } } : undefined;
}

/** `Please make field <name>.` and `Please give filter <id> to me.`, beside what the plain analyst knows. */
const ANALYST = analystFrom((input) => {
  const order = orderIn(input.snapshot.summary);
  if (order === undefined) return plainAnalysis(input);
  const wish: ProposedAction = {
    ...order,
    quotes: [{ text: input.snapshot.summary, source: { kind: 'summary' }, voice: 'reporter' }],
    dependsOn: [],
  };
  const analyst = { kind: 'playbook' as const, ruleIds: ['plain'] };
  return { outcome: 'plan', actions: [wish], confidence: 1, analyst };
});

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: ANALYST });
  app.jira.actors.set('ABC/30002', ['lea']);
  const pay = app.jira.projects.find(({ key }) => key === 'PAY');
  if (pay) pay.archived = true;
});
afterEach(() => app.close());

const NEUTRAL =
  'I looked into it. What I found is for administrators, who find it on the page of this decision. If you meant something else, reply with its exact name or key. Nothing was changed.';

type Person = 'customer' | 'unlicensed' | 'deactivated' | 'blind' | 'member' | 'administrator';

/** Makes Dan, who asks, somebody else. */
function makeDan(what: Person): void {
  const dan = app.jira.people.find(({ accountId }) => accountId === 'dan');
  if (!dan) throw new Error('there is no Dan');
  if (what === 'customer') dan.accountType = 'customer';
  if (what === 'deactivated') dan.active = false;
  if (what === 'blind') for (const key of ['ABC', 'PAY']) app.jira.blind.add(`dan/${key}`);
  if (what === 'administrator') app.jira.siteAdmins.add('dan');
  if (what === 'unlicensed') {
    app.jira.answers.set('getUser', (_request, usual) => {
      const { status, body } = usual();
      return { status, body: Object.assign({}, body, { applicationRoles: { size: 0 } }) };
    });
  }
}

/** Delivers a ticket of Dan; everything that is shown to whoever sees it. */
async function asked(text: string) {
  const ticket = newTicket(text);
  const decisionId = await app.deliver(ticket);
  await app.drain();
  const path = `/forge/v1/issues/${ticket.routing.issueId}/decisions`;
  const panel = (await (await app.harness.asApp('GET', path)).json()) as IssueDecisions;
  const [comment = ''] = publicTexts(app);
  const logged = JSON.stringify(await logOf(app, decisionId));
  return {
    decisionId,
    comment,
    panel,
    everything: `${comment} ${JSON.stringify(panel)} ${logged}`,
  };
}

async function pageOf(decisionId: string, role: 'owner' | 'viewer'): Promise<string> {
  const email = `${role}@example.com`;
  await makeAccount(app.harness, await app.instance(), { email, role, jiraAccountId: 'ana' });
  const cookie = await cookieOf(app.harness, email);
  const headers = { cookie };
  const page = await app.harness.service.app.request(`/app/decisions/${decisionId}`, { headers });
  const api = await app.harness.service.app.request(`/api/decisions/${decisionId}`, { headers });
  expect([page.status, api.status]).toEqual([200, 200]);
  expect(await api.text()).not.toContain('already');
  return page.text();
}

const ENDS = [
  [
    'what is so in a role',
    'Please add Lea Lang to project ABC.',
    'Lea Lang is already in the role',
    'administrator',
  ],
  ['what is so in an issue', 'Please assign ABC-1 to nobody.', 'ABC-1 is already', 'member'],
  ['what is so in a project', 'Please archive project PAY.', 'PAY is already archived', 'member'],
  ['why it cannot be done', 'Please add Dana Weber to project PAY.', 'PAY is archived', 'member'],
] as const;

describe('somebody who cannot look himself is told nothing', () => {
  const people: Person[] = ['customer', 'unlicensed', 'deactivated', 'blind'];
  it.each(people.flatMap((who) => ENDS.map((end) => [who, ...end] as const)))(
    'a %s of %s',
    async (who, _what, text, sentence) => {
      makeDan(who);
      const { comment, everything, panel, decisionId } = await asked(text);
      expect(comment).toContain(NEUTRAL);
      expect(everything).not.toContain(sentence);
      expect(everything).not.toMatch(/(?:is|are) already|already so|is archived/);
      expect(panel.decisions[0]?.stateSentence).toBe('Answered; nothing was changed');
      expect(await standing(app, decisionId)).toMatchObject({ state: 'answered', actions: [] });
    },
  );

  it('nor by what he asks about that does not exist', async () => {
    makeDan('blind');
    const { comment } = await asked('Please assign ABC-99 to nobody.');
    expect(comment).toContain(NEUTRAL);
    expect(comment).not.toContain('found none');
  });

  it('nor by the difference between what is so, what cannot be done and what is not there', async () => {
    app.jira.closed.add('dan/ABC-1');
    const shown = [];
    for (const text of ['ABC-1 to nobody', 'ABC-99 to nobody', 'ABC-1 to Nobody Known']) {
      const { panel, decisionId } = await asked(`Please assign ${text}.`);
      const [decision] = panel.decisions;
      const comment = publicTexts(app).at(-1)?.replace(decisionId, 'it');
      const { state } = await standing(app, decisionId);
      shown.push({ comment, state, note: decision?.note, told: decision?.stateSentence });
    }
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('of an issue that is closed to him in a project he sees', async () => {
    app.jira.closed.add('dan/ABC-1');
    const { comment, everything } = await asked('Please assign ABC-1 to nobody.');
    expect(comment).toContain(NEUTRAL);
    expect(everything).not.toContain('already is');
  });

  it('also where only the creator of the ticket does not see it', async () => {
    app.jira.blind.add('lea/ABC');
    const ticket = newTicket('Please assign ABC-1 to nobody.');
    ticket.routing.creatorAccountId = 'lea';
    await app.deliver(ticket);
    await app.drain();
    expect(publicTexts(app)).toEqual([expect.stringContaining(NEUTRAL)]);
  });

  it('also where an administrator pressed the button', async () => {
    const { decisionId } = await asked('Please assign ABC-1 to Lea Lang.');
    for (const issue of app.jira.issues) issue.assignee = null;
    makeDan('blind');
    expect((await press(app, 'undo', decisionId)).status).toBe(200);
    await app.drain();
    const last = publicTexts(app).at(-1) ?? '';
    expect(last).toContain(NEUTRAL);
    expect(last).not.toContain('already');
  });

  it('also where Jira does not say what he sees', async () => {
    app.jira.answers.set('getBulkPermissions', () => ({ status: 403, body: null }));
    expect((await asked('Please assign ABC-1 to nobody.')).comment).toContain(NEUTRAL);
  });
});

describe('somebody who can look himself', () => {
  it.each(ENDS)('is told %s', async (_what, text, sentence, who) => {
    makeDan(who);
    const { comment } = await asked(text);
    expect(comment).toContain(sentence);
    expect(comment).not.toContain('for administrators');
  });

  it('is asked in full about a project that does not exist', async () => {
    const { comment } = await asked('Please archive project NIX.');
    expect(comment).toContain('Which project do you mean by “NIX”? I found none of that name.');
  });

  it('is told of an issue that does not exist what he is told of one that is closed to him', async () => {
    const { comment } = await asked('Please assign ABC-99 to nobody.');
    expect(comment).toContain(NEUTRAL);
  });
});

describe('what only administrators see', () => {
  const TAKEN = 'There is already Budget';
  beforeEach(() => {
    app.jira.fields.push({ id: 'customfield_10001', name: 'Budget' });
  });

  it('is not told to a member: who is in a role', async () => {
    const { comment, everything } = await asked('Please add Lea Lang to project ABC.');
    expect(comment).toContain(NEUTRAL);
    expect(everything).not.toContain('already in the role');
  });

  it('is not told to somebody who is none', async () => {
    const { comment, everything } = await asked('Please make field Budget.');
    expect(comment).toContain(NEUTRAL);
    expect(everything).not.toContain('customfield_10001');
  });

  it('is told to an administrator', async () => {
    makeDan('administrator');
    expect((await asked('Please make field Budget.')).comment).toContain(TAKEN);
  });
});

describe('the page of the decision', () => {
  it('shows what the ticket does not say to those who may decide, and to nobody else', async () => {
    makeDan('customer');
    const { decisionId } = await asked('Please assign ABC-1 to nobody.');
    expect(await pageOf(decisionId, 'owner')).toContain('ABC-1 is already');
    expect(await pageOf(decisionId, 'viewer')).not.toContain('ABC-1 is already');
  });
});

describe('before anybody with authority has agreed', () => {
  it('a comment names a project the asker does not see in his own words only', async () => {
    app.jira.blind.add('dan/HELP');
    const { comment } = await asked('Please archive project HELP.');
    expect(comment).toContain('approval: “Please archive project HELP.”. Nothing of it');
    expect(comment).not.toContain('Help desk');
    await decide(app, await onlyWaiting(app), 'deny');
    await app.drain();
    const last = publicTexts(app).at(-1) ?? '';
    expect(last).toContain('Not done: “Please archive project HELP.”. Ana decided');
    expect(last).not.toContain('Help desk');
  });

  it('nor an issue that is closed to him', async () => {
    app.jira.closed.add('dan/ABC-1');
    const { comment } = await asked('Please assign ABC-1 to Lea Lang.');
    expect(comment).toContain('approval: “Please assign ABC-1 to Lea Lang.”. Nothing of it');
  });

  it('nor where an administrator pressed the button', async () => {
    const { decisionId } = await asked('Please assign ABC-1 to Lea Lang.');
    const by = { accountId: 'ana', displayName: 'Ana', isSiteAdmin: true };
    const settings = { ...SETTINGS, autoOff: ['issue.assign'] };
    await app.harness.asApp('PUT', '/forge/v1/settings', { by, settings });
    app.jira.closed.add('dan/ABC-1');
    expect((await press(app, 'undo', decisionId)).status).toBe(200);
    await app.drain();
    expect((await onlyWaiting(app)).state).toBe('staged');
    const last = publicTexts(app).at(-1) ?? '';
    expect(last).toContain('approval: what was asked for. Nothing of it');
  });

  describe('of a filter, which lies in no project', () => {
    const WISH = 'Please give filter id:10042 to me.';
    const NAME = 'Layoffs Q3';
    beforeEach(() => {
      const owner = { accountId: 'lea', displayName: 'Lea Lang', active: true };
      const filter = { id: '10042', name: NAME, jql: 'project = PAY', owner };
      app.jira.answers.set('getFiltersPaginated', ({ query }) => {
        const isIt = query.some(([name, value]) => name === 'id' && value === filter.id);
        return { status: 200, body: { values: isIt ? [filter] : [], isLast: true } };
      });
      const noBoard = { status: 200, body: { values: [], isLast: true, total: 0 } };
      app.jira.answers.set('getBoardByFilterId', () => noBoard);
    });

    it('nobody is told the name who does not administer the site', async () => {
      const { comment, panel } = await asked(WISH);
      expect(comment).toContain(`approval: “${WISH}”. Nothing of it`);
      expect(comment).not.toContain(NAME);
      expect(panel.decisions[0]?.actions[0]).not.toHaveProperty('seenWith');
    });

    it('who does is told it', async () => {
      makeDan('administrator');
      expect((await asked(WISH)).comment).toContain(NAME);
    });
  });

  it('and in full where he sees it', async () => {
    const { comment } = await asked('Please archive project HELP.');
    expect(comment).toContain('Archive the project HELP (Help desk)');
  });
});
