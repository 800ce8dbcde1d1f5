/**
 * Calls of the platform to our service: a fresh invocation token on every one, redirects refused, 5 MB at most.
 * It guarantees that nothing of the app's own `authorization` reaches the service and that no Jira credential travels along.
 */
import { randomBytes } from 'node:crypto';
import type { FitOverrides } from './host-types.ts';
import type { Platform } from './platform.ts';
import { fetchOutside } from './runtime-globals.ts';
import type { FitSigner } from './sign-fit.ts';

const BYTES_MOST = 5 * 1024 * 1024;
const DROPPED = ['authorization', 'host', 'cookie', 'content-length', 'connection'];

/** One call to a remote of the manifest. */
export interface RemoteCall {
  readonly remote: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestInit['body'];
  readonly fit: FitOverrides;
}

/** An answer the platform itself gives; the SDK turns the header into an error. */
export function platformError(status: number, code: string): Response {
  return new Response('{}', {
    status,
    headers: { 'forge-proxy-error': code, 'content-type': 'application/json' },
  });
}

const sizeOf = (body: RequestInit['body']): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : 0;

/** Sends the call. Unknown remote: `INVALID_REMOTE`; redirect, no answer, too large: an error of the platform. */
export async function callRemote(
  platform: Platform,
  signer: FitSigner,
  call: RemoteCall,
): Promise<Response> {
  const baseUrl = platform.remotes.get(call.remote);
  const declared = platform.manifest.remotes.some((r) => r.key === call.remote);
  if (!baseUrl || !declared) return platformError(400, 'INVALID_REMOTE');
  if (!call.path.startsWith('/')) return platformError(400, 'INVALID_REMOTE_PATH');
  if (sizeOf(call.body) > BYTES_MOST) return platformError(413, 'PAYLOAD_TOO_LARGE');
  const headers = new Headers(call.headers);
  for (const name of DROPPED) headers.delete(name);
  headers.set('authorization', `Bearer ${await signer.mint(call.fit)}`);
  headers.set('x-b3-traceid', randomBytes(16).toString('hex'));
  headers.set('x-b3-spanid', randomBytes(8).toString('hex'));
  const hasBody = call.method !== 'GET' && call.method !== 'HEAD' && call.body !== undefined;
  try {
    const response = await fetchOutside(joinUrl(baseUrl, call.path), {
      method: call.method,
      headers,
      redirect: 'manual',
      ...(hasBody ? { body: call.body ?? null } : {}),
    });
    if (response.status >= 300 && response.status < 400)
      return platformError(502, 'REMOTE_REDIRECTED');
    return response;
  } catch {
    return platformError(502, 'REMOTE_UNREACHABLE');
  }
}

const joinUrl = (baseUrl: string, path: string): string => `${baseUrl.replace(/\/$/, '')}${path}`;
