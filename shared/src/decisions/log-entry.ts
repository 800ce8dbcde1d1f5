/**
 * One line of the decision log: shape and hash. Entries form one chain per tenant; personal text is not in them,
 * so erasing a person never breaks the chain. Node only (door 2).
 */
import type { Json } from '../json.ts';
import { canonicalDigest } from '../plans/canonical.ts';

/** Who acted: a person, the policy, the system, or Jira (an answer of Jira). */
export interface LogActor {
  kind: 'human' | 'policy' | 'system' | 'jira';
  /** Opaque id of the person (Kraken account or Jira account); absent for the others. */
  id?: string | undefined;
}

/** Stable event codes (past tense); new ones may be added, none changes its meaning. */
export const LOG_EVENTS = [
  'instance.registered',
  'instance.removed',
  'settings.changed',
  'site.paused',
  'site.resumed',
  'delivery.accepted',
  'delivery.duplicated',
  'ticket.analysed',
  'analysis.postponed',
  'question.answered',
  'plan.resolved',
  'action.classified',
  'plan.staged',
  'plan.superseded',
  'plan.approved',
  'plan.denied',
  'plan.cancelled',
  'plan.expired',
  'plan.drifted',
  'grant.renewed',
  'decision.attempt-refused',
  'decision.opened',
  'decision.undo-requested',
  'decision.retry-requested',
  'grant.made',
  'order.issued',
  'order.recorded',
  'action.intended',
  'action.recorded',
  'action.settled',
  'comment.posted',
  'comment.failed',
  'account.created',
  'playbook.changed',
  'playbook.change-proposed',
  'playbook.change-cancelled',
] as const;

export type LogEvent = (typeof LOG_EVENTS)[number];

export interface LogEntry {
  /** Position in the tenant's chain, from 1. */
  seq: number;
  /** UTC milliseconds, never earlier than the entry before. */
  atMs: number;
  event: LogEvent;
  decisionId: string | null;
  actor: LogActor;
  /** Codes, ids, digests, counts; no ticket text, no secrets. */
  detail: Json;
}

/** Hash before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/** Hash of an entry: SHA-256 over the canonical bytes of `{ version, tenant, previous, entry }`. */
export function entryHash(tenant: string, previous: string, entry: LogEntry): string {
  const { seq, atMs, event, decisionId, actor, detail } = entry;
  return canonicalDigest({
    version: 1,
    tenant,
    previous,
    entry: {
      seq,
      atMs,
      event,
      decisionId,
      actor: actor.id === undefined ? { kind: actor.kind } : { kind: actor.kind, id: actor.id },
      detail,
    },
  });
}
