/**
 * Serves a site over HTTP on the loopback address. The caller names itself in `x-sandbox-actor`; without
 * it the request is anonymous. A cut connection is really cut.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConnectionCut } from '../faults/fault-types.ts';
import type { JiraActor, JiraHttpRequest, JiraHttpResponse } from '../site-types.ts';

/** What is served. */
export type Handler = (request: JiraHttpRequest) => Promise<JiraHttpResponse>;

/** Starts a server; port 0 takes a free one. */
export function listenSite(
  handler: Handler,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    serve(handler, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ url: `http://127.0.0.1:${actual}`, close: () => closeServer(server) });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const actor = readActor(request.headers['x-sandbox-actor']);
  if (actor === undefined) {
    send(response, { status: 400, headers: {}, body: 'x-sandbox-actor is not understood' });
    return;
  }
  const body = await readBody(request);
  try {
    const answer = await handler({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: plainHeaders(request),
      body,
      actor,
    });
    send(response, answer);
  } catch (error) {
    if (error instanceof ConnectionCut) {
      request.socket.destroy();
      return;
    }
    const text = error instanceof Error ? error.message : String(error);
    send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: text });
  }
}

function readActor(header: string | string[] | undefined): JiraActor | undefined {
  if (header === undefined || header === 'anonymous') return { kind: 'anonymous' };
  if (header === 'app') return { kind: 'app' };
  if (typeof header !== 'string' || !header.startsWith('user:')) return undefined;
  return { kind: 'user', accountId: header.slice('user:'.length) };
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

const LARGEST_BODY = 5_000_000;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return size === 0 ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, answer: JiraHttpResponse): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
