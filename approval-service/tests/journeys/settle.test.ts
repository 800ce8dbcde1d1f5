/** An outcome nobody knows is read back in Jira, each action by its own time, and never run again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  newTicket,
  publicTexts,
  shown,
  standing,
  written,
} from '../../src/testing/played-people.ts';
import { type JiraAnswer, NO_ANSWER } from '../../src/testing/played-site.ts';

let app: PlayedApp;
let readsBack: Array<{ operationId: string; atMs: number }>;
beforeEach(async () => {
  app = await startPlayedApp({ analyst: PLAIN_ANALYST });
  readsBack = [];
  app.fateOf = ({ kind, reads }) => {
    const atMs = app.harness.clock.nowMs();
    if (kind === 'resolve' && written(app).length > 0)
      readsBack.push(...reads.map(({ request: { operationId } }) => ({ operationId, atMs })));
    return undefined;
  };
});
afterEach(() => app.close());

const ADD = 'Please add Dana Weber to project ABC.';
const ASSIGN = 'Please assign ABC-1 to Lea Lang.';
const DELETE = 'Please delete project PAY.';
const HOUR_MS = 3_600_000;

/** Jira acts, or not, and no answer comes back. */
const losing = (acts: boolean) => (_request: unknown, usual: () => JiraAnswer) => {
  if (acts) usual();
  return NO_ANSWER;
};

describe('a lost answer', () => {
  it.each([
    [true, 'done', 'project.member.add succeeded', /^Done: Add Dana/],
    [false, 'failed', 'project.member.add failed', /^Failed: Add Dana.* it had not been done/],
  ])(
    'where Jira acted: %s, ends as %s after reading back, and the request is sent once',
    async (acts, state, action, words) => {
      app.jira.answers.set('addActorUsers', losing(acts));
      const decisionId = await app.deliver(newTicket(ADD));
      const sentMs = app.harness.clock.nowMs();
      await app.pass(89_000);
      expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
      expect(readsBack).toEqual([]);
      expect(publicTexts(app)).toEqual([]);
      await app.pass(HOUR_MS);
      expect(await standing(app, decisionId)).toMatchObject({ state, actions: [action] });
      // What is there was done; that nothing is there is believed when it is seen twice.
      const looks = acts ? [90_000] : [90_000, 150_000];
      expect(readsBack).toEqual(
        looks.map((ms) => ({ operationId: 'getProjectRole', atMs: sentMs + ms })),
      );
      expect(publicTexts(app)).toEqual([expect.stringMatching(words)]);
      expect(written(app)).toEqual(['addActorUsers']);
    },
  );

  it('is told as done where the first look still showed the old state', async () => {
    app.jira.answers.set('addActorUsers', losing(true));
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    app.jira.answers.set('getProjectRole', (_request, usual) => {
      app.jira.answers.delete('getProjectRole');
      return { ...usual(), body: { actors: [] } };
    });
    await app.pass(HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(readsBack).toHaveLength(2);
    expect(publicTexts(app)).toEqual([expect.stringMatching(/^Done: Add Dana/)]);
  });

  it('that stays unreadable is told as not known after three rounds', async () => {
    app.jira.answers.set('addActorUsers', losing(true));
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    app.jira.answers.set('getProjectRole', () => NO_ANSWER);
    await app.pass(24 * HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
    expect(readsBack).toHaveLength(3);
    expect(publicTexts(app)).toEqual([
      expect.stringMatching(/^I am not sure this worked: Add Dana.* I will not try again/),
    ]);
  });
});

it('what was seen is kept where the last look cannot be made', async () => {
  app.jira.answers.set('assignIssue', losing(false));
  const decisionId = await app.deliver(newTicket(ASSIGN));
  await app.drain();
  for (const issue of app.jira.issues) issue.assignee = 'dana';
  await app.pass(100_000);
  app.jira.answers.set('getIssue', () => NO_ANSWER);
  await app.pass(HOUR_MS);
  expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
  const [row] = await app.transact((tx) => tx.actions.list(decisionId as never));
  expect(row?.result).toMatchObject({ seen: 'differs' });
  // Every surface says the same of it.
  const [told = ''] = publicTexts(app);
  const [view] = (await shown(app, decisionId)).actions;
  expect(view?.resultSentence).toMatch(/^Unknown: Jira .*Looking again, it is not as it should be/);
  expect(told).toContain(view?.resultSentence?.replace('Unknown: ', ''));
});

describe('a task that Jira says ended badly', () => {
  const reason = 'Jira’s task ended as FAILED: No permission';
  const failTask = () => {
    app.fateOf = ({ kind, steps }) =>
      kind === 'execute'
        ? {
            report: {
              steps: steps.map(({ index }) => ({
                index,
                outcome: 'unknown',
                statuses: [201, 200],
                reason,
                checks: [],
              })),
            },
          }
        : undefined;
  };

  it('is told in Jira’s words with what the last look showed, never as Jira’s silence', async () => {
    failTask();
    const decisionId = await app.deliver(newTicket(ASSIGN));
    await app.drain();
    for (const issue of app.jira.issues) issue.assignee = 'dana';
    await app.pass(HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
    const [row] = await app.transact((tx) => tx.actions.list(decisionId as never));
    expect(row?.result).toMatchObject({ seen: 'differs', statuses: [201, 200], reason });
    const [told = '', ...others] = publicTexts(app);
    expect(others).toEqual([]);
    expect(told).toContain(`Jira accepted it, then: ${reason}. Looking again, it is not as it`);
  });

  it('keeps Jira’s reason where two looks show that nothing was done', async () => {
    failTask();
    const decisionId = await app.deliver(newTicket(ASSIGN));
    await app.pass(HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'failed' });
    expect(publicTexts(app)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('two outcomes that are not known', () => {
  it('each wait by themselves and have rounds of their own', async () => {
    app.jira.answers.set('addActorUsers', losing(false));
    app.jira.answers.set('deleteProject', losing(true));
    const decisionId = await app.deliver(newTicket(`${ADD} ${DELETE}`));
    await app.drain();
    app.jira.answers.set('getProjectRole', () => NO_ANSWER);
    await app.pass(88_000);
    await approveAndRun(app);
    const deletedMs = app.harness.clock.nowMs();
    await app.pass(24 * HOUR_MS);
    expect((await standing(app, decisionId)).actions).toEqual([
      'project.member.add unknown',
      'project.delete succeeded',
    ]);
    const of = (operationId: string) => readsBack.filter((one) => one.operationId === operationId);
    expect(of('getProjectRole')).toHaveLength(3);
    expect(of('getProject').map(({ atMs }) => atMs - deletedMs)).toEqual([90_000]);
  });
});

describe('reading back', () => {
  it('goes on when the app was silent for a day meanwhile', async () => {
    app.jira.answers.set('addActorUsers', losing(true));
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    app.isReachable = false;
    await app.pass(26 * HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
    app.isReachable = true;
    await app.pass(2 * HOUR_MS);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(publicTexts(app)).toEqual([expect.stringMatching(/^Done: Add Dana/)]);
  });

  it('ends, and the ticket is told, when the app stays silent', async () => {
    app.jira.answers.set('addActorUsers', losing(true));
    const decisionId = await app.deliver(newTicket(ADD));
    await app.drain();
    app.isReachable = false;
    await app.pass(30 * 24 * HOUR_MS);
    const orders = await app.transact(async (tx) => {
      const [decision] = await tx.decisions.list({ limit: 1 });
      return decision ? tx.orders.list(decision.decisionId) : [];
    });
    expect(orders.filter(({ purpose }) => purpose.startsWith('settle:'))).toHaveLength(3);
    expect(orders.filter(({ state }) => state === 'ready')).toEqual([]);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'unknown' });
  });
});
