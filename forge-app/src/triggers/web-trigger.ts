/**
 * Handler of the web trigger: the service hands over one signed order at once. Static, so whatever happens the answer is
 * one of three outputs of the manifest, and a caller learns nothing else.
 */

import type { Json } from '@kraken/shared';
import { verifyWebTriggerCall } from '@kraken/shared/crypto';
import { runAndReport } from '../orders/claim-orders';
import type { Invocation, OrderPorts } from '../ports';
import { bindPorts, currentInvocation } from '../runtime/bind-ports';
import { findInstallationKey } from '../store/installation-key';

/** What Forge hands over: header values as lists, under whatever case the caller used. */
export interface WebTriggerCall {
  method: string;
  body?: string | undefined;
  headers: Readonly<Record<string, readonly string[]>>;
}

/** Key of an output declared in the manifest. */
interface WebTriggerAnswer {
  outputKey: 'accepted' | 'unauthorized' | 'invalid';
}

/** The handler. */
export async function workOrderDoor(call: WebTriggerCall): Promise<WebTriggerAnswer> {
  return openDoor(bindPorts(), call, currentInvocation());
}

/** The same against ports: the call's signature first, then the order's own. */
export async function openDoor(
  ports: OrderPorts,
  call: WebTriggerCall,
  invocation: Invocation,
): Promise<WebTriggerAnswer> {
  const key = await findInstallationKey(ports.secrets);
  const body = call.body ?? '';
  const isSigned =
    key !== undefined &&
    call.method === 'POST' &&
    verifyWebTriggerCall(key, call.headers, body, ports.clock.nowMs());
  if (!isSigned) return { outputKey: 'unauthorized' };
  const order = parse(body);
  // Awaited: work left running after the answer may run in another tenant's invocation, or never.
  const outcome = await runAndReport(ports, order, invocation);
  const isTaken = outcome === 'ran' || outcome === 'not-now';
  return { outputKey: isTaken ? 'accepted' : 'invalid' };
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return null;
  }
}
