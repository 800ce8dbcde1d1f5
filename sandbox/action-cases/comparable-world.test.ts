/** What "undone exactly" means: what people would notice makes two sites differ, and what nobody would does not. */
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';
import { comparableWorld } from './comparable-world.ts';
import { fieldIn, issueIn, projectIn } from './in-world.ts';

const WORLD = testSite({ scopes: [] }).site.exportWorld();

function changed(change: (world: World) => void): unknown {
  const world = structuredClone(WORLD);
  change(world);
  return comparableWorld(world);
}

/** One of a record in which each has a list of two or more. */
function listIn<T>(
  records: Record<string, T>,
  listOf: (one: T) => unknown[] | undefined,
): unknown[] {
  const list = Object.values(records)
    .flatMap((one) => [listOf(one) ?? []])
    .find((one) => one.length > 1);
  if (list === undefined) throw new Error('the site has no such list');
  return list;
}

test.each<[string, (world: World) => void]>([
  ['values of a field', (world) => fieldIn(world, 'Office').contexts[0]?.options.reverse()],
  ['statuses of a workflow', (world) => listIn(world.workflows, (one) => one.statusIds).reverse()],
  [
    'fields of a screen',
    (world) => listIn(world.fieldSetup.screens, ({ tabs }) => tabs[0]?.fieldIds).reverse(),
  ],
  [
    'priorities of a scheme',
    (world) => listIn(world.prioritySchemes, (one) => one.priorityIds).reverse(),
  ],
  [
    'issue types of a scheme',
    (world) => listIn(world.administration.issueTypeSchemes, (one) => one.issueTypeIds).reverse(),
  ],
])('another order of the %s is another site', (_, change) => {
  expect(changed(change)).not.toEqual(comparableWorld(WORLD));
});

test.each<[string, (world: World) => void]>([
  [
    'a field in the trash',
    (world) => {
      fieldIn(world, 'Office').trashed = true;
    },
  ],
  [
    'a project in the recycle bin',
    (world) => {
      projectIn(world, 'ABC').deleted = { at: 0, by: 'somebody' };
    },
  ],
  [
    'a project that is gone from the recycle bin',
    (world) => {
      delete world.projects[projectIn(world, 'RND').id];
    },
  ],
  [
    'an archived version',
    (world) => {
      const version = Object.values(world.versions).find(({ archived }) => !archived);
      if (version === undefined) throw new Error('the site has no such version');
      version.archived = true;
    },
  ],
  ['a former key', (world) => projectIn(world, 'ABC').formerKeys.push('SHOP')],
])('%s makes another site', (_, change) => {
  expect(changed(change)).not.toEqual(comparableWorld(WORLD));
});

test.each<[string, (world: World) => void]>([
  ['members of a group', (world) => listIn(world.groups, (one) => one.members).reverse()],
  [
    'actors of a role',
    (world) => {
      for (const project of Object.values(world.projects)) {
        for (const actors of Object.values(project.actors)) actors.reverse();
      }
    },
  ],
  ['grants of a scheme', (world) => Object.values(world.schemes)[0]?.grants.reverse()],
])('another order of the %s is the same site', (_, change) => {
  expect(changed(change)).toEqual(comparableWorld(WORLD));
});

test('another number of a grant, and another time in the recycle bin, is the same site', () => {
  const same = changed((world) => {
    const [grant] = Object.values(world.schemes)[0]?.grants ?? [];
    if (grant !== undefined) grant.id += 1000;
    projectIn(world, 'RND').deleted = { at: 0, by: 'somebody' };
    issueIn(world, 'ABC-1').updated += 1;
  });
  expect(same).toEqual(comparableWorld(WORLD));
});
