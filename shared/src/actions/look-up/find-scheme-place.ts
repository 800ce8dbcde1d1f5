/**
 * Which permission scheme a wish about grants changes: the one it names, or the one its project uses; and who else uses
 * that scheme. A grant changes every project of its scheme, whatever project the wish names.
 */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { findProject, type Project } from './find-project.ts';
import { chooseScheme, type Scheme, schemesRead } from './find-scheme.ts';
import type { SchemeUsers } from './find-scheme-users.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { assignedSchemeRead } from './permission-scheme.ts';
import { idAt, textAt } from './read-answer.ts';
import { readAll, readOptional, readTogether } from './read-together.ts';
import { sharersBeside, usersSentence } from './shared-projects.ts';

/** Words that name a scheme, a project, or both. */
type PlaceWords = { scheme?: string; project?: string };

/** The scheme a wish changes. */
export interface SchemePlace {
  scheme: Scheme;
  /** The project the wish names; the change reaches every project of the scheme all the same. */
  project: Project | undefined;
}

/** The scheme by name, or the one the named project uses. */
export function* findSchemePlace(
  args: PlaceWords,
  context: ResolveContext,
): Reading<Result<SchemePlace, Obstacle>> {
  const [project, [listed]] = yield* readTogether(
    readOptional(args.project, (wanted) => findProject(wanted, context)),
    readAll([schemesRead()]),
  );
  if (project !== undefined && !project.ok) return project;
  const [named, used] = yield* readTogether(
    readOptional(args.scheme, (wanted) => chooseScheme(wanted, listed, context)),
    readOptional(project?.value, schemeOf),
  );
  if (named !== undefined && !named.ok) return named;
  if (used !== undefined && !used.ok) return used;
  return oneScheme(named?.value, used?.value, project?.value);
}

function oneScheme(
  named: Scheme | undefined,
  used: Scheme | undefined,
  project: Project | undefined,
): Result<SchemePlace, Obstacle> {
  const scheme = named ?? used;
  if (scheme === undefined) {
    return ask(
      'permission scheme',
      '',
      [],
      'Which permission scheme, or the one of which project?',
    );
  }
  if (used !== undefined && used.id !== scheme.id) {
    const sentence = `${project?.key} uses the permission scheme ${quoted(used.name)}, not ${quoted(scheme.name)}. Which one shall be changed?`;
    return ask('permission scheme', scheme.name, [], sentence);
  }
  return ok({ scheme, project });
}

/** The scheme a company-managed project uses. */
export function* schemeOf(project: Project): Reading<Result<Scheme, Obstacle>> {
  if (project.isTeamManaged) {
    return unsupported(`${project.key} is team-managed and has no permission scheme to change.`);
  }
  const [answer] = yield* readAll([assignedSchemeRead(project.key)]);
  const id = answer.status === 200 ? idAt(answer.body, 'id') : undefined;
  if (id === undefined) return refusedRead(`the permission scheme of ${project.key}`, answer);
  return ok({ id, name: textAt(answer.body, 'name') ?? id });
}

/** Who uses the scheme; where others do, what would change only the project the wish names. */
export function usersSentences(users: SchemeUsers | null, project: Project | undefined): string[] {
  const projects = users?.projects ?? null;
  const shared = sharersBeside(projects, project) ?? [];
  const only =
    project === undefined || shared.length === 0
      ? []
      : [`A copy of the scheme would change only ${project.key}; ask for one if that is meant`];
  return [usersSentence(projects, 'scheme'), ...only];
}

/** Says so where the scheme is Kraken's own project's too. */
export function krakenSentence(projects: readonly Target[], context: ResolveContext): string[] {
  const own = projects.filter(({ id }) => context.krakenProjectIds.includes(id));
  return own.length === 0
    ? []
    : [
        `It also changes who may do this in Kraken's own project ${listOf(own.map(({ name }) => name))}`,
      ];
}
