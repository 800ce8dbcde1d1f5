/**
 * `user.invite` and `user.delete`: people of the site. Jira wants an organisation administrator for the first and a site
 * administrator for the second, and takes neither from apps. Administrators are removed by people.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { goneCheck, isMember, memberHolds } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findUser, userRead } from '../look-up/find-user.ts';
import { bareWords, countOf, foldName, listOf } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { type Product, readProducts } from './group-uses.ts';

const EMAIL = /^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;

/** Products as people call them -> Jira's key. */
const PRODUCT_WORDS: Readonly<Record<string, string>> = {
  jira: 'jira-software',
  'jira software': 'jira-software',
  jsm: 'jira-servicedesk',
  'service management': 'jira-servicedesk',
  'jira service management': 'jira-servicedesk',
  'product discovery': 'jira-product-discovery',
  'jira product discovery': 'jira-product-discovery',
};

const emailRead = (email: string) =>
  readOf('findUsers', {
    query: [
      ['query', email],
      ['maxResults', '50'],
    ],
    pick: ['[].emailAddress', '[].displayName'],
  });

const memberOf = (email: string) => ({ list: '[].emailAddress', value: email });

function* resolveInvite(
  args: { email: string; products?: string[] },
  context: ResolveContext,
): Reading<Outcome<'user.invite'>> {
  const email = bareWords(args.email).toLowerCase();
  if (!EMAIL.test(email)) return ask('e-mail address', args.email);
  const [[known], all] = yield* readTogether(readAll([emailRead(email)]), readProducts());
  if (known.status !== 200) return refusedRead('people', known);
  const same = itemsAt(known.body).find(
    (item) => textAt(item, 'emailAddress')?.toLowerCase() === email,
  );
  if (same !== undefined) return already(`There is an account with the address ${email} already.`);
  if (all === null) return unsupported('Jira does not let Kraken read its products and licences.');
  const products = yield* chooseProducts(args.products ?? [], all, context);
  if (!products.ok) return products;
  const full = products.value.find(({ seatsLeft }) => seatsLeft === 0);
  if (full !== undefined) {
    return unsupported(`There is no licence of ${full.name} left; buy one, or free one first.`);
  }
  return found({
    target: { email, products: products.value.map(({ key, name }) => ({ key, name })) },
    facts: factsOf(context, {
      targets: [{ kind: 'user', id: '', name: email }],
      projectIds: [],
      counts: { users: 1 },
      isGlobal: true,
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Account of ${email}`,
        before: 'none',
        after: `access to ${listOf(products.value.map(({ name }) => name))}`,
      },
    ],
    preconditions: [
      {
        ...precondition(`Accounts with the address ${email}`, emailRead(email), known),
        holds: memberHolds(memberOf(email), false),
      },
    ],
    radius: [...products.value.map(licenceSentence), `${email} gets an invitation by mail`],
  });
}

function licenceSentence({ name, seatsLeft }: Product): string {
  if (seatsLeft === undefined) return `It takes one licence of ${name}`;
  return `It takes one licence of ${name}; ${seatsLeft - 1} are left afterwards`;
}

function* chooseProducts(
  wanted: readonly string[],
  all: readonly Product[],
  context: ResolveContext,
): Reading<Result<Product[], Obstacle>> {
  const chosen = wanted.map((words) => {
    const folded = foldName(bareWords(words));
    const key = Object.hasOwn(PRODUCT_WORDS, folded) ? PRODUCT_WORDS[folded] : folded;
    return all.find((product) => product.key === key || foldName(product.name) === folded);
  });
  const known = chosen.filter((product) => product !== undefined);
  if (wanted.length > 0 && known.length === wanted.length) return ok([...new Set(known)]);
  return yield* askVisibly(
    {
      thing: 'product',
      words: wanted.find((_, index) => chosen[index] === undefined) ?? '',
      choices: all.map(({ name }) => name),
      guard: { global: 'ADMINISTER' },
    },
    context,
  );
}

/** Catalogue entry of `user.invite`. */
export const inviteUser = defineAction('user.invite', {
  area: 'users_groups',
  title: 'Invite a person to the site',
  defaultClass: 'requires-approval',
  approvalBecause: 'It lets somebody new in and takes licences, which cost money.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Partly: the person can be removed from the site again; the invitation is out and the Atlassian account stays',
  },
  blastRadius: 'one person; one licence of each product, and how many are left',
  connections: ['oauth'],
  writes: operations('createUser'),
  reads: operations('findUsers', 'getAllApplicationRoles', 'getBulkPermissions'),
  schema: z.strictObject({ email: words, products: z.exactOptional(z.array(words).max(10)) }),
  resolve: resolveInvite,
  compile: ({ email, products }) => [
    requestOf('createUser', {
      body: { emailAddress: email, products: products.map(({ key }) => key) },
      capture: { accountId: 'accountId' },
    }),
  ],
  check: ({ email }) => ({
    reads: [emailRead(email)],
    // Somebody may hide his address, so not to find it proves nothing.
    judge: ([answer]) => (isMember(answer, memberOf(email)) === true ? 'done' : 'unknown'),
  }),
  inverse: (_, { accountId }) =>
    accountId === undefined
      ? null
      : [{ type: 'user.delete', args: { user: mentionOf(accountId) } }],
});

const accountRead = (accountId: string) =>
  userRead(accountId, ['accountId', 'accountType', 'active']);

const rightsRead = (accountId: string) =>
  readOf('getBulkPermissions', {
    body: { accountId, globalPermissions: ['ADMINISTER'], projectPermissions: [] },
    pick: ['globalPermissions'],
  });

function* resolveDelete(
  args: { user: string },
  context: ResolveContext,
): Reading<Outcome<'user.delete'>> {
  const person = yield* findUser(args.user, context, { mayBeInactive: true });
  if (!person.ok) return person;
  const { accountId, name } = person.value;
  const [[account, rights, groups, open, filed], led] = yield* readTogether(
    readAll([
      accountRead(accountId),
      rightsRead(accountId),
      readOf('getUserGroups', { query: [['accountId', accountId]], pick: ['[].name'] }),
      countRead(`assignee = "${accountId}" AND statusCategory != Done`),
      countRead(`reporter = "${accountId}"`),
    ]),
    ledBy(accountId),
  );
  if (rights.status !== 200) return refusedRead(`what ${name} may do`, rights);
  if (itemsAt(rights.body, 'globalPermissions').includes('ADMINISTER')) {
    return unsupported(
      `${name} administers Jira; an administrator of the organisation removes such an account by hand.`,
    );
  }
  return found({
    target: { person: { accountId, name } },
    facts: factsOf(context, {
      targets: [{ kind: 'user', id: accountId, name }],
      projectIds: [],
      people: [person.value],
      counts: led === null ? null : { users: 1, projects: led.length, issues: countIn(open) ?? 0 },
      isGlobal: true,
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      { label: `Account of ${name}`, before: stateOf(person.value), after: 'not in the site' },
    ],
    preconditions: [precondition(`Account of ${name}`, accountRead(accountId), account)],
    radius: [
      countSentence(countIn(open), `open issues are assigned to ${name}`),
      countSentence(countIn(filed), `issues were filed by ${name}`),
      led === null
        ? 'Kraken could not find out which projects the person leads'
        : `${countOf(led.length, 'project has', 'projects have')} the person as lead: ${listOf(led)}`,
      groups.status === 200
        ? `The person leaves ${countOf(itemsAt(groups.body).length, 'group')}`
        : 'Jira does not say in which groups the person is',
      'Filters and dashboards of the person stay without an owner',
    ],
  });
}

const stateOf = ({ isActive }: PersonFact): string => (isActive ? 'active' : 'deactivated');

function countSentence(count: number | undefined, words: string): string {
  return count === undefined ? `Jira does not say how many ${words}` : `${count} ${words}`;
}

/** Keys of the projects somebody leads; null where the walk cannot be finished. */
function* ledBy(accountId: string): Reading<string[] | null> {
  const list = yield* readPages({
    read: (startAt) =>
      readOf('searchProjects', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', '100'],
          ['orderBy', 'key'],
          ['expand', 'lead'],
        ],
        pick: ['values[].key', 'values[].lead.accountId', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: 100,
  });
  if (list.state === 'refused' || !list.isWhole) return null;
  return list.items
    .filter((item) => idAt(item, 'lead.accountId') === accountId)
    .map((item) => textAt(item, 'key') ?? '');
}

/** Catalogue entry of `user.delete`. */
export const deleteUser = defineAction('user.delete', {
  area: 'users_groups',
  title: 'Remove a person from the site',
  defaultClass: 'requires-approval',
  approvalBecause: 'It cannot be undone: groups, roles and grants of the person are lost.',
  level: 'critical',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: a new invitation brings back none of the rights',
  },
  blastRadius: 'work assigned to and filed by the person; projects led; groups left',
  connections: ['oauth'],
  writes: operations('removeUser'),
  reads: operations(
    'findUsers',
    'getUser',
    'getUserGroups',
    'searchProjects',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ user: words }),
  resolve: resolveDelete,
  compile: ({ person }) => [requestOf('removeUser', { query: [['accountId', person.accountId]] })],
  check: ({ person }) => goneCheck(accountRead(person.accountId)),
  inverse: () => null,
});
