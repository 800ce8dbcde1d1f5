/** What a new filter meets: filters of its name; and how it is seen to be there. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { type Filter, filtersIn, filtersRead, namedFilters } from '../look-up/find-filter.ts';
import { isSameShare } from '../look-up/find-share.ts';
import { foldName } from '../look-up/match-name.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { quoted } from '../sentence-words.ts';
import type { CreateFilterTarget } from './sentences.ts';

/** Reads the filters of one owner whose name holds the name. */
export const namesRead = (name: string, accountId: string) =>
  filtersRead(namedFilters(name, accountId));

/** Filters of exactly this name: of the owner, and those Kraken kept. */
export function twinsIn(name: string, answer: JiraReadResult | undefined): Filter[] {
  return filtersIn(itemsAt(answer?.body ?? null, 'values')).filter(
    (filter) => foldName(filter.name) === foldName(name),
  );
}

/** Whose filters may not have the name: the owner's, and Kraken's own while it makes the filter. */
export function makersOf({ owner, maker }: CreateFilterTarget): string[] {
  return [...new Set([owner.accountId, maker])];
}

/** What ends the wish where there is a filter of that name. */
export function twinObstacle(target: CreateFilterTarget, twin: Filter) {
  const { owner, name } = target;
  if (!isOwned(target, twin)) {
    return unsupported(
      `Kraken still has a filter called ${quoted(name)} of its own. A Jira administrator can delete it or give it to ${owner.name}.`,
    );
  }
  if (isAsAsked(target, twin))
    return already(`${owner.name} already has the filter ${quoted(name)}.`);
  return ask(
    'filter name',
    name,
    [],
    `${owner.name} already has a filter called ${quoted(name)}, with another query or audience. What shall the new one be called?`,
  );
}

function isAsAsked({ jql, share }: CreateFilterTarget, filter: Filter): boolean {
  const isShared =
    share === null
      ? filter.shares.length === 0
      : filter.shares.length === 1 && filter.shares.every((one) => isSameShare(one, share));
  return filter.jql === jql && isShared;
}

const isOwned = ({ owner }: CreateFilterTarget, filter: Filter): boolean =>
  filter.owner?.accountId === owner.accountId;

/** The owner's filter as asked is done; one that Kraken kept, or another query, differs. */
export function filterCheck(target: CreateFilterTarget): EffectCheck {
  const makers = makersOf(target);
  return {
    reads: makers.map((id) => namesRead(target.name, id)),
    judge(results) {
      const answers = makers.map((_, index) => results[index]);
      if (answers.some((answer) => answer?.status !== 200)) return 'unknown';
      const all = answers.flatMap((answer) => twinsIn(target.name, answer));
      const [only] = all;
      if (only === undefined) {
        const isWhole = answers.every((answer) => isTrueAt(answer?.body ?? null, 'isLast'));
        return isWhole ? 'not-done' : 'unknown';
      }
      return all.length === 1 && isOwned(target, only) && isAsAsked(target, only)
        ? 'done'
        : 'differs';
    },
  };
}
