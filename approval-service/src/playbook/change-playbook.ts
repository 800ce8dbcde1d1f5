/**
 * A change of a tenant's playbook. Before anything is saved the cases beside every rule are run and the last 90 days are
 * replayed. A change that makes no decision of theirs looser takes effect at once; any other waits for a second
 * administrator. Nobody may have changed the playbook in between.
 */
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { err, type Json, ok, type Result } from '@kraken/shared';
import type { CompiledTenantRules } from '../analyse/tenant-rules/compile-tenant-rules.ts';
import { type CaseFailure, runCasesOf } from '../analyse/tenant-rules/run-cases.ts';
import type { TenantRule } from '../analyse/tenant-rules/tenant-rule.ts';
import type {
  Account,
  Clock,
  PlaybookProposal,
  PlaybookVersion,
  Random,
  Store,
  TenantTx,
} from '../ports.ts';
import { type EditError, type EditedRules, editRules, type RuleEdit } from './edit-rules.ts';
import { compileStored, currentRules, type RuleSet } from './load-rules.ts';
import { type Replay, replayLog } from './replay-log.ts';

export interface PlaybookDeps {
  store: Store;
  clock: Clock;
  random: Random;
}

/** Who wants what, and why. */
export interface ChangeInput {
  account: Account;
  edit: RuleEdit;
  why: string;
}

/** Most proposals of one account that wait. */
export const MAX_OPEN_PROPOSALS = 20;
/** A proposal stands for seven days. */
export const PROPOSAL_TTL_MS = 7 * 86_400_000;

/**
 * `cases-fail`: cases beside rules do not hold. `changed-meanwhile`: load the playbook again. `too-many-proposals`: as many
 * as may wait do.
 */
export type ChangeError =
  | EditError
  | { reason: 'too-many-proposals' }
  | { reason: 'cases-fail'; failures: CaseFailure[] }
  | { reason: 'changed-meanwhile' };

/** What became of a change. */
export type ChangeOutcome =
  /** The playbook is as it was wanted already: nothing was saved, and proposals stand. */
  | { outcome: 'unchanged'; version: number; rule: TenantRule | undefined }
  | { outcome: 'in-effect'; version: number; rule: TenantRule | undefined; replay: Replay }
  | { outcome: 'proposed'; proposal: PlaybookProposal; replay: Replay };

/** Runs the cases of all rules; other work goes on in between. */
export async function runAllCases(compiled: CompiledTenantRules): Promise<CaseFailure[]> {
  const failures: CaseFailure[] = [];
  for (const { rule } of compiled.rules) {
    if (rule.cases.length > 0) await letOthersRun();
    failures.push(...runCasesOf(compiled, rule));
  }
  return failures;
}

/** Makes a change, or proposes it. */
export async function changePlaybook(
  deps: PlaybookDeps,
  input: ChangeInput,
): Promise<Result<ChangeOutcome, ChangeError>> {
  const store = deps.store.forTenant(input.account.userId);
  const nowMs = deps.clock.nowMs();
  const known = await store.read(currentRules);
  const edited = editRules(known, input.edit);
  if (!edited.ok) return edited;
  if (isDeepStrictEqual(edited.value.rules, known.rules)) {
    const rule = known.rules.find(({ ruleId }) => ruleId === input.edit.ruleId);
    return ok({ outcome: 'unchanged', version: known.version, rule });
  }
  const failures = await runAllCases(edited.value.compiled);
  if (failures.length > 0) return err({ reason: 'cases-fail', failures });
  const sets = { before: compileStored(known), after: edited.value.compiled };
  const replay = await replayLog(store, sets, nowMs);
  const saving: Saving = { input, known, edited: edited.value, replay, nowMs };
  return store.transact((tx) =>
    replay.looser > 0 ? propose(tx, deps.random, saving) : putIntoEffect(tx, saving),
  );
}

interface Saving {
  input: ChangeInput;
  known: RuleSet;
  edited: EditedRules;
  replay: Replay;
  nowMs: number;
}

async function putIntoEffect(
  tx: TenantTx,
  { input, known, edited, replay, nowMs }: Saving,
): Promise<Result<ChangeOutcome, ChangeError>> {
  const version = known.version + 1;
  const row: PlaybookVersion = {
    version,
    rules: edited.stored,
    change: edited.change,
    madeAtMs: nowMs,
    madeBy: input.account.accountId,
    confirmedBy: null,
    why: input.why,
  };
  if (!(await insertVersion(tx, row))) return err({ reason: 'changed-meanwhile' });
  const rule = edited.rules.find(({ ruleId }) => ruleId === input.edit.ruleId);
  return ok({ outcome: 'in-effect', version, rule, replay });
}

/** Inserts a version with its line of the log; false when the playbook was changed meanwhile. */
export async function insertVersion(
  tx: TenantTx,
  row: PlaybookVersion,
  proposalId?: string,
): Promise<boolean> {
  if (!(await tx.playbook.insert(row))) return false;
  await tx.log.append({
    atMs: row.madeAtMs,
    event: 'playbook.changed',
    decisionId: null,
    actor: { kind: 'human', id: row.confirmedBy ?? row.madeBy },
    detail: {
      version: row.version,
      change: row.change.kind,
      ruleId: row.change.ruleId,
      madeBy: row.madeBy,
      ...(proposalId === undefined ? {} : { proposalId }),
    },
  });
  return true;
}

async function propose(
  tx: TenantTx,
  random: Random,
  { input, known, edited, replay, nowMs }: Saving,
): Promise<Result<ChangeOutcome, ChangeError>> {
  if ((await tx.playbook.version()) !== known.version) return err({ reason: 'changed-meanwhile' });
  const open = await tx.playbook.countProposed(nowMs - PROPOSAL_TTL_MS);
  if (open >= MAX_OPEN_PROPOSALS) return err({ reason: 'too-many-proposals' });
  const proposal: PlaybookProposal = {
    proposalId: random.id('ProposalId'),
    baseVersion: known.version,
    rules: edited.stored,
    change: edited.change,
    replay: replay as unknown as Json,
    state: 'proposed',
    proposedAtMs: nowMs,
    proposedBy: input.account.accountId,
    why: input.why,
    decidedAtMs: null,
    decidedBy: null,
  };
  await tx.playbook.insertProposal(proposal);
  await tx.log.append({
    atMs: nowMs,
    event: 'playbook.change-proposed',
    decisionId: null,
    actor: { kind: 'human', id: proposal.proposedBy },
    detail: {
      proposalId: proposal.proposalId,
      baseVersion: proposal.baseVersion,
      change: edited.change.kind,
      ruleId: edited.change.ruleId,
      looser: replay.looser,
    },
  });
  return ok({ outcome: 'proposed', proposal, replay });
}
