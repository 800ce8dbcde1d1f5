/** A thread that runs a share of the attack rows and sends back its counts. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { chooseRows } from './choose-rows.ts';
import { readAttacks } from './read-attacks.ts';
import { runAttacks } from './run-attacks.ts';

const shareSchema = z.object({
  file: z.string(),
  seed: z.number(),
  sample: z.number().optional(),
  share: z.number(),
  shares: z.number(),
});

const { file, seed, sample, share, shares } = shareSchema.parse(workerData);
const chosen = chooseRows(readAttacks(file) ?? [], { seed, sample });
const own = chosen.filter((_, at) => at % shares === share);
parentPort?.postMessage(await runAttacks(own, seed));
