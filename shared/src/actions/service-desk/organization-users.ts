/**
 * `jsm.organization.user.add` and `jsm.organization.user.remove`: who belongs to a customer organisation. Its people see
 * the requests shared with it, on every desk it was given to. One request per person.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  desksOfOrganization,
  findOrganization,
  type Organization,
  organizationsOfRead,
  organizationTarget,
} from '../look-up/find-organization.ts';
import {
  findPortalPeople,
  peopleRefs,
  peopleTargets,
  unusualAmong,
} from '../look-up/find-portal-people.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { membersOf, searchedPeople, sizeOf } from '../look-up/people-lists.ts';
import { readPages } from '../look-up/read-pages.ts';
import { operations, requestOf } from '../operations.ts';
import { named, quoted } from '../sentence-words.ts';
import { type Changed, membersCheck, whoChanges } from './organization-members.ts';
import { desksWords } from './organization-words.ts';
import type { OrganizationTarget } from './sentences.ts';

type Args = { organization: string; users: string[] };
type Kind = 'jsm.organization.user.add' | 'jsm.organization.user.remove';

function* resolve(isAdded: boolean, args: Args, context: ResolveContext): Reading<Outcome<Kind>> {
  const organization = yield* findOrganization(args.organization, context);
  if (!organization.ok) return organization;
  const { id, name } = organization.value;
  const people = yield* findPortalPeople(
    args.users,
    {
      lists: (query) => [membersOf(id), ...(isAdded ? [searchedPeople(query)] : [])],
      guard: { global: 'ADMINISTER' },
      mayBeInactive: !isAdded,
    },
    context,
  );
  if (!people.ok) return people;
  const changed = yield* whoChanges(organization.value, people.value, isAdded);
  if (!changed.ok) return changed;
  if (changed.value.length === 0) {
    const state = isAdded ? 'is already in' : 'is already not in';
    return already(`${named(people.value)} ${state} the customer organisation ${quoted(name)}.`);
  }
  return yield* findingOf(organization.value, changed.value, isAdded, context);
}

function* findingOf(
  organization: Organization,
  changed: readonly Changed[],
  isAdded: boolean,
  context: ResolveContext,
): Reading<Outcome<Kind>> {
  const { id, name } = organization;
  const people = changed.map(({ person }) => person);
  const members = yield* readPages(membersOf(id));
  const given = yield* desksOfOrganization(id);
  const desks = given?.found ?? null;
  const size =
    members.state === 'read'
      ? `${sizeOf(members, ['is', 'are'])} in it now`
      : 'Jira does not say who is in it now';
  const sees = isAdded ? 'see' : 'no longer see';
  return found<Kind>({
    target: { organization, people: peopleRefs(people) },
    facts: factsOf(context, {
      targets: [organizationTarget(organization), ...peopleTargets(people)],
      projectIds: (desks ?? []).map(({ projectId }) => projectId),
      people: unusualAmong(people),
      counts: desks === null ? null : { users: people.length, projects: desks.length },
      sharedWith: desks === null ? null : [],
      // Jira adds no deactivated account.
      hasCompleteInverse: isAdded || people.every(({ isActive }) => isActive),
      changesProjects: true,
    }),
    rows: rowsOf(name, people, isAdded),
    preconditions: [
      ...changed.map(({ person, answer }) => ({
        ...precondition(`Organisations of ${person.name}`, organizationsOfRead(person), answer),
        holds: memberHolds({ list: 'values[].id', value: id }, !isAdded),
      })),
      ...(given?.preconditions ?? []),
    ],
    radius: [
      `${named(people)} will ${sees} the requests shared with ${quoted(name)}`,
      size,
      desksWords(desks, (list) => `Its people are customers of ${list}`),
    ],
  });
}

function rowsOf(organization: string, people: readonly PersonFact[], isAdded: boolean) {
  return people.map(({ name }) => ({
    label: `${name} in the organisation ${quoted(organization)}`,
    before: isAdded ? 'no' : 'yes',
    after: isAdded ? 'yes' : 'no',
  }));
}

const READS = [
  'getOrganizations',
  'getOrganizations@desk',
  'getUsersInOrganization',
  'getServiceDesks',
  'getUser',
  'getBulkPermissions',
] as const;
const schema = z.strictObject({ organization: words, users: z.array(words).min(1).max(50) });

const bodyOf = ({ organization }: OrganizationTarget, accountId: string) => ({
  path: { organizationId: organization.id },
  body: { accountIds: [accountId] },
});

const argsOf = ({ organization, people }: OrganizationTarget): Args => ({
  organization: namedId(organization.id),
  users: people.map(({ accountId }) => mentionOf(accountId)),
});

/** Catalogue entry of `jsm.organization.user.add`. */
export const addOrganizationUsers = defineAction('jsm.organization.user.add', {
  area: 'jsm',
  title: 'Add people to a customer organisation',
  defaultClass: 'requires-approval',
  approvalBecause: 'The people of an organisation see the requests shared with it.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'the people added; the service desks the organisation was given to',
  connections: ['forge', 'oauth'],
  writes: operations('addUsersToOrganization'),
  reads: operations(...READS, 'findUsers'),
  schema,
  resolve: (args, context) => resolve(true, args, context),
  compile: (target) =>
    target.people.map(({ accountId }) =>
      requestOf('addUsersToOrganization', bodyOf(target, accountId)),
    ),
  check: (target) => membersCheck(target, true),
  inverse: (target) => [{ type: 'jsm.organization.user.remove', args: argsOf(target) }],
});

/** Catalogue entry of `jsm.organization.user.remove`. */
export const removeOrganizationUsers = defineAction('jsm.organization.user.remove', {
  area: 'jsm',
  title: 'Remove people from a customer organisation',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes sight of the requests of an organisation away.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but not for an account that is deactivated',
  },
  blastRadius: 'the people removed; the service desks the organisation was given to',
  connections: ['forge', 'oauth'],
  writes: operations('removeUsersFromOrganization'),
  reads: operations(...READS),
  schema,
  resolve: (args, context) => resolve(false, args, context),
  compile: (target) =>
    target.people.map(({ accountId }) =>
      requestOf('removeUsersFromOrganization', bodyOf(target, accountId)),
    ),
  check: (target) => membersCheck(target, false),
  inverse: (target) => [{ type: 'jsm.organization.user.add', args: argsOf(target) }],
});
