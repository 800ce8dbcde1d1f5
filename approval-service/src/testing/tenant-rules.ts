/** Tenant rules for tests: written short, stored in full. */
import type { TicketSnapshot } from '@kraken/shared';
import {
  type CompiledTenantRules,
  compileTenantRules,
} from '../analyse/tenant-rules/compile-tenant-rules.ts';
import {
  type NewTenantRule,
  type TenantRule,
  tenantRulesSchema,
} from '../analyse/tenant-rules/tenant-rule.ts';
import type { TicketFacts } from '../analyse/tenant-rules/ticket-facts.ts';

/** What a test writes of a rule. */
export type RuleParts = Pick<NewTenantRule, 'effect'> & Partial<NewTenantRule>;

/** Rules `rul_00000001`, `rul_00000002`, … in the order given. */
export function rulesOf(...given: readonly RuleParts[]): TenantRule[] {
  return tenantRulesSchema.parse(
    given.map((rule, index) => ({
      ruleId: `rul_${String(index + 1).padStart(8, '0')}`,
      position: index + 1,
      name: `Rule ${index + 1}`,
      ...rule,
    })),
  );
}

/** The same, compiled as version 7; throws with the sentences of what is wrong. */
export function compiledRules(...given: readonly RuleParts[]): CompiledTenantRules {
  const compiled = compileTenantRules(rulesOf(...given), 7);
  if (!compiled.ok) throw new Error(compiled.error.map(({ sentence }) => sentence).join('\n'));
  return compiled.value;
}

/** Facts of a ticket in HELP of which Jira told everything. */
export const KNOWN_FACTS: TicketFacts = {
  projectKey: 'HELP',
  issueType: 'Task',
  labels: ['infra'],
  reporterGroups: ['staff'],
};

/** A ticket of one summary, with comments by id. */
export function ticketOf(summary: string, comments: Record<string, string> = {}): TicketSnapshot {
  return {
    summary,
    description: '',
    reporterDisplayName: 'Dan',
    status: 'To Do',
    comments: Object.entries(comments).map(([commentId, text]) => ({ commentId, text })),
  };
}

/** Adds a person to a project, in this tenant's own words. */
export const ONBOARD: RuleParts = {
  name: 'Onboarding',
  conditions: { phrases: ['onboard {user} to [the] crew {project:projectKey}'] },
  effect: {
    kind: 'propose',
    type: 'project.member.add',
    args: { user: { from: 'user' }, project: { from: 'project' }, role: { value: 'Developers' } },
    needs: ['user', 'project'],
  },
};
