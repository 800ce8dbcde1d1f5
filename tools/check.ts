/** `npm run check`: format, lint, types, import directions, unused code, manifest, long runs, tests; stops at the first that fails. */
import process from 'node:process';
import { run } from './run-vitest.ts';

const STEPS: ReadonlyArray<[name: string, command: string, args: string[]]> = [
  ['format and lint', 'biome', ['ci', '.']],
  ['types: build', 'tsc', ['-b', 'tsconfig.build.json']],
  ['types: tests, sandbox, tools', 'tsc', ['--noEmit', '-p', 'tsconfig.test.json']],
  ['types: Forge app', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  [
    'types: issue page in the browser',
    'tsc',
    ['--noEmit', '-p', 'sandbox/forge-host/browser/tsconfig.json'],
  ],
  ['types: Forge app tests', 'tsc', ['--noEmit', '-p', 'tsconfig.forge-test.json']],
  [
    'import directions',
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.cjs',
      'shared/src',
      'approval-service/src',
      'forge-app/src',
      'src',
      'sandbox',
      'eval',
      'bench',
      'tools',
    ],
  ],
  ['unused code', 'knip', []],
  ['Forge manifest', 'node', ['--conditions=@kraken/source', 'tools/forge-gate.ts']],
  ['100,000 cases of arguments and of the policy', 'node', ['tools/long-tests.ts']],
  ['red team: a model that obeys every attack', 'npm', ['run', '--silent', 'redteam']],
  [
    'red team: 100,000 answers of any kind',
    'npm',
    ['run', '--silent', 'redteam', '--', '--byzantine', '100000'],
  ],
  ['tests', 'node', ['tools/test.ts']],
];

for (const [name, command, args] of STEPS) {
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(command, args);
  if (code !== 0) {
    process.stdout.write(
      `\n${name}: failed. ${args.length > 0 ? `Run: npx ${command} ${args.join(' ')}` : ''}\n0 passed, 1 failed, 0 skipped\n`,
    );
    process.exit(1);
  }
}
