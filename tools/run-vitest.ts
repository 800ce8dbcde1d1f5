/** Runs vitest projects and ends with the one line that scripts read: `N passed, N failed, N skipped`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** Runs a command with our output; resolves to its exit code. */
export function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs the projects; prints the closing line; resolves to the exit code. */
export async function runVitest(
  projects: readonly string[],
  extra: readonly string[] = [],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-tests-'));
  const file = join(folder, 'report.json');
  const code = await run('vitest', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...extra,
  ]);
  let report: Report | undefined;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    report = undefined;
  }
  rmSync(folder, { recursive: true, force: true });
  if (!report) {
    process.stdout.write('vitest wrote no report\n0 passed, 1 failed, 0 skipped\n');
    return 1;
  }
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
  process.stdout.write(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  return code === 0 && report.success && report.numPassedTests > 0 ? 0 : 1;
}
