/** `npm run forge:check`: the manifest gate, with the scopes of every operation that the code can send. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { FORGE_OPERATIONS } from '@kraken/shared';
import { run } from './run-vitest.ts';

const folder = mkdtempSync(join(tmpdir(), 'kraken-gate-'));
const file = join(folder, 'operations.json');
writeFileSync(
  file,
  JSON.stringify(
    FORGE_OPERATIONS.map(({ method, template, scopes }) => ({ method, path: template, scopes })),
  ),
);
const code = await run('node', ['tools/forge-check.cjs', '.', '--operations', file]);
rmSync(folder, { recursive: true, force: true });
process.exit(code);
