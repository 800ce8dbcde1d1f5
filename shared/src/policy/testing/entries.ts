/** Catalogue entries as the tests of the policy see them: one per kind of action the rules tell apart. */
import type { PolicyCatalogue, PolicyEntry } from '../rule.ts';

const COMPLETE = { kind: 'complete', sentence: 'Can be undone' } as const;

const PARTIAL = {
  kind: 'partial',
  sentence: 'Can be undone where a transition leads back',
} as const;

const auto = (
  type: string,
  reversibility: PolicyEntry['reversibility'] = COMPLETE,
): PolicyEntry => ({
  type,
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility,
  connections: ['forge', 'oauth'],
});

const approval = (
  type: string,
  approvalBecause: string,
  rest: Partial<PolicyEntry> = {},
): PolicyEntry => ({ ...auto(type), defaultClass: 'requires-approval', approvalBecause, ...rest });

/** Entries for tests. */
export const ENTRIES: readonly PolicyEntry[] = [
  auto('project.member.add'),
  auto('custom_field.create', PARTIAL),
  auto('sprint.issue.move', PARTIAL),
  auto('issue.transition', PARTIAL),
  auto('issue.assign'),
  approval('project.member.remove', 'It takes access away'),
  approval('project.member.clear', 'It removes everybody from a project', { level: 'critical' }),
  approval('project.delete', 'It deletes a project with everything in it', {
    level: 'critical',
    reversibility: { kind: 'until', sentence: 'Can be restored for 60 days' },
  }),
  approval('project.archive', 'It archives a project'),
  approval('permission_scheme.assign', 'It changes who may do what', { level: 'critical' }),
  approval('permission_scheme.grant.add', 'It changes who may do what', { level: 'critical' }),
  approval('issue.bulk_transition', 'It is a bulk operation', { reversibility: PARTIAL }),
  approval('site.rename', 'It changes the whole site', { connections: ['oauth'] }),
];

const BY_TYPE = new Map(ENTRIES.map((entry) => [entry.type, entry]));

/** Catalogue for tests. */
export const testCatalogue: PolicyCatalogue = (type) => BY_TYPE.get(type);
