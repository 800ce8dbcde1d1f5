/** What has changed in Jira since it was allowed does not run: it is looked at again and a person decides, once. */
import { join } from 'node:path';
import type { Json } from '@kraken/shared';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  approveAndRun,
  commented,
  decide,
  edited,
  logOf,
  newTicket,
  onlyWaiting,
  publicTexts,
  standing,
  waiting,
  written,
} from '../../src/testing/played-people.ts';
import { BUSY } from '../../src/testing/played-site.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const ADD_TWO = 'Please add Dana Weber and Lea Lang to project ABC.';

const person = (accountId: string) => {
  const found = app.jira.people.find((one) => one.accountId === accountId);
  if (!found) throw new Error(`${accountId} is not of this site`);
  return found;
};

/** Something happens in Jira right before the first execution. */
function beforeExecution(happens: () => void): void {
  let isFirst = true;
  app.fateOf = ({ kind }) => {
    if (kind === 'execute' && isFirst) {
      isFirst = false;
      happens();
    }
    return undefined;
  };
}

describe('several changes of one plan', () => {
  it('to the same role are no drift of each other', async () => {
    const decisionId = await app.deliver(newTicket(ADD_TWO));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'done',
      actions: ['project.member.add succeeded', 'project.member.add succeeded'],
    });
    expect(app.jira.actors.get('ABC/30002')).toEqual(['dana', 'lea']);
  });
});

/** Somebody with access to the file takes the preconditions out of the stored plan. */
function alterStoredPlan(decisionId: string): void {
  const db = new SqliteDatabase(join(app.harness.folder, 'data', 'kraken.db'));
  const row = db
    .prepare<[string], { body: string }>('SELECT body FROM actions WHERE decision_id = ?')
    .get(decisionId);
  const body = JSON.parse(row?.body ?? '') as { resolved: { preconditions: unknown[] } };
  body.resolved.preconditions = [];
  const write = db.prepare('UPDATE actions SET body = ? WHERE decision_id = ?');
  expect(write.run(JSON.stringify(body), decisionId).changes).toBe(1);
  db.close();
}

/** Somebody changes a grant of the scheme that has nothing to do with what was asked. */
function changeSchemeElsewhere(permission = 'MOVE_ISSUES'): void {
  app.jira.answers.set('getAssignedPermissionScheme', (_request, usual) => {
    const answer = usual();
    const { permissions, ...rest } = answer.body as { permissions: Json[] };
    const holder = { type: 'projectRole', value: '30009', parameter: '30009' };
    return { ...answer, body: { ...rest, permissions: [...permissions, { permission, holder }] } };
  });
}

describe('a change that alters neither what is done nor what was shown', () => {
  it('keeps the leave of the policy, and the action runs once', async () => {
    beforeExecution(changeSchemeElsewhere);
    app.isReachable = true;
    const decisionId = await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'done',
      actions: ['project.member.add succeeded'],
    });
    expect(await waiting(app)).toEqual([]);
    expect(written(app)).toEqual(['addActorUsers']);
    const events = (await logOf(app, decisionId)).map(({ event }) => event);
    expect(events.filter((event) => event === 'plan.drifted')).toHaveLength(1);
    expect(events.filter((event) => event === 'grant.renewed')).toHaveLength(1);
  });

  it('keeps the approval of a person, who is not asked again', async () => {
    const decisionId = await app.deliver(newTicket('Please make Dana Weber administrator of ABC.'));
    await app.drain();
    const approval = await onlyWaiting(app);
    beforeExecution(changeSchemeElsewhere);
    await approveAndRun(app);
    await app.drain();
    expect((await standing(app, decisionId)).state).toBe('done');
    expect(await waiting(app)).toEqual([]);
    expect(written(app)).toEqual(['addActorUsers']);
    const log = await logOf(app, decisionId);
    expect(log.find(({ event }) => event === 'grant.renewed')?.detail).toMatchObject({
      by: { kind: 'approval', approvalId: approval.approvalId },
    });
    expect(publicTexts(app).at(-1)).toMatch(/^Done: .*Approved by/);
  });

  it('does so three times; then a person looks', async () => {
    let changes = 0;
    app.fateOf = ({ kind }) => {
      if (kind === 'execute') changeSchemeElsewhere(`PERMISSION_${changes++}`);
      return undefined;
    };
    app.isReachable = true;
    const decisionId = await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    await app.drain();
    expect(changes).toBe(4);
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add staged']);
    expect(written(app)).toEqual([]);
  });

  it('is no leave for what was altered in the store meanwhile', async () => {
    const decisionId = await app.deliver(newTicket('Please add Dana Weber to project ABC.'));
    beforeExecution(() => {
      changeSchemeElsewhere();
      alterStoredPlan(decisionId);
    });
    app.isReachable = true;
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual(['project.member.add staged']);
    expect(written(app)).toEqual([]);
  });
});

describe('an action whose facts changed', () => {
  it('waits for a person together with what waited before, and one approval runs both', async () => {
    beforeExecution(() => {
      person('lea').accountType = 'customer';
    });
    app.isReachable = true;
    const decisionId = await app.deliver(newTicket(`${ADD_TWO} Please archive project PAY.`));
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual([
      'project.member.add succeeded',
      'project.member.add staged',
      'project.archive staged',
    ]);
    const approval = await onlyWaiting(app);
    expect(approval.body.actionIndexes).toEqual([1, 2]);
    expect(approval.body.drift.map(({ label }) => label)).toEqual(['Account of Lea Lang']);
    const all = await app.transact((tx) => tx.approvals.listOf(approval.decisionId));
    expect(all.map(({ state }) => state).sort()).toEqual(['staged', 'superseded']);

    await approveAndRun(app);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
    expect(written(app)).toEqual(['addActorUsers', 'addActorUsers', 'archiveProject']);
  });

  it('closes the restricted comment of the request it replaces', async () => {
    beforeExecution(() => {
      person('lea').accountType = 'customer';
    });
    await app.deliver(newTicket(`${ADD_TWO} Please archive project PAY.`));
    await app.drain();
    const restricted = app.comments.filter(({ audience }) => audience === 'approvers');
    expect(restricted.filter(({ isEdit }) => isEdit).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Closed: superseded/),
    ]);
  });

  it('is refused when it may no longer run at all', async () => {
    beforeExecution(() => {
      person('lea').accountType = 'customer';
      person('dan').accountType = 'app';
    });
    const decisionId = await app.deliver(newTicket(ADD_TWO));
    await app.drain();
    expect((await standing(app, decisionId)).actions).toEqual([
      'project.member.add succeeded',
      'project.member.add refused',
    ]);
    expect(await waiting(app)).toEqual([]);
    expect(publicTexts(app).at(-1)).toContain('I may not do this one: Add Lea Lang to ABC');
  });

  it('is found to be already so when somebody did it meanwhile', async () => {
    beforeExecution(() => void app.jira.actors.set('ABC/30002', ['lea']));
    const decisionId = await app.deliver(newTicket(ADD_TWO));
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({
      state: 'done',
      actions: ['project.member.add succeeded', 'project.member.add already-so'],
    });
  });

  it('and can no longer be understood is asked about once, whoever comments then', async () => {
    beforeExecution(() => {
      person('lea').active = false;
    });
    const ticket = newTicket('Please add Lea Lang to project ABC.');
    await app.deliver(ticket);
    await app.drain();
    const asked = publicTexts(app);
    expect(asked).toEqual([expect.stringMatching(/^One question first: .* deactivated/)]);
    await app.deliver(commented(ticket, 'Hm.', 'ana'));
    await app.drain();
    expect(publicTexts(app)).toEqual(asked);
  });

  it('is withdrawn when its words are gone by then', async () => {
    const ticket = newTicket('Please add Lea Lang to project ABC.');
    app.fateOf = ({ kind }) => {
      if (kind !== 'execute') return undefined;
      person('lea').accountType = 'customer';
      return 'late';
    };
    const decisionId = await app.deliver(ticket);
    await app.drain();
    await app.deliver(edited(ticket, { summary: 'Never mind' }));
    await app.drain();
    await app.reportLate();
    await app.drain();
    expect(await standing(app, decisionId)).toMatchObject({ state: 'superseded' });
    expect(written(app)).toEqual([]);
  });

  it('of an approved plan is asked for again with both values, and only a new approval runs it', async () => {
    const decisionId = await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
    const first = await onlyWaiting(app);
    for (const project of app.jira.projects) project.issues = 9;
    await approveAndRun(app);
    expect(written(app)).toEqual([]);
    const second = await onlyWaiting(app);
    expect(second.body.drift).toEqual([
      { label: 'Number of issues in PAY', before: '{"count":4}', after: '{"count":9}' },
    ]);
    expect(await decide(app, first)).toMatchObject({ status: 409 });
    await approveAndRun(app);
    expect(await standing(app, decisionId)).toMatchObject({ state: 'done' });
  });

  it('is closed when Jira then gives no usable answer for hours', async () => {
    beforeExecution(() => {
      person('lea').accountType = 'customer';
      app.jira.answers.set('findUsers', () => BUSY);
    });
    const ticket = newTicket(ADD_TWO);
    const decisionId = await app.deliver(ticket);
    await app.pass(8 * 3_600_000);
    expect(await standing(app, decisionId)).toMatchObject({
      actions: ['project.member.add succeeded', 'project.member.add superseded'],
      notes: ['stuck'],
    });
    expect(publicTexts(app).at(-1)).toContain('Jira gave me no usable answer');

    app.jira.answers.clear();
    const byAnother = commented(ticket, 'Hm.', 'ana');
    await app.deliver(byAnother);
    await app.drain();
    expect(await waiting(app)).toEqual([]);
    await app.deliver(commented(byAnother, 'Please try again.'));
    await app.drain();
    expect((await onlyWaiting(app)).body.actionIndexes).toEqual([0]);
  });
});
