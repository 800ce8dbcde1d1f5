/**
 * A change of the playbook that can loosen something is confirmed by a second administrator of the account, or taken back
 * by any. The second one is another person than who proposed it: another sign-in, and both are linked to Jira accounts, not to the same.
 */
import { err, ok, type ProposalId, type Result } from '@kraken/shared';
import type { Account, Clock, PlaybookProposal, Store, TenantTx } from '../ports.ts';
import { insertVersion, PROPOSAL_TTL_MS } from './change-playbook.ts';

export type ProposalError =
  | { reason: 'not-found' }
  | { reason: 'already-decided'; state: string }
  | { reason: 'expired' }
  /** Who proposed it cannot confirm it. */
  | { reason: 'same-person' }
  /** One of the two sign-ins is not linked to a Jira account, so nobody knows that they are two people. */
  | { reason: 'not-linked' }
  /** The playbook is another one than it was made from. */
  | { reason: 'changed-meanwhile' };

interface Deciding {
  account: Account;
  proposalId: ProposalId;
}

type Deps = { store: Store; clock: Clock };

/** Confirms; answers with the version that is now in effect. */
export async function confirmProposal(
  deps: Deps,
  { account, proposalId }: Deciding,
): Promise<Result<{ version: number }, ProposalError>> {
  const nowMs = deps.clock.nowMs();
  const store = deps.store.forTenant(account.userId);
  const seen = await store.read((tx) => tx.playbook.getProposal(proposalId));
  const proposer = seen && (await deps.store.system.accountById(seen.proposedBy));
  return store.transact(async (tx) => {
    const found = await findOpen(tx, proposalId, nowMs);
    if (!found.ok) return found;
    const objection = objectionTo(found.value, account, proposer);
    if (objection !== undefined) return err(objection);
    return confirm(tx, found.value, account, nowMs);
  });
}

/** Two people: two sign-ins that are linked to two Jira accounts. A second sign-in of one's own is soon made. */
function objectionTo(
  { proposedBy }: PlaybookProposal,
  account: Account,
  proposer: Account | undefined,
): ProposalError | undefined {
  if (proposedBy === account.accountId) return { reason: 'same-person' };
  const [own, theirs] = [account.jiraAccountId, proposer?.jiraAccountId ?? null];
  if (own === null || theirs === null) return { reason: 'not-linked' };
  return own === theirs ? { reason: 'same-person' } : undefined;
}

async function findOpen(
  tx: TenantTx,
  proposalId: ProposalId,
  nowMs: number,
): Promise<Result<PlaybookProposal, ProposalError>> {
  const proposal = await tx.playbook.getProposal(proposalId);
  if (!proposal) return err({ reason: 'not-found' });
  if (proposal.state !== 'proposed')
    return err({ reason: 'already-decided', state: proposal.state });
  const isOver = proposal.proposedAtMs + PROPOSAL_TTL_MS <= nowMs;
  return isOver ? err({ reason: 'expired' }) : ok(proposal);
}

async function confirm(
  tx: TenantTx,
  proposal: PlaybookProposal,
  { accountId }: Account,
  nowMs: number,
): Promise<Result<{ version: number }, ProposalError>> {
  const { proposalId, baseVersion } = proposal;
  if ((await tx.playbook.version()) !== baseVersion) return err({ reason: 'changed-meanwhile' });
  if (!(await tx.playbook.decideProposal(proposalId, 'confirmed', accountId, nowMs)))
    return err({ reason: 'already-decided', state: 'decided' });
  const version = baseVersion + 1;
  const row = {
    version,
    rules: proposal.rules,
    change: proposal.change,
    madeAtMs: nowMs,
    madeBy: proposal.proposedBy,
    confirmedBy: accountId,
    why: proposal.why,
  };
  return (await insertVersion(tx, row, proposalId))
    ? ok({ version })
    : err({ reason: 'changed-meanwhile' });
}

/** Takes a proposal back. */
export async function cancelProposal(
  deps: Deps,
  { account, proposalId }: Deciding,
): Promise<Result<true, ProposalError>> {
  const nowMs = deps.clock.nowMs();
  return deps.store.forTenant(account.userId).transact(async (tx) => {
    const found = await findOpen(tx, proposalId, nowMs);
    if (!found.ok && found.error.reason !== 'expired') return found;
    await tx.playbook.decideProposal(proposalId, 'cancelled', account.accountId, nowMs);
    await tx.log.append({
      atMs: nowMs,
      event: 'playbook.change-cancelled',
      decisionId: null,
      actor: { kind: 'human', id: account.accountId },
      detail: { proposalId },
    });
    return ok(true);
  });
}
