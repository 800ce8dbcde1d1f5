/**
 * What a group of the site gives to its members, as far as Jira can be asked: schemes and project roles that name it,
 * and licences. Global permissions of a group cannot be read at all. There is no reverse look-up, so every scheme and
 * every role of every project is read; a walk that is too long is null, never "nowhere".
 */
import type { JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { memberHolds } from '../effects.ts';
import { actorIdsRead, actorsIn, allRolesRead } from '../look-up/find-role.ts';
import { foldName } from '../look-up/match-name.ts';
import { pinReads } from '../look-up/pin-reads.ts';
import { countAt, idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { schemesNaming } from '../look-up/schemes-naming.ts';
import { walkProjects } from '../look-up/walk-projects.ts';
import { readOf } from '../operations.ts';
import { countOf, countWithNames, quoted } from '../sentence-words.ts';
import { ROLE_PLACE_READS, type RolePlace, readRolePlaces } from './role-places.ts';

/** Reads a look-up of uses needs. */
export const GROUP_USE_READS = [
  ...ROLE_PLACE_READS,
  'getAllPermissionSchemes',
  'getAllApplicationRoles',
] as const;

/** Where a group is named. */
export interface GroupUses {
  /** Projects with the group in a role; null where that walk is too long or not allowed. */
  projects: Target[] | null;
  /** The roles it is in, and the schemes that name it, still are these. */
  preconditions: Precondition[];
  /** Permission schemes that name it; null where Jira does not show them. */
  schemes: string[] | null;
  /** One of those schemes gives an administrative permission. */
  isAdministrative: boolean;
  /** Products it gives a licence of; null where Jira does not say. */
  products: Product[] | null;
}

/** A product of the site with its licences. */
export interface Product {
  key: string;
  name: string;
  groupIds: string[];
  /** Undefined: unlimited, or not said. */
  seatsLeft: number | undefined;
}

/** Up to this many roles of projects are all read again before execution, else only those the group is in. */
const MAX_READ_AGAIN = 100;

const ADMIN_GROUPS =
  /^(?:site-admins?|org-admins?|organi[sz]ation-admins?|jira-administrators|administrators|system-administrators|trusted-users-.*|user-access-admins-.*|jira-admins-.*|atlassian-addons-admin)$/;

/** True for the groups Atlassian keeps for the administration of a site; they are left to people. */
export function isAdminGroup(name: string): boolean {
  return ADMIN_GROUPS.test(foldName(name).replaceAll(' ', '-'));
}

/** The products of the site; null where Jira does not say. */
export function* readProducts(): Reading<Product[] | null> {
  const [answer] = yield* readAll([
    readOf('getAllApplicationRoles', {
      pick: [
        '[].key',
        '[].name',
        '[].groupDetails[].groupId',
        '[].remainingSeats',
        '[].hasUnlimitedSeats',
      ],
    }),
  ]);
  return answer.status === 200 ? productsIn(answer) : null;
}

function productsIn(answer: JiraReadResult): Product[] {
  return itemsAt(answer.body).flatMap((item) => {
    const key = textAt(item, 'key');
    if (key === undefined) return [];
    const groupIds = itemsAt(item, 'groupDetails').flatMap((group) => idAt(group, 'groupId') ?? []);
    const isUnlimited = isTrueAt(item, 'hasUnlimitedSeats');
    const seatsLeft = isUnlimited ? undefined : countAt(item, 'remainingSeats');
    return [{ key, name: textAt(item, 'name') ?? key, groupIds, seatsLeft }];
  });
}

/** Whether a group gives a licence, so that everybody in Jira may be in it; null where Jira does not say. */
export function* isForEverybody(groupId: string): Reading<boolean | null> {
  const products = yield* readProducts();
  return products?.some(({ groupIds }) => groupIds.includes(groupId)) ?? null;
}

/** Looks everywhere a group can be named. */
export function* usesOf(groupId: string): Reading<GroupUses> {
  const [products, places, schemes, site, roles] = yield* readTogether(
    readProducts(),
    readRolePlaces('all'),
    schemesNaming({ type: 'group', id: groupId }),
    walkProjects(),
    pinReads([{ label: 'Project roles of the site', read: allRolesRead() }]),
  );
  return {
    projects: places === null ? null : projectsOf(places.filter(holdsGroup(groupId))),
    preconditions: [
      ...(places === null ? [] : pinsOf(places, groupId)),
      // A new project, or a new role, is a place that was not looked into.
      ...(site?.preconditions ?? []),
      ...roles,
      ...(schemes?.preconditions ?? []),
    ],
    schemes: schemes?.found.map(({ name }) => name) ?? null,
    isAdministrative: schemes?.found.some((scheme) => scheme.isAdministrative) ?? false,
    products: products?.filter(({ groupIds }) => groupIds.includes(groupId)) ?? null,
  };
}

const holdsGroup =
  (groupId: string) =>
  ({ answer }: RolePlace): boolean =>
    actorsIn(answer.body).groups.some((group) => group.groupId === groupId);

const projectsOf = (places: readonly RolePlace[]): Target[] => [
  ...new Map(places.map(({ project }) => [project.id, project])).values(),
];

/** The group still is in each of its roles, and, in a site of few roles, in no other. */
function pinsOf(places: readonly RolePlace[], groupId: string): Precondition[] {
  const isIn = holdsGroup(groupId);
  const again = places.length <= MAX_READ_AGAIN ? places : places.filter(isIn);
  return again.map((place) => ({
    label: `Members of the role ${quoted(place.role.name)} of ${place.project.name}`,
    read: actorIdsRead(place.project.name, place.role),
    expected: place.answer,
    holds: memberHolds({ list: 'actors[].actorGroup.groupId', value: groupId }, isIn(place)),
  }));
}

/** What the uses mean, for people. */
export function useSentences({ projects, schemes, products }: GroupUses): string[] {
  const inRoles =
    projects === null
      ? 'Kraken could not look through the roles of all projects for the group'
      : countWithNames(
          projects.map(({ name }) => name),
          'project has the group in a role',
          'projects have the group in a role',
        );
  const inSchemes =
    schemes === null
      ? 'Kraken could not look through the permission schemes for the group'
      : countWithNames(
          schemes.map(quoted),
          'permission scheme names the group',
          'permission schemes name the group',
        );
  const licences = (products ?? []).map(({ name, seatsLeft }) =>
    seatsLeft === undefined
      ? `The group gives a licence of ${name}`
      : `The group gives a licence of ${name}; ${countOf(seatsLeft, 'licence is', 'licences are')} left`,
  );
  return [
    inRoles,
    inSchemes,
    ...licences,
    'Jira does not tell which global permissions the group carries',
  ];
}
