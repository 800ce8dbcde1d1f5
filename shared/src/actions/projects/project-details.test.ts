import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { Refusal } from '../testing/fake-jira.ts';
import { entryOf, resolvedForTest } from '../testing/resolve-for-test.ts';

const project = (details: { [key: string]: Json }) => ({
  getProject: () => ({ id: '10000', key: 'ABC', name: 'Alpha', archived: false, ...details }),
});

describe('project.update', () => {
  test.each([
    ['a name in quotes', { name: '"Alpha"' }, { name: 'Beta' }],
    ['a name of one letter', { name: 'A' }, { name: 'Beta' }],
    ['a description that is too long', { description: 'x'.repeat(4_001) }, { description: 'New' }],
    ['a description between blanks', { description: ' Old ' }, { description: 'New' }],
    ['a broken link', { url: 'ftp://old' }, { url: 'https://new.example' }],
    ['no default assignee', {}, { defaultAssignee: 'unassigned' }],
  ])('%s cannot be set again', (_, old, wish) => {
    const jira = {
      ...project(old),
      getValidProjectName: ({ query }: { query: Record<string, string> }) => query['name'] ?? '',
    };
    const action = resolvedForTest('project.update', { project: 'ABC', ...wish }, { jira });
    expect(action.facts.hasCompleteInverse).toBe(false);
    expect(entryOf(action.type).inverse?.(action.target, {})).toBeNull();
  });

  test('ordinary old values can, and so can none', () => {
    const jira = project({ description: 'Old', url: '' });
    const wish = { project: 'ABC', description: 'New', url: 'https://new.example' };
    const action = resolvedForTest('project.update', wish, { jira });
    expect(action.facts.hasCompleteInverse).toBe(true);
    expect(entryOf(action.type).inverse?.(action.target, {})).toEqual([
      { type: 'project.update', args: { project: 'ABC', description: 'Old', url: '' } },
    ]);
  });
});

describe('project.lead.set', () => {
  const args = { project: 'ABC', lead: 'dana@example.com' };
  const labels = (jira = {}) =>
    resolvedForTest('project.lead.set', args, { jira }).preconditions.map(({ label }) => label);

  test('pins what the lead may do and how many components assign to him', () => {
    expect(labels()).toEqual([
      'Project ABC',
      'Permission scheme of ABC',
      'Default assignees of the components of ABC',
    ]);
  });

  test('a scheme Jira hides is not known', () => {
    const jira = { getAssignedPermissionScheme: () => new Refusal(403) };
    expect(labels(jira)).not.toContain('Permission scheme of ABC');
    const { facts } = resolvedForTest('project.lead.set', args, { jira });
    expect(facts.grantsAdministration).toBeNull();
  });
});

test('a new category shows its description', () => {
  const wish = { name: 'Shops', description: 'All shops' };
  const jira = { getAllProjectCategories: () => [] };
  expect(resolvedForTest('project.category.create', wish, { jira }).rows).toContainEqual({
    label: 'Description',
    before: 'none',
    after: 'All shops',
  });
});
