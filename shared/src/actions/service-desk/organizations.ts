/**
 * `jsm.organization.create` and `jsm.organization.delete`. Asked to make one of a name that is there, Jira gives that one:
 * the same name is "already", the same name written otherwise is asked.
 */
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
  precondition,
  words,
} from '../define-action.ts';
import { goneCheck } from '../effects.ts';
import type { Desk } from '../look-up/find-desk.ts';
import {
  desksOfOrganization,
  findOrganization,
  ORGANIZATIONS,
  type Organization,
  organizationRead,
  organizationTarget,
} from '../look-up/find-organization.ts';
import { membersOf, sizeOf } from '../look-up/find-portal-people.ts';
import { bareWords, foldName, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, requestOf } from '../operations.ts';
import { desksWords } from './organization-words.ts';

/** Longest name Jira takes. */
const MAX_NAME = 200;

/** Pages of organisations that reading back may need; more are not known to the end. */
const CHECKED_PAGES = 4;

function* resolveNew(
  args: { name: string },
  context: ResolveContext,
): Reading<Outcome<'jsm.organization.create'>> {
  const name = bareWords(args.name);
  if (!looksLikeName(name) || name.length > MAX_NAME) return ask('name', args.name);
  const free = yield* nameIsFree(name, context);
  if (!free.ok) return free;
  return found({
    target: { name },
    facts: factsOf(context, {
      targets: [{ kind: 'organization', id: name, name }],
      projectIds: [],
      counts: {},
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [{ label: 'Customer organisation', before: 'none', after: name }],
    preconditions: free.value.map((page, index) => ({
      ...precondition('Customer organisations', ORGANIZATIONS.list.read(index * PAGE), page),
      holds: { list: 'values[].name', value: name, isIn: false },
    })),
    radius: ['It has nobody in it and no desk knows it'],
  });
}

const PAGE = ORGANIZATIONS.list.pageSize;

/** The pages of all organisations, none of which is called so. */
function* nameIsFree(
  name: string,
  context: ResolveContext,
): Reading<Result<JiraReadResult[], Obstacle>> {
  const all = yield* readPages(ORGANIZATIONS.list);
  if (all.state === 'refused') return refusedRead('the customer organisations', all.answer);
  const same = all.items
    .map((item) => textAt(item, 'name') ?? '')
    .filter((each) => foldName(each) === foldName(name));
  if (same.includes(name)) return already(`The customer organisation ${name} already exists.`);
  if (same.length > 0) {
    return yield* askVisibly(
      { thing: 'organisation', words: name, choices: same, guard: ORGANIZATIONS.guard },
      context,
    );
  }
  return all.isWhole && all.pages.length <= CHECKED_PAGES
    ? ok(all.pages)
    : unsupported('There are more customer organisations than Kraken can compare the name with.');
}

/** How many organisations of exactly this name the pages hold; undefined where they are not all. */
function countNamed(name: string, answers: readonly JiraReadResult[]): number | undefined {
  let count = 0;
  for (const answer of answers) {
    if (answer.status !== 200) return undefined;
    count += itemsAt(answer.body, 'values').filter((item) => textAt(item, 'name') === name).length;
    if (isTrueAt(answer.body, 'isLastPage')) return count;
  }
  return undefined;
}

/** Catalogue entry of `jsm.organization.create`. */
export const createOrganization = defineAction('jsm.organization.create', {
  area: 'jsm',
  title: 'Create a customer organisation',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone while nobody uses it' },
  blastRadius: 'nothing that exists',
  connections: ['forge', 'oauth'],
  writes: operations('createOrganization'),
  reads: operations('getOrganizations', 'getBulkPermissions'),
  schema: z.strictObject({ name: words }),
  resolve: resolveNew,
  compile: ({ name }) => [
    requestOf('createOrganization', { body: { name }, capture: { organizationId: 'id' } }),
  ],
  check: ({ name }) => ({
    reads: Array.from({ length: CHECKED_PAGES }, (_, page) => ORGANIZATIONS.list.read(page * PAGE)),
    judge(answers) {
      const count = countNamed(name, answers);
      if (count === undefined) return 'unknown';
      if (count === 1) return 'done';
      return count === 0 ? 'not-done' : 'differs';
    },
  }),
  inverse: (_, { organizationId }) =>
    organizationId === undefined
      ? null
      : [{ type: 'jsm.organization.delete', args: { organization: namedId(organizationId) } }],
});

interface Use {
  desks: Desk[] | null;
  members: { items: unknown[]; words: string };
}

function* useOf({ id }: Organization): Reading<Result<Use, Obstacle>> {
  const members = yield* readPages(membersOf(id));
  if (members.state === 'refused') return refusedRead('the organisation', members.answer);
  const desks = yield* desksOfOrganization(id);
  return ok({ desks, members: { items: members.items, words: sizeOf(members) } });
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
  const { desks, members } = use.value;
  const reads = [organizationRead(id), membersOf(id).read(0)] as const;
  const [there, people] = yield* readAll(reads);
  if (there.status !== 200) return refusedRead(`the organisation ${name}`, there);
  return found({
    target: { organization: organization.value, people: [] },
    facts: factsOf(context, {
      targets: [organizationTarget(organization.value)],
      projectIds: (desks ?? []).map(({ projectId }) => projectId),
      counts: { users: members.items.length, projects: desks?.length ?? 0 },
      sharedWith: desks === null ? null : [],
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: true,
    }),
    rows: [{ label: 'Customer organisation', before: name, after: 'none' }],
    preconditions: [
      precondition(`Customer organisation ${name}`, reads[0], there),
      precondition(`People of ${name}`, reads[1], people),
    ],
    radius: [
      `${members.words} in ${name} stop seeing each other's requests`,
      desksWords(
        desks,
        (list) => `${list} lose the customers of ${name} that were not added by name`,
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
