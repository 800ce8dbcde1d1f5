/** The log says by which rules a decision was made: rules that decide otherwise have another version. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { POLICY_VERSION } from './rule.ts';

const CASES = join(import.meta.dirname, '../../policy/cases');

it('changed cases of the policy come with a new version', () => {
  const hash = createHash('sha256');
  for (const name of readdirSync(CASES).sort()) hash.update(readFileSync(join(CASES, name)));
  // Where this differs, raise POLICY_VERSION and write both down anew.
  expect({ version: POLICY_VERSION, cases: hash.digest('hex').slice(0, 16) }).toEqual({
    version: '2026-11-24.3',
    cases: '5ca6242e496f119e',
  });
});
