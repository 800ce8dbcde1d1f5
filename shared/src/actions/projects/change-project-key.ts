/**
 * `project.key.change`: every issue of the project gets a new key. Jira keeps the old key as an alias; only words that
 * name it elsewhere (filters, automations, other systems) are not changed, and nobody can count those.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { fieldsCheck } from '../effects.ts';
import { boardsIn, boardsRead } from '../look-up/count-boards.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { type EditableProject, findEditableProject } from '../look-up/editable-project.ts';
import { type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { already, type Obstacle } from '../look-up/obstacle.ts';
import { freeProjectKey, keyRead, readProjectKey } from '../look-up/project-names.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';

type Args = { project: string; newKey: string };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.key.change'>> {
  const newKey = readProjectKey(args.newKey);
  if (!newKey.ok) return newKey;
  const editable = yield* findEditableProject(args.project, ['name'], context);
  if (!editable.ok) return editable;
  const { project } = editable.value;
  if (project.key === newKey.value) {
    return already(`The key of ${quoted(project.name)} is already ${project.key}.`);
  }
  const free = yield* isFree(project, newKey.value);
  if (!free.ok) return free;
  const [counted, listed] = yield* readAll([
    countRead(`project = ${project.id}`),
    boardsRead(project.key),
  ]);
  const numbers = { issues: countIn(counted), boards: boardsIn(listed) };
  return found(findingOf(editable.value, newKey.value, free.value, numbers, context));
}

/** A key is free, or was this project's own before; gives what must still hold later. */
function* isFree(project: Project, newKey: string): Reading<Result<Precondition[], Obstacle>> {
  const [known] = yield* readAll([
    readOf('getProject', {
      path: { projectIdOrKey: project.key },
      query: [['expand', 'projectKeys']],
      pick: ['projectKeys'],
    }),
  ]);
  if (itemsAt(known.body, 'projectKeys').includes(newKey)) return ok([]);
  const free = yield* freeProjectKey(newKey);
  if (!free.ok) return free;
  return ok([
    precondition(`The key ${newKey} is free`, keyRead(newKey), { status: 200, body: newKey }),
  ]);
}

function findingOf(
  { project, pin }: EditableProject,
  newKey: string,
  isStillFree: Precondition[],
  { issues, boards }: { issues: number | undefined; boards: number | undefined },
  context: ResolveContext,
) {
  const { id, key, name } = project;
  return {
    target: { project: { id, key, name }, newKey },
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [id],
      counts: issues === undefined || boards === undefined ? null : { issues, boards, projects: 1 },
      // A key that was the project's own before goes back to what it was: an alias.
      hasCompleteInverse: isStillFree.length === 0,
      changesProjects: true,
    }),
    rows: [
      { label: `Key of ${quoted(name)}`, before: key, after: newKey },
      { label: 'Keys of its issues', before: `${key}-1, …`, after: `${newKey}-1, …` },
    ],
    preconditions: [pin, ...isStillFree],
    radius: [
      issues === undefined
        ? 'Kraken could not count the issues that get a new key'
        : `${countOf(issues, 'issue gets', 'issues get')} a new key`,
      boards === undefined
        ? 'Kraken could not count its boards'
        : `It has ${countOf(boards, 'board')}`,
      `${key} stays with the project: links with the old keys still work`,
      `Filters, automations and other systems that name ${key} are not changed`,
    ],
  };
}

/** Catalogue entry of `project.key.change`. */
export const changeProjectKey = defineAction('project.key.change', {
  area: 'projects',
  title: 'Change the key of a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It renames every issue of a project.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'The old key can be taken back; the new one then stays with the project as an alias',
  },
  blastRadius: 'issues that get a new key; boards of the project',
  connections: ['forge', 'oauth'],
  writes: operations('updateProject'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getValidProjectKey',
    'countIssues',
    'getAllBoards',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, newKey: words }),
  resolve,
  compile: ({ project, newKey }) => [
    requestOf('updateProject', { path: { projectIdOrKey: project.key }, body: { key: newKey } }),
  ],
  check: ({ project, newKey }) =>
    fieldsCheck(projectRead(project.id, ['key']), [
      { path: 'key', before: project.key, after: newKey },
    ]),
  inverse: ({ project, newKey }) => [
    { type: 'project.key.change', args: { project: newKey, newKey: project.key } },
  ],
});
