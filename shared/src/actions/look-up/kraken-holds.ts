/** Whether what is taken from holders of a permission or from a group is taken from Kraken too. */
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { groupsOfRead } from './find-group.ts';
import { itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** True where Kraken itself, or a group it is in, is among the holders. */
export function* isHeldByKraken(
  holders: ReadonlyArray<{ type: string; value: string | null }>,
  { krakenAccountId }: ResolveContext,
): Reading<boolean> {
  if (krakenAccountId === null) return false;
  if (holders.some(({ type, value }) => type === 'user' && value === krakenAccountId)) return true;
  const groups = holders.flatMap(({ type, value }) => (type === 'group' ? [value] : []));
  if (groups.length === 0) return false;
  const [answer] = yield* readAll([groupsOfRead(krakenAccountId)]);
  return itemsAt(answer.body).some((own) =>
    ['groupId', 'name'].some((at) => groups.includes(textAt(own, at) ?? '')),
  );
}
