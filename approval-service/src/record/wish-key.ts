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
 * Identity of the place a wish was made in: its type and the sentence that asks, whatever the arguments. A model may
 * word the same wish otherwise when it reads the ticket again, so for its wishes the place decides. Begins with who read.
 */
export function placeKey(
  { type, quotes }: Pick<ProposedAction, 'type' | 'quotes'>,
  { kind }: AnalystInfo,
): string {
  const [asked] = quotes;
  return `${kind}:${canonicalDigest([type, asked === undefined ? '' : placeOf(asked)])}`;
}

/** True when both name one place and a model made at least one of them. */
export function isSamePlace(a: string, b: string | null): boolean {
  if (b === null) return false;
  const isModels = a.startsWith('model:') || b.startsWith('model:');
  return isModels && a.slice(a.indexOf(':')) === b.slice(b.indexOf(':'));
}
