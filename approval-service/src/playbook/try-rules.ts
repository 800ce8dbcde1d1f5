/** A set of rules tried without saving anything: its cases, and the last 90 days against the present rules. */
import { err, ok, type Result } from '@kraken/shared';
import type { CaseFailure } from '../analyse/tenant-rules/run-cases.ts';
import type { TenantStore } from '../ports.ts';
import { runAllCases } from './change-playbook.ts';
import { checkRules, type EditError } from './edit-rules.ts';
import { compileStored, currentRules } from './load-rules.ts';
import { type Replay, replayLog } from './replay-log.ts';

/** Tries a whole set. Error `rules-invalid`: sentences that say what to change. */
export async function tryRules(
  store: TenantStore,
  rules: unknown,
  nowMs: number,
): Promise<Result<Replay & { failures: CaseFailure[] }, EditError>> {
  const known = await store.read(currentRules);
  const checked = checkRules(rules, known.version + 1);
  if (!checked.ok) return err({ reason: 'rules-invalid', errors: checked.error });
  const failures = await runAllCases(checked.value.compiled);
  const sets = { before: compileStored(known), after: checked.value.compiled };
  return ok({ ...(await replayLog(store, sets, nowMs)), failures });
}
