/** `project.category.set`: a project enters another category, or leaves its own. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { defineAction, factsOf, found, type Outcome, words } from '../define-action.ts';
import { fieldsCheck } from '../effects.ts';
import { findEditableProject } from '../look-up/editable-project.ts';
import { categorySearch } from '../look-up/find-category.ts';
import { findNamed } from '../look-up/find-named.ts';
import { type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle } from '../look-up/obstacle.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { ProjectCategory } from './sentences.ts';

type Args = { project: string; category: string | null };

const NONE = new Set(['none', 'no category', 'nothing']);
/** Jira's number for "no category". */
const NO_CATEGORY = -1;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.category.set'>> {
  const fields = ['projectCategory.id', 'projectCategory.name'];
  const editable = yield* findEditableProject(args.project, fields, context);
  if (!editable.ok) return editable;
  const { project, answer, pin } = editable.value;
  const category = yield* findCategory(args.category, project, context);
  if (!category.ok) return category;
  const [before, after] = [categoryIn(answer), category.value];
  const { id, key } = project;
  if (before?.id === after?.id) {
    return already(
      after === null
        ? `${key} is already without a category.`
        : `${key} is already in the category ${quoted(after.name)}.`,
    );
  }
  return found({
    target: { project: { id, key }, before, after },
    facts: factsOf(context, {
      targets: [projectTarget(project), ...targetOf(before), ...targetOf(after)],
      projectIds: [id],
      counts: { projects: 1 },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [
      { label: `Category of ${key}`, before: before?.name ?? 'none', after: after?.name ?? 'none' },
    ],
    preconditions: [pin],
    radius: ['Filters and boards that name the category find other projects from then on'],
  });
}

function* findCategory(
  wanted: string | null,
  project: Project,
  context: ResolveContext,
): Reading<Result<ProjectCategory | null, Obstacle>> {
  if (wanted === null || NONE.has(foldName(bareWords(wanted)))) return ok(null);
  const short = bareWords(wanted.replace(/\s+category$/i, ''));
  const found = yield* findNamed(short, categorySearch({ projectId: project.id }), context);
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

function categoryIn(answer: JiraReadResult): ProjectCategory | null {
  const id = idAt(answer.body, 'projectCategory.id');
  if (id === undefined) return null;
  return { id, name: textAt(answer.body, 'projectCategory.name') ?? id };
}

function targetOf(category: ProjectCategory | null): Target[] {
  return category === null ? [] : [{ kind: 'category', ...category }];
}

/** Catalogue entry of `project.category.set`. */
export const setProjectCategory = defineAction('project.category.set', {
  area: 'projects',
  title: 'Put a project in a category',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old category is kept' },
  blastRadius: 'one project; filters and boards that name the category',
  connections: ['forge', 'oauth'],
  writes: operations('updateProject'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllProjectCategories',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, category: z.union([words, z.null()]) }),
  resolve,
  compile: ({ project, after }) => [
    requestOf('updateProject', {
      path: { projectIdOrKey: project.key },
      body: { categoryId: after === null ? NO_CATEGORY : Number(after.id) },
    }),
  ],
  check: ({ project, before, after }) =>
    fieldsCheck(projectRead(project.key, ['projectCategory.id']), [
      { path: 'projectCategory.id', before: before?.id ?? null, after: after?.id ?? null },
    ]),
  inverse: ({ project, before }) => [
    {
      type: 'project.category.set',
      args: { project: project.key, category: before === null ? null : namedId(before.id) },
    },
  ],
});
