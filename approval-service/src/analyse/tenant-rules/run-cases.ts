/** The test cases beside a tenant's rules, run against the whole set, so that a rule that hides another is found. */
import { canonicalDigest } from '@kraken/shared/crypto';
import { applyTenantPlaybook, type TenantVerdict } from './apply-tenant-playbook.ts';
import type { CompiledTenantRules } from './compile-tenant-rules.ts';
import type { TenantCase, TenantRule } from './tenant-rule.ts';
import type { TicketFacts } from './ticket-facts.ts';

/** A case that does not hold; `text` is the administrator's own. */
export interface CaseFailure {
  ruleId: string;
  rule: string;
  text: string;
  expected: string;
  found: string;
}

/** What a case leaves out is as its rule asks for it; without a condition nothing is known. */
function factsOfCase({ conditions }: TenantRule, { facts }: TenantCase): TicketFacts {
  const orAsked = <T>(given: T | undefined, asked: T): T => (given === undefined ? asked : given);
  return {
    projectKey: facts?.projectKey ?? conditions.projects?.[0] ?? 'CASE',
    issueType: orAsked(facts?.issueType, conditions.issueTypes?.[0] ?? null),
    labels: orAsked(facts?.labels, conditions.labels?.slice(0, 1) ?? null),
    reporterGroups: orAsked(facts?.reporterGroups, conditions.reporterGroups?.slice(0, 1) ?? null),
  };
}

function verdictOf(rules: CompiledTenantRules, rule: TenantRule, one: TenantCase): TenantVerdict {
  const [summary = '', ...rest] = one.text.split('\n');
  return applyTenantPlaybook({
    rules,
    facts: factsOfCase(rule, one),
    voiceOf: () => 'reporter',
    snapshot: {
      summary,
      description: rest.join('\n'),
      reporterDisplayName: 'Reporter',
      status: 'To Do',
      comments: [],
    },
  });
}

const sorted = (actions: ReadonlyArray<{ type: string; args: unknown }>): string[] =>
  actions.map(({ type, args }) => `${type} ${JSON.stringify(args)}`).sort();

/** Digests compare arguments whatever the order of their keys. */
function areSame(
  one: ReadonlyArray<{ type: string; args: unknown }>,
  other: ReadonlyArray<{ type: string; args: unknown }>,
): boolean {
  const digests = (actions: typeof one) =>
    actions
      .map(({ type, args }) => canonicalDigest([type, args]))
      .sort()
      .join();
  return digests(one) === digests(other);
}

function failureOf(
  { ruleId, name }: TenantRule,
  one: TenantCase,
  { decided, reading, explanation }: TenantVerdict,
): CaseFailure | undefined {
  const mine = explanation.find((line) => line.ruleId === ruleId);
  const doesMatch = mine?.outcome === 'decides' || mine?.outcome === 'applies';
  const failure = (expected: string, found: string): CaseFailure => {
    return { ruleId, rule: name, text: one.text, expected, found };
  };
  if (typeof one.expect === 'string') {
    if (doesMatch === (one.expect === 'matches')) return undefined;
    return failure(one.expect, mine?.sentence ?? 'The rule is not there.');
  }
  const analysis = decided ?? reading;
  const found = doesMatch && analysis?.outcome === 'plan' ? analysis.actions : [];
  if (areSame(one.expect.proposes, found)) return undefined;
  const said = found.length > 0 ? sorted(found).join('; ') : (mine?.sentence ?? '');
  return failure(`proposes ${sorted(one.expect.proposes).join('; ')}`, said);
}

/** The cases of one rule that do not hold. A rule that is switched off has no cases to hold. */
export function runCasesOf(rules: CompiledTenantRules, rule: TenantRule): CaseFailure[] {
  if (!rule.isEnabled) return [];
  return rule.cases.flatMap((one) => failureOf(rule, one, verdictOf(rules, rule, one)) ?? []);
}
