/** `version.create`: one more version of a project. No issue gets it. */
import { z } from 'zod';
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
import { madeCheck, memberHolds } from '../effects.ts';
import { findOpenProject, partsRead } from '../look-up/find-part.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { newNameIn } from '../look-up/read-text.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';
import type { NewVersionTarget } from './sentences.ts';
import { datesIn, inOrder, versionDescription } from './version-parts.ts';

type Args = {
  project: string;
  name: string;
  description?: string;
  startDate?: string;
  releaseDate?: string;
  archived?: boolean;
};

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'version.create'>> {
  const name = newNameIn('version', args.name);
  if (!name.ok) return name;
  const dates = datesIn(args);
  if (!dates.ok) return dates;
  const { startDate = '', releaseDate = '' } = dates.value;
  const order = inOrder(startDate, releaseDate);
  if (!order.ok) return order;
  const project = yield* findOpenProject(args.project, context);
  if (!project.ok) return project;
  return yield* notThere(project.value, context, {
    project: { id: project.value.id, key: project.value.key },
    name: name.value,
    description: args.description?.trim() ?? '',
    startDate,
    releaseDate,
    archived: args.archived ?? false,
  });
}

function* notThere(
  project: Project,
  context: ResolveContext,
  target: NewVersionTarget,
): Reading<Outcome<'version.create'>> {
  const names = partsRead('version', project.key, ['name']);
  const [listed] = yield* readAll([names]);
  if (listed.status !== 200) return refusedRead(`the versions of ${project.key}`, listed);
  const same = itemsAt(listed.body)
    .map((item) => textAt(item, 'name') ?? '')
    .find((name) => foldName(name) === foldName(target.name));
  if (same !== undefined) return already(`${project.key} already has the version ${quoted(same)}.`);
  return found({
    target,
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [project.id],
      counts: { projects: 1 },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: rowsOf(target),
    preconditions: [
      {
        ...precondition(`Versions of ${project.key} named ${quoted(target.name)}`, names, listed),
        holds: memberHolds({ list: '[].name', value: target.name }, false),
      },
    ],
    radius: ['No issue gets the new version by itself'],
  });
}

function rowsOf(target: NewVersionTarget) {
  const { project, name, description, startDate, releaseDate, archived } = target;
  const row = (label: string, after: string) => ({ label, before: 'none', after: orNone(after) });
  return changedRows([
    row(`Version of ${project.key}`, name),
    row('Description', description),
    row('Start date', startDate),
    row('Release date', releaseDate),
    { label: 'Version is archived', before: 'no', after: archived ? 'yes' : 'no' },
  ]);
}

/** Catalogue entry of `version.create`. */
export const createVersion = defineAction('version.create', {
  area: 'versions_components',
  title: 'Create a version',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the version can be deleted' },
  blastRadius: 'no issue; one project',
  connections: ['forge', 'oauth'],
  writes: operations('createVersion'),
  reads: operations('getProject', 'searchProjects', 'getProjectVersions', 'getBulkPermissions'),
  schema: z.strictObject({
    project: words,
    name: words,
    description: z.exactOptional(versionDescription),
    startDate: optionalWords,
    releaseDate: optionalWords,
    archived: z.exactOptional(z.boolean()),
  }),
  resolve,
  compile: ({ project, name, description, startDate, releaseDate, archived }) => [
    requestOf('createVersion', {
      body: {
        projectId: Number(project.id),
        name,
        ...(description !== '' && { description }),
        ...(startDate !== '' && { startDate }),
        ...(releaseDate !== '' && { releaseDate }),
        ...(archived && { archived }),
      },
      capture: { versionId: 'id' },
    }),
  ],
  check: ({ project, name }) =>
    madeCheck(partsRead('version', project.key, ['name']), { list: '[].name', value: name }),
  inverse: ({ project, name }, { versionId }) => [
    {
      type: 'version.delete',
      args: {
        project: project.key,
        version: versionId === undefined ? name : namedId(versionId),
      },
    },
  ],
});
