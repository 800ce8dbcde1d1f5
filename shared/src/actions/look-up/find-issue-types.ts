/** Finds issue types of company-managed projects by name. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { chooseNamed } from './find-named.ts';
import { type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** Every issue type the words name; types of a single team-managed project are left out. */
export function* findIssueTypes(
  words: readonly string[],
  context: ResolveContext,
): Reading<Result<Array<{ id: string; name: string }>, Obstacle>> {
  if (words.length === 0) return ok([]);
  const [answer] = yield* readAll([
    readOf('getIssueAllTypes', { pick: ['[].id', '[].name', '[].scope.type'] }),
  ]);
  if (answer.status !== 200) return refusedRead('the issue types', answer);
  const types = itemsAt(answer.body).flatMap((item) => {
    const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
    const isOwn = textAt(item, 'scope.type') === 'PROJECT';
    return id === undefined || name === undefined || isOwn ? [] : [{ id, name, body: null }];
  });
  const found = new Map<string, { id: string; name: string }>();
  for (const each of words) {
    const search = { thing: 'issue type', guard: { global: 'USER_PICKER' } } as const;
    const type = yield* chooseNamed(each, types, true, search, context);
    if (!type.ok) return type;
    found.set(type.value.id, { id: type.value.id, name: type.value.name });
  }
  return ok([...found.values()]);
}
