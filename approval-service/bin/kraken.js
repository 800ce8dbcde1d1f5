#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
// `npx kraken`: runs the CLI from source in a checkout, else what was built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const source = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const args = existsSync(source) ? ['--conditions=@kraken/source', source] : [built];
const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
