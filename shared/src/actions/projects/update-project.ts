/** `project.update`: name, description, link and default assignee of a project. Avatars are left to people. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { type EditableProject, findEditableProject } from '../look-up/editable-project.ts';
import { projectRead, projectTarget } from '../look-up/find-project.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, ask, type Obstacle } from '../look-up/obstacle.ts';
import { freeProjectName, readProjectName } from '../look-up/project-names.ts';
import { textAt } from '../look-up/read-answer.ts';
import { operations, requestOf } from '../operations.ts';
import type { DetailName, ProjectDetails, UpdateProjectTarget } from './sentences.ts';

type Args = {
  project: string;
  name?: string;
  description?: string;
  url?: string;
  defaultAssignee?: string;
};

const DETAILS: readonly DetailName[] = ['name', 'description', 'url', 'assigneeType'];
const LABELS: Readonly<Record<DetailName, string>> = {
  name: 'Name',
  description: 'Description',
  url: 'Link',
  assigneeType: 'Default assignee',
};
const ASSIGNEES: ReadonlyArray<readonly [string, string, readonly string[]]> = [
  ['PROJECT_LEAD', 'project lead', ['lead', 'the lead', 'the project lead']],
  ['UNASSIGNED', 'unassigned', ['nobody', 'no one', 'none']],
];
const LINK = /^https?:\/\/[^\s/]+\S*$/;
const MAX_DESCRIPTION = 4_000;

function assigneeIn(wanted: string): Result<string, Obstacle> {
  const folded = foldName(bareWords(wanted)).replaceAll('_', ' ');
  const row = ASSIGNEES.find(([, name, others]) => name === folded || others.includes(folded));
  if (row !== undefined) return ok(row[0]);
  return ask(
    'default assignee',
    wanted,
    ASSIGNEES.map(([, name]) => name),
  );
}

/** The details the wish names, as Jira takes them. */
function wishIn(args: Args): Result<ProjectDetails, Obstacle> {
  const wish: ProjectDetails = {};
  if (args.name !== undefined) {
    const name = readProjectName(args.name);
    if (!name.ok) return name;
    wish.name = name.value;
  }
  if (args.description !== undefined) wish.description = args.description.trim();
  if (args.url !== undefined) {
    wish.url = args.url.trim();
    if (wish.url !== '' && !LINK.test(wish.url)) return ask('link', args.url);
  }
  if (args.defaultAssignee !== undefined) {
    const type = assigneeIn(args.defaultAssignee);
    if (!type.ok) return type;
    wish.assigneeType = type.value;
  }
  if (Object.keys(wish).length > 0) return ok(wish);
  return ask(
    'change',
    '',
    [],
    'What of the project shall be changed: name, description, link or default assignee?',
  );
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.update'>> {
  const wish = wishIn(args);
  if (!wish.ok) return wish;
  const asked = DETAILS.filter((detail) => wish.value[detail] !== undefined);
  const editable = yield* findEditableProject(args.project, asked, context);
  if (!editable.ok) return editable;
  const { project, answer } = editable.value;
  const now = detailsIn(answer, asked);
  const changed = asked.filter((detail) => now[detail] !== wish.value[detail]);
  if (changed.length === 0) return already(`The project ${project.key} is already as asked.`);
  const isRenamed =
    changed.includes('name') && foldName(wish.value.name ?? '') !== foldName(project.name);
  if (isRenamed) {
    const free = yield* freeProjectName(wish.value.name ?? '');
    if (!free.ok) return free;
  }
  return found(findingOf(editable.value, now, wish.value, changed, context));
}

function detailsIn(answer: JiraReadResult, details: readonly DetailName[]): ProjectDetails {
  return Object.fromEntries(details.map((each) => [each, textAt(answer.body, each) ?? '']));
}

function findingOf(
  { project, pin }: EditableProject,
  now: ProjectDetails,
  wish: ProjectDetails,
  changed: readonly DetailName[],
  context: ResolveContext,
) {
  const { id, key, name } = project;
  const only = (details: ProjectDetails): ProjectDetails =>
    Object.fromEntries(changed.map((each) => [each, details[each] ?? '']));
  const target = { project: { id, key, name }, before: only(now), after: only(wish) };
  return {
    target,
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [id],
      counts: { projects: 1 },
      hasCompleteInverse: wayBack(target) !== null,
      changesProjects: true,
    }),
    rows: changed.map((detail) => ({
      label: `${LABELS[detail]} of ${key}`,
      before: shown(detail, now[detail]),
      after: shown(detail, wish[detail]),
    })),
    preconditions: [pin],
    radius: [`Everybody who sees ${key} sees the change`],
  };
}

function shown(detail: DetailName, value: string | undefined): string {
  if (value === undefined || value === '') return 'none';
  if (detail !== 'assigneeType') return value;
  return ASSIGNEES.find(([type]) => type === value)?.[1] ?? value;
}

function argsOf({ project, before }: UpdateProjectTarget): Args {
  const { name, description, url, assigneeType } = before;
  return {
    project: project.key,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(url !== undefined && { url }),
    ...(assigneeType !== undefined && { defaultAssignee: assigneeType }),
  };
}

const schema = z.strictObject({
  project: words,
  name: optionalWords,
  description: z.exactOptional(z.string().max(MAX_DESCRIPTION)),
  url: z.exactOptional(z.string().max(255)),
  defaultAssignee: optionalWords,
});

/** The wish for the old values; null where it would not be taken, or would give other values. */
function wayBack(target: UpdateProjectTarget): Args | null {
  const args = argsOf(target);
  if (!schema.safeParse(args).success) return null;
  const wish = wishIn(args);
  const isSame = wish.ok && DETAILS.every((each) => wish.value[each] === target.before[each]);
  return isSame ? args : null;
}

/** Catalogue entry of `project.update`. */
export const updateProject = defineAction('project.update', {
  area: 'projects',
  title: 'Change name, description, link or default assignee of a project',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone: the old values are kept; one that Kraken would not set, such as a broken link, does not come back',
  },
  blastRadius: 'one project; everybody who sees it sees the change',
  connections: ['forge', 'oauth'],
  writes: operations('updateProject'),
  reads: operations('getProject', 'searchProjects', 'getValidProjectName', 'getBulkPermissions'),
  schema,
  resolve,
  compile: ({ project, after }) => [
    requestOf('updateProject', { path: { projectIdOrKey: project.key }, body: after }),
  ],
  check({ project, before, after }) {
    const details = DETAILS.filter((detail) => after[detail] !== undefined);
    return {
      reads: [projectRead(project.key, ['id', ...details])],
      judge([answer]) {
        if (answer?.status !== 200) return 'unknown';
        const now = detailsIn(answer, details);
        if (details.every((detail) => now[detail] === after[detail])) return 'done';
        return details.every((detail) => now[detail] === before[detail]) ? 'not-done' : 'differs';
      },
    };
  },
  inverse(target) {
    const args = wayBack(target);
    return args === null ? null : [{ type: 'project.update', args }];
  },
});
