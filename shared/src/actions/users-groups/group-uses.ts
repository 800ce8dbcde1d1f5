/**
 * What a group of the site gives to its members, as far as Jira can be asked: schemes and project roles that name it,
 * and licences. Global permissions of a group cannot be read at all. There is no reverse look-up, so every scheme and
 * every role of every project is read; a walk that is too long is null, never "nowhere".
 */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { actorsIn } from '../look-up/find-role.ts';
import { foldName } from '../look-up/match-name.ts';
import { grantsIn, isAdministrative } from '../look-up/permission-scheme.ts';
import { countAt, idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
import { countOf, countWithNames, quoted } from '../sentence-words.ts';
import { ROLE_PLACE_READS, readRolePlaces } from './role-places.ts';

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

/** Reads all permission schemes with their grants. */
const SCHEMES = readOf('getAllPermissionSchemes', {
  query: [['expand', 'permissions']],
  pick: [
    'permissionSchemes[].name',
    ...['permission', 'holder.type', 'holder.value', 'holder.parameter'].map(
      (path) => `permissionSchemes[].permissions[].${path}`,
    ),
  ],
});

/** Looks everywhere a group can be named. */
export function* usesOf(groupId: string): Reading<GroupUses> {
  const [products, projects, [answer]] = yield* readTogether(
    readProducts(),
    projectsWith(groupId),
    readAll([SCHEMES]),
  );
  const schemes = answer.status === 200 ? itemsAt(answer.body, 'permissionSchemes') : null;
  const naming = (schemes ?? []).map((scheme) => ({
    name: textAt(scheme, 'name') ?? '',
    grants: grantsIn(scheme).filter(({ type, value }) => type === 'group' && value === groupId),
  }));
  const used = naming.filter(({ grants }) => grants.length > 0);
  return {
    projects,
    schemes: schemes === null ? null : used.map(({ name }) => name),
    isAdministrative: used.some(({ grants }) =>
      grants.some(({ permission }) => isAdministrative(permission)),
    ),
    products: products?.filter(({ groupIds }) => groupIds.includes(groupId)) ?? null,
  };
}

function* projectsWith(groupId: string): Reading<Target[] | null> {
  const places = yield* readRolePlaces();
  const named = places?.filter(({ answer }) =>
    actorsIn(answer.body).groups.some((group) => group.groupId === groupId),
  );
  if (named === undefined) return null;
  return [...new Map(named.map(({ project }) => [project.id, project])).values()];
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
