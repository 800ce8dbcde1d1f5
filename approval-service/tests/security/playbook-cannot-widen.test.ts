/** A playbook rule cannot widen the policy: no set of rules loosens a class, and a named approver gets no authority. */
import {
  type Analysis,
  BASELINE_INPUT,
  CATALOGUE,
  type Classification,
  classifyPlan,
  findAction,
  isAtLeastAsStrict,
  type PolicyInput,
  type Voice,
} from '@kraken/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyTenantPlaybook,
  withTenantPlaybook,
} from '../../src/analyse/tenant-rules/apply-tenant-playbook.ts';
import type { Account } from '../../src/ports.ts';
import type { PlayedApp } from '../../src/testing/played-app.ts';
import { newTicket, onlyWaiting } from '../../src/testing/played-people.ts';
import { addRule, signedIn, startPlayedPlaybook } from '../../src/testing/played-playbook.ts';
import {
  compiledRules,
  KNOWN_FACTS,
  ONBOARD,
  type RuleParts,
  ticketOf,
} from '../../src/testing/tenant-rules.ts';

const RUNS = { seed: 20261124, numRuns: 600 };
const TYPES = CATALOGUE.map(({ type }) => type);
const WORDS = [
  'please',
  'onboard',
  'Dana',
  'to',
  'the',
  'crew',
  'ABC',
  'delete',
  'vpn',
  '.',
  'not',
];

const conditions: fc.Arbitrary<NonNullable<RuleParts['conditions']>> = fc.record(
  {
    projects: fc.constantFrom(['HELP'], ['OPS']),
    labels: fc.constantFrom(['infra'], ['web']),
    reporterGroups: fc.constantFrom(['staff'], ['board']),
    phrases: fc.constantFrom(['vpn'], ['the crew'], ['onboard {user}']),
  },
  { requiredKeys: ['projects'] },
);
const effect: fc.Arbitrary<RuleParts['effect']> = fc.oneof(
  fc.record({
    kind: fc.constant('tighten' as const),
    types: fc.constantFrom<'all' | string[]>('all', ['project.member.add'], ['project.delete']),
    sentence: fc.constant('by hand'),
  }),
  fc.record({
    kind: fc.constant('add-approver' as const),
    approver: fc.record({
      accountId: fc.constantFrom('lea', 'max'),
      name: fc.constant('Somebody'),
    }),
  }),
  fc.constant({ kind: 'route' as const, to: 'the team' }),
  fc.constant({ kind: 'ignore' as const }),
);
const BY_HAND: RuleParts['effect'] = { kind: 'tighten', types: 'all', sentence: 'by hand' };
const rule: fc.Arbitrary<RuleParts> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ conditions, effect, isEnabled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant(ONBOARD) },
  { weight: 1, arbitrary: fc.record({ effect: fc.constant(BY_HAND) }) },
);
const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
  fc.constant('Please onboard Dana Weber to the crew ABC'),
);
const facts = fc.record({
  projectKey: fc.constantFrom('HELP', 'OPS'),
  issueType: fc.constant(null),
  labels: fc.constantFrom(['infra'], [], null),
  reporterGroups: fc.constantFrom(['staff'], [], null),
});
/** Mostly as in the baseline, so that many inputs are automatic. */
const mostly = <T>(base: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(base) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
const input: fc.Arbitrary<PolicyInput> = fc
  .record({
    type: mostly('project.member.add', ...TYPES, 'shell.run'),
    confidence: mostly(1, 0.9, 0.5),
    voices: mostly<Voice[]>(['reporter'], ['other'], []),
    own: mostly<string[]>([], ['its own']),
    mode: mostly<PolicyInput['site']['mode']>('default', 'strict', 'paused'),
    hasFacts: mostly(true, false),
  })
  .map(({ type, confidence, voices, own, mode, hasFacts }) => ({
    ...BASELINE_INPUT,
    action: { ...BASELINE_INPUT.action, type, confidence, voices, playbookTightens: own },
    facts: hasFacts ? BASELINE_INPUT.facts : null,
    site: { ...BASELINE_INPUT.site, mode },
  }));

/** Classes of a plan's actions under the sentences the analysis adds. */
function classesOf(analysis: Analysis, inputs: readonly PolicyInput[]) {
  const tightens = analysis.outcome === 'plan' ? (analysis.tightens ?? []) : [];
  const members = inputs.map((one, index) => {
    const added = tightens.filter((each) => each.index === index).map(({ sentence }) => sentence);
    const playbookTightens = [...one.action.playbookTightens, ...added];
    const action = { ...one.action, playbookTightens };
    return { index, dependsOn: index > 0 ? [index - 1] : [], input: { ...one, action } };
  });
  return classifyPlan(members, findAction).map(({ classification }) => classification);
}

function isKept(before: Classification, after: Classification | undefined): boolean {
  if (after === undefined || !isAtLeastAsStrict(after.class, before.class)) return false;
  const bothWait = before.class === after.class && after.class === 'requires-approval';
  return !bothWait || before.level === 'standard' || after.level === 'critical';
}

interface Reached {
  automatic: number;
  tightened: number;
}

function count(
  reached: Reached,
  before: readonly Classification[],
  after: readonly Classification[],
) {
  reached.automatic += before.filter((one) => one.class === 'auto-execute').length;
  reached.tightened += before.filter((one, index) => one.class !== after[index]?.class).length;
}

function planOf(inputs: readonly PolicyInput[]): Extract<Analysis, { outcome: 'plan' }> {
  const actions = inputs.map(({ action }) => {
    return { type: action.type, args: {}, quotes: [], dependsOn: [] };
  });
  const analyst = { kind: 'playbook' as const, ruleIds: [] };
  return { outcome: 'plan', actions, confidence: 1, analyst };
}

describe('no set of rules, whatever the ticket says,', () => {
  it('loosens the class or level of an action, whoever proposed it', () => {
    const reached: Reached = { tightened: 0, automatic: 0 };
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 6 }),
        text,
        facts,
        fc.constantFrom<Voice>('reporter', 'other'),
        fc.array(input, { minLength: 1, maxLength: 3 }),
        (rules, words, known, voice, inputs) => {
          const verdict = applyTenantPlaybook({
            rules: compiledRules(...rules),
            snapshot: ticketOf(words),
            voiceOf: () => voice,
            facts: known,
          });
          const plain = planOf(inputs);
          const before = classesOf(plain, inputs);
          const after = classesOf(withTenantPlaybook(plain, verdict), inputs);
          count(reached, before, after);
          return before.every((one, index) => isKept(one, after[index]));
        },
      ),
      RUNS,
    );
    expect(reached.automatic).toBeGreaterThan(20);
    expect(reached.tightened).toBeGreaterThan(10);
  });

  it('makes words of others into an action, or an action without its own words', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), text, facts, (rules, words, known) => {
        const read = (voice: Voice) =>
          applyTenantPlaybook({
            rules: compiledRules(...rules),
            snapshot: ticketOf(words),
            voiceOf: () => voice,
            facts: known,
          });
        const { decided, reading } = read('other');
        const ours = read('reporter');
        const own = [ours.decided, ours.reading].flatMap((one) =>
          one?.outcome === 'plan' ? one.actions : [],
        );
        return (
          decided?.outcome !== 'plan' &&
          reading === undefined &&
          own.every(
            ({ quotes }) => quotes.length > 0 && quotes.every((q) => words.includes(q.text)),
          )
        );
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

it('an action a rule proposes is judged by the policy like any other', () => {
  const { decided } = applyTenantPlaybook({
    rules: compiledRules({
      conditions: { phrases: ['shut down {project:projectKey}'] },
      effect: {
        kind: 'propose',
        type: 'project.delete',
        args: { project: { from: 'project' } },
        needs: [],
      },
    }),
    snapshot: ticketOf('Shut down ABC'),
    voiceOf: () => 'reporter',
    facts: KNOWN_FACTS,
  });
  if (decided?.outcome !== 'plan') throw new Error('the rule proposes nothing');
  const action = { ...BASELINE_INPUT.action, type: decided.actions[0]?.type ?? '' };
  const [found] = classesOf(decided, [{ ...BASELINE_INPUT, action }]);
  expect(found).toMatchObject({ class: 'requires-approval', level: 'critical' });
});

describe('a person whom a rule names as approver', () => {
  let app: PlayedApp;
  beforeAll(async () => {
    app = await startPlayedPlaybook();
    const owner = await signedIn(app, 'olga');
    const approver = (accountId: string): RuleParts => ({
      effect: { kind: 'add-approver', approver: { accountId, name: accountId } },
    });
    for (const accountId of ['lea', 'dan']) await addRule(owner, approver(accountId));
    await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
  });
  afterAll(() => app.close());

  async function decide(name: string, role: Account['role'], decision = 'approve') {
    const { approvalId, planDigest } = await onlyWaiting(app);
    const call = await signedIn(app, name, role);
    return call('POST', `/api/approvals/${approvalId}/decide`, {
      decision,
      planDigest,
      reason: 'looked at it',
      typedKey: 'PAY',
    });
  }

  it('has to be the one who approves; anybody else is told who', async () => {
    expect(await decide('ana', 'owner')).toMatchObject({
      status: 403,
      body: {
        reason: 'other-approver-required',
        detail:
          'The playbook of this site says who has to approve this: lea or dan. You may deny it.',
      },
    });
  });

  it('gets no authority by it, and four eyes stay four', async () => {
    expect(await decide('dan', 'owner')).toMatchObject({
      status: 403,
      body: { reason: 'four-eyes' },
    });
    const { approvalId, planDigest, decisionId } = await onlyWaiting(app);
    const panel = await app.harness.asApp('POST', `/forge/v1/decisions/${decisionId}/approve`, {
      approvalId,
      planDigest,
      accountId: 'lea',
      displayName: 'Lea',
      authority: { isSiteAdmin: false, administeredProjectIds: [] },
      reason: 'x',
      typedKey: 'PAY',
    });
    expect([panel.status, await panel.json()]).toMatchObject([403, { reason: 'not-authorised' }]);
    expect(await decide('lea', 'approver')).toMatchObject({ status: 200 });
  });
});
