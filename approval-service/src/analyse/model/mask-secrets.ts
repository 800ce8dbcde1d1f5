/**
 * Masks secrets in the words of a ticket before they leave for the model. Guarantees that no part of a secret it finds is
 * left, that everything else stays as it is, that masking twice changes nothing more, and time in proportion to the text.
 * It finds the tenant's own secrets given by the caller, tokens with a spelling of their own, and what the words around
 * it call a password or a key. It does not guess: an unnamed random string stays.
 */
import { findKnownSecrets, KNOWN_KIND } from './known-secrets.ts';
import { findNamedSecrets, LABEL_KINDS, type SecretSpan } from './named-secrets.ts';
import { findPrivateKeys, KEY_KIND } from './private-keys.ts';
import { MASKED_CHAR, SECRET_PATTERNS, type SecretPattern } from './secret-patterns.ts';

/** What was masked, in words for people: `GitHub token`, `private key`, `password` ... */
export type MaskKind = string;

const KINDS = new Set([
  KNOWN_KIND,
  KEY_KIND,
  ...SECRET_PATTERNS.map(({ kind }) => kind),
  ...LABEL_KINDS,
]);
/** Masks that stand in a text already, whoever wrote them. */
const MASK = new RegExp(`\\[masked: (?:${[...KINDS].join('|')})\\]`, 'g');

/**
 * The text with every secret replaced by `[masked: <kind>]`, and the kinds in the order of the masks. `known`: secrets of
 * the tenant, exact; those shorter than 8 characters are ignored.
 */
export function maskSecrets(
  text: string,
  known: readonly string[],
): { text: string; masks: MaskKind[] } {
  const shadow = hideMasks(text);
  const spans = merge([
    ...findKnownSecrets(shadow, known),
    ...findPrivateKeys(shadow),
    ...SECRET_PATTERNS.flatMap((each) => findPattern(shadow, each)),
    ...findNamedSecrets(shadow),
  ]);
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of spans) {
    masked += `${text.slice(from, start)}[masked: ${kind}]`;
    from = end;
  }
  return { text: masked + text.slice(from), masks: spans.map(({ kind }) => kind) };
}

/** The same length, with what is masked already out of every pattern's reach. */
function hideMasks(text: string): string {
  return text
    .replaceAll(MASKED_CHAR, '\uFFFE')
    .replace(MASK, (mask) => MASKED_CHAR.repeat(mask.length));
}

function findPattern(text: string, { kind, pattern, accept }: SecretPattern): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [
      match.index,
      match.index + match[0].length,
    ];
    const isCut = accept !== undefined && text[end] === MASKED_CHAR;
    if (!isCut && (accept?.(text.slice(start, end)) ?? true)) spans.push({ start, end, kind });
  }
  return spans;
}

/** Overlapping spans become one, called as the first given of them is. */
function merge(found: readonly SecretSpan[]): SecretSpan[] {
  const ranked = found.map((span, rank) => ({ ...span, rank }));
  ranked.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const merged: (SecretSpan & { rank: number })[] = [];
  for (const span of ranked) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    last.end = Math.max(last.end, span.end);
    if (span.rank < last.rank) Object.assign(last, { kind: span.kind, rank: span.rank });
  }
  return merged;
}
