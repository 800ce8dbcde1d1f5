/**
 * Decides whether an order may run here, before anything of it is looked at: signed with this installation's key, for
 * this installation, not expired, unchanged (digest), and made of operations its kind may use. Everything else is refused.
 */
import type { JiraRequest, WorkOrder } from '@kraken/shared';
import { err, isActionComment, ok, type Result } from '@kraken/shared';
import { type OrderRefusal, verifyOrder } from '@kraken/shared/crypto';
import {
  ALLOWED_OPERATIONS,
  type AllowedOperations,
  type OperationShape,
} from './allowed-operations';
import { RECORD_DAYS } from './record-step';

const DAY_MS = 86_400_000;

/** Why an order is not run. `operation-not-allowed`: its kind may not use one of the operations in it. */
type Refusal = OrderRefusal | 'no-key' | 'lasts-too-long' | 'operation-not-allowed';

/** A verified order. `hasExpired`: it may not start any more, only tell what has already been done. */
export interface VerifiedOrder {
  order: WorkOrder;
  hasExpired: boolean;
}

/** Verifies an order. An expired one is verified in every other respect and marked. */
export function verifyForRunning(
  key: Uint8Array | undefined,
  candidate: unknown,
  at: { installationId: string; nowMs: number },
  allowed: AllowedOperations = ALLOWED_OPERATIONS,
): Result<VerifiedOrder, Refusal> {
  if (key === undefined) return err('no-key');
  const now = verifyOrder(key, candidate, at.installationId, at.nowMs);
  const hasExpired = !now.ok && now.error === 'expired';
  const verified = hasExpired ? verifyOrder(key, candidate, at.installationId, -1) : now;
  if (!verified.ok) return verified;
  const order = verified.value;
  // An order must not outlive the records that keep it from running twice.
  if (order.expiresAtMs > at.nowMs + (RECORD_DAYS - 1) * DAY_MS) return err('lasts-too-long');
  if (!mayUseItsOperations(order, allowed)) return err('operation-not-allowed');
  return ok({ order, hasExpired });
}

function mayUseItsOperations(order: WorkOrder, allowed: AllowedOperations): boolean {
  const requests = order.steps.flatMap((step) => step.requests);
  const reads = [
    ...order.reads,
    ...order.steps.flatMap((step) => [
      ...step.preconditions.map(({ read }) => read),
      ...step.checks,
    ]),
  ].map(({ request }) => request);
  if (!reads.every((read) => isOneOf(read, allowed.reads))) return false;
  switch (order.kind) {
    case 'resolve':
      return order.steps.length === 0;
    case 'execute':
      return (
        order.reads.length === 0 &&
        requests.every((request) => isOneOf(request, [...allowed.writes, ...allowed.reads])) &&
        requests.every((request) => !isOneOf(request, allowed.comments) || isActionComment(request))
      );
    case 'comment':
      return (
        order.reads.length === 0 &&
        order.steps.length === 1 &&
        isOneComment(requests, order.issueId, allowed)
      );
    default:
      return false;
  }
}

/** The operation id alone proves nothing: method and template must be those of the operation. */
function isOneOf(request: JiraRequest, operations: readonly OperationShape[]): boolean {
  return operations.some(
    (operation) =>
      operation.operationId === request.operationId &&
      operation.method === request.method &&
      operation.template === request.template,
  );
}

/** One comment is written, on the decision's own issue; anything beside it only reads. */
function isOneComment(
  requests: readonly JiraRequest[],
  issueId: string,
  allowed: AllowedOperations,
): boolean {
  const others = requests.filter((request) => !isOneOf(request, allowed.comments));
  const [comment, ...more] = requests.filter((request) => isOneOf(request, allowed.comments));
  return (
    comment?.path['issueIdOrKey'] === issueId &&
    more.length === 0 &&
    others.every((request) => isOneOf(request, allowed.reads))
  );
}
