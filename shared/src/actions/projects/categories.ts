/** `project.category.create` and `project.category.delete`: the list of project categories of the site. */
import { z } from 'zod';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds, membershipCheck } from '../effects.ts';
import { categoriesRead, categorySearch } from '../look-up/find-category.ts';
import { findNamed } from '../look-up/find-named.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, listOf, orNone, quoted } from '../sentence-words.ts';

/** One visible line. */
const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

type CreateArgs = { name: string; description?: string };

function* resolveCreate(
  args: CreateArgs,
  context: ResolveContext,
): Reading<Outcome<'project.category.create'>> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!NAME.test(name)) return ask('category name', args.name);
  const [answer] = yield* readAll([categoriesRead()]);
  if (answer.status !== 200) return refusedRead('the project categories', answer);
  const names = itemsAt(answer.body).map((each) => textAt(each, 'name') ?? '');
  if (names.some((each) => foldName(each) === foldName(name))) {
    const sentence = `The project category ${quoted(name)} already exists. Which other name shall the new one get?`;
    return ask('category name', name, [], sentence);
  }
  const description = args.description?.trim() ?? '';
  return found({
    target: { name, description },
    facts: factsOf(context, {
      targets: [{ kind: 'category', id: 'new', name }],
      projectIds: [],
      counts: {},
      hasCompleteInverse: true,
      // It belongs to no project, so no project's administrator can answer for it.
      isGlobal: true,
      changesProjects: false,
    }),
    rows: changedRows([
      { label: `Project category ${quoted(name)}`, before: 'does not exist', after: 'exists' },
      { label: 'Description', before: 'none', after: orNone(description) },
    ]),
    preconditions: [
      {
        ...precondition(`Project categories named ${quoted(name)}`, categoriesRead(), answer),
        holds: memberHolds({ list: '[].name', value: name }, false),
      },
    ],
    radius: ['No project is in it yet'],
  });
}

/** Catalogue entry of `project.category.create`. */
export const createCategory = defineAction('project.category.create', {
  area: 'projects',
  title: 'Create a project category',
  defaultClass: 'auto-execute',
  alwaysWaits: { on: 'every connection', because: 'it adds to a list of the whole site' },
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the category can be deleted' },
  blastRadius: 'no project is in a new category',
  connections: ['forge', 'oauth'],
  writes: operations('createProjectCategory'),
  reads: operations('getAllProjectCategories'),
  schema: z.strictObject({ name: words, description: optionalWords }),
  resolve: resolveCreate,
  compile: ({ name, description }) => [
    requestOf('createProjectCategory', {
      body: { name, ...(description !== '' && { description }) },
      capture: { categoryId: 'id' },
    }),
  ],
  check: ({ name }) => madeCheck(categoriesRead(), { list: '[].name', value: name }),
  inverse: ({ name }, { categoryId }) => [
    {
      type: 'project.category.delete',
      args: { category: categoryId === undefined ? name : namedId(categoryId) },
    },
  ],
});

const PAGE = 100;

/** Reads the projects in a category; more than one page is for a person. */
function membersRead(categoryId: string): JiraRead {
  return readOf('searchProjects', {
    query: [
      ['categoryId', categoryId],
      ['maxResults', String(PAGE)],
      ['orderBy', 'key'],
      ['status', 'live'],
      ['status', 'archived'],
    ],
    pick: ['values[].id', 'values[].key', 'isLast'],
  });
}

function* resolveDelete(
  args: { category: string },
  context: ResolveContext,
): Reading<Outcome<'project.category.delete'>> {
  const bare = bareWords(args.category.replace(/\s+category$/i, ''));
  const category = yield* findNamed(bare, categorySearch({ global: 'ADMINISTER' }), context);
  if (!category.ok) return category;
  const { id, name, body } = category.value;
  const members = membersRead(id);
  const [listed, all] = yield* readAll([members, categoriesRead()]);
  if (listed.status !== 200) return refusedRead(`the projects in ${quoted(name)}`, listed);
  if (!isTrueAt(listed.body, 'isLast')) {
    return unsupported(
      `More than ${PAGE} projects are in ${quoted(name)}. Move them to another one first.`,
    );
  }
  const projects = itemsAt(listed.body, 'values').flatMap((item) => {
    const [projectId, key] = [idAt(item, 'id'), textAt(item, 'key')];
    return projectId === undefined || key === undefined ? [] : [{ id: projectId, key }];
  });
  const keys = projects.map(({ key }) => key);
  return found({
    target: { id, name, description: textAt(body, 'description') ?? '', projects: keys },
    facts: factsOf(context, {
      targets: [
        { kind: 'category', id, name },
        ...projects.map((each) => ({ kind: 'project' as const, id: each.id, name: each.key })),
      ],
      projectIds: projects.map((each) => each.id),
      counts: { projects: projects.length },
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [
      { label: `Project category ${quoted(name)}`, before: 'exists', after: 'deleted' },
      ...(keys.length === 0
        ? []
        : [{ label: `Category of ${listOf(keys)}`, before: name, after: 'none' }]),
    ],
    preconditions: [
      precondition(`Projects in ${quoted(name)}`, members, listed),
      {
        ...precondition(`Project category ${quoted(name)}`, categoriesRead(), all),
        holds: memberHolds({ list: '[].name', value: name }, true),
      },
    ],
    radius: [
      `${countOf(keys.length, 'project is', 'projects are')} in it`,
      'Filters that name it find nothing from then on',
    ],
  });
}

/** Catalogue entry of `project.category.delete`. */
export const deleteCategory = defineAction('project.category.delete', {
  area: 'projects',
  title: 'Delete a project category',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a category, and its projects are in none any more.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be made again with the same projects, as a new one',
  },
  blastRadius: 'projects in the category',
  connections: ['forge', 'oauth'],
  writes: operations('removeProjectCategory'),
  reads: operations('getAllProjectCategories', 'searchProjects', 'getBulkPermissions'),
  schema: z.strictObject({ category: words }),
  resolve: resolveDelete,
  compile: ({ id }) => [requestOf('removeProjectCategory', { path: { id } })],
  check: ({ id }) => membershipCheck(categoriesRead(), { list: '[].id', value: id }, false),
  inverse: ({ name, description, projects }) => [
    {
      type: 'project.category.create',
      args: { name, ...(description !== '' && { description }) },
    },
    ...projects.map((project) => ({
      type: 'project.category.set',
      args: { project, category: name },
    })),
  ],
});
