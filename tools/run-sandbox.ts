/** `npm run demo` and `npm run sandbox`: builds what the Forge bundler reads and the app's bundle, then starts the sandbox. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { main } from '../sandbox/main.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');

/** Runs a step quietly; its output is shown on standard error when it fails. */
function build(what: string, command: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        output += bytes.toString();
      });
    child.once('error', fail);
    child.once('exit', (code) => {
      if (code === 0) return done();
      process.stderr.write(output);
      return fail(new Error(`${what} failed`));
    });
  });
}

async function run(): Promise<number> {
  process.stderr.write('Preparing the Forge app…\n');
  await build('compiling shared', join(BIN, 'tsc'), ['-b', 'shared']);
  await build('bundling the Forge app', process.execPath, [
    'tools/forge-bundle.cjs',
    '.',
    'build/forge',
  ]);
  return main(process.argv.slice(2));
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
