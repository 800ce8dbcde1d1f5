/** Finds a scheme by name, or the one a project uses. Where both are named they must agree. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { type OperationId, readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { findNamed } from './find-named.ts';
import { findProject, type Project } from './find-project.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, textAt } from './read-answer.ts';
import type { PagedList } from './read-pages.ts';
import { readAll, readOptional, readTogether } from './read-together.ts';

/** A kind of scheme and where all of them are listed. */
export interface ListedSchemes {
  /** `notification scheme`. */
  thing: string;
  list: PagedList;
}

/** A kind of scheme: where all of them are listed, and how the one of a project is read. */
export interface SchemeKind extends ListedSchemes {
  /** Reads id and name of the scheme a project uses; 404 where it has none. */
  ofProject(projectKey: string): JiraRead;
}

/** A scheme with the project the wish names, if it names one. */
export interface SchemeOf {
  scheme: { id: string; name: string };
  project: Project | undefined;
}

const ID = /^\d{1,20}$/;
const PAGE = 50;

/** Schemes that an operation lists in pages, each with id and name. */
export const schemesListedBy = (thing: string, operationId: OperationId): ListedSchemes => ({
  thing,
  list: {
    read: (startAt) =>
      readOf(operationId, {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
        ],
        pick: ['values[].id', 'values[].name', 'isLast'],
      }),
    items: 'values',
    pageSize: PAGE,
  },
});

/** The scheme by name, by `id:…`, or the one the named project uses. */
export function* findSchemeOf(
  args: { scheme?: string; project?: string },
  kind: SchemeKind,
  context: ResolveContext,
): Reading<Result<SchemeOf, Obstacle>> {
  const [project, named] = yield* readTogether(
    readOptional(args.project, (wanted) => findProject(wanted, context)),
    readOptional(args.scheme, (wanted) => findSchemeNamed(wanted, kind, context)),
  );
  if (project !== undefined && !project.ok) return project;
  if (named !== undefined && !named.ok) return named;
  const used = yield* readOptional(project?.value, (one) => schemeOfProject(one, kind));
  if (used !== undefined && !used.ok) return used;
  const scheme = named?.value ?? used?.value;
  if (scheme === undefined) {
    return ask(kind.thing, '', [], `Which ${kind.thing}, or the one of which project?`);
  }
  if (used !== undefined && used.value.id !== scheme.id) {
    const sentence = `${project?.value.key} uses the ${kind.thing} ${quoted(used.value.name)}, not ${quoted(scheme.name)}. Which one shall be changed?`;
    return ask(kind.thing, scheme.name, [], sentence);
  }
  return ok({ scheme, project: project?.value });
}

/** The scheme with this name or id. */
export function* findSchemeNamed(
  words: string,
  kind: ListedSchemes,
  context: ResolveContext,
): Reading<Result<{ id: string; name: string }, Obstacle>> {
  const found = yield* findNamed(
    words,
    {
      thing: kind.thing,
      listName: `the ${kind.thing}s`,
      list: kind.list,
      guard: { global: 'ADMINISTER' },
      isCandidate: ({ id }) => ID.test(id),
    },
    context,
  );
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** The scheme a project uses. */
export function* schemeOfProject(
  project: Project,
  { thing, ofProject }: SchemeKind,
): Reading<Result<{ id: string; name: string }, Obstacle>> {
  if (project.isTeamManaged) {
    return unsupported(
      `${project.key} is team-managed and has no ${thing}; its administrator changes this in the project itself.`,
    );
  }
  const [answer] = yield* readAll([ofProject(project.key)]);
  if (answer.status === 404) return unsupported(`${project.key} has no ${thing} to change.`);
  const id = answer.status === 200 ? idAt(answer.body, 'id') : undefined;
  if (id === undefined || !ID.test(id))
    return refusedRead(`the ${thing} of ${project.key}`, answer);
  return ok({ id, name: textAt(answer.body, 'name') ?? id });
}
