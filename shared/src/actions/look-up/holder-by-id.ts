/** Roles and groups by `role id:…` and `group id:…`: how an inverse names a holder. Other words as `findHolder` reads them. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { mentionOf } from './account-id.ts';
import { type FoundHolder, findHolder } from './find-holder.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

const BY_ID = /^(role|group)\s+id:\s?([0-9A-Za-z_-]{1,64})$/i;

/** Finds a role, a group or a person. */
export function* findHolderOrId(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  const [, kind, id] = BY_ID.exec(bareWords(words)) ?? [];
  if (kind === undefined || id === undefined) return yield* findHolder(words, context);
  return kind.toLowerCase() === 'role' ? yield* roleById(words, id) : yield* groupById(words, id);
}

function* roleById(words: string, id: string): Reading<Result<FoundHolder, Obstacle>> {
  const [answer] = yield* readAll([readOf('getAllProjectRoles', { pick: ['[].id', '[].name'] })]);
  if (answer.status !== 200) return refusedRead('the roles', answer);
  const role = itemsAt(answer.body).find((item) => idAt(item, 'id') === id);
  const name = role === undefined ? undefined : textAt(role, 'name');
  return name === undefined
    ? ask('role or group', words)
    : ok({ holder: { type: 'projectRole', value: id, name } });
}

function* groupById(words: string, id: string): Reading<Result<FoundHolder, Obstacle>> {
  const [answer] = yield* readAll([
    readOf('bulkGetGroups', {
      query: [['groupId', id]],
      pick: ['values[].groupId', 'values[].name'],
    }),
  ]);
  if (answer.status !== 200) return refusedRead('the groups', answer);
  const group = itemsAt(answer.body, 'values').find((item) => idAt(item, 'groupId') === id);
  const name = group === undefined ? undefined : textAt(group, 'name');
  return name === undefined
    ? ask('role or group', words)
    : ok({ holder: { type: 'group', value: id, name } });
}

/** Words that lead back to exactly this role, group or person. */
export function holderArgOf(kind: 'role' | 'group' | 'user', id: string): string {
  return kind === 'user' ? mentionOf(id) : `${kind} id:${id}`;
}
