/** Whether people may see an issue: Jira mails nobody about an issue he may not see. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact } from '../action.ts';
import { readOf } from '../operations.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { itemsAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** Passes when all of them see the issue; otherwise a mail to one of them would never arrive. */
export function* allSee(
  issue: { id: string; key: string },
  people: readonly PersonFact[],
): Reading<Result<null, Obstacle>> {
  const answers = yield* readAll(
    people.map(({ accountId }) =>
      readOf('getBulkPermissions', {
        body: {
          accountId,
          globalPermissions: [],
          projectPermissions: [
            { permissions: ['BROWSE_PROJECTS'], projects: [], issues: [Number(issue.id)] },
          ],
        },
        pick: ['projectPermissions[].permission', 'projectPermissions[].issues'],
      }),
    ),
  );
  for (const [index, answer] of answers.entries()) {
    if (answer.status !== 200) return refusedRead('permissions', answer);
    const seen = itemsAt(answer.body, 'projectPermissions').flatMap((each) =>
      itemsAt(each, 'issues').map(String),
    );
    if (!seen.includes(issue.id)) {
      const name = people[index]?.name ?? '';
      return unsupported(`${name} may not see ${issue.key}, so Jira would send no mail.`);
    }
  }
  return ok(null);
}
