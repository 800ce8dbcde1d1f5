/** One rule's conditions against the facts of a ticket. A fact that is not known is neither met nor missed. */
import type { TenantRule } from './tenant-rule.ts';
import type { TicketFacts } from './ticket-facts.ts';

/** `unknown`: Jira did not say. */
export type ConditionState = 'met' | 'not-met' | 'unknown';

/** What one condition asked and found, in words an administrator reads. */
export interface ConditionAnswer {
  state: ConditionState;
  /** What the rule asks for, such as `the label "infra"`. */
  asks: string;
  /** What was found, as the rest of a sentence. */
  found: string;
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function stateOf(wanted: readonly string[], found: readonly string[] | null): ConditionState {
  if (found === null) return 'unknown';
  const known = new Set(found.map(folded));
  return wanted.some((one) => known.has(folded(one))) ? 'met' : 'not-met';
}

/** `“A”, “B” or 3 more`. */
function listed(values: readonly string[]): string {
  const shown = values.slice(0, 3).map((value) => `“${value}”`);
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} or ${rest} more` : shown.join(' or ');
}

interface Question {
  wanted: readonly string[] | undefined;
  found: readonly string[] | null;
  /** What the list is of: `project`. */
  of: string;
  missed: string;
}

function questionsOf({ conditions }: TenantRule, facts: TicketFacts): Question[] {
  const { projectKey, issueType, labels, reporterGroups } = facts;
  return [
    {
      wanted: conditions.projects,
      found: [projectKey],
      of: 'project',
      missed: `the ticket is in “${projectKey}”`,
    },
    {
      wanted: conditions.issueTypes,
      found: issueType === null ? null : [issueType],
      of: 'issue type',
      missed: `this is “${issueType ?? ''}”`,
    },
    {
      wanted: conditions.labels,
      found: labels,
      of: 'label',
      missed: 'the ticket has none of them',
    },
    {
      wanted: conditions.reporterGroups,
      found: reporterGroups,
      of: 'reporter group',
      missed: 'the reporter is in none of them',
    },
  ];
}

/** The answers of all conditions of a rule but its phrases, in a fixed order. */
export function askConditions(rule: TenantRule, facts: TicketFacts): ConditionAnswer[] {
  return questionsOf(rule, facts).flatMap(({ wanted, found, of, missed }) => {
    if (wanted === undefined) return [];
    const state = stateOf(wanted, found);
    const asks = `the ${of} ${listed(wanted)}`;
    return [{ state, asks, found: state === 'unknown' ? 'that is not known' : missed }];
  });
}
