/** Port to a tenant's playbook: every version of its rules, and changes that wait for a second administrator. */
import type { AccountId, Json, ProposalId } from '@kraken/shared';

/** What a change of the playbook did. */
export interface PlaybookChange {
  kind: 'added' | 'changed' | 'moved' | 'removed';
  ruleId: string;
  /** Name of the rule after the change; before it where it was removed. */
  name: string;
}

/** One version of a tenant's rules; never changed and never removed. */
export interface PlaybookVersion {
  /** From 1. */
  version: number;
  /** All rules in order, as `tenantRulesSchema` parses them. */
  rules: Json;
  change: PlaybookChange;
  madeAtMs: number;
  madeBy: AccountId;
  /** The second administrator of a change that can loosen something. */
  confirmedBy: AccountId | null;
  why: string;
}

/** A change that can loosen something and takes effect when a second administrator confirms it. */
export interface PlaybookProposal {
  proposalId: ProposalId;
  /** The version it was made from. */
  baseVersion: number;
  /** All rules as they would be. */
  rules: Json;
  change: PlaybookChange;
  /** What the replay found, as it was answered. */
  replay: Json;
  state: 'proposed' | 'confirmed' | 'cancelled';
  proposedAtMs: number;
  proposedBy: AccountId;
  why: string;
  decidedAtMs: number | null;
  decidedBy: AccountId | null;
}

/** A proposal as it is listed: without its rules, which may be megabytes. */
export type ListedProposal = Omit<PlaybookProposal, 'rules'>;

/** The playbook of one tenant, inside a transaction. */
export interface PlaybookTx {
  /** Number of the present version; 0: none. */
  version(): Promise<number>;
  /** The present version. */
  current(): Promise<PlaybookVersion | undefined>;
  get(version: number): Promise<PlaybookVersion | undefined>;
  /** Inserts the next version; false when somebody else made it first. */
  insert(row: PlaybookVersion): Promise<boolean>;
  insertProposal(row: PlaybookProposal): Promise<void>;
  getProposal(id: ProposalId): Promise<PlaybookProposal | undefined>;
  /** Those that wait, newest first; without their rules. */
  listProposed(limit: number): Promise<ListedProposal[]>;
  /** How many wait that were proposed after that time. */
  countProposed(afterMs: number): Promise<number>;
  /** Compare-and-swap from `proposed`. */
  decideProposal(
    id: ProposalId,
    state: 'confirmed' | 'cancelled',
    by: AccountId,
    atMs: number,
  ): Promise<boolean>;
}
