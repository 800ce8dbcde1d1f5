/** States of a decision and its parts. Transitions stand in `transition.ts`, the summary in `summarise.ts`. */

/** State of one action of a plan. */
export type ActionState =
  | 'proposed'
  | 'refused'
  | 'staged'
  | 'granted'
  | 'succeeded'
  | 'failed'
  | 'unknown'
  | 'skipped'
  | 'drifted'
  | 'denied'
  | 'expired'
  | 'superseded'
  | 'already-so';

/** State of an approval request. */
export type ApprovalState = 'staged' | 'approved' | 'denied' | 'expired' | 'superseded';

/** Summary state of a decision, derived from its actions. */
export type DecisionState =
  | 'received'
  | 'resolving'
  | 'asked'
  | 'ignored'
  | 'unsupported'
  | 'waiting'
  | 'answered'
  | 'refused'
  | 'staged'
  | 'executing'
  | 'done'
  | 'partly-done'
  | 'failed'
  | 'unknown'
  | 'denied'
  | 'expired'
  | 'superseded'
  | 'already-so';

export type ActionEvent =
  | 'refuse'
  | 'stage'
  | 'grant'
  | 'succeed'
  | 'fail'
  | 'lose-track'
  | 'skip'
  | 'drift'
  | 'keep'
  | 'deny'
  | 'expire'
  | 'supersede'
  | 'find-already-so'
  | 'settle-done'
  | 'settle-not-done';

export type ApprovalEvent = 'approve' | 'deny' | 'expire' | 'supersede' | 'return-after-drift';
