/** Durable 202 per second and p99 at 1, 16 and 64 connections, against no store and one commit per request. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchRequest, type Platform, startPlatform } from './forge-platform.ts';
import { type LoadResult, sendAll } from './load.ts';
import { printRow, type Row } from './row.ts';

const ROUNDS = 3;
const REQUESTS: ReadonlyArray<[connections: number, requests: number]> = [
  [1, 600],
  [16, 3_000],
  [64, 6_000],
];
const WARM_UP = 400;

type Mode = 'store' | 'per-request' | 'none';

async function measure(
  mode: Mode,
  platform: Platform,
  requests: readonly Buffer[],
  connections: number,
): Promise<LoadResult> {
  const child = fork(
    fileURLToPath(new URL('./ingest-server.ts', import.meta.url)),
    [mode, platform.jwksUrl],
    {
      execArgv: ['--conditions=@kraken/source'],
    },
  );
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  await sendAll(port, requests.slice(0, WARM_UP), connections);
  const result = await sendAll(port, requests.slice(WARM_UP), connections);
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send('stop');
  await ended;
  const refused = Object.entries(result.statuses).filter(([status]) => status !== '202');
  if (refused.length > 0) throw new Error(`${mode} answered ${JSON.stringify(result.statuses)}`);
  return result;
}

/** Runs the three servers in turn (A B C, A B C, …) and prints their rows. */
export async function benchIngest(): Promise<Row[]> {
  const platform = await startPlatform();
  const most = Math.max(...REQUESTS.map(([, count]) => count)) + WARM_UP;
  const all = Array.from({ length: most }, (_, index) => benchRequest(platform, index));
  const rows: Row[] = [];
  for (const [connections, count] of REQUESTS) {
    const requests = all.slice(0, count + WARM_UP);
    const results: Record<Mode, LoadResult[]> = { store: [], 'per-request': [], none: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ['none', 'store', 'per-request'] as const) {
        results[mode].push(await measure(mode, platform, requests, connections));
      }
    }
    const rate = (mode: Mode) => results[mode].map((one) => one.requestsPerSecond);
    const p99 = (mode: Mode) => results[mode].map((one) => one.p99Ms);
    const name = `ingest/${connections}`;
    rows.push(
      printRow(
        { name: `${name}/rate`, unit: '202/s', baseline: 'no store' },
        rate('store'),
        rate('none'),
      ),
    );
    rows.push(
      printRow(
        { name: `${name}/rate`, unit: '202/s', baseline: 'one commit per request' },
        rate('store'),
        rate('per-request'),
      ),
    );
    rows.push(
      printRow(
        { name: `${name}/p99`, unit: 'ms', baseline: 'no store' },
        p99('store'),
        p99('none'),
      ),
    );
    rows.push(
      printRow(
        { name: `${name}/p99`, unit: 'ms', baseline: 'one commit per request' },
        p99('store'),
        p99('per-request'),
      ),
    );
  }
  platform.close();
  return rows;
}
