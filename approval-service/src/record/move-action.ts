/** Moves an action along its state machine: compare-and-swap plus log entry, in one transaction. */
import { type ActionEvent, transitionAction } from '@kraken/shared';
import type { LogActor, LogEvent } from '@kraken/shared/crypto';
import { ServiceError } from '../errors.ts';
import type { ActionResult, ActionRow, TenantTx } from '../ports.ts';

export interface Move {
  event: ActionEvent;
  logAs: LogEvent;
  actor: LogActor;
  nowMs: number;
  result?: ActionResult | undefined;
}

/** Throws `conflict` when the state machine or another writer says no; the transaction is then rolled back. */
export async function moveAction(tx: TenantTx, row: ActionRow, move: Move): Promise<void> {
  const next = transitionAction(row.state, move.event);
  if (!next.ok)
    throw new ServiceError('conflict', `an action cannot ${move.event} from ${row.state}`);
  const { nowMs, result } = move;
  if (!(await tx.actions.move(row.decisionId, row.index, row.state, next.value, nowMs, result))) {
    throw new ServiceError('conflict', 'the action was changed by somebody else');
  }
  await tx.log.append({
    atMs: nowMs,
    event: move.logAs,
    decisionId: row.decisionId,
    actor: move.actor,
    detail: {
      index: row.index,
      type: row.planned.type,
      state: next.value,
      ...(result ? { statuses: result.statuses } : {}),
    },
  });
}
