/** Serves the stand-in on the loopback address; a cut answer is really cut, a hanging one never comes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClaudeAnswer } from './answer-types.ts';
import type { Claude } from './create-claude.ts';

/** Kept of a body; the rest is only counted. One more byte than is allowed. */
const MOST_BODY_BYTES = 32_000_001;
const SLOW_MS = 250;

/** A running server. */
export interface ClaudeServer {
  url: string;
  close(): Promise<void>;
}

/** Starts on a free port. */
export function serveClaude(claude: Pick<Claude, 'handle'>): Promise<ClaudeServer> {
  const server = createServer((request, response) => {
    serve(claude, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${port}`, close: () => closeServer(server) });
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
  claude: Pick<Claude, 'handle'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { body, size } = await readBody(request);
  const answer = claude.handle({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: plainHeaders(request),
    body,
    size,
  });
  send(response, answer);
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

async function readBody(request: IncomingMessage): Promise<{ body: Uint8Array; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size < MOST_BODY_BYTES) chunks.push(chunk);
    size += chunk.length;
  }
  return { body: Buffer.concat(chunks), size };
}

function send(response: ServerResponse, { status, headers, body, manner }: ClaudeAnswer): void {
  if (manner === 'hang') return;
  const write = (): void => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    if (manner !== 'cut') return void response.end(body);
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  };
  if (manner === 'slow') setTimeout(write, SLOW_MS).unref();
  else write();
}
