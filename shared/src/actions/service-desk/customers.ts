/** What adding and removing customers share: who is a customer of a desk now, and the facts. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, PersonFact, ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import { type Desk, deskPage, deskTarget } from '../look-up/find-desk.ts';
import { peopleTargets, unusualAmong } from '../look-up/find-portal-people.ts';
import { userRead } from '../look-up/find-user.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { searchWord } from '../look-up/people-lists.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
import type { CustomersTarget } from './sentences.ts';

type Who = Pick<PersonFact, 'accountId' | 'name'>;

/** One person, the read that shows whether he is a customer, and what it showed. */
export interface Standing {
  person: PersonFact;
  read: JiraRead;
  answer: JiraReadResult;
  isCustomer: boolean;
}

/** Reads the customers of a desk that are called like the person. */
export function customerRead(desk: Pick<Desk, 'id'>, { name }: Who): JiraRead {
  return readOf('getCustomers', {
    path: { serviceDeskId: desk.id },
    query: [['query', searchWord(name)], ...deskPage(0)],
    pick: ['values[].accountId', 'isLastPage'],
  });
}

/** Whether the answer lists the person; undefined where Jira did not give all of that name. */
export function isListed(
  answer: JiraReadResult | undefined,
  { accountId }: Who,
): boolean | undefined {
  if (answer?.status !== 200) return undefined;
  const isIn = itemsAt(answer.body, 'values').some(
    (item) => textAt(item, 'accountId') === accountId,
  );
  return isIn || isTrueAt(answer.body, 'isLastPage') ? isIn : undefined;
}

/** Reads who of the people is a customer of the desk. */
export function* readStandings(
  desk: Desk,
  people: readonly PersonFact[],
): Reading<Result<Standing[], Obstacle>> {
  const reads = people.map((person) => customerRead(desk, person));
  const answers: readonly JiraReadResult[] = yield* readAll(reads);
  const standings: Standing[] = [];
  for (const [index, person] of people.entries()) {
    const answer = answers[index] ?? { status: 0, body: null };
    const read = reads[index] ?? customerRead(desk, person);
    if (answer.status !== 200) return refusedRead(`the customers of ${desk.key}`, answer);
    const isCustomer = isListed(answer, person);
    if (isCustomer === undefined) {
      return unsupported(`${desk.key} has too many customers called like ${person.name}.`);
    }
    standings.push({ person, read, answer, isCustomer });
  }
  return ok(standings);
}

/** What the approver was shown of each person: whether he is a customer. Others come and go. */
export function standingConditions(desk: Desk, standings: readonly Standing[]) {
  return standings.map(({ person, read, answer, isCustomer }) => ({
    ...precondition(`${person.name} among the customers of ${desk.key}`, read, answer),
    holds: memberHolds({ list: 'values[].accountId', value: person.accountId }, isCustomer),
  }));
}

interface Known {
  hasCompleteInverse: boolean;
  /** People the desk does not know, as the policy is to see them. */
  strangers?: readonly PersonFact[];
}

/** Facts of a change of people of one desk. */
export function deskFacts(
  desk: Desk,
  people: readonly PersonFact[],
  context: ResolveContext,
  { hasCompleteInverse, strangers = [] }: Known,
) {
  return factsOf(context, {
    targets: [deskTarget(desk), ...peopleTargets(people)],
    projectIds: [desk.projectId],
    people: [...unusualAmong(people, strangers), ...strangers],
    counts: { users: people.length, projects: 1 },
    hasCompleteInverse,
    changesProjects: true,
  });
}

/** One row per person. */
export function customerRows(desk: Desk, people: readonly PersonFact[], isAdded: boolean) {
  return people.map(({ name }) => ({
    label: `${name} among the customers of ${desk.key}`,
    before: isAdded ? 'no' : 'yes',
    after: isAdded ? 'yes' : 'no',
  }));
}

/** Reads the customers back. Whoever was renamed since cannot be looked for under the old name. */
export function customersCheck({ desk, people }: CustomersTarget, isAdded: boolean): EffectCheck {
  return {
    reads: people.flatMap((person) => [
      customerRead(desk, person),
      userRead(person.accountId, ['displayName']),
    ]),
    judge(answers) {
      const seen = people.map((person, index) => {
        const isIn = isListed(answers[2 * index], person);
        const account = answers[2 * index + 1];
        const name = account?.status === 200 ? textAt(account.body, 'displayName') : undefined;
        return isIn === false && name !== person.name ? undefined : isIn;
      });
      if (seen.includes(undefined)) return 'unknown';
      if (seen.every((isIn) => isIn === isAdded)) return 'done';
      return seen.every((isIn) => isIn !== isAdded) ? 'not-done' : 'differs';
    },
  };
}
