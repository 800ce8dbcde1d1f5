/** A loopback server that records what it is sent and answers as told: stands for Jira and for the service in tests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** How to answer; undefined waits for ever. */
export type Answerer = (
  request: RecordedRequest,
) => { status: number; body?: unknown; headers?: Record<string, string> } | undefined;

/** A running recorder. */
export interface RecordServer {
  readonly url: string;
  readonly requests: RecordedRequest[];
  /** Parsed JSON bodies sent to one path, in order. */
  bodiesOf(path: string): unknown[];
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Starts a recorder on a free loopback port. */
export async function startRecordServer(answer: Answerer): Promise<RecordServer> {
  const requests: RecordedRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const recorded = { method, path: url, headers, body: await readBody(request) };
    requests.push(recorded);
    const told = answer(recorded);
    if (!told) return;
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
    response.end(told.body === undefined ? '' : JSON.stringify(told.body));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    bodiesOf: (path) =>
      requests.filter((r) => r.path === path).map((r) => JSON.parse(r.body) as unknown),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
