/** Sharing a filter: what stands in the way, what is sent, how it is seen and taken back. */
import type { Json } from '../../json.ts';
import type { EffectCheck, InverseWish } from '../action.ts';
import { type Filter, filterRead } from '../look-up/find-filter.ts';
import {
  isForEverybody,
  isSameShare,
  type WishedShare,
  wordsForShare,
} from '../look-up/find-share.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { SHARE_FIELDS, sharesIn } from '../look-up/shares.ts';
import { quoted } from '../sentence-words.ts';
import type { ShareFilterTarget } from './sentences.ts';

/** Reads owner, query and shares of a filter. */
export function sharesRead(filterId: string) {
  return filterRead(filterId, ['id', 'name', 'jql', 'owner.accountId', ...SHARE_FIELDS]);
}

/** What ends a wish to share: it already is. */
export function cannotShare(filter: Filter, share: WishedShare) {
  const everybody = filter.shares.find(isForEverybody);
  if (filter.shares.some((one) => isSameShare(one, share))) {
    return already(`${quoted(filter.name)} is already shared with ${share.name}.`);
  }
  // Whoever is signed in already sees what anyone on the web sees.
  return everybody === undefined || share.type === 'global'
    ? undefined
    : already(`${quoted(filter.name)} is already shared with ${everybody.name}.`);
}

/** What ends a wish to stop sharing: it already does not. */
export function cannotUnshare(filter: Filter, share: WishedShare) {
  return filter.shares.some((one) => isSameShare(one, share))
    ? undefined
    : already(`${quoted(filter.name)} is not shared with ${share.name}.`);
}

/** The share in the list, or gone from it. */
export function shareCheck({ filter, share, isOn }: ShareFilterTarget): EffectCheck {
  return {
    reads: [sharesRead(filter.id)],
    judge([answer]) {
      const [item] = itemsAt(answer?.body ?? null, 'values');
      if (answer?.status !== 200 || item === undefined) return 'unknown';
      const isShared = sharesIn(item).some((one) => isSameShare(one, share));
      return isShared === isOn ? 'done' : 'not-done';
    },
  };
}

/** A share as the operation on one filter takes it. */
export function shareBody({ type, ref, projectId }: WishedShare): Json {
  if (type === 'project') return { type, projectId: projectId ?? ref };
  if (type === 'group') return { type, groupId: ref };
  return type === 'user' ? { type, accountId: ref } : { type };
}

/** The opposite, and the shares that a share with everybody replaced. */
export function unsharing({
  filter,
  share,
  isOn,
  replaced,
}: ShareFilterTarget): InverseWish[] | null {
  const wish = (one: Parameters<typeof wordsForShare>[0], change: string): InverseWish[] => {
    const audience = wordsForShare(one);
    const args = { filter: namedId(filter.id), audience: audience ?? '', change };
    return audience === undefined ? [] : [{ type: 'filter.share', args }];
  };
  if (replaced.some((one) => wordsForShare(one) === undefined)) return null;
  return [
    ...wish(share, isOn ? 'unshare' : 'share'),
    ...replaced.flatMap((one) => wish(one, 'share')),
  ];
}
