/** A change of the playbook against the last 90 days: what tightens takes effect, what may loosen needs a second person. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldAt } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CliIo } from '../../src/cli/cli-io.ts';
import { policyExplain } from '../../src/cli/policy.ts';
import { policyReplay } from '../../src/cli/policy-playbook.ts';
import { MAX_OPEN_PROPOSALS, PROPOSAL_TTL_MS } from '../../src/playbook/change-playbook.ts';
import { OTHER_INSTALLATION } from '../../src/testing/harness.ts';
import type { PlayedApp } from '../../src/testing/played-app.ts';
import { newTicket, onlyWaiting } from '../../src/testing/played-people.ts';
import {
  addRule,
  type Caller,
  signedIn,
  startPlayedPlaybook,
} from '../../src/testing/played-playbook.ts';
import { registeredInstance } from '../../src/testing/stage-deletion.ts';
import { ONBOARD, type RuleParts } from '../../src/testing/tenant-rules.ts';

const TIGHTEN: RuleParts = {
  name: 'Members by hand',
  effect: { kind: 'tighten', types: ['project.member.add'], sentence: 'quarter end' },
};

let app: PlayedApp;
let ana: Caller;
beforeEach(async () => {
  app = await startPlayedPlaybook();
  ana = await signedIn(app, 'ana');
});
afterEach(() => app.close());

async function tickets(...summaries: string[]): Promise<void> {
  for (const summary of summaries) await app.deliver(newTicket(summary));
  await app.drain();
}

const remove = (call: Caller, ruleId: string) =>
  call('DELETE', `/api/playbook/${ruleId}?why=no+longer`);
const proposalOf = (body: Parameters<typeof fieldAt>[0]): string =>
  String(fieldAt(body, 'proposal.proposalId'));

describe('a change that only tightens', () => {
  it('takes effect at once, says what would have flipped, and later tickets wait', async () => {
    await tickets('Please add Dana Weber to project ABC.', 'Please archive project PAY.', 'Hello');
    const added = await addRule(ana, TIGHTEN);
    expect(added).toMatchObject({
      status: 201,
      body: {
        replay: {
          summary: '1 of 3 decisions of the last 90 days flips',
          looser: 0,
          flips: [
            {
              action: 'project.member.add',
              from: 'auto-execute',
              to: 'requires-approval',
              rules: [added.ruleId],
              isLooser: false,
            },
          ],
        },
      },
    });
    await tickets('Please add Lea Lang to project ABC.');
    const [waiting] = await app.transact((tx) =>
      tx.approvals.listStaged({ limit: 5 }).then((all) => all.slice(-1)),
    );
    const row = waiting && (await app.transact((tx) => tx.actions.list(waiting.decisionId)))[0];
    expect(row?.planned.classification.reasons).toContainEqual({
      rule: 'R112',
      sentence: 'It was marked for approval: “quarter end”.',
    });
    const decision = waiting && (await app.transact((tx) => tx.decisions.get(waiting.decisionId)));
    expect(decision?.analysis?.playbook).toMatchObject({ version: 1, ruleIds: [added.ruleId] });
  });
});

describe('a change that loosens', () => {
  it('waits for a second administrator who is somebody else', async () => {
    const added = await addRule(ana, TIGHTEN);
    await tickets('Please add Dana Weber to project ABC.');
    const removed = await remove(ana, added.ruleId);
    expect(removed).toMatchObject({
      status: 202,
      body: {
        outcome: 'proposed',
        proposal: {
          replay: {
            looser: 1,
            flips: [{ from: 'requires-approval', to: 'auto-execute', isLooser: true }],
          },
        },
      },
    });
    const path = `/api/playbook/proposals/${proposalOf(removed.body)}`;
    const version = async () => fieldAt((await ana('GET', '/api/playbook')).body, 'version');
    const vera = await signedIn(app, 'vera', 'viewer');
    const twin = await signedIn(app, 'ana-again', 'owner', { jiraAccountId: 'ana' });
    const unlinked = await signedIn(app, 'ana-third', 'owner', { jiraAccountId: null });
    expect([
      (await ana('POST', `${path}/confirm`)).status,
      (await vera('POST', `${path}/confirm`)).status,
      (await twin('POST', `${path}/confirm`)).status,
      (await unlinked('POST', `${path}/confirm`)).status,
      await version(),
    ]).toEqual([403, 403, 403, 403, 1]);
    const bo = await signedIn(app, 'bo', 'approver');
    expect(await bo('POST', `${path}/confirm`)).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    expect((await bo('POST', `${path}/confirm`)).status).toBe(409);
    expect([await version(), (await ana('GET', `/api/playbook/${added.ruleId}`)).status]).toEqual([
      2, 404,
    ]);
    const log = await app.transact((tx) => tx.log.list(0, 500));
    expect(log.map(({ event }) => event).filter((event) => event.startsWith('playbook'))).toEqual([
      'playbook.changed',
      'playbook.change-proposed',
      'playbook.changed',
    ]);
  });

  it('is out of reach of another account, whose confirmation answers like a random id', async () => {
    const added = await addRule(ana, TIGHTEN);
    await tickets('Please add Dana Weber to project ABC.');
    const { body } = await remove(ana, added.ruleId);
    const other = await registeredInstance(app.harness, OTHER_INSTALLATION);
    const eve = await signedIn(app, 'eve', 'owner', { userId: other.userId });
    const path = `/api/playbook/proposals/${proposalOf(body)}`;
    expect([
      (await eve('POST', `${path}/confirm`)).status,
      (await eve('GET', path)).status,
      (await eve('DELETE', path)).status,
      (await eve('GET', `/api/playbook/${added.ruleId}`)).status,
      (await remove(eve, added.ruleId)).status,
    ]).toEqual([404, 404, 404, 404, 404]);
    expect((await eve('GET', '/api/playbook')).body).toMatchObject({ items: [], proposals: [] });
  });

  it('can be taken back, lapses after seven days, and falls when the playbook changes meanwhile', async () => {
    const added = await addRule(ana, TIGHTEN);
    await tickets('Please add Dana Weber to project ABC.');
    const bo = await signedIn(app, 'bo', 'approver');
    const propose = async () =>
      `/api/playbook/proposals/${proposalOf((await remove(ana, added.ruleId)).body)}`;
    const [taken, stale] = [await propose(), await propose()];
    expect((await ana('DELETE', taken)).status).toBe(200);
    expect((await bo('POST', `${taken}/confirm`)).status).toBe(409);
    expect((await addRule(ana, { ...TIGHTEN, name: 'Once more' })).status).toBe(201);
    expect((await bo('POST', `${stale}/confirm`)).status).toBe(409);
    const late = await remove(ana, added.ruleId);
    expect(late.status).toBe(200); // the other rule tightens the same
  });
});

it('at most twenty changes wait, the list of them holds no rules, and one that is taken back makes room', async () => {
  const added = await addRule(ana, TIGHTEN);
  await tickets('Please add Dana Weber to project ABC.');
  const made: string[] = [];
  for (let at = 0; at < MAX_OPEN_PROPOSALS; at += 1)
    made.push(proposalOf((await remove(ana, added.ruleId)).body));
  const listed = await app.transact((tx) => tx.playbook.listProposed(50));
  expect(listed).toHaveLength(MAX_OPEN_PROPOSALS);
  expect(listed.filter((one) => 'rules' in one)).toEqual([]);
  expect(fieldAt((await ana('GET', `/api/playbook/proposals/${made[0]}`)).body, 'rules')).toEqual(
    [],
  );
  expect(await remove(ana, added.ruleId)).toMatchObject({
    status: 409,
    body: {
      reason: 'too-many-proposals',
      detail: expect.stringContaining('Confirm some of them or take them back'),
    },
  });
  expect((await ana('DELETE', `/api/playbook/proposals/${made[0]}`)).status).toBe(200);
  expect((await remove(ana, added.ruleId)).status).toBe(202);
  app.harness.clock.advance(PROPOSAL_TTL_MS);
  const bo = await signedIn(app, 'bo', 'owner');
  expect((await remove(bo, added.ruleId)).status).toBe(202);
});

it('a change that changes nothing makes no version, and what waits stands', async () => {
  const added = await addRule(ana, TIGHTEN);
  await tickets('Please add Dana Weber to project ABC.');
  const proposed = proposalOf((await remove(ana, added.ruleId)).body);
  const path = `/api/playbook/${added.ruleId}`;
  for (const same of [{}, { rule: {} }, { position: 1 }, { rule: { name: TIGHTEN.name } }])
    expect(await ana('PATCH', path, { ...same, why: 'x' })).toMatchObject({
      status: 200,
      body: { outcome: 'unchanged', version: 1, rule: { ruleId: added.ruleId } },
    });
  const bo = await signedIn(app, 'bo', 'approver');
  const confirmed = await bo('POST', `/api/playbook/proposals/${proposed}/confirm`);
  expect(confirmed).toMatchObject({ status: 200, body: { version: 2 } });
});

describe('what a rule would newly propose', () => {
  it('is not known and may be looser', async () => {
    await tickets('Please onboard Dana Weber to the crew ABC');
    expect(await addRule(ana, ONBOARD)).toMatchObject({
      status: 202,
      body: {
        proposal: {
          replay: {
            summary: '1 of 1 decision of the last 90 days flips',
            flips: [
              { action: 'project.member.add', from: 'none', to: 'not-known', isLooser: true },
            ],
          },
        },
      },
    });
  });

  it('older than 90 days is not looked at', async () => {
    await tickets('Please onboard Dana Weber to the crew ABC');
    app.harness.clock.advance(91 * 86_400_000);
    const bo = await signedIn(app, 'bo', 'owner');
    expect(await addRule(bo, ONBOARD)).toMatchObject({
      status: 201,
      body: { replay: { decisions: 0 } },
    });
  });
});

it('another person who may approve is looser than the one named before', async () => {
  const needs = (accountId: string): RuleParts['effect'] => {
    return { kind: 'add-approver', approver: { accountId, name: accountId } };
  };
  const added = await addRule(ana, { effect: needs('lea') });
  await tickets('Please archive project PAY.');
  const more = await addRule(ana, { effect: needs('max') });
  expect(more).toMatchObject({
    status: 202,
    body: {
      proposal: {
        replay: {
          flips: [
            {
              from: 'requires-approval',
              to: 'requires-approval',
              fromApprovers: ['lea'],
              toApprovers: ['lea', 'max'],
            },
          ],
        },
      },
    },
  });
  expect((await remove(ana, added.ruleId)).status).toBe(202);
});

it('the command line explains a decision under the rules it was read under, and tries a file of rules', async () => {
  const added = await addRule(ana, TIGHTEN);
  await tickets('Please add Dana Weber to project ABC.');
  const { decisionId } = await onlyWaiting(app);
  const lines: string[] = [];
  const io: CliIo = {
    env: { DATA_DIR: join(app.harness.folder, 'data') },
    out: (line) => void lines.push(line),
    readSecret: () => Promise.resolve(''),
  };
  await addRule(ana, { ...TIGHTEN, name: 'Later' });
  expect(await policyExplain(io, {}, [decisionId])).toBe(0);
  expect(lines.slice(0, 2)).toEqual([
    'playbook version 1',
    `   1. Members by hand (tighten, ${added.ruleId}) applies: It has no conditions, so it matches every ticket.`,
  ]);
  expect(lines.join(' ')).not.toContain('Later');
  const rules = join(app.harness.folder, 'rules.json');
  writeFileSync(rules, '[]');
  const { userId: tenant } = await app.instance();
  expect(await policyReplay(io, { rules, tenant })).toBe(1);
  expect(lines.at(-1)).toContain(`looser: ${decisionId} HELP-`);
  expect(lines.at(-1)).toContain('requires-approval -> auto-execute');
});
