/**
 * Every call to the approval service. `invokeRemote` attaches the Forge Invocation Token, from which the service takes the
 * tenant; there is no other credential. Never throws: a call without an answer has status 0.
 */
import { invokeRemote } from '@forge/api';
import type { Json } from '@kraken/shared';
import { errorKind, logLine } from '../log';
import type { ServiceAnswer, ServicePort } from '../ports';

const REMOTE = 'approval-service';

/** The service of this installation. */
export function approvalService(): ServicePort {
  return { call };
}

async function call(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<ServiceAnswer> {
  try {
    const response = await invokeRemote(REMOTE, {
      path,
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parse(await response.text()) };
  } catch (error) {
    logLine('service.no-answer', { method, kind: errorKind(error) });
    return { status: 0, body: null };
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
