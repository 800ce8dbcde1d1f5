/** Statuses of the site by name. Projects may have statuses of the same name, so a name can mean several ids. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { bareWords, looksLikeName, namedExactly } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';

/** A status name with every id it has on the site. */
export interface StatusName {
  name: string;
  ids: string[];
}

/** Reads names and ids of all statuses. */
export function statusesRead(): JiraRead {
  return readOf('getStatuses', { pick: ['[].id', '[].name'] });
}

/** The status the words name, out of the answer to `statusesRead`. Asks when there is none. */
export function statusNamed(words: string, answer: JiraReadResult): Result<StatusName, Obstacle> {
  if (answer.status !== 200) return refusedRead('the statuses', answer);
  const wanted = bareWords(words);
  if (namedIdIn(wanted) === undefined && !looksLikeName(wanted)) return ask('status', words);
  const statuses = itemsAt(answer.body).flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    return id === undefined || name === undefined || !/^\d+$/.test(id) ? [] : [{ id, name }];
  });
  const wantedId = namedIdIn(wanted);
  const found =
    wantedId === undefined
      ? namedExactly(wanted, statuses)
      : statuses.filter(({ id }) => id === wantedId);
  const [first] = found;
  if (first === undefined) return ask('status', words);
  return ok({ name: first.name, ids: found.map(({ id }) => id) });
}
