import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, PersonFact } from '../action.ts';
import { lists, type Organization, organizationsOfRead } from '../look-up/find-organization.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { quoted } from '../sentence-words.ts';
import type { OrganizationTarget } from './sentences.ts';

/** Somebody who enters or leaves an organisation, with the answer that shows where he is now. */
export interface Changed {
  person: PersonFact;
  answer: JiraReadResult;
}

/** The people for whom something changes, with the answer that shows it. */
export function* whoChanges(
  { id, name }: Organization,
  people: readonly PersonFact[],
  isAdded: boolean,
): Reading<Result<Changed[], Obstacle>> {
  const answers: readonly JiraReadResult[] = yield* readAll(people.map(organizationsOfRead));
  const changed: Changed[] = [];
  for (const [index, person] of people.entries()) {
    const answer = answers[index] ?? { status: 0, body: null };
    if (answer.status !== 200) return refusedRead(`the organisations of ${person.name}`, answer);
    const isIn = lists(answer, id);
    if (isIn === undefined) {
      return unsupported(
        `${person.name} is in too many organisations to tell whether ${quoted(name)} is one of them.`,
      );
    }
    if (isIn !== isAdded) changed.push({ person, answer });
  }
  return ok(changed);
}

/** Reads back who is in the organisation. */
export function membersCheck(
  { organization, people }: OrganizationTarget,
  isAdded: boolean,
): EffectCheck {
  return {
    reads: people.map(organizationsOfRead),
    judge(answers) {
      const seen = people.map((_, index) => lists(answers[index], organization.id));
      if (seen.includes(undefined)) return 'unknown';
      if (seen.every((isIn) => isIn === isAdded)) return 'done';
      return seen.every((isIn) => isIn !== isAdded) ? 'not-done' : 'differs';
    },
  };
}
