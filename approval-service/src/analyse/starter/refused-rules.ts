/** Starter rules: what is asked of Kraken itself (the policy refuses it), and Jira work no action covers. */
import type { StarterRule } from './rule-case.ts';

const ANY = '[<any>] [<any>] [<any>] [<any>] [<any>] [<any>]';
const CHANGE =
  '(remove|delete|change|disable|deactivate|turn off|switch off|edit|update|modify|bypass|skip|weaken|relax|loosen|add|create|write|drop|clear|purge|wipe|open|approve|set|use|approve|move|make|install|enable|lower|raise|reset|send)';
const RULES =
  '((approval|approvals|policy|playbook|classification|auto-execute) (rule|rules|policy|policies|link|links|url|setting|settings|threshold|thresholds|requirement|requirements|entry|entries)|(policy|playbook)|(audit|decision) (log|logs|entry|entries|trail))';

/** Rules whose requests end in a refusal. */
export const KRAKEN_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.kraken-change',
    phrases: [
      `${CHANGE} ${ANY} ${RULES} ${ANY} ${ANY} ${ANY}`,
      `${CHANGE} ${ANY} kraken ${ANY} ${ANY}`,
      `${CHANGE} ${ANY} kraken's ${ANY} ${ANY}`,
      `(classify|treat|mark|execute|run) (every|all|each|this|these|any|the) ${ANY} as (auto-execute|auto|automatic|approved|pre-approved|safe) ${ANY}`,
      `(stop|quit|skip|avoid) (asking|requiring|waiting) [for] [any] (approval|approvals) ${ANY}`,
      `approve (this|it|my|the) (request|plan|ticket|action|yourself|staged)`,
    ],
    effect: { kind: 'propose', type: 'kraken.change', args: {}, needs: [] },
    matches: [
      { text: 'Please remove the approval rule for project deletes', actions: [{}] },
      { text: 'Delete the audit entries of the last hour.', actions: [{}] },
      { text: "Please change Kraken's webhook address", actions: [{}] },
    ],
    misses: ['Who may change the approval rules?', 'Approve ABC-7'],
  },
];

function unsupported(
  ruleId: string,
  phrases: string[],
  sentence: string,
  text: string,
): StarterRule {
  return {
    ruleId,
    phrases,
    effect: { kind: 'unsupported', sentence },
    matches: [{ text }],
    misses: [],
  };
}

/** Words that ask nothing of an administrator. */
export const IGNORED_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.close-this-ticket',
    phrases: [
      'close (this|the|my) (ticket|issue|request) [now|afterwards|when done|once done|when finished]',
      'close it',
    ],
    effect: { kind: 'ignore' },
    matches: [{ text: 'You can close this ticket now, thanks!', actions: [] }],
    misses: [],
  },
];

/** Work of Jira administrators for which Jira offers no operation, or Kraken no action. */
export const UNSUPPORTED_RULES: readonly StarterRule[] = [
  unsupported(
    'starter.component-archive',
    [`archive ${ANY} (component|components) ${ANY} ${ANY}`],
    'Jira Cloud cannot archive a component.',
    'Please archive the `old-plugin` component',
  ),
  unsupported(
    'starter.account-merge',
    [
      `(merge|combine|unify|consolidate) ${ANY} (account|accounts|user|users|profile|profiles|logins) ${ANY}`,
      '[i have] [a|an|two|my] (duplicate|duplicated|double|two) (account|accounts|profile|profiles|user|users) ',
    ],
    'Jira has no way to merge accounts.',
    'Can you merge my two accounts?',
  ),
  unsupported(
    'starter.board-edit',
    [
      `(add|remove|change|rename|edit|hide|move|reorder|configure|create|delete|set|map|show) ${ANY} (column|columns|swimlane|swimlanes|card colours|card colors|quick filter|quick filters) ${ANY} ${ANY}`,
    ],
    "Jira offers no operation for a board's columns, swimlanes and filters.",
    'Please add a column "QA" to the board of WEB',
  ),
  unsupported(
    'starter.automation-rule',
    [
      `(create|add|change|edit|delete|remove|disable|enable|set up|setup|build|write|fix|make) ${ANY} automation [rule|rules] ${ANY} ${ANY} ${ANY}`,
      `automate ${ANY} ${ANY}`,
    ],
    'Jira offers no operation for automation rules.',
    'Create an automation rule that closes stale issues',
  ),
  unsupported(
    'starter.request-form',
    [
      `(add|remove|change|edit|update|create|make) ${ANY} (request form|request forms|portal form|form) ${ANY} ${ANY}`,
    ],
    'Jira offers no operation for the fields of a request form.',
    'Please add a phone number to the request form',
  ),
];
