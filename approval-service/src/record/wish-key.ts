/** Identity of a wish: by it the same words in the same place are acted on once. */
import type { AnalystInfo, ProposedAction, Quote } from '@kraken/shared';
import { canonicalDigest } from '@kraken/shared/crypto';

const placeOf = ({ source, text }: Quote): string =>
  `${source.kind}:${source.kind === 'comment' ? source.commentId : ''}:${text}`;

/** Digest of type, arguments and the words it came from. */
export function wishKey(action: Pick<ProposedAction, 'type' | 'args' | 'quotes'>): string {
  return canonicalDigest([action.type, action.args, action.quotes.map(placeOf).sort()]);
}

/**
 * What a wish would do, whatever the words it came from: who read it, its type, and a digest of its arguments. A model may
 * quote the same wish from elsewhere, or word it otherwise, when it reads the ticket again.
 */
export function deedKey(
  { type, args }: Pick<ProposedAction, 'type' | 'args'>,
  { kind }: AnalystInfo,
): string {
  return `${kind}:${type}:${canonicalDigest(args)}`;
}

/** What two wishes have in common, where a model read at least one of them. */
export function sharedDeed(a: string, b: string | null): 'nothing' | 'type' | 'all' {
  if (b === null || !(a.startsWith('model:') || b.startsWith('model:'))) return 'nothing';
  const [, type, digest] = a.split(':');
  const [, otherType, otherDigest] = b.split(':');
  if (type !== otherType) return 'nothing';
  return digest === otherDigest ? 'all' : 'type';
}
