/**
 * Whatever the rules before and after, the ticket and the plan of a model: where the replay says that nothing becomes
 * looser, nothing does. What really becomes of a ticket is worked out here by itself, with the facts and the model's answer
 * that the replay may not know.
 */
import {
  type Analysis,
  BASELINE_INPUT,
  type Classification,
  classifyPlan,
  findAction,
  isAtLeastAsStrict,
  type PolicyInput,
  type ProposedAction,
  type Voice,
  voiceOf,
} from '@kraken/shared';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyseByPlaybook } from '../analyse/analyse-by-playbook.ts';
import { decides } from '../analyse/analyse-ticket.ts';
import { STARTER_PLAYBOOK } from '../analyse/starter-playbook.ts';
import {
  applyTenantPlaybook,
  withTenantPlaybook,
} from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import { factsOf } from '../analyse/tenant-rules/ticket-facts.ts';
import type { ActionRow, DecisionRow, DeliveryRow } from '../ports.ts';
import { newTicket } from '../testing/played-people.ts';
import { compiledRules, ONBOARD, type RuleParts } from '../testing/tenant-rules.ts';
import { replayDecision } from './replay-decision.ts';
import type { StoredDecision } from './replay-readings.ts';

const RUNS = { seed: 20261124, numRuns: Number(process.env['KRAKEN_REPLAY_RUNS'] ?? 1_500) };

const ADD = 'Please add Dana Weber to project ABC.';
const ONBOARDED = 'Please onboard Dana Weber to the crew ABC';
const TEXTS = [
  ADD,
  ONBOARDED,
  `${ONBOARDED}. Also water the plants on the vpn floor please.`,
  'Please archive project PAY.',
  'Could Dana become a colleague of ours, the vpn is ready',
  'Hello',
];

const asking: RuleParts = {
  conditions: { phrases: ['add {user} to project {project:projectKey}'] },
  effect: { kind: 'propose', type: 'project.member.add', args: {}, needs: ['user'] },
};
const effect: fc.Arbitrary<RuleParts['effect']> = fc.oneof(
  fc.record({
    kind: fc.constant('tighten' as const),
    types: fc.constantFrom<'all' | string[]>('all', ['project.member.add'], ['issue.assign']),
    sentence: fc.constantFrom('by hand', 'quarter end'),
  }),
  fc.constantFrom('lea', 'max').map((accountId) => ({
    kind: 'add-approver' as const,
    approver: { accountId, name: accountId },
  })),
  fc.constant({ kind: 'route' as const, to: 'the desk' }),
  fc.constant({ kind: 'ignore' as const }),
);
const simple: fc.Arbitrary<RuleParts> = fc
  .tuple(effect, fc.constantFrom<string[] | undefined>(undefined, ['vpn'], ['please'], ['dana']))
  .map(([made, phrases]) => {
    const needsOne = made.kind === 'ignore' || made.kind === 'route';
    const asks = phrases ?? (needsOne ? ['vpn'] : undefined);
    return { effect: made, conditions: asks === undefined ? {} : { phrases: asks } };
  });
const rule = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 2, arbitrary: fc.constantFrom(ONBOARD, asking) },
);
/** A set and another one: mostly the same without a rule, or with one more. */
const sets = fc
  .record({
    rules: fc.array(rule, { maxLength: 4 }),
    fate: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    extra: fc.array(rule, { maxLength: 1 }),
  })
  .map(({ rules, fate, extra }) => {
    const kept = rules.filter((_one, index) => fate[index]);
    return { before: rules, after: [...extra, ...kept] };
  });

const args = { user: 'Dana Weber', project: 'ABC' };
const wish: fc.Arbitrary<ProposedAction> = fc.record({
  type: fc.constantFrom('project.member.add', 'issue.assign', 'project.archive'),
  args: fc.constantFrom(args, { ...args, role: 'Developers' }),
  quotes: fc
    .constantFrom<Voice>('reporter', 'reporter', 'other')
    .map((voice) => [{ text: 'x', source: { kind: 'summary' as const }, voice }]),
  dependsOn: fc.constant([]),
});
const analyst = {
  kind: 'model' as const,
  modelId: 'm',
  promptVersion: '1',
  tokens: null,
  costMicroUsd: null,
  latencyMs: 0,
  masks: [],
};
/** What the model says when it is asked; undefined where there is none. */
const modelSays: fc.Arbitrary<Analysis | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant<Analysis>({ outcome: 'none', analyst }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.array(wish, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(1, 0.9, 0.5),
        fc.boolean(),
      )
      .map(([actions, confidence, isMarked]): Analysis => {
        const tightens = isMarked ? [{ index: 0, sentence: 'its words name another' }] : [];
        return { outcome: 'plan', actions, confidence, analyst, tightens };
      }),
  },
);

/** How the ticket was read: under the rules before, or under earlier ones, or not yet, or in vain. */
const history = fc.constantFrom('before', 'earlier', 'unread', 'failed');

interface Case {
  sets: { before: RuleParts[]; after: RuleParts[] };
  text: string;
  says: Analysis | undefined;
  history: 'before' | 'earlier' | 'unread' | 'failed';
  earlier: RuleParts[];
  hasFacts: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  sets,
  text: fc.constantFrom(...TEXTS),
  says: modelSays,
  history: history as fc.Arbitrary<Case['history']>,
  earlier: fc.array(rule, { maxLength: 3 }),
  hasFacts: fc.boolean(),
});

/** The ticket as the service really reads it under a set, with a model that says what it says. */
function readFor(given: RuleParts[], body: DeliveryRow['body'], says: Case['says']): Analysis {
  const { snapshot, routing } = body;
  const rules = compiledRules(...given);
  const words = {
    snapshot,
    voiceOf: (source: Parameters<typeof voiceOf>[0]) => voiceOf(source, routing),
  };
  const verdict = applyTenantPlaybook({ rules, ...words, facts: factsOf(routing) });
  if (verdict.decided !== undefined) return verdict.decided;
  const byPlaybook = verdict.reading ?? analyseByPlaybook({ ...words, rules: STARTER_PLAYBOOK });
  if (says === undefined || decides(byPlaybook)) return withTenantPlaybook(byPlaybook, verdict);
  const isSilent = says.outcome === 'none' && byPlaybook.outcome !== 'none';
  const asked = isSilent ? { ...byPlaybook, analyst: askedInVain(byPlaybook) } : says;
  return withTenantPlaybook(asked, verdict);
}

function askedInVain({ analyst: by }: Analysis): Analysis['analyst'] {
  return by.kind === 'playbook' ? { ...by, asked: analyst } : by;
}

type Plan = Extract<Analysis, { outcome: 'plan' }>;

/** What the policy sees of a plan; the facts alone would have everything run at once. */
function inputsOf({ actions, confidence, tightens = [] }: Plan): PolicyInput[] {
  return actions.map(({ type, quotes }, index) => {
    const voices = [...new Set(quotes.map(({ voice }) => voice))];
    const own = tightens.filter((each) => each.index === index);
    const playbookTightens = own.map(({ sentence }) => sentence);
    const action = { ...BASELINE_INPUT.action, type, voices, confidence, playbookTightens };
    return { ...BASELINE_INPUT, action };
  });
}

function classesOf(analysis: Analysis): Map<string, Classification> {
  if (analysis.outcome !== 'plan') return new Map();
  const { actions } = analysis;
  const members = inputsOf(analysis).map((input, index) => {
    return { index, dependsOn: actions[index]?.dependsOn ?? [], input };
  });
  const classified = classifyPlan(members, findAction);
  return new Map(
    classified.map(({ index, classification }) => {
      const keys = actions.map(({ type, args: of }) => JSON.stringify([type, of]));
      const times = keys.slice(0, index).filter((key) => key === keys[index]).length;
      return [`${keys[index]} ${times}`, classification];
    }),
  );
}

function analysisOf(one: Case, body: DeliveryRow['body']): Analysis | null {
  if (one.history === 'unread') return null;
  if (one.history === 'failed')
    return { outcome: 'failed', reason: 'unavailable', sentence: 'x', isRequest: true, analyst };
  return readFor(one.history === 'before' ? one.sets.before : one.earlier, body, one.says);
}

function storedOf(one: Case): StoredDecision {
  const body = newTicket(one.text);
  const analysis = analysisOf(one, body);
  const inputs = one.hasFacts && analysis?.outcome === 'plan' ? inputsOf(analysis) : [];
  const rows = inputs.map((policyInput, index) => {
    return { index, planned: { type: policyInput.action.type, policyInput } };
  });
  return {
    decision: { decisionId: 'dec_1', issueKey: 'HELP-1', analysis } as unknown as DecisionRow,
    delivery: { body } as unknown as DeliveryRow,
    rows: rows as unknown as ActionRow[],
  };
}

const peopleOf = ({ playbook }: Analysis) =>
  (playbook?.approvers ?? []).map(({ accountId }) => accountId);

/** An action that the second reading allows more of than the first. */
function loosened(old: Analysis, fresh: Analysis): string | undefined {
  const before = classesOf(old);
  const [some, others] = [peopleOf(old), peopleOf(fresh)];
  const isWider =
    some.length > 0 && (others.length === 0 || others.some((id) => !some.includes(id)));
  for (const [key, is] of classesOf(fresh)) {
    if (is.class === 'refused') continue;
    const was = before.get(key);
    if (was === undefined || !isAtLeastAsStrict(is.class, was.class)) return key;
    if (is.class === 'requires-approval' && was.class === is.class && isWider) return key;
  }
  return undefined;
}

it('where the replay sees nothing looser, no ticket it read is treated less strictly, whatever a model says', () => {
  const reached = { quiet: 0, quietPlans: 0, loosened: 0 };
  fc.assert(
    fc.property(cases, (one) => {
      const stored = storedOf(one);
      const { before, after } = one.sets;
      const { body } = stored.delivery;
      const isLooser = replayDecision(
        stored,
        compiledRules(...before),
        compiledRules(...after),
      ).some((flip) => flip.isLooser);
      const fresh = readFor(after, body, one.says);
      const found = loosened(readFor(before, body, one.says), fresh);
      if (found !== undefined) reached.loosened += 1;
      if (isLooser) return;
      reached.quiet += 1;
      if (fresh.outcome === 'plan') reached.quietPlans += 1;
      expect(found).toBeUndefined();
    }),
    RUNS,
  );
  expect(reached.loosened).toBeGreaterThan(20);
  expect(reached.quiet).toBeGreaterThan(50);
  expect(reached.quietPlans).toBeGreaterThan(30);
});
