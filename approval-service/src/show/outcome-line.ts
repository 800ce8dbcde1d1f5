/** `2 done, 1 failed (Jira answered 403), 2 not started`: the same line in comment, panel and pages. Pure. */
import type { ActionState } from '@kraken/shared';
import type { ActionRow, ApprovalRow } from '../ports.ts';

const MAX_REASON = 160;

/** Groups in the order in which they are told; what is in none of them did not run at all. */
const GROUPS: ReadonlyArray<[words: string, states: readonly ActionState[]]> = [
  ['done', ['succeeded']],
  ['already so', ['already-so']],
  ['failed', ['failed']],
  ['not sure', ['unknown']],
  ['under way', ['granted']],
  ['waiting', ['proposed', 'staged', 'drifted']],
  ['refused', ['refused']],
  ['denied', ['denied']],
  ['expired', ['expired']],
  ['closed', ['superseded']],
  ['not started', ['skipped']],
];

/** Counts what became of the actions; what was taken back by who asked is not called denied; the first reason of a failure is told with it. */
export function outcomeLine(
  actions: readonly Pick<ActionRow, 'state' | 'result'>[],
  approval: Pick<ApprovalRow, 'decidedBy'> | undefined,
): string {
  const isWithdrawn = approval?.decidedBy?.isWithdrawal === true;
  return GROUPS.flatMap(([told, states]) => {
    const group = actions.filter(({ state }) => states.includes(state));
    if (group.length === 0) return [];
    const words = isWithdrawn && told === 'denied' ? 'withdrawn' : told;
    const reason = states.includes('failed') ? reasonOf(group) : '';
    return [`${group.length} ${words}${reason}`];
  }).join(', ');
}

function reasonOf(failed: readonly Pick<ActionRow, 'result'>[]): string {
  const reason = failed.map(({ result }) => result?.reason).find((one) => one !== undefined);
  if (reason === undefined) return '';
  const text = reason.replace(/[.\s]+$/, '');
  return ` (${text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1).toWellFormed()}…` : text})`;
}

/** Counts by state, for the log. */
export function outcomeCounts(
  actions: readonly Pick<ActionRow, 'state'>[],
): Partial<Record<ActionState, number>> {
  const counts: Partial<Record<ActionState, number>> = {};
  for (const { state } of actions) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
