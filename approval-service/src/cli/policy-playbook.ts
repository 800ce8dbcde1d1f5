/** The tenant's playbook on the command line: what each rule said of a decision, and rules tried against the log. */
import { readFileSync } from 'node:fs';
import { type DecisionId, parseId, type UserId, voiceOf } from '@kraken/shared';
import { systemClock } from '../adapters/system/clock.ts';
import { applyTenantPlaybook } from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import { noTenantRules } from '../analyse/tenant-rules/compile-tenant-rules.ts';
import type { TenantRuleExplanation } from '../analyse/tenant-rules/match-tenant-rules.ts';
import { factsOf } from '../analyse/tenant-rules/ticket-facts.ts';
import { ServiceError } from '../errors.ts';
import { compileStored, currentRules, parseStored } from '../playbook/load-rules.ts';
import { type Replay, replayLog } from '../playbook/replay-log.ts';
import { tryRules } from '../playbook/try-rules.ts';
import type { Store, TenantStore, TenantTx } from '../ports.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { openCliStore } from './open.ts';

/** The lines of every rule for a decision, under the version it was read under; none where the tenant had no rules. */
export async function playbookLines(tx: TenantTx, id: DecisionId): Promise<string[]> {
  const decision = await tx.decisions.get(id);
  const delivery = decision && (await tx.deliveries.get(decision.deliveryId));
  const version = decision?.analysis?.playbook?.version ?? 0;
  const stored = version > 0 ? await tx.playbook.get(version) : undefined;
  if (!delivery || !stored) return [];
  const { snapshot, routing } = delivery.body;
  const { explanation } = applyTenantPlaybook({
    rules: compileStored(parseStored(version, stored.rules)),
    snapshot,
    voiceOf: (source) => voiceOf(source, routing),
    facts: factsOf(routing),
  });
  return [`playbook version ${version}`, ...explanation.map(lineOf)];
}

function lineOf({ position, ruleId, name, effect, outcome, sentence }: TenantRuleExplanation) {
  return `   ${position}. ${name} (${effect}, ${ruleId}) ${outcome}: ${sentence}`;
}

/**
 * Replays the last 90 days: the rules of a file against the present ones, or, without a file, the present ones against
 * none. Exit code 1 when something becomes looser, or may, or a case does not hold.
 */
export async function policyReplay(io: CliIo, options: CliOptions): Promise<number> {
  const file = options['rules'];
  const rules = file === undefined ? undefined : readRules(file);
  const store = await openCliStore(io.env);
  try {
    let problems = 0;
    for (const userId of await tenantsOf(store, options['tenant'])) {
      const { replay, lines, failing } = await replayOf(store.forTenant(userId), rules);
      for (const line of [`${userId}: ${replay.summary}`, ...lines]) io.out(line);
      problems += replay.looser + failing;
    }
    return rules !== undefined && problems > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

function readRules(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const sentence = `${file} cannot be read as JSON: give a list of rules as GET /api/playbook has them in items`;
    throw new ServiceError('unprocessable', sentence, { cause });
  }
}

async function tenantsOf(store: Store, wanted: string | undefined): Promise<UserId[]> {
  if (wanted === undefined) return store.system.listTenants();
  const userId = parseId('UserId', wanted);
  if (userId) return [userId];
  throw new ServiceError('unprocessable', '--tenant takes an id that starts with usr_');
}

/** What flips, and as lines what is looser and which cases fail. */
async function replayOf(
  store: TenantStore,
  rules: unknown,
): Promise<{ replay: Replay; lines: string[]; failing: number }> {
  const nowMs = systemClock.nowMs();
  if (rules === undefined) {
    const after = compileStored(await store.read(currentRules));
    const replay = await replayLog(store, { before: noTenantRules(), after }, nowMs);
    return { replay, lines: replay.flips.map(flipLine), failing: 0 };
  }
  const tried = await tryRules(store, rules, nowMs);
  if (!tried.ok) {
    const errors = tried.error.reason === 'rules-invalid' ? tried.error.errors : [];
    throw new ServiceError('unprocessable', errors.map(({ sentence }) => sentence).join(' '));
  }
  const { failures, ...replay } = tried.value;
  const cases = failures.map(
    ({ rule, text, expected, found }) =>
      `   case of ${rule}: “${text}” expected ${expected}, found: ${found}`,
  );
  return { replay, lines: [...replay.flips.map(flipLine), ...cases], failing: failures.length };
}

function flipLine({ decisionId, issueKey, action, from, to, rules, isLooser }: Replay['flips'][0]) {
  const mark = isLooser ? 'looser' : 'stricter';
  return `   ${mark}: ${decisionId} ${issueKey} ${action} ${from} -> ${to} (${rules.join(', ')})`;
}
