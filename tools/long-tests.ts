/** Tests that `npm test` runs in a smaller size, in full: 100,000 cases each. */
import process from 'node:process';
import { runVitest } from './run-vitest.ts';

process.env['KRAKEN_HOSTILE'] = '100000';
process.env['KRAKEN_POLICY_RUNS'] = '100000';
process.exit(
  await runVitest(
    ['shared', 'sandbox'],
    [
      'sandbox/action-cases/hostile-arguments.test.ts',
      'shared/src/policy/plan-properties.test.ts',
      'shared/src/policy/properties.test.ts',
    ],
  ),
);
