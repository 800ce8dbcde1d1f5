/** Cases of the actions on projects. */
import { expect } from 'vitest';
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, projectIn } from './in-world.ts';

const isDeleted = (world: World, key: string): boolean =>
  projectIn(world, key).deleted !== undefined;

const categoryOf = (world: World, key: string): string | null =>
  world.administration.categories[projectIn(world, key).categoryId ?? '']?.name ?? null;

const categoriesNamed = (world: World, wanted: string): string[] =>
  Object.values(world.administration.categories)
    .filter(({ name }) => name === wanted)
    .map(({ description }) => description);

/** The project whose key changes, its keys of old, and its issues. */
function operationsIn(world: World) {
  const [project, ...others] = Object.values(world.projects).filter(
    ({ name }) => name === 'Operations',
  );
  if (project === undefined || others.length > 0) throw new Error('which one is Operations?');
  const issues = Object.values(world.issues).filter(({ projectId }) => projectId === project.id);
  return { project, issues };
}

function keysOfOperations(world: World): string[] {
  const { project, issues } = operationsIn(world);
  return [
    ...issues.slice(0, 2).map(({ key }) => key),
    ...project.formerKeys.map((key) => `or ${key}`),
  ];
}

/** Nothing leads to the keys the project had before any more. */
function releaseKeysOfOperations(world: World): void {
  const { project, issues } = operationsIn(world);
  for (const each of [project, ...issues]) each.formerKeys = [];
}

/** One case, or more, per action. */
export const PROJECT_CASES: readonly ActionCase[] = [
  {
    type: 'project.delete',
    args: { project: 'OLD' },
    sentence: 'Move the project OLD (Old Shop) to the recycle bin',
    look: (world) => isDeleted(world, 'OLD'),
    before: false,
    after: true,
    again: 'ask',
    ambiguous: { args: { project: 'Shop' }, thing: 'project' },
    drift: (world) => {
      projectIn(world, 'OLD').name = 'Another shop';
    },
  },
  {
    type: 'project.archive',
    args: { project: 'New Shop' },
    sentence: 'Archive the project NEW (New Shop)',
    look: (world) => projectIn(world, 'NEW').archived !== undefined,
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'New Shop' },
      prepare: (world) => {
        projectIn(world, 'WEB').name = 'New Shop';
      },
      thing: 'project',
      choices: ['NEW (New Shop)', 'WEB (New Shop)'],
    },
    drift: (world) => {
      projectIn(world, 'NEW').key = 'NEWER';
    },
  },
  {
    type: 'project.restore',
    args: { project: 'RND' },
    sentence: 'Restore the project RND (Research) from the recycle bin',
    look: (world) => isDeleted(world, 'RND'),
    before: true,
    after: false,
    ambiguous: { args: { project: 'Researches' }, thing: 'project' },
    drift: (world) => {
      projectIn(world, 'RND').deleted = undefined;
    },
  },
  {
    type: 'project.restore',
    args: { project: 'Old Shop' },
    prepare: (world, site) => {
      projectIn(world, 'OLD').archived = { at: site.now(), by: world.appAccountId };
    },
    sentence: 'Restore the project OLD (Old Shop) from the archive',
    look: (world) => projectIn(world, 'OLD').archived !== undefined,
    before: true,
    after: false,
    ambiguous: { args: { project: '?' }, thing: 'project' },
    drift: (world, site) => {
      projectIn(world, 'OLD').deleted = { at: site.now(), by: world.appAccountId };
    },
  },
  {
    type: 'project.create',
    args: { key: 'mkt', name: 'Marketing', template: 'kanban', lead: 'Kim Park' },
    sentence: 'Create the kanban project MKT (Marketing), led by Kim Park',
    look: (world) =>
      Object.values(world.projects)
        .filter(({ key, deleted }) => key === 'MKT' && deleted === undefined)
        .map(({ name, typeKey, leadAccountId }) => ({
          name,
          typeKey,
          isKims: leadAccountId === accountIn(world, 'Kim Park'),
        })),
    before: [],
    after: [{ name: 'Marketing', typeKey: 'software', isKims: true }],
    again: 'ask',
    ambiguous: {
      args: { key: 'MKT', name: 'Marketing', template: 'service desk', lead: 'Kim Park' },
      thing: 'project template',
    },
    drift: (world) => {
      projectIn(world, 'WEB').formerKeys = ['MKT'];
    },
    undo: { look: [] },
  },
  {
    type: 'project.update',
    args: {
      project: 'ABC',
      name: 'Corner Shop',
      description: 'Sells to everybody',
      url: 'https://wiki.corp.example/shop',
      defaultAssignee: 'project lead',
    },
    sentence:
      'Rename the project ABC to "Corner Shop" and change its description, link and default assignee',
    look: (world) => {
      const { name, description, url, assigneeType } = projectIn(world, 'ABC');
      return { name, description, url, assigneeType };
    },
    before: { name: 'ABC Shop', description: '', url: undefined, assigneeType: 'UNASSIGNED' },
    after: {
      name: 'Corner Shop',
      description: 'Sells to everybody',
      url: 'https://wiki.corp.example/shop',
      assigneeType: 'PROJECT_LEAD',
    },
    ambiguous: {
      args: { project: 'ABC', name: 'Website' },
      thing: 'project name',
    },
    drift: (world) => {
      projectIn(world, 'ABC').description = 'Written meanwhile';
    },
    harmless: (world) => {
      projectIn(world, 'ABC').leadAccountId = accountIn(world, 'Kim Park');
    },
  },
  {
    type: 'project.lead.set',
    args: { project: 'FIN', lead: 'Dana Weber' },
    sentence: 'Make Dana Weber the lead of FIN',
    look: (world) => projectIn(world, 'FIN').leadAccountId === accountIn(world, 'Dana Weber'),
    before: false,
    after: true,
    ambiguous: { args: { project: 'FIN', lead: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      projectIn(world, 'FIN').leadAccountId = accountIn(world, 'Kim Park');
    },
    harmless: (world) => {
      projectIn(world, 'FIN').description = 'Money';
    },
  },
  {
    type: 'project.key.change',
    args: { project: 'OPS', newKey: 'operate' },
    sentence: 'Change the key of the project OPS (Operations) to OPERATE',
    look: keysOfOperations,
    before: ['OPS-1', 'OPS-2'],
    after: ['OPERATE-1', 'OPERATE-2', 'or OPS'],
    undo: { butFor: releaseKeysOfOperations },
    ambiguous: { args: { project: 'OPS', newKey: 'SEC' }, thing: 'project key' },
    drift: (world) => {
      projectIn(world, 'WEB').formerKeys = ['OPERATE'];
    },
    harmless: (world) => {
      projectIn(world, 'OPS').description = 'Runs things';
    },
  },
  {
    type: 'project.key.change',
    args: { project: 'OPS', newKey: 'RUN' },
    prepare: (world) => {
      const { project, issues } = operationsIn(world);
      for (const each of [project, ...issues]) each.formerKeys = [each.key.replace('OPS', 'RUN')];
    },
    sentence: 'Change the key of the project OPS (Operations) to RUN',
    look: keysOfOperations,
    before: ['OPS-1', 'OPS-2', 'or RUN'],
    after: ['RUN-1', 'RUN-2', 'or OPS'],
    ambiguous: { args: { project: 'OPS', newKey: 'ABC' }, thing: 'project key' },
    drift: (world) => {
      projectIn(world, 'OPS').name = 'Running things';
    },
  },
  {
    type: 'project.category.set',
    args: { project: 'ABC', category: 'Products' },
    sentence: 'Put ABC in the category "Products"',
    look: (world) => categoryOf(world, 'ABC'),
    before: null,
    after: 'Products',
    ambiguous: {
      args: { project: 'ABC', category: 'Something' },
      thing: 'project category',
      choices: ['Products', 'Internal'],
    },
    drift: (world) => {
      projectIn(world, 'ABC').categoryId = projectIn(world, 'OPS').categoryId;
    },
  },
  {
    type: 'project.category.set',
    args: { project: 'OPS', category: null },
    sentence: 'Take OPS out of its category',
    look: (world) => categoryOf(world, 'OPS'),
    before: expect.any(String),
    after: null,
    ambiguous: { args: { project: 'Opps', category: null }, thing: 'project' },
    drift: (world) => {
      projectIn(world, 'OPS').categoryId = projectIn(world, 'NEW').categoryId;
    },
  },
  {
    type: 'project.category.create',
    args: { name: 'Experiments', description: 'May fail' },
    sentence: 'Create the project category "Experiments"',
    look: (world) => categoriesNamed(world, 'Experiments'),
    before: [],
    after: ['May fail'],
    again: 'ask',
    ambiguous: { args: { name: 'products' }, thing: 'category name' },
    drift: (world) => {
      world.administration.categories['10900'] = {
        id: '10900',
        name: 'Experiments',
        description: '',
      };
    },
  },
  {
    type: 'project.category.delete',
    args: { category: 'Products' },
    sentence: 'Delete the project category "Products" of MAIN and NEW',
    look: (world) => [categoriesNamed(world, 'Products'), categoryOf(world, 'NEW')],
    before: [['What customers buy'], 'Products'],
    after: [[], null],
    again: 'ask',
    ambiguous: { args: { category: 'Product' }, thing: 'project category', choices: [] },
    drift: (world) => {
      projectIn(world, 'ABC').categoryId = projectIn(world, 'NEW').categoryId;
    },
    undo: { look: [['What customers buy'], 'Products'] },
  },
];
