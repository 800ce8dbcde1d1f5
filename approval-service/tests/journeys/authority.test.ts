/** Whose words count, and who may decide about them. */
import type { ActionFacts, PlannedAction } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalBody } from '../../src/ports.ts';
import { stagePlan } from '../../src/stage/stage-plan.ts';
import { PLAIN_ANALYST } from '../../src/testing/plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import {
  commented,
  decide,
  edited,
  newTicket,
  onlyWaiting,
  standing,
  written,
} from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const ADD = 'Please add Lea Lang to project ABC.';
const ARCHIVE = 'Please archive project PAY.';

describe('words of somebody else', () => {
  beforeEach(async () => {
    await app.close();
    app = await startPlayedApp({ analyst: PLAIN_ANALYST }); // the playbook leaves them to a person
  });

  it('that were edited into the reporter’s ticket wait for approval, and their author cannot give it', async () => {
    const ticket = newTicket('Need help');
    await app.deliver(ticket);
    const decisionId = await app.deliver(edited(ticket, { description: ADD }, 'mallory'));
    await app.drain();
    const approval = await onlyWaiting(app);
    expect(approval.decisionId).toBe(decisionId);
    const [action] = await app.transact((tx) => tx.actions.list(approval.decisionId));
    expect(action?.planned.classification.reasons.map(({ rule }) => rule)).toContain('R109');
    expect(approval.body.involvedAccountIds).toEqual(['dan', 'mallory']);
    const byAuthor = await decide(app, approval, 'approve', { accountId: 'mallory' });
    expect(byAuthor).toMatchObject({ status: 403, answer: { reason: 'four-eyes' } });
    expect(written(app)).toEqual([]);
  });

  it('never run by themselves where Jira does not say whose they are', async () => {
    const ticket = newTicket(ADD);
    ticket.routing.summaryAuthorAccountId = null;
    await app.deliver(ticket);
    await app.drain();
    expect(written(app)).toEqual([]);
  });

  it('in a comment do not run by themselves', async () => {
    const decisionId = await app.deliver(commented(newTicket('Need help'), ADD, 'mallory'));
    await app.drain();
    expect(written(app)).toEqual([]);
    expect((await standing(app, decisionId)).state).not.toBe('done');
  });
});

describe('who asked', () => {
  it('cannot approve, but may take it back', async () => {
    await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    const approval = await onlyWaiting(app);
    const nobody = { isSiteAdmin: false, administeredProjectIds: [] };
    const own = { accountId: 'dan', authority: { ...nobody, isSiteAdmin: true } };
    expect((await decide(app, approval, 'approve', own)).status).toBe(403);
    const stranger = { accountId: 'lea', authority: nobody };
    expect((await decide(app, approval, 'deny', stranger)).status).toBe(403);
    const back = { accountId: 'dan', authority: nobody };
    expect((await decide(app, approval, 'deny', back)).status).toBe(200);
  });
});

describe('a project’s administrator', () => {
  const ofProjects = (...administeredProjectIds: string[]) => ({
    accountId: 'ben',
    authority: { isSiteAdmin: false, administeredProjectIds },
  });

  it('decides where every project touched is his', async () => {
    await app.deliver(newTicket(`${ARCHIVE} Please archive project ABC.`));
    await app.drain();
    const approval = await onlyWaiting(app);
    expect(approval.body).toMatchObject({
      projectIds: ['10000', '10002'],
      needsSiteAdmin: false,
    });
    expect((await decide(app, approval, 'approve', ofProjects('10002'))).status).toBe(403);
    expect((await decide(app, approval, 'approve', ofProjects('10002', '10000'))).status).toBe(200);
  });

  it('decides nothing of the whole site, also when it stands beside a change of his project', async () => {
    await app.deliver(
      newTicket('Please create a text custom field named Cost centre. Please archive project ABC.'),
    );
    await app.drain();
    const approval = await onlyWaiting(app);
    expect(approval.body).toMatchObject({ actionIndexes: [0, 1], needsSiteAdmin: true });
    const refused = await decide(app, approval, 'approve', ofProjects('10000', '10002', '10090'));
    expect(refused).toMatchObject({ status: 403, answer: { reason: 'not-authorised' } });
    expect((await decide(app, approval)).status).toBe(200);
  });

  it.each<[string, Partial<ActionFacts>, Pick<ApprovalBody, 'projectIds' | 'needsSiteAdmin'>]>([
    ['no project', { projectIds: [] }, { projectIds: [], needsSiteAdmin: true }],
    ['the whole site', { isGlobal: true }, { projectIds: ['10002'], needsSiteAdmin: true }],
    [
      'projects that are not known',
      { sharedWith: null },
      { projectIds: ['10002'], needsSiteAdmin: true },
    ],
    [
      'an object another project shares',
      { sharedWith: [{ kind: 'project', id: '10077', name: 'HR' }] },
      { projectIds: ['10002', '10077'], needsSiteAdmin: false },
    ],
    ['his project only', {}, { projectIds: ['10002'], needsSiteAdmin: false }],
  ])('is asked according to what is touched: %s', async (_name, facts, body) => {
    await app.deliver(newTicket(ARCHIVE));
    await app.drain();
    const approval = await onlyWaiting(app);
    const staged = await app.transact(async (tx) => {
      const [row] = await tx.actions.list(approval.decisionId);
      if (!row) throw new Error('nothing was staged');
      const id = await stagePlan(tx, app.harness.service.context, {
        decisionId: approval.decisionId,
        instanceId: approval.instanceId,
        actions: [withFacts(row.planned, facts)],
        requesterIds: ['dan'],
        authorOf: () => 'dan',
        drift: [],
        nowMs: app.harness.clock.nowMs(),
      });
      return tx.approvals.get(id);
    });
    expect(staged?.body).toMatchObject(body);
  });
});

function withFacts(planned: PlannedAction, facts: Partial<ActionFacts>): PlannedAction {
  const { resolved } = planned;
  if (!resolved) throw new Error('the action is not resolved');
  return { ...planned, resolved: { ...resolved, facts: { ...resolved.facts, ...facts } } };
}
