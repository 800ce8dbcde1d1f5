/**
 * `jsm.customer.invite`: somebody without an account becomes a customer of a service desk, by mail. The operation is
 * experimental; the one that makes an account without a mail belongs to no desk.
 */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { type Desk, deskPage, deskTarget, findDesk } from '../look-up/find-desk.ts';
import { bareWords, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { searchedPeople } from '../look-up/people-lists.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import type { InviteTarget } from './sentences.ts';

type Args = { project: string; email: string; name?: string };

/** Plain addresses only: no quotes, comments, lists or letters that look like others. */
const EMAIL = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Customers of the desk that have the address, or one that begins like it. */
function customersRead(desk: Pick<Desk, 'id'>, email: string): JiraRead {
  return readOf('getCustomers', {
    path: { serviceDeskId: desk.id },
    query: [['query', email], ...deskPage(0)],
    pick: ['values[].accountId', 'values[].emailAddress', 'isLastPage'],
  });
}

/** Whether somebody of the answer has the address; undefined where a hidden address may be it. */
function hasAddress(answer: JiraReadResult | undefined, email: string): boolean | undefined {
  if (answer?.status !== 200) return undefined;
  const people = itemsAt(answer.body, 'values');
  const found = people.map((item) => textAt(item, 'emailAddress')?.toLowerCase());
  if (found.includes(email.toLowerCase())) return true;
  return found.includes(undefined) || !isTrueAt(answer.body, 'isLastPage') ? undefined : false;
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'jsm.customer.invite'>> {
  const email = bareWords(args.email).replace(/^mailto:/i, '');
  const name = bareWords(args.name ?? email);
  if (!EMAIL.test(email)) return ask('e-mail address', args.email);
  if (!looksLikeName(name)) return ask('name', args.name ?? '');
  const where = yield* findDesk(args.project, context);
  if (!where.ok) return where;
  const { desk } = where.value;
  const nobody = yield* isNew(desk, email);
  if (!nobody.ok) return nobody;
  return found({
    target: { desk, email, name },
    facts: factsOf(context, {
      targets: [deskTarget(desk)],
      projectIds: [desk.projectId],
      counts: { users: 1, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: true,
    }),
    rows: [
      { label: `${email} among the customers of ${desk.key}`, before: 'no', after: 'yes' },
      { label: 'Account', before: 'none', after: `a customer account with the name ${name}` },
    ],
    preconditions: [precondition(`Customers of ${desk.key} with this address`, ...nobody.value)],
    radius: [`Jira makes a new account and sends a mail to ${email}`],
  });
}

/** Nobody has the address, neither among the customers nor on the site; the read that shows the first. */
function* isNew(desk: Desk, email: string): Reading<Result<[JiraRead, JiraReadResult], Obstacle>> {
  const read = customersRead(desk, email);
  const [customers, people] = yield* readAll([read, searchedPeople(email).read(0)]);
  if (customers.status !== 200) return refusedRead(`the customers of ${desk.key}`, customers);
  if (people.status !== 200) return refusedRead('people', people);
  const isCustomer = hasAddress(customers, email);
  if (isCustomer === true) return already(`${email} is already a customer of ${desk.key}.`);
  if (isCustomer === undefined) {
    return unsupported(
      `Jira hides the addresses of some customers of ${desk.key}, so Kraken cannot tell whether ${email} is one of them.`,
    );
  }
  const wanted = email.toLowerCase();
  const isKnown = itemsAt(people.body).some(
    (item) => textAt(item, 'emailAddress')?.toLowerCase() === wanted,
  );
  return isKnown
    ? unsupported('There is an account with this address: it can be added without an invitation.')
    : ok([read, customers]);
}

/** Catalogue entry of `jsm.customer.invite`. */
export const inviteCustomer = defineAction('jsm.customer.invite', {
  area: 'jsm',
  title: 'Invite a customer by e-mail',
  defaultClass: 'requires-approval',
  approvalBecause: 'It makes a new account and sends a mail to the outside.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'The customer can be removed from the desk; the account and the mail stay',
  },
  blastRadius: 'one new account; one mail',
  connections: ['forge', 'oauth'],
  writes: operations('inviteCustomer'),
  reads: operations(
    'getServiceDesks',
    'searchProjects',
    'getProject',
    'getCustomers',
    'findUsers',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, email: words, name: optionalWords }),
  resolve,
  compile: ({ desk, email, name }) => [
    requestOf('inviteCustomer', {
      path: { serviceDeskId: desk.id },
      query: [['strictConflictStatusCode', 'true']],
      body: { email, displayName: name },
      capture: { accountId: 'accountId' },
    }),
  ],
  check: ({ desk, email }: InviteTarget) => ({
    reads: [customersRead(desk, email)],
    judge([answer]) {
      const isThere = hasAddress(answer, email);
      if (isThere === undefined) return 'unknown';
      return isThere ? 'done' : 'not-done';
    },
  }),
  inverse: ({ desk }, { accountId }) =>
    accountId === undefined
      ? null
      : [
          {
            type: 'jsm.customer.remove',
            args: { project: namedId(desk.id), users: [mentionOf(accountId)] },
          },
        ],
});
