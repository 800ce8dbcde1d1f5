/** The gate rejects every broken manifest, accepts the repository's own, and the table says truly what Atlassian alone lets through. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { BROKEN_MANIFESTS, type BrokenManifest, type ManifestTree } from './broken-manifests.ts';

const ROOT = path.join(import.meta.dirname, '..');
const UNBROKEN = '00-unbroken.yml';

interface GateResult {
  manifestFile: string;
  ok: boolean;
  atlassian: 'accepts' | 'rejects';
  problems: { level: string; by: string; where: string; message: string }[];
}

let folder = '';
let yaml = '';
let results = new Map<string, GateResult>();

const fileOf = (index: number): string => `${String(index + 1).padStart(2, '0')}.yml`;

function applyTo(text: string, broken: BrokenManifest): string {
  if ('editText' in broken) return broken.editText(text);
  const tree = parse(text) as ManifestTree;
  broken.edit(tree);
  return stringify(tree);
}

/** One operation per Jira scope of the manifest: then both directions of the scope comparison hold. */
function coverScopes(text: string): { method: string; path: string; scopes: string[] }[] {
  const scopes = (parse(text) as ManifestTree).permissions.scopes.filter((scope) =>
    /jira/.test(scope),
  );
  return scopes.map((scope, n) => ({
    method: 'POST',
    path: `/rest/api/3/made-up-${n}`,
    scopes: [scope],
  }));
}

/** Runs the gate once over all manifests of the folder. It exits with 1 when it rejects any. */
function runGate(operationsFile: string): GateResult[] {
  const gate = path.join(ROOT, 'tools/forge-check.cjs');
  const words = [gate, ROOT, '--operations', operationsFile, '--manifests', folder, '--json'];
  try {
    execFileSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (e) {
    const { stdout } = e as { stdout?: string };
    if (!stdout) throw e;
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as GateResult[];
  }
  throw new Error('the gate accepted every broken manifest');
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'broken-manifests-'));
  yaml = readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8');
  writeFileSync(path.join(folder, UNBROKEN), yaml);
  for (const [index, broken] of BROKEN_MANIFESTS.entries()) {
    writeFileSync(path.join(folder, fileOf(index)), applyTo(yaml, broken));
  }
  const operationsFile = path.join(folder, 'operations.json');
  writeFileSync(operationsFile, JSON.stringify(coverScopes(yaml)));
  results = new Map(runGate(operationsFile).map((r) => [path.basename(r.manifestFile), r]));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the repository's own manifest is accepted", () => {
  const errors = results.get(UNBROKEN)?.problems.filter((p) => p.level === 'error');
  expect(errors).toEqual([]);
});

test('there are at least 36 broken manifests and each differs from the original', () => {
  expect(BROKEN_MANIFESTS.length).toBeGreaterThanOrEqual(36);
  const original = JSON.stringify(parse(yaml));
  for (const broken of BROKEN_MANIFESTS) {
    if ('edit' in broken)
      expect(JSON.stringify(parse(applyTo(yaml, broken))), broken.name).not.toBe(original);
    else expect(broken.editText(yaml), broken.name).not.toBe(yaml);
  }
});

test.each(BROKEN_MANIFESTS.map((broken, index) => ({ ...broken, index })))(
  'rejected: $name',
  ({ index, atlassianAlone }) => {
    const result = results.get(fileOf(index));
    expect(result?.ok).toBe(false);
    expect(result?.atlassian).toBe(atlassianAlone);
  },
);
