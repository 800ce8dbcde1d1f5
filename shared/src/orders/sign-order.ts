/** Signing and verifying work orders with the installation's own key. Node only (door 2). */
import { canonicalDigest } from '../plans/canonical.ts';
import { err, ok, type Result } from '../result.ts';
import { fieldsMac, macEquals, purposeKey } from './mac.ts';
import { ORDER_VERSION, type WorkOrder, workOrderSchema } from './work-order.ts';

/** Everything of an order but version, digest and signature. */
export type UnsignedOrder = Omit<WorkOrder, 'version' | 'digest' | 'signature'>;

export type OrderRefusal =
  | 'malformed'
  | 'bad-signature'
  | 'other-installation'
  | 'expired'
  | 'bad-digest';

/** Digest of what an order does. */
export function orderDigest(order: Pick<WorkOrder, 'kind' | 'reads' | 'steps'>): string {
  return canonicalDigest({ kind: order.kind, reads: order.reads, steps: order.steps });
}

function orderMac(installationKey: Uint8Array, order: Omit<WorkOrder, 'signature'>): string {
  return fieldsMac(purposeKey(installationKey, 'work-order'), [
    'kraken-work-order',
    String(order.version),
    order.orderId,
    order.kind,
    order.installationId,
    order.decisionId,
    order.issueId,
    order.digest,
    String(order.issuedAtMs),
    String(order.expiresAtMs),
    order.nonce,
  ]);
}

/** Signs an order for one installation. `installationKey`: the 32 bytes that app and service share. */
export function signOrder(installationKey: Uint8Array, order: UnsignedOrder): WorkOrder {
  const unsigned = { ...order, version: ORDER_VERSION, digest: orderDigest(order) };
  return { ...unsigned, signature: orderMac(installationKey, unsigned) };
}

/**
 * Verifies an order before anything else looks at it.
 * Errors: `malformed`, `bad-signature`, `other-installation`, `expired`, `bad-digest` (a request was changed).
 */
export function verifyOrder(
  installationKey: Uint8Array,
  candidate: unknown,
  installationId: string,
  nowMs: number,
): Result<WorkOrder, OrderRefusal> {
  const parsed = workOrderSchema.safeParse(candidate);
  if (!parsed.success) return err('malformed');
  const order = parsed.data;
  if (!macEquals(orderMac(installationKey, order), order.signature)) return err('bad-signature');
  if (order.installationId !== installationId) return err('other-installation');
  if (order.expiresAtMs <= nowMs) return err('expired');
  if (orderDigest(order) !== order.digest) return err('bad-digest');
  return ok(order);
}
