/**
 * Where a project role is used: projects that have members in it, and permission schemes that name it. Jira has no
 * reverse look-up, so the role is read in every project; a walk that is too long is null, never "nowhere".
 */
import type { JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { precondition } from '../define-action.ts';
import { actorIdsRead, actorsIn, type Role } from '../look-up/find-role.ts';
import { grantsIn, grantsRead, isAdministrative } from '../look-up/permission-scheme.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
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
  sentences: string[];
}

const PAGE = 100;
const MAX_PROJECTS = 800;
/** More of them are not read again: a work order carries at most 500 reads. */
const MAX_PINNED = 200;

/** Looks everywhere a role is used. */
export function* countRoleUses(role: Role): Reading<RoleUses> {
  const [places, schemes] = yield* readTogether(filledIn(role), schemesNaming(role));
  const actors = places?.reduce((sum, { count }) => sum + count, 0) ?? null;
  return {
    projects: places?.map(({ project }) => project) ?? null,
    schemes,
    isAdministrative: schemes?.some((one) => one.isAdministrative) ?? null,
    actors,
    sentences: [
      places === null
        ? 'Kraken could not find out in which projects the role has members'
        : placesSentence(
            places.map(({ project }) => project.name),
            actors ?? 0,
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

function* filledIn(role: Role): Reading<Array<{ project: Target; count: number }> | null> {
  const list = yield* readPages({
    read: (startAt) =>
      readOf('searchProjects', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
          ['orderBy', 'key'],
          ['status', 'live'],
          ['status', 'archived'],
        ],
        pick: ['values[].id', 'values[].key', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  });
  if (list.state === 'refused' || !list.isWhole || list.items.length > MAX_PROJECTS) return null;
  const projects = list.items.flatMap((item): Target[] => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    return id === undefined || key === undefined ? [] : [{ kind: 'project', id, name: key }];
  });
  const answers = yield* readAll(projects.map(({ id }) => actorIdsRead(id, role)));
  if (answers.some(({ status }) => status !== 200)) return null;
  return projects.flatMap((project, index) => {
    const { users, groups } = actorsIn(answers[index]?.body ?? null);
    const count = users.length + groups.length;
    return count === 0 ? [] : [{ project, count }];
  });
}

function* schemesNaming(
  role: Role,
): Reading<Array<{ id: string; name: string; isAdministrative: boolean }> | null> {
  const [answer] = yield* readAll([
    readOf('getAllPermissionSchemes', {
      query: [['expand', 'permissions']],
      pick: [
        'permissionSchemes[].id',
        'permissionSchemes[].name',
        ...['permission', 'holder.type', 'holder.value', 'holder.parameter'].map(
          (path) => `permissionSchemes[].permissions[].${path}`,
        ),
      ],
    }),
  ]);
  if (answer.status !== 200) return null;
  return itemsAt(answer.body, 'permissionSchemes').flatMap((scheme) => {
    const grants = grantsIn(scheme).filter(
      ({ type, value }) => type === 'projectRole' && value === role.id,
    );
    if (grants.length === 0) return [];
    return [
      {
        id: idAt(scheme, 'id') ?? '',
        name: textAt(scheme, 'name') ?? '',
        isAdministrative: grants.some(({ permission }) => isAdministrative(permission)),
      },
    ];
  });
}

/** Pins what was shown of the uses: who is in the role in each project that has members in it, and each scheme's grants. */
export function* pinUses(role: Role, { projects, schemes }: RoleUses): Reading<Precondition[]> {
  const pins = [
    ...(projects ?? []).slice(0, MAX_PINNED).map(({ id, name }) => ({
      label: `Members of the role ${quoted(role.name)} of ${name}`,
      read: actorIdsRead(id, role),
    })),
    ...(schemes ?? [])
      .filter(({ id }) => /^\d{1,20}$/.test(id))
      .slice(0, MAX_PINNED)
      .map(({ id, name }) => ({
        label: `Permission scheme ${quoted(name)}`,
        read: grantsRead(id),
      })),
  ];
  const answers: readonly JiraReadResult[] = yield* readAll(pins.map(({ read }) => read));
  return pins.flatMap(({ label, read }, at): Precondition[] => {
    const answer = answers[at];
    return answer === undefined ? [] : [precondition(label, read, answer)];
  });
}
