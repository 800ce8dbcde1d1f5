/**
 * `jsm.customer.add`: people with an account become customers of a service desk. One request per person: of a list with an
 * unknown account Jira adds the others and says no more than that it refused. Strangers to the desk need approval.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, words } from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { findDesk } from '../look-up/find-desk.ts';
import { findPortalPeople, peopleRefs } from '../look-up/find-portal-people.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { customersOf, searchedPeople } from '../look-up/people-lists.ts';
import { operations, requestOf } from '../operations.ts';
import { named } from '../sentence-words.ts';
import {
  customerRows,
  customersCheck,
  deskFacts,
  readStandings,
  standingConditions,
} from './customers.ts';
import { strangersTo } from './strangers.ts';

type Args = { project: string; users: string[] };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'jsm.customer.add'>> {
  const where = yield* findDesk(args.project, context);
  if (!where.ok) return where;
  const { desk } = where.value;
  const people = yield* findPortalPeople(
    args.users,
    {
      lists: (query) => [customersOf(desk.id, query), searchedPeople(query)],
      guard: { projectId: desk.projectId },
    },
    context,
  );
  if (!people.ok) return people;
  const standings = yield* readStandings(desk, people.value);
  if (!standings.ok) return standings;
  const missing = standings.value.filter(({ isCustomer }) => !isCustomer);
  const added = missing.map(({ person }) => person);
  if (added.length === 0) {
    return already(`The customers of ${desk.key} already include ${named(people.value)}.`);
  }
  const strangers = yield* strangersTo(desk, added);
  return found({
    target: { desk, people: peopleRefs(added) },
    facts: deskFacts(desk, added, context, { hasCompleteInverse: true, strangers }),
    rows: customerRows(desk, added, true),
    preconditions: standingConditions(desk, missing),
    radius: ['Customers file requests in the portal and see their own; they need no licence'],
  });
}

/** Catalogue entry of `jsm.customer.add`. */
export const addCustomers = defineAction('jsm.customer.add', {
  area: 'jsm',
  title: 'Add customers to a service desk',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SERVICEDESK_AGENT',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone; on a service desk open to everybody there is nothing to undo',
  },
  blastRadius: 'the people added; one service desk',
  connections: ['forge', 'oauth'],
  writes: operations('addCustomers'),
  reads: operations(
    'getServiceDesks',
    'searchProjects',
    'getProject',
    'getCustomers',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, users: z.array(words).min(1).max(50) }),
  resolve,
  compile: ({ desk, people }) =>
    people.map(({ accountId }) =>
      requestOf('addCustomers', {
        path: { serviceDeskId: desk.id },
        body: { accountIds: [accountId] },
      }),
    ),
  check: (target) => customersCheck(target, true),
  inverse: ({ desk, people }) => [
    {
      type: 'jsm.customer.remove',
      args: {
        project: namedId(desk.id),
        users: people.map(({ accountId }) => mentionOf(accountId)),
      },
    },
  ],
});
