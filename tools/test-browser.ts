/** `npm run test:browser`: the tests that drive the system's Chromium. */
import process from 'node:process';
import { run, runVitest } from './run-vitest.ts';

const built = await run('tsc', ['-b', 'shared']);
const bundled = built === 0 ? await run('node', ['tools/forge-bundle.cjs', '.', 'build/forge']) : 1;
process.exit(bundled === 0 ? await runVitest(['browser'], process.argv.slice(2)) : 1);
