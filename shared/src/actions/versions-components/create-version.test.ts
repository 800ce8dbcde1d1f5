import { expect, test } from 'vitest';
import { entryOf, resolvedForTest } from '../testing/resolve-for-test.ts';

test('an archived version is told as one', () => {
  const jira = { getProjectVersions: () => [] };
  const wish = { project: 'ABC', name: '1.0', archived: true };
  const action = resolvedForTest('version.create', wish, { jira });
  expect(action.rows).toContainEqual({ label: 'Version is archived', before: 'no', after: 'yes' });
  expect(entryOf(action.type).describe(action.target)).toBe(
    'Create the archived version "1.0" in ABC',
  );
  const open = resolvedForTest('version.create', { ...wish, archived: false }, { jira });
  expect(open.rows.map(({ label }) => label)).not.toContain('Archived');
  expect(entryOf(open.type).describe(open.target)).toBe('Create the version "1.0" in ABC');
});

test.each([
  ['version.create', { project: 'ABC', name: '1.0' }],
  ['version.update', { project: 'ABC', version: '1.0' }],
])('%s takes no description of more bytes than Jira does', (type, args) => {
  const { schema } = entryOf(type);
  const isTaken = (description: string) => schema.safeParse({ ...args, description }).success;
  expect(isTaken('é'.repeat(8_192))).toBe(true);
  expect(isTaken('é'.repeat(8_193))).toBe(false);
  expect(isTaken('x'.repeat(16_000))).toBe(true);
});
