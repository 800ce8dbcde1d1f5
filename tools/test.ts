/** `npm test`: builds what the Forge bundler reads, bundles the app, runs everything that needs no browser. */
import process from 'node:process';
import { run, runVitest } from './run-vitest.ts';

const only = process.argv.slice(2);
const built = await run('tsc', ['-b', 'shared']);
const bundled = built === 0 ? await run('node', ['tools/forge-bundle.cjs', '.', 'build/forge']) : 1;
if (bundled !== 0) {
  process.stdout.write('the Forge app could not be bundled\n0 passed, 1 failed, 0 skipped\n');
  process.exit(1);
}
process.exit(await runVitest(['shared', 'service', 'forge-app', 'sandbox'], only));
