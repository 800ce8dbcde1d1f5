/**
 * Who of the people to be added is a stranger to a desk: whoever is not among its customers yet. An address of the same
 * domain speaks for nobody: many share one. Who has a licence is told as a colleague.
 */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact } from '../action.ts';
import type { Desk } from '../look-up/find-desk.ts';
import { countAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
import { customerRead, isListed } from './customers.ts';

function kindOf({ kind }: PersonFact, answer: JiraReadResult | undefined): PersonFact['kind'] {
  if (kind !== 'licensed') return kind;
  const held = answer?.status === 200 ? countAt(answer.body, 'applicationRoles.size') : undefined;
  return (held ?? 0) > 0 ? 'licensed' : 'unknown';
}

/** The people who are no customers of the desk, as the policy sees them: colleagues, outside the site, or of a portal. */
export function* strangersTo(
  desk: Pick<Desk, 'id'>,
  people: readonly PersonFact[],
): Reading<PersonFact[]> {
  const customers = people.map((person) => customerRead(desk, person));
  const accounts = people.map(({ accountId }) =>
    readOf('getUser', {
      query: [
        ['accountId', accountId],
        ['expand', 'applicationRoles'],
      ],
      pick: ['applicationRoles.size'],
    }),
  );
  const answers: readonly JiraReadResult[] = yield* readAll([...customers, ...accounts]);
  return people.flatMap((person, at) =>
    isListed(answers[at], person) === true
      ? []
      : [{ ...person, kind: kindOf(person, answers[people.length + at]) }],
  );
}
