/** `jsm.organization.delete`: a customer organisation is gone from every service desk of the site. */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { goneCheck } from '../effects.ts';
import type { Desk } from '../look-up/find-desk.ts';
import {
  desksOfOrganization,
  findOrganization,
  type Organization,
  organizationRead,
  organizationTarget,
} from '../look-up/find-organization.ts';
import { type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { membersOf, sizeOf } from '../look-up/people-lists.ts';
import { pinPages } from '../look-up/pin-reads.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { DELETED_FOR_GOOD, quoted, verbOf } from '../sentence-words.ts';
import { desksWords } from './organization-words.ts';

interface Use {
  desks: Desk[] | null;
  members: { items: unknown[]; isWhole: boolean; words: string };
  /** These still are its people and its desks. */
  preconditions: Precondition[];
}

function* useOf({ id, name }: Organization): Reading<Result<Use, Obstacle>> {
  const members = yield* readPages(membersOf(id));
  if (members.state === 'refused') return refusedRead('the organisation', members.answer);
  const given = yield* desksOfOrganization(id);
  const words = sizeOf(members, [
    `of ${quoted(name)} no longer sees`,
    `of ${quoted(name)} no longer see`,
  ]);
  return ok({
    desks: given?.found ?? null,
    members: { ...members, words },
    preconditions: [
      ...pinPages(`People of ${quoted(name)}`, membersOf(id), members.pages),
      ...(given?.preconditions ?? []),
    ],
  });
}

function* resolveDelete(
  args: { organization: string },
  context: ResolveContext,
): Reading<Outcome<'jsm.organization.delete'>> {
  const organization = yield* findOrganization(args.organization, context);
  if (!organization.ok) return organization;
  const { id, name } = organization.value;
  const use = yield* useOf(organization.value);
  if (!use.ok) return use;
  const { desks, members, preconditions } = use.value;
  const [there] = yield* readAll([organizationRead(id)]);
  if (there.status !== 200) return refusedRead(`the organisation ${quoted(name)}`, there);
  return found({
    target: { organization: organization.value, people: [] },
    facts: factsOf(context, {
      targets: [organizationTarget(organization.value)],
      projectIds: (desks ?? []).map(({ projectId }) => projectId),
      counts:
        desks === null || !members.isWhole
          ? null
          : { users: members.items.length, projects: desks.length },
      sharedWith: desks === null ? null : [],
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: true,
    }),
    rows: [{ label: 'Customer organisation', before: name, after: DELETED_FOR_GOOD }],
    preconditions: [
      precondition(`Customer organisation ${quoted(name)}`, organizationRead(id), there),
      ...preconditions,
    ],
    radius: [
      `${members.words} the requests of the others`,
      desksWords(
        desks,
        (list, count) =>
          `${list} ${verbOf(count, 'loses', 'lose')} the customers of ${quoted(name)} who were not added by name`,
      ),
      'Requests shared with it stay, shared with nobody',
    ],
  });
}

/** Catalogue entry of `jsm.organization.delete`. */
export const deleteOrganization = defineAction('jsm.organization.delete', {
  area: 'jsm',
  title: 'Delete a customer organisation',
  defaultClass: 'requires-approval',
  approvalBecause: 'It ends an organisation on every service desk of the site.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: requests do not get back the organisation they were shared with',
  },
  blastRadius: 'the people of the organisation; the service desks it was given to',
  connections: ['forge', 'oauth'],
  writes: operations('deleteOrganization'),
  reads: operations(
    'getOrganizations',
    'getOrganizations@desk',
    'getOrganization',
    'getUsersInOrganization',
    'getServiceDesks',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ organization: words }),
  resolve: resolveDelete,
  compile: ({ organization }) => [
    requestOf('deleteOrganization', { path: { organizationId: organization.id } }),
  ],
  check: ({ organization }) => goneCheck(organizationRead(organization.id)),
  inverse: () => null,
});
