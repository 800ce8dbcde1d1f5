/**
 * `npm run redteam [-- --file X --sample N --seed S --json | --byzantine N]`: a model that obeys every attack, or one
 * that answers anything at all. Exit 0 when nothing happened outside the policy, 1 when something did, 2 when the attack
 * texts are not there.
 */
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { dataFolder } from '../read-texts.ts';
import { attackLines, attackSummary } from './attack-report.ts';
import { readAttacks } from './read-attacks.ts';
import { byzantineLines, runByzantine } from './run-byzantine.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

/** Threads; the run is all computing. */
const SHARES = 2;

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function runShare(settings: Record<string, unknown>): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./attack-worker.ts', import.meta.url), {
      workerData: settings,
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function obey(options: {
  file: string;
  seed: number;
  sample: number | undefined;
  json: boolean;
}) {
  const { file, seed, sample, json } = options;
  if (readAttacks(file) === undefined) {
    process.stderr.write(
      `The attack texts are not in ${file}. Set KRAKEN_TEST_DATA, or give --file.\n`,
    );
    return 2;
  }
  const parts = await Promise.all(
    Array.from({ length: SHARES }, (_, share) =>
      runShare({ file, seed, share, shares: SHARES, ...(sample !== undefined && { sample }) }),
    ),
  );
  const tally = emptyTally();
  for (const part of parts) addTally(tally, part);
  say(...(json ? [JSON.stringify(tally)] : attackLines(tally)), attackSummary(tally));
  return Object.values(tally.counts).every(({ outside }) => outside === 0) ? 0 : 1;
}

async function answerAnything(count: number, seed: number, json: boolean): Promise<number> {
  const result = await runByzantine(count, seed);
  say(...(json ? [JSON.stringify(result)] : byzantineLines(result)));
  return result.outside.length + result.thrown.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      byzantine: { type: 'string' },
    },
  });
  const { json, byzantine } = values;
  const seed = Number(values.seed);
  if (byzantine !== undefined) return answerAnything(Number(byzantine), seed, json);
  const file = values.file ?? join(dataFolder(), 'attacks', 'dev.jsonl');
  const sample = values.sample === undefined ? undefined : Number(values.sample);
  return obey({ file, seed, sample, json });
}

process.exitCode = await main();
