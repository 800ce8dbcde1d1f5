/**
 * `jsm.customer.remove`: people stop being customers of a service desk. Jira does it on desks with closed access only, and
 * offers it as an experimental operation; there is no other. Whoever is a customer through an organisation stays one.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition, words } from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { type Desk, findDesk } from '../look-up/find-desk.ts';
import { deskOrganizationsRead } from '../look-up/find-organization.ts';
import { findPortalPeople, peopleRefs } from '../look-up/find-portal-people.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { customersOf } from '../look-up/people-lists.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, named, verbOf } from '../sentence-words.ts';
import {
  customerRows,
  customersCheck,
  deskFacts,
  readStandings,
  standingConditions,
} from './customers.ts';

type Args = { project: string; users: string[] };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'jsm.customer.remove'>> {
  const where = yield* findDesk(args.project, context);
  if (!where.ok) return where;
  const { desk } = where.value;
  const people = yield* findPortalPeople(
    args.users,
    {
      lists: (query) => [customersOf(desk.id, query)],
      guard: { projectId: desk.projectId },
      mayBeInactive: true,
    },
    context,
  );
  if (!people.ok) return people;
  const standings = yield* readStandings(desk, people.value);
  if (!standings.ok) return standings;
  const present = standings.value.filter(({ isCustomer }) => isCustomer);
  const removed = present.map(({ person }) => person);
  if (removed.length === 0) {
    return already(
      `${named(people.value)} ${verbOf(people.value.length, 'is', 'are')} not among the customers of ${desk.key}.`,
    );
  }
  const direct = yield* withoutOrganisation(desk, removed);
  if (!direct.ok) return direct;
  const [count] = yield* readAll([countRead(openRequests(desk, removed))]);
  // Jira adds no deactivated account to a desk.
  const canComeBack = removed.every(({ isActive }) => isActive);
  return found({
    target: { desk, people: peopleRefs(removed) },
    facts: deskFacts(desk, removed, context, { hasCompleteInverse: canComeBack }),
    rows: customerRows(desk, removed, false),
    preconditions: [...standingConditions(desk, present), ...direct.value],
    radius: [
      requestWords(countIn(count), desk),
      'Jira does this only on a service desk that is closed to people who were not added',
    ],
  });
}

/** Nobody of the people is a customer through an organisation; what shows that. */
function* withoutOrganisation(desk: Desk, people: readonly PersonFact[]) {
  const reads = people.map((person) => deskOrganizationsRead(desk.id, person));
  const answers: readonly JiraReadResult[] = yield* readAll(reads);
  const refused = answers.find(({ status }) => status !== 200);
  if (refused !== undefined) return refusedRead(`the organisations of ${desk.key}`, refused);
  const inside = people.filter((_, at) => itemsAt(answers[at]?.body ?? null, 'values').length > 0);
  const conditions: Result<ReturnType<typeof precondition>[], Obstacle> =
    inside.length > 0
      ? unsupported(
          `${named(inside)} ${verbOf(inside.length, 'is a customer', 'are customers')} of ${desk.key} through an organisation: whoever is to lose access has to leave it.`,
        )
      : ok(
          people.map(({ name }, at) =>
            precondition(
              `Organisations of ${name} in ${desk.key}`,
              reads[at] ?? deskOrganizationsRead(desk.id),
              answers[at] ?? { status: 0, body: null },
            ),
          ),
        );
  return conditions;
}

function openRequests(desk: Desk, people: readonly PersonFact[]): string {
  const ids = people.map(({ accountId }) => `"${accountId}"`).join(', ');
  return `project = ${desk.projectId} AND reporter in (${ids}) AND statusCategory != Done`;
}

function requestWords(count: number | undefined, desk: Desk): string {
  if (count === undefined)
    return `Jira does not say how many open requests they have in ${desk.key}`;
  if (count === 0) return `They have no open request in ${desk.key}`;
  const requests = `${countOf(count, 'open request')} of theirs in ${desk.key}`;
  return `${requests} ${verbOf(count, 'stays', 'stay')}; they may lose sight of ${verbOf(count, 'it', 'them')}`;
}

/** Catalogue entry of `jsm.customer.remove`. */
export const removeCustomers = defineAction('jsm.customer.remove', {
  area: 'jsm',
  title: 'Remove customers from a service desk',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes access to a service desk away.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but not for an account that is deactivated',
  },
  blastRadius: 'the people removed; their open requests',
  connections: ['forge', 'oauth'],
  writes: operations('removeCustomers'),
  reads: operations(
    'getServiceDesks',
    'searchProjects',
    'getProject',
    'getCustomers',
    'getUser',
    'getOrganizations@desk',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, users: z.array(words).min(1).max(50) }),
  resolve,
  compile: ({ desk, people }) =>
    people.map(({ accountId }) =>
      requestOf('removeCustomers', {
        path: { serviceDeskId: desk.id },
        body: { accountIds: [accountId] },
      }),
    ),
  check: (target) => customersCheck(target, false),
  inverse: ({ desk, people }) => [
    {
      type: 'jsm.customer.add',
      args: {
        project: namedId(desk.id),
        users: people.map(({ accountId }) => mentionOf(accountId)),
      },
    },
  ],
});
