/** What reading Jira back says of an action. */
import {
  fillCaptured,
  findAction,
  isUnavailable,
  type JiraRead,
  type StepResult,
} from '@kraken/shared';
import type { ActionResult, ActionRow } from '../ports.ts';

/** Reads that show the effect of an action, with what its requests captured as far as the app told. */
export function effectReads({
  planned,
  result,
}: Pick<ActionRow, 'planned' | 'result'>): JiraRead[] {
  const { resolved } = planned;
  const definition = findAction(planned.type);
  const reads = definition && resolved ? definition.check(resolved.target).reads : [];
  const captured = result?.captured ?? {};
  return reads.map(({ request, pick }) => ({ request: fillCaptured(request, captured), pick }));
}

/** `unread`: there were no answers, or none that says anything. `pending`: not there yet, or not any more to come. */
export function judgeEffect(
  { planned }: Pick<ActionRow, 'planned'>,
  checks: StepResult['checks'],
): NonNullable<ActionResult['seen']> | 'pending' {
  const definition = findAction(planned.type);
  const { resolved } = planned;
  if (!definition || !resolved || checks.length === 0) return 'unread';
  const check = definition.check(resolved.target);
  if (check.reads.length !== checks.length || checks.every(isUnavailable)) return 'unread';
  const seen = check.judge(checks);
  return seen === 'unknown' ? 'unread' : seen;
}
