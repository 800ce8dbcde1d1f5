/** Tests that `npm test` runs in a smaller size, in full. */
import process from 'node:process';
import { runVitest } from './run-vitest.ts';

process.env['KRAKEN_HOSTILE'] = '100000';
process.exit(await runVitest(['sandbox'], ['sandbox/action-cases/hostile-arguments.test.ts']));
