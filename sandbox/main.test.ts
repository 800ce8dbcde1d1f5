/** `npm run sandbox -- --json` and `npm run demo -- --story --json`, as a script meets them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { ROOT } from './find-folders.ts';
import { STORY } from './story/play-story.ts';

interface Ended {
  code: number | null;
  lines: string[];
}

/** Starts the command; `firstLine` resolves with the first line of its output, `ended` with all of them. */
function start(words: readonly string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@kraken/source', join(ROOT, 'tools', 'run-sandbox.ts'), ...words],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, lines: output.trimEnd().split('\n') }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      const [line] = output.split('\n');
      if (output.includes('\n') && line !== undefined) resolve(line);
    });
    void ended.then(() => reject(new Error('it ended without a line')));
  });
  firstLine.catch(() => undefined);
  return { child, ended, firstLine };
}

interface Ready {
  service: string;
  jira: string;
  forgeHost: string;
  dataDir: string;
  control: string;
  accounts: Array<{ email: string; password: string; role: string }>;
}

describe('npm run sandbox -- --json', () => {
  it('prints one line of JSON, works, and leaves nothing behind after SIGTERM', async () => {
    const { child, ended, firstLine } = start(['sandbox', '--json', '--seed', '4', '--port', '0']);
    try {
      const ready = JSON.parse(await firstLine) as Ready;
      expect(Object.keys(ready)).toEqual(
        expect.arrayContaining(['service', 'jira', 'forgeHost', 'claude', 'mail', 'dataDir']),
      );
      const [owner] = ready.accounts;
      const signedIn = await fetch(`${ready.service}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: owner?.email, password: owner?.password }),
      });
      expect([owner?.role, signedIn.status]).toEqual(['owner', 200]);
      const state = await fetch(`${ready.control}/sandbox/state`);
      expect(Object.keys(((await state.json()) as { projects: object }).projects)).toContain('ABC');
      child.kill('SIGTERM');
      const { code, lines } = await ended;
      expect([code, lines.length, existsSync(ready.dataDir)]).toEqual([0, 1, false]);
      await expect(fetch(`${ready.service}/healthz`)).rejects.toThrow();
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('npm run demo -- --story --json', () => {
  it('exits 0 and ends with one JSON object when every step held', async () => {
    const { code, lines } = await start(['demo', '--story', '--json', '--seed', '4']).ended;
    const outcome = JSON.parse(lines.at(-1) ?? '') as { ok: boolean; steps: unknown[] };
    expect([code, outcome.ok, outcome.steps.length]).toEqual([0, true, STORY.length]);
  });

  it('exits 1 when it was broken', async () => {
    const words = ['demo', '--story', '--json', '--seed', '4', '--break', 'second-write'];
    const { code, lines } = await start(words).ended;
    expect([code, (JSON.parse(lines.at(-1) ?? '') as { ok: boolean }).ok]).toEqual([1, false]);
  });

  it('exits 1 with a sentence for a breakage nobody knows', async () => {
    const { code } = await start(['demo', '--story', '--json', '--break', 'weather']).ended;
    expect(code).toBe(1);
  });
});
