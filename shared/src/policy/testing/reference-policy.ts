/**
 * A second policy, written from POLICY.md and not from the rules: it knows situations in words instead of inputs, and
 * only the class. The exhaustive comparison stands in `reference.test.ts`.
 */

export const OPERATIONS = [
  'project.member.add',
  'project.member.remove',
  'custom_field.create',
  'sprint.issue.move',
  'issue.transition',
  'issue.assign',
  'project.member.clear',
  'project.delete',
  'project.archive',
  'permission_scheme.assign',
  'permission_scheme.grant.add',
  'issue.bulk_transition',
  'site.rename',
  'shell.run',
] as const;
export const WHO = ['licensed', 'unlicensed', 'customer', 'app', 'anonymous', 'unknown'] as const;
export const ANSWERS = [true, false, null] as const;
/** What the role gives: nothing to compare, no more than the requester's own, more, administration, not known. */
export const ROLES = ['none', 'own', 'above', 'administrative', 'unknown'] as const;
export const MODES = ['default', 'strict', 'paused'] as const;

export interface Words {
  operation: (typeof OPERATIONS)[number];
  who: (typeof WHO)[number];
  active: boolean | null;
  browse: boolean | null;
  role: (typeof ROLES)[number];
  projectAdmin: boolean | null;
  siteAdmin: boolean | null;
  mode: (typeof MODES)[number];
}

const SEED_SAYS_AUTO = ['project.member.add', 'custom_field.create', 'sprint.issue.move'];
const SMALL_AND_REVERSIBLE = ['issue.transition', 'issue.assign'];

/** The class of a situation in a Forge installation, everything else being as harmless as can be. */
export function referenceClass(words: Words): 'auto-execute' | 'requires-approval' | 'refused' {
  const { operation, who, active, browse, role, projectAdmin, siteAdmin, mode } = words;

  // Unknown actions and site administration from the app inside Jira never run; nor do wishes of machines.
  if (operation === 'shell.run' || operation === 'site.rename') return 'refused';
  if (who === 'app' || who === 'anonymous') return 'refused';

  // C3: automatic needs a licensed, active requester …
  const isSomebody = who === 'licensed' && active === true;
  // … who sees the project, and gives no more than he holds there, and nothing administrative.
  const seesIt = browse === true;
  const givesOnlyOwn = role === 'none' || role === 'own';
  // Strict: he could do it himself.
  const modeAllows =
    mode === 'default' || (mode === 'strict' && (projectAdmin === true || siteAdmin === true));
  const isAutoByNature = [...SEED_SAYS_AUTO, ...SMALL_AND_REVERSIBLE].includes(operation);

  return isAutoByNature && isSomebody && seesIt && givesOnlyOwn && modeAllows
    ? 'auto-execute'
    : 'requires-approval';
}
