/**
 * Which operations an installation can be asked to send: those its kind of connection has actions for, those of comment
 * orders, and those that read who asked. The scopes of the Forge app are these operations' scopes and no others.
 */
import type { ConnectionKind, Operation } from './action.ts';
import { CATALOGUE, COMMENT_OPERATION_IDS } from './catalogue.ts';
import { OPERATIONS } from './operations.ts';
import { REQUESTER_OPERATION_IDS } from './read-requester.ts';

/** Operations of one kind of connection, in table order. */
export function operationsOf(connection: ConnectionKind): Operation[] {
  const used = new Set<string>([...COMMENT_OPERATION_IDS, ...REQUESTER_OPERATION_IDS]);
  for (const { connections, reads, writes } of CATALOGUE) {
    if (!connections.includes(connection)) continue;
    for (const { operationId } of [...reads, ...writes]) used.add(operationId);
  }
  return OPERATIONS.filter(({ operationId }) => used.has(operationId));
}

/** What the Forge app may be asked to send. */
export const FORGE_OPERATIONS: readonly Operation[] = operationsOf('forge');
