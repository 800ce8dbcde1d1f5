/** What was done can be taken back for 30 days, by those who may, once, and through the same gate as everything else. */
import { fieldAt } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OTHER_INSTALLATION, register } from '../../src/testing/harness.ts';
import { analystFrom, PLAIN_ANALYST, plainAnalysis } from '../../src/testing/plain-analyst.ts';
import {
  type PlayedApp,
  pauseSite,
  SETTINGS,
  startPlayedApp,
} from '../../src/testing/played-app.ts';
import {
  decide,
  edited,
  logOf,
  newTicket,
  onlyWaiting,
  press,
  publicTexts,
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
const DAYS_30_MS = 30 * 24 * 3_600_000;
const DAN = {
  accountId: 'dan',
  displayName: 'Dan',
  authority: { isSiteAdmin: false, administeredProjectIds: [] },
};

const assignees = () => app.jira.issues.map(({ assignee }) => assignee);

async function done(text: string): Promise<string> {
  const decisionId = await app.deliver(newTicket(text));
  await app.drain();
  expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
  return decisionId;
}

/** From now on an assignment waits for a person. */
async function needsApproval(): Promise<void> {
  const by = { accountId: 'ana', displayName: 'Ana', isSiteAdmin: true };
  const settings = { ...SETTINGS, autoOff: ['issue.assign'] };
  await app.harness.asApp('PUT', '/forge/v1/settings', { by, settings });
}

describe('an undo', () => {
  it('is a decision of its own, linked both ways in panel and log, told on the ticket, and checked in Jira', async () => {
    const first = await done(ASSIGN);
    expect(assignees()).toEqual(['lea']);
    const pressed = await press(app, 'undo', first);
    expect(pressed).toMatchObject({ status: 200, answer: { state: 'asked' } });
    await app.drain();
    expect(assignees()).toEqual([null]);
    const { decisionId } = pressed;
    expect(await shown(app, decisionId)).toMatchObject({
      state: 'done',
      requesterAccountId: 'ana',
      origin: { kind: 'undo', of: first, by: 'Ana' },
      actions: [{ type: 'issue.assign', class: 'auto-execute' }],
    });
    expect(await shown(app, first)).toMatchObject({
      state: 'done',
      followUps: [{ kind: 'undo', decisionId }],
      undo: { isPossible: false, why: 'This has been undone already.' },
    });
    expect(await logOf(app, first)).toContainEqual(
      expect.objectContaining({
        event: 'decision.undo-requested',
        actor: { kind: 'human', id: 'ana' },
        detail: expect.objectContaining({ by: decisionId, sources: [0] }),
      }),
    );
    expect(await logOf(app, decisionId)).toContainEqual(
      expect.objectContaining({
        event: 'decision.opened',
        detail: expect.objectContaining({ kind: 'undo', of: first, voice: 'administrator' }),
      }),
    );
    const events = (await logOf(app, decisionId)).map(({ event }) => event);
    expect(events.indexOf('action.classified')).toBeLessThan(events.indexOf('grant.made'));
    const text = publicTexts(app).at(-1) ?? '';
    expect(text.startsWith(`Undo of Ref ${first}, asked for by Ana. Done: `)).toBe(true);
  });

  it('pressed twice, also at the same moment, is made once', async () => {
    const first = await done(ASSIGN);
    const both = await Promise.all([press(app, 'undo', first), press(app, 'undo', first)]);
    expect(new Set(both.map(({ decisionId }) => decisionId)).size).toBe(1);
    expect(both.map(({ answer }) => fieldAt(answer, 'state')).sort()).toEqual([
      'already-asked',
      'asked',
    ]);
    await app.drain();
    expect(written(app)).toEqual(['assignIssue', 'assignIssue']);
    const again = await press(app, 'undo', first);
    expect(again).toMatchObject({
      status: 409,
      answer: { detail: 'This has been undone already.' },
    });
    await app.drain();
    expect(written(app)).toHaveLength(2);
  });

  it('takes several changes back in the reverse order of their execution', async () => {
    app.jira.issues.push({ id: '40002', key: 'ABC-2', projectId: '10000', assignee: 'dana' });
    const first = await done(`${ASSIGN} Please assign ABC-2 to Lea Lang.`);
    await press(app, 'undo', first);
    await app.drain();
    expect(assignees()).toEqual([null, 'dana']);
    const keys = app.jira.writes.map(({ path }) => path['issueIdOrKey']);
    expect(keys).toEqual(['ABC-1', 'ABC-2', 'ABC-2', 'ABC-1']);
  });

  it('waits for a person where the policy wants one, who is not the one that pressed', async () => {
    const first = await done(ASSIGN);
    await needsApproval();
    const { decisionId } = await press(app, 'undo', first);
    await app.drain();
    expect(assignees()).toEqual(['lea']);
    const approval = await onlyWaiting(app);
    expect(approval.decisionId).toBe(decisionId);
    expect(approval.body.involvedAccountIds).toEqual(['ana']);
    const text = app.comments.find(({ audience }) => audience === 'approvers')?.text;
    expect(text).toContain(
      `Approval needed. Ana pressed Undo in the panel, to take back what was done under Ref ${first}`,
    );
    expect(await decide(app, approval)).toMatchObject({
      status: 403,
      answer: { reason: 'four-eyes' },
    });
    const bea = { accountId: 'bea', displayName: 'Bea' };
    const { status, answer } = await decide(app, approval, 'approve', bea);
    expect(status).toBe(200);
    await app.take(fieldAt(answer, 'order'));
    expect(assignees()).toEqual([null]);
  });

  it('can be asked for again when it was denied', async () => {
    const first = await done(ASSIGN);
    await needsApproval();
    const denied = await press(app, 'undo', first);
    await app.drain();
    await decide(app, await onlyWaiting(app), 'deny', { accountId: 'bea', displayName: 'Bea' });
    expect((await shown(app, first)).undo).toMatchObject({ isPossible: true });
    const again = await press(app, 'undo', first);
    expect(again).toMatchObject({ status: 200, answer: { state: 'asked' } });
    expect(again.decisionId).not.toBe(denied.decisionId);
  });

  it('does not fall with the words of the ticket: it was not made from them', async () => {
    const ticket = newTicket(ASSIGN);
    const first = await app.deliver(ticket);
    await app.drain();
    await needsApproval();
    const { decisionId } = await press(app, 'undo', first);
    await app.drain();
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'staged' });
  });

  it('of something that somebody has changed back already does nothing', async () => {
    const first = await done(ASSIGN);
    for (const issue of app.jira.issues) issue.assignee = null;
    const { decisionId } = await press(app, 'undo', first);
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ notes: ['already'], actions: [] });
    expect(written(app)).toHaveLength(1);
  });

  it('of something that somebody has changed since waits for a person, who sees why', async () => {
    const first = await done(ASSIGN);
    for (const issue of app.jira.issues) issue.assignee = 'dana';
    const { decisionId } = await press(app, 'undo', first);
    await app.drain();
    expect(assignees()).toEqual(['dana']);
    const [action] = (await shown(app, decisionId)).actions;
    expect(action).toMatchObject({ state: 'staged', class: 'requires-approval' });
    expect(action?.reasons.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('It has changed since it was done'),
    );
  });

  it('does not run while the site is paused', async () => {
    const first = await done(ASSIGN);
    await pauseSite(app, true);
    await press(app, 'undo', first);
    await app.drain();
    expect(assignees()).toEqual(['lea']);
    expect(await waiting(app)).toHaveLength(1);
  });

  it('whose outcome nobody knows is not tried again', async () => {
    const first = await done(ASSIGN);
    app.jira.answers.set('assignIssue', () => NO_ANSWER);
    await press(app, 'undo', first);
    await app.drain();
    expect(await press(app, 'undo', first)).toMatchObject({
      status: 409,
      answer: { detail: expect.stringContaining('nobody knows whether it worked') },
    });
  });

  it('can itself be undone', async () => {
    const first = await done(ASSIGN);
    const undo = await press(app, 'undo', first);
    await app.drain();
    await press(app, 'undo', undo.decisionId);
    await app.drain();
    expect(assignees()).toEqual(['lea']);
  });
});

describe('who may undo', () => {
  it.each([
    [
      'an administrator of the project',
      { accountId: 'pam', authority: { isSiteAdmin: false, administeredProjectIds: ['10000'] } },
      'administrator',
    ],
    ['the person who asked', DAN, 'reporter'],
  ])('%s may, and it is recorded as what', async (_name, who, voice) => {
    app.jira.people.push({
      accountId: 'pam',
      displayName: 'Pam',
      emailAddress: 'pam@example.com',
      accountType: 'atlassian',
      active: true,
    });
    const first = await done(ASSIGN);
    const { status, decisionId } = await press(app, 'undo', first, who);
    expect(status).toBe(200);
    await app.drain();
    expect((await shown(app, decisionId)).actions[0]?.quotes).toEqual([
      { text: 'Undo, pressed in the panel', source: { kind: 'press' }, voice },
    ]);
    expect((await shown(app, decisionId)).requesterAccountId).toBe(who.accountId);
  });

  it.each([
    ['a stranger', { accountId: 'lea' }, []],
    ['an administrator of another project', { accountId: 'lea' }, ['10002']],
  ])(
    '%s may not; nothing is opened and the log has it',
    async (_name, who, administeredProjectIds) => {
      const first = await done(ASSIGN);
      const authority = { isSiteAdmin: false, administeredProjectIds };
      expect((await press(app, 'undo', first, { ...who, authority })).status).toBe(403);
      await app.drain();
      expect(assignees()).toEqual(['lea']);
      expect((await shown(app, first)).followUps).toEqual([]);
      expect((await logOf(app, first)).at(-1)).toMatchObject({
        event: 'decision.attempt-refused',
        actor: { kind: 'human', id: 'lea' },
        detail: { verdict: 'undo', reason: 'not-authorised' },
      });
    },
  );

  it('the weaker standing of who asked counts: what he may not do himself waits for a person', async () => {
    app.jira.answers.set('getBulkPermissions', (request, usual) => {
      const asksDan = JSON.stringify(request.body).includes('"dan"');
      return asksDan && written(app).length > 0
        ? { status: 200, body: { globalPermissions: [], projectPermissions: [] } }
        : usual();
    });
    const first = await done(ASSIGN);
    await press(app, 'undo', first, DAN);
    await app.drain();
    expect(assignees()).toEqual(['lea']);
    expect(await waiting(app)).toHaveLength(1);
  });

  it('another installation finds no such decision', async () => {
    const first = await done(ASSIGN);
    await register(app.harness, OTHER_INSTALLATION);
    const body = {
      accountId: 'ana',
      displayName: 'Ana',
      authority: { isSiteAdmin: true, administeredProjectIds: [] },
    };
    const path = `/forge/v1/decisions/${first}/undo`;
    const answer = await app.harness.asApp('POST', path, body, {
      installationId: OTHER_INSTALLATION,
    });
    expect(answer.status).toBe(404);
  });
});

describe('what cannot be undone says why', () => {
  it('nothing was done', async () => {
    app.jira.answers.set('assignIssue', () => ({ status: 403, body: null }));
    const decisionId = await app.deliver(newTicket(ASSIGN));
    await app.drain();
    const why = 'Nothing of this was done, so there is nothing to undo.';
    expect((await shown(app, decisionId)).undo).toEqual({ isPossible: false, why });
    expect(await press(app, 'undo', decisionId)).toMatchObject({
      status: 409,
      answer: { detail: why },
    });
  });

  it('it was done more than 30 days ago, and not a moment earlier', async () => {
    const first = await done(ASSIGN);
    const { until } = (await shown(app, first)).undo;
    expect(Date.parse(until ?? '')).toBe(app.harness.clock.nowMs() + DAYS_30_MS);
    app.harness.clock.advance(DAYS_30_MS);
    expect((await shown(app, first)).undo).toMatchObject({ isPossible: true });
    app.harness.clock.advance(1);
    expect(await press(app, 'undo', first)).toMatchObject({
      status: 409,
      answer: { detail: 'This was done more than 30 days ago.' },
    });
  });
});

describe('a press that text claims to be', () => {
  it('never stands: an analysis that passes words for a press runs nothing', async () => {
    await app.close();
    const forging = analystFrom((input) => {
      const analysis = plainAnalysis(input);
      if (analysis.outcome !== 'plan') return analysis;
      const quotes = [
        { text: 'Undo', source: { kind: 'press' as const }, voice: 'administrator' as const },
      ];
      return { ...analysis, actions: analysis.actions.map((action) => ({ ...action, quotes })) };
    });
    app = await startPlayedApp({ analyst: forging });
    const decisionId = await app.deliver(newTicket(`${ASSIGN} ${ADD}`));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded', actions: [] });
    expect(written(app)).toEqual([]);
  });
});
