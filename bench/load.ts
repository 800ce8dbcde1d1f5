/** Sends prepared requests over keep-alive sockets, each connection one at a time, and measures every answer. */
import { connect } from 'node:net';

export interface LoadResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  statuses: Record<string, number>;
}

/** Sends every request once over `connections` sockets. Bounded by the number of requests. */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () =>
      drive(
        port,
        () => requests[next++],
        (status, ms) => {
          latencies.push(ms);
          statuses[status] = (statuses[status] ?? 0) + 1;
        },
      ),
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return {
    requestsPerSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    statuses,
  };
}

function drive(
  port: number,
  take: () => Buffer | undefined,
  report: (status: string, ms: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let received = '';
    const send = (): void => {
      const request = take();
      if (request === undefined) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const status = completeAnswer(received);
      if (status === undefined) return;
      received = '';
      report(status, performance.now() - sentAt);
      send();
    });
  });
}

/** Status of a complete answer; undefined while bytes are missing. */
function completeAnswer(text: string): string | undefined {
  const headerEnd = text.indexOf('\r\n\r\n');
  if (headerEnd < 0) return undefined;
  const head = text.slice(0, headerEnd).toLowerCase();
  const length = /content-length: (\d+)/.exec(head)?.[1];
  const body = text.slice(headerEnd + 4);
  const isComplete =
    length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length);
  return isComplete ? text.slice(9, 12) : undefined;
}
