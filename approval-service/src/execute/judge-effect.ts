/** What reading Jira back says of an action. */
import { findAction, isUnavailable, type JiraRead, type StepResult } from '@kraken/shared';
import type { ActionResult, ActionRow } from '../ports.ts';

/** Reads that show the effect of an action. */
export function effectReads({ planned }: Pick<ActionRow, 'planned'>): JiraRead[] {
  const { resolved } = planned;
  const definition = findAction(planned.type);
  return definition && resolved ? definition.check(resolved.target).reads : [];
}

/** `unread`: there were no answers, or none that says anything. */
export function judgeEffect(
  { planned }: Pick<ActionRow, 'planned'>,
  checks: StepResult['checks'],
): NonNullable<ActionResult['seen']> {
  const definition = findAction(planned.type);
  const { resolved } = planned;
  if (!definition || !resolved || checks.length === 0) return 'unread';
  const check = definition.check(resolved.target);
  if (check.reads.length !== checks.length || checks.every(isUnavailable)) return 'unread';
  const seen = check.judge(checks);
  return seen === 'unknown' ? 'unread' : seen;
}
