/** `user.invite`: somebody new in the site. Jira wants an organisation administrator for it and takes it from no app. */
import { z } from 'zod';
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
import { isMember, memberHolds } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { listOf } from '../sentence-words.ts';
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
  if (same !== undefined) return already(`There is already an account with the address ${email}.`);
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
      'The person can be removed from the site again; the invitation is out and the Atlassian account stays',
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
