/**
 * Branded identifiers: opaque, prefixed, parsed at the door, so that one kind is never passed for another.
 * Making new ids needs time and randomness and therefore happens in the service (`adapters/system`).
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Id<'UserId'>;
export type AccountId = Id<'AccountId'>;
export type InstanceId = Id<'InstanceId'>;
export type DeliveryId = Id<'DeliveryId'>;
export type DecisionId = Id<'DecisionId'>;
export type ApprovalId = Id<'ApprovalId'>;
export type OrderId = Id<'OrderId'>;
export type JobId = Id<'JobId'>;
export type SessionId = Id<'SessionId'>;
export type ModelCallId = Id<'ModelCallId'>;
export type RuleId = Id<'RuleId'>;
export type ProposalId = Id<'ProposalId'>;

/** Prefix of every kind of id, the only place where they are spelled. */
export const ID_PREFIXES = {
  UserId: 'usr_',
  AccountId: 'acc_',
  InstanceId: 'ins_',
  DeliveryId: 'dlv_',
  DecisionId: 'dec_',
  ApprovalId: 'apr_',
  OrderId: 'ord_',
  JobId: 'job_',
  SessionId: 'ses_',
  ModelCallId: 'mdl_',
  RuleId: 'rul_',
  ProposalId: 'prp_',
} as const;

/** Maps the name of an id to its branded type. */
export interface IdTypes {
  UserId: UserId;
  AccountId: AccountId;
  InstanceId: InstanceId;
  DeliveryId: DeliveryId;
  DecisionId: DecisionId;
  ApprovalId: ApprovalId;
  OrderId: OrderId;
  JobId: JobId;
  SessionId: SessionId;
  ModelCallId: ModelCallId;
  RuleId: RuleId;
  ProposalId: ProposalId;
}

const ID_TAIL = /^[0-9a-zA-Z_-]{8,64}$/;

/** Parses an id at a door. Returns undefined for anything that does not have the kind's prefix and a plain tail. */
export function parseId<K extends keyof IdTypes>(kind: K, text: unknown): IdTypes[K] | undefined {
  if (typeof text !== 'string') return undefined;
  const prefix = ID_PREFIXES[kind];
  if (!text.startsWith(prefix) || !ID_TAIL.test(text.slice(prefix.length))) return undefined;
  return text as IdTypes[K];
}
