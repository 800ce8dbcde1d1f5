import { expect, test } from 'vitest';
import { entryOf, resolvedForTest } from '../testing/resolve-for-test.ts';

test('an archived version is told as one', () => {
  const jira = { getProjectVersions: () => [] };
  const wish = { project: 'ABC', name: '1.0', archived: true };
  const action = resolvedForTest('version.create', wish, { jira });
  expect(action.rows).toContainEqual({ label: 'Archived', before: 'none', after: 'yes' });
  expect(entryOf(action.type).describe(action.target)).toBe(
    'Create the archived version "1.0" in ABC',
  );
  const open = resolvedForTest('version.create', { ...wish, archived: false }, { jira });
  expect(open.rows.map(({ label }) => label)).not.toContain('Archived');
  expect(entryOf(open.type).describe(open.target)).toBe('Create the version "1.0" in ABC');
});
