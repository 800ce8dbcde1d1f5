/**
 * The mark on a thing that Jira gives no name to: a comment, a new issue, a work log. It is a property on the thing, made
 * of the ticket and the words, so that the thing can be found again when Jira's answer was lost, and is not made twice
 * for the same words. It says nothing to anybody else and grants nothing.
 */
import canonicalize from 'canonicalize';
import type { Json } from '../../json.ts';

/** Key of the property. Comments on decisions carry `kraken` instead. */
export const MARK_PROPERTY = 'kraken-action';

/** The mark for these words of this ticket: 106 bits, enough to tell the few things of one issue apart. */
export function markOf(ticketKey: string, parts: Json): string {
  const text = canonicalize([ticketKey, parts]) ?? '';
  return `${hash(text, 1)}${hash(text, 2)}`;
}

/** cyrb53 (public domain), as hex: a mark tells things apart and proves nothing, so it needs no secret. */
function hash(text: string, seed: number): string {
  let [high, low] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/** The property in the shape Jira takes when the thing is made. */
export function markProperty(mark: string): Json {
  return { key: MARK_PROPERTY, value: { mark } };
}
