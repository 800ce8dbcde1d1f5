/** Identity of a wish: by it the same words in the same place are acted on once. */
import type { ProposedAction, Quote } from '@kraken/shared';
import { canonicalDigest } from '@kraken/shared/crypto';

const placeOf = ({ source, text }: Quote): string =>
  `${source.kind}:${source.kind === 'comment' ? source.commentId : ''}:${text}`;

/** Digest of type, arguments and the words it came from. */
export function wishKey(action: Pick<ProposedAction, 'type' | 'args' | 'quotes'>): string {
  return canonicalDigest([action.type, action.args, action.quotes.map(placeOf).sort()]);
}
