/** `project.delete` (into the recycle bin, always with undo) and `project.archive`. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { boardsIn, boardsRead } from '../look-up/count-boards.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';
import type { ProjectTarget } from './sentences.ts';

type Args = { project: string };

function* resolveDelete(args: Args, context: ResolveContext): Reading<Outcome<'project.delete'>> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key, isArchived } = project.value;
  if (isArchived) {
    return unsupported(
      `The project ${key} is archived, and Jira does not delete archived projects. Restore it first.`,
    );
  }
  const measured = yield* measure(project.value, context, 'in the recycle bin for 60 days', false);
  return measured.ok ? found(measured.value) : measured;
}

function* resolveArchive(args: Args, context: ResolveContext): Reading<Outcome<'project.archive'>> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key, isArchived } = project.value;
  if (isArchived) return already(`The project ${key} is already archived.`);
  const measured = yield* measure(project.value, context, 'archived: read only and hidden', true);
  return measured.ok ? found(measured.value) : measured;
}

interface Measured {
  target: ProjectTarget;
  facts: ReturnType<typeof factsOf>;
  rows: Array<{ label: string; before: string; after: string }>;
  preconditions: ReturnType<typeof precondition>[];
  radius: string[];
}

/** Counts what goes with the project and pins it. */
function* measure(
  project: Project,
  context: ResolveContext,
  after: string,
  hasCompleteInverse: boolean,
): Reading<Result<Measured, Obstacle>> {
  const { id, key, name } = project;
  const pin = projectRead(key, [
    'id',
    'key',
    'name',
    'archived',
    'components[].id',
    'versions[].id',
  ]);
  const all = countRead(`project = ${id}`);
  const left = countRead(`project = ${id} AND statusCategory != Done`);
  const [pinned, counted, open, listed] = yield* readAll([pin, all, left, boardsRead(key)]);
  if (pinned.status !== 200) return refusedRead(`the project ${key}`, pinned);
  const issues = countIn(counted);
  const boards = boardsIn(listed);
  const isCounted = issues !== undefined && boards !== undefined;
  return ok({
    target: { project: { id, key, name } },
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [id],
      counts: isCounted ? { issues, boards, projects: 1 } : null,
      hasCompleteInverse,
      changesProjects: true,
    }),
    rows: [{ label: `Project ${key} (${name})`, before: 'in use', after }],
    preconditions: [
      precondition(`Project ${key}`, pin, pinned),
      precondition(`Number of issues in ${key}`, all, counted),
    ],
    radius: [
      `It holds ${issues === undefined ? 'an unknown number of issues' : countOf(issues, 'issue')}`,
      ...openSentence(open),
      `It has ${boards === undefined ? 'an unknown number of boards' : countOf(boards, 'board')}`,
      partsSentence(pinned),
    ],
  });
}

function partsSentence({ body }: JiraReadResult): string {
  const components = countOf(itemsAt(body, 'components').length, 'component');
  return `It has ${components} and ${countOf(itemsAt(body, 'versions').length, 'version')}`;
}

function openSentence(answer: JiraReadResult): string[] {
  const open = countIn(answer);
  if (open === undefined || open === 0) return [];
  return [`${countOf(open, 'issue')} ${open === 1 ? 'is' : 'are'} not done`];
}

/** Reads the project itself and asks the list of deleted or archived ones; Jira may show it in either. */
function checkOf({ project }: ProjectTarget, field: string, status: string): EffectCheck {
  return {
    reads: [
      projectRead(project.id, ['id', field]),
      readOf('searchProjects', {
        query: [
          ['id', project.id],
          ['status', status],
        ],
        pick: ['values[].id'],
      }),
    ],
    judge([own, list]) {
      const isListed =
        list?.status === 200 &&
        itemsAt(list.body, 'values').some((item) => idAt(item, 'id') === project.id);
      if (isListed || (own?.status === 200 && isTrueAt(own.body, field))) return 'done';
      if (own?.status === 200) return 'not-done';
      return own?.status === 404 && list?.status === 200 ? 'differs' : 'unknown';
    },
  };
}

const READS = operations(
  'getProject',
  'searchProjects',
  'countIssues',
  'getAllBoards',
  'getBulkPermissions',
);

/** Catalogue entry of `project.delete`. */
export const deleteProject = defineAction('project.delete', {
  area: 'projects',
  title: 'Delete a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a project with everything in it.',
  level: 'critical',
  reversibility: { kind: 'until', sentence: 'Can be restored from the recycle bin for 60 days' },
  blastRadius: 'issues and boards of the project; until when it can be restored',
  connections: ['forge', 'oauth'],
  writes: operations('deleteProject'),
  reads: READS,
  schema: z.strictObject({ project: words }),
  resolve: resolveDelete,
  compile: ({ project }) => [
    requestOf('deleteProject', {
      path: { projectIdOrKey: project.key },
      query: [['enableUndo', 'true']],
    }),
  ],
  check: (target) => checkOf(target, 'deleted', 'deleted'),
  inverse: ({ project }) => [{ type: 'project.restore', args: { project: namedId(project.id) } }],
});

/** Catalogue entry of `project.archive`. */
export const archiveProject = defineAction('project.archive', {
  area: 'projects',
  title: 'Archive a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It hides a project and everything in it from everybody.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: an archived project can be restored',
  },
  blastRadius: 'issues and boards of the project',
  connections: ['forge', 'oauth'],
  writes: operations('archiveProject'),
  reads: READS,
  schema: z.strictObject({ project: words }),
  resolve: resolveArchive,
  compile: ({ project }) => [
    requestOf('archiveProject', { path: { projectIdOrKey: project.key } }),
  ],
  check: (target) => checkOf(target, 'archived', 'archived'),
  inverse: ({ project }) => [{ type: 'project.restore', args: { project: namedId(project.id) } }],
});
