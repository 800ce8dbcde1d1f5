/** `.env.example` lists every variable the service reads, once, in order, with one line that explains it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Config, readConfig } from '../approval-service/src/config/config.ts';
import { readEnv, SECRET_VARIABLES, VARIABLES } from '../approval-service/src/config/read-env.ts';

interface Line {
  name: string;
  value: string;
  /** Commented out: the service has a default. */
  isOptional: boolean;
  /** Comment lines right above it. */
  comments: string[];
}

const ROOT = join(import.meta.dirname, '..');
const SECRET = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7 + 3)).toString('base64');

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let comments: string[] = [];
  for (const line of text.split('\n')) {
    const [, hash, name, value] = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      lines.push({ name, value, isOptional: hash === '#', comments });
      comments = [];
    } else {
      comments = line.startsWith('# ') ? [...comments, line] : [];
    }
  }
  return lines;
}

const LINES = readLines(readFileSync(join(ROOT, '.env.example'), 'utf8'));

/** Settings made of these lines; secrets, which the example leaves empty, are filled in. */
function configOf(lines: readonly Line[]): Omit<Config, 'masterKey'> {
  const given = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
  const { masterKey: _secret, ...config } = readConfig(readEnv({ ...given, MASTER_KEY: SECRET }));
  return config;
}

const required = (): Line[] => LINES.filter(({ isOptional }) => !isOptional);

test('every variable the service reads is listed once, in its order, and no other', () => {
  const expected = VARIABLES.flatMap((name) =>
    SECRET_VARIABLES.includes(name) ? [name, `${name}_FILE`] : [name],
  );
  expect(LINES.map(({ name }) => name)).toEqual(expected);
});

test('every variable has exactly one line of explanation', () => {
  const others = LINES.filter(({ comments }) => comments.length !== 1);
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('the lines that are not commented out are enough to start', () => {
  expect(configOf(required()).publicUrl.protocol).toBe('https:');
});

test.each(required().map(({ name }) => name))('without %s the service does not start', (name) => {
  const rest = required().filter((line) => line.name !== name);
  const given = Object.fromEntries(rest.map((line) => [line.name, line.value]));
  const secret = name === 'MASTER_KEY' ? {} : { MASTER_KEY: SECRET };
  expect(() => readConfig(readEnv({ ...given, ...secret }))).toThrow(name);
});

test('a commented-out line shows the default: taking it in changes nothing', () => {
  const all = LINES.filter(({ name }) => !name.endsWith('_FILE'));
  expect(configOf(all)).toEqual(configOf(required()));
  expect(configOf(required()).dataDir).toBe(resolve('.data'));
});

test('no secret has a value', () => {
  const secrets = LINES.filter(({ name }) =>
    SECRET_VARIABLES.some((secret) => name === secret || name === `${secret}_FILE`),
  );
  expect(secrets.map(({ value }) => value)).toEqual(secrets.map(() => ''));
});
