/** Cold start to `readyz`, and memory when idle, against a bare Node HTTP server. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { APP_ID } from './forge-platform.ts';
import { printRow, type Row } from './row.ts';

const ROUNDS = 5;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

interface Start {
  readyMs: number;
  rssMb: number;
}

async function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  try {
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 5));
    const readyMs = performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    return { readyMs, rssMb: Number(pages) / 1_024 };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

const BARE =
  "require('node:http').createServer((q,r)=>r.end('ok')).listen(+process.env.PORT,'127.0.0.1')";

/** Prints `start/ready` and `start/idle-memory` of what production runs (`dist`). */
export async function benchStart(): Promise<Row[]> {
  const own: Start[] = [];
  const bare: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'kraken-bench-'));
    const port = await freePort();
    const env = {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: join(folder, 'data'),
      MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7 + 3)).toString(
        'base64',
      ),
      FORGE_APP_ID: APP_ID,
      LOG_LEVEL: 'error',
    };
    own.push(await start(['approval-service/dist/main.js'], env, port));
    const barePort = await freePort();
    bare.push(await start(['-e', BARE], { PORT: String(barePort) }, barePort));
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    printRow(
      { name: 'start/ready', unit: 'ms', baseline: 'bare node http server' },
      own.map((one) => one.readyMs),
      bare.map((one) => one.readyMs),
    ),
    printRow(
      { name: 'start/idle-memory', unit: 'MB', baseline: 'bare node http server' },
      own.map((one) => one.rssMb),
      bare.map((one) => one.rssMb),
    ),
  ];
}
