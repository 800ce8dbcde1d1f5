/**
 * The documents name only what is there: every path in backticks and every local link exists, `docs/claims.md` has a row
 * for every promise, a row without a test says why, and `docs/storage-schema.md` names the tables and columns of the code.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const TOP = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];
const DOCUMENTS = [...TOP, ...globSync('docs/**/*.md', { cwd: ROOT }).sort()];
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map(({ name }) => name);
const FILE_NAME = /^[\w@.{},*/-]+\.(?:md|ts|tsx|js|cjs|mjs|json|yml)$/;
/** Made by a build, not checked in. */
const MADE = /(?:^|\/)(?:dist|build)(?:\/|$)/;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The text without fenced blocks, which hold commands and pictures. */
const proseOf = (text: string): string => text.replace(/^```.*?^```/gms, '');

function isPath(code: string): boolean {
  if (/[\s<>]/.test(code) || MADE.test(code)) return false;
  return FILE_NAME.test(code) || FOLDERS.some((folder) => code.startsWith(`${folder}/`));
}

/** Paths in backticks; all are meant from the root of the repository. */
function pathsIn(text: string): string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '').filter(isPath);
}

const isThere = (path: string): boolean =>
  /[*{]/.test(path) ? globSync(path, { cwd: ROOT }).length > 0 : existsSync(join(ROOT, path));

/** Targets of local links, from the root of the repository. */
function linksIn(document: string, text: string): string[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => (target ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(document), target));
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  test('names only paths that exist', () => {
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  });

  test('links only to files that exist', () => {
    expect(linksIn(document, text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

test('the check of paths finds what is missing', () => {
  const text = 'See `shared/src/ids.ts`, `tools/gone.ts`, `gone/*.md`, `README.md` and `npm test`.';
  expect(pathsIn(text)).toEqual(['shared/src/ids.ts', 'tools/gone.ts', 'gone/*.md', 'README.md']);
  expect(pathsIn(text).filter((path) => !isThere(path))).toEqual(['tools/gone.ts', 'gone/*.md']);
});

test('decisions are numbered without a gap and have the same parts', () => {
  const names = readdirSync(join(ROOT, 'docs/decisions')).sort();
  for (const [at, name] of names.entries()) {
    const number = String(at + 1).padStart(4, '0');
    expect(name).toMatch(new RegExp(`^${number}-[a-z0-9-]+\\.md$`));
    const text = read(`docs/decisions/${name}`);
    expect(text).toMatch(new RegExp(`^# ${number} `));
    for (const part of ['## Why', '## Decision', '## What follows'])
      expect(text, `${name} has no part “${part}”`).toContain(`\n${part}\n`);
  }
});

/** `table.column` of everything in the types of the store, in order. */
function columnsInCode(source: string): string[] {
  const fields = (name: string): string[] => {
    const body = new RegExp(`^export interface ${name} \\{\n(.*?)^\\}`, 'ms').exec(source)?.[1];
    if (body === undefined) throw new Error(`tables.ts has no interface ${name}`);
    return [...body.matchAll(/^ {2}(\w+): ([^;]+);$/gm)].map(([, key, type]) => `${key} ${type}`);
  };
  return fields('Tables').flatMap((entry) => {
    const [table = '', type = ''] = entry.split(' ');
    return fields(type).map((field) => `${table}.${field.split(' ')[0]}`);
  });
}

/** `table.column` of everything the document has a row for, under a heading that is a table's name. */
function columnsInDocument(text: string): string[] {
  return text.split(/^## /m).flatMap((part) => {
    const table = /^(\w+)\n/.exec(part)?.[1];
    if (table === undefined) return [];
    const cells = [...part.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
    return cells.flatMap((cell) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
    );
  });
}

describe('docs/storage-schema.md', () => {
  const code = columnsInCode(read('approval-service/src/adapters/store/tables.ts'));
  const text = read('docs/storage-schema.md');

  test('names the tables and columns of the code, each once', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(columnsInDocument(text).sort()).toEqual([...code].sort());
  });

  test('the comparison finds a column that is missing or made up', () => {
    const changed = text.replace('`read_at_ms` | when the app', '`made_up` | when the app');
    const named = columnsInDocument(changed);
    expect(code.filter((column) => !named.includes(column))).toEqual(['deliveries.read_at_ms']);
    expect(named.filter((column) => !code.includes(column))).toEqual(['deliveries.made_up']);
  });
});

interface Claim {
  id: string;
  promise: string;
  how: string;
  tests: string[];
}

/** Files that can show a claim false: tests, and the steps of the story that CI plays. */
const IS_TEST = /\.test\.tsx?$|^sandbox\/story\/steps-[a-z]+\.ts$/;
const EXCUSE = /\b(?:not yet|in part): \S.{15,}/i;

function claimsOf(text: string): Claim[] {
  return [...text.matchAll(/^\| ([PA]\d+) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
    const [promise = '', how = '', tests = '', ...more] = rest
      .split(' | ')
      .map((cell) => cell.trim());
    expect(more, `${id} has too many cells`).toEqual([]);
    return { id, promise, how, tests: tests === '-' ? [] : tests.split('<br>') };
  });
}

describe('docs/claims.md', () => {
  const claims = claimsOf(read('docs/claims.md'));
  const numbered = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);

  test('has P1 to P68 and A1 to A30, each once and in order', () => {
    expect(claims.map(({ id }) => id)).toEqual([...numbered('P', 68), ...numbered('A', 30)]);
  });

  test.each(claims)('$id has a promise, and a test that exists or a reason', (claim) => {
    expect(claim.promise).not.toBe('');
    expect(claim.how).not.toBe('');
    const paths = claim.tests.map((cell) => /^`([^`]+)`$/.exec(cell)?.[1] ?? `no path: ${cell}`);
    expect(paths.filter((path) => !IS_TEST.test(path) || !existsSync(join(ROOT, path)))).toEqual(
      [],
    );
    if (paths.length === 0) expect(claim.how).toMatch(EXCUSE);
  });
});
