/** Finds a component or version of a project; a project that is archived takes no changes. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { findNamed, type NamedThing } from './find-named.ts';
import { findProject, type Project, projectTarget } from './find-project.ts';
import { ask, type Obstacle, unsupported } from './obstacle.ts';

/** What of a project is meant. */
export type PartKind = 'component' | 'version';

/** A component or version with its project; `body` holds what was picked of it. */
export interface Part {
  project: Project;
  part: NamedThing;
}

const ID = /^\d{1,20}$/;

/** Fields of the list of parts. */
const FIELDS: Readonly<Record<PartKind, readonly string[]>> = {
  component: [
    'id',
    'name',
    'description',
    'assigneeType',
    'lead.accountId',
    'lead.displayName',
    'lead.active',
  ],
  version: [
    'id',
    'self',
    'name',
    'description',
    'archived',
    'released',
    'startDate',
    'releaseDate',
  ],
};

/** Reads all components or versions of a project; Jira gives them in one answer. */
export function partsRead(
  kind: PartKind,
  projectKey: string,
  fields: readonly string[] = FIELDS[kind],
): JiraRead {
  return readOf(kind === 'component' ? 'getProjectComponents' : 'getProjectVersions', {
    path: { projectIdOrKey: projectKey },
    pick: fields.map((field) => `[].${field}`),
  });
}

/** Reads some fields of one component or version. */
export function partRead(kind: PartKind, id: string, pick: readonly string[]): JiraRead {
  return readOf(kind === 'component' ? 'getComponent' : 'getVersion', {
    path: { id },
    pick: [...pick],
  });
}

/** Finds a project that takes changes. */
export function* findOpenProject(
  words: string,
  context: ResolveContext,
): Reading<Result<Project, Obstacle>> {
  const project = yield* findProject(words, context);
  if (project.ok && project.value.isArchived) {
    return unsupported(
      `${project.value.key} is archived and takes no changes; an administrator can restore it first.`,
    );
  }
  return project;
}

/** Finds a component or version in a project that was found. */
export function* findPartOf(
  kind: PartKind,
  words: string,
  project: Project,
  context: ResolveContext,
): Reading<Result<NamedThing, Obstacle>> {
  return yield* findNamed(
    words,
    {
      thing: kind,
      listName: `the ${kind}s of ${project.key}`,
      list: { read: () => partsRead(kind, project.key), items: '', pageSize: 1 },
      guard: { projectId: project.id },
      isCandidate: ({ id }) => ID.test(id),
    },
    context,
  );
}

/** Finds the project, and in it the component or version the words mean. */
export function* findPart(
  kind: PartKind,
  args: { project: string; part: string },
  context: ResolveContext,
): Reading<Result<Part, Obstacle>> {
  const project = yield* findOpenProject(args.project, context);
  if (!project.ok) return project;
  const part = yield* findPartOf(kind, args.part, project.value, context);
  return part.ok ? ok({ project: project.value, part: part.value }) : part;
}

/** Another part of the same project, to which issues go; never the one that ends. */
export function* findOtherPart(
  kind: PartKind,
  words: string,
  { project, part }: Part,
  context: ResolveContext,
): Reading<Result<NamedThing, Obstacle>> {
  const other = yield* findPartOf(kind, words, project, context);
  if (!other.ok || other.value.id !== part.id) return other;
  return ask(kind, words, [], `Which other ${kind} of ${project.key} shall the issues get?`);
}

/** Targets of an action on a part of a project. */
export function partTargets(kind: PartKind, { project, part }: Part): Target[] {
  return [{ kind, id: part.id, name: part.name }, projectTarget(project)];
}

/** A part's id and name, without the rest. */
export function idAndName({ id, name }: { id: string; name: string; body?: Json }): {
  id: string;
  name: string;
} {
  return { id, name };
}
