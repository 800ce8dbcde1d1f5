/**
 * Where a project role is used: projects that have members in it, and permission schemes that name it. Jira has no
 * reverse look-up, so the role is read in every project; a walk that is too long is null, never "nowhere".
 */
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { actorIdsRead, actorsIn, type Role } from '../look-up/find-role.ts';
import { readMany, readTogether } from '../look-up/read-together.ts';
import { schemesNaming } from '../look-up/schemes-naming.ts';
import { walkProjects } from '../look-up/walk-projects.ts';
import { countOf, countWithNames, quoted } from '../sentence-words.ts';

/** Uses of a role, and sentences about them. */
export interface RoleUses {
  /** Projects with members in it. */
  projects: Target[] | null;
  /** The permission schemes that name it. */
  schemes: Array<{ id: string; name: string }> | null;
  /** One of those schemes gives it an administrative permission. */
  isAdministrative: boolean | null;
  /** People and groups in it, over all projects. */
  actors: number | null;
  /** Who is in the role where, to be read again. */
  preconditions: Precondition[];
  /** The schemes that name it, and what they give it, to be read again. */
  schemePins: Precondition[];
  sentences: string[];
}

/** Up to this many projects are all read again before execution, else only those with members in the role. */
const MAX_PINNED = 200;

/** Looks everywhere a role is used. */
export function* countRoleUses(role: Role): Reading<RoleUses> {
  const [filled, naming] = yield* readTogether(
    filledIn(role),
    schemesNaming({ type: 'projectRole', id: role.id }),
  );
  const places = filled?.places ?? null;
  const schemes = naming?.found ?? null;
  const actors = places?.reduce((sum, { count }) => sum + count, 0) ?? null;
  return {
    projects: places?.map(({ project }) => project) ?? null,
    schemes,
    isAdministrative: schemes?.some((one) => one.isAdministrative) ?? null,
    actors,
    preconditions: filled?.preconditions ?? [],
    schemePins: naming?.preconditions ?? [],
    sentences: [
      places === null || actors === null
        ? 'Kraken could not find out in which projects the role has members'
        : placesSentence(
            places.map(({ project }) => project.name),
            actors,
          ),
      schemes === null
        ? 'Kraken could not look through the permission schemes for the role'
        : countWithNames(
            schemes.map(({ name }) => quoted(name)),
            'permission scheme names the role',
            'permission schemes name the role',
          ),
    ],
  };
}

function placesSentence(projects: readonly string[], actors: number): string {
  if (projects.length === 0) return 'No project has anybody in the role';
  const who = countOf(actors, 'person or group', 'people and groups');
  return countWithNames(
    projects,
    `project has ${who} in the role`,
    `projects have ${who} in the role`,
  );
}

interface Filled {
  places: Array<{ project: Target; count: number }>;
  preconditions: Precondition[];
}

function* filledIn(role: Role): Reading<Filled | null> {
  const site = yield* walkProjects();
  if (site === null) return null;
  const { projects } = site;
  const reads = projects.map(({ id }) => actorIdsRead(id, role));
  const answers = yield* readMany(reads);
  if (answers === null || answers.some(({ status }) => status !== 200)) return null;
  const places = projects.flatMap((project, index) => {
    const read = reads[index];
    const expected = answers[index];
    if (read === undefined || expected === undefined) return [];
    const { users, groups } = actorsIn(expected.body);
    const label = `Members of the role ${quoted(role.name)} of ${project.name}`;
    return [{ project, count: users.length + groups.length, pin: { label, read, expected } }];
  });
  const filled = places.filter(({ count }) => count > 0);
  const again = projects.length <= MAX_PINNED ? places : filled.slice(0, MAX_PINNED);
  return {
    places: filled,
    preconditions: [...site.preconditions, ...again.map(({ pin }) => pin)],
  };
}
