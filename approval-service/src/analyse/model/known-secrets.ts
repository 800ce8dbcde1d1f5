/**
 * Finds secrets whose exact characters are known: as they are, in base64, base64url, hex and percent spelling, inside a
 * longer base64 text too (`name:secret` of a Basic header), and with white space or invisible characters between them.
 */
import { Buffer } from 'node:buffer';
import type { SecretSpan } from './named-secrets.ts';
import { MASKED_CHAR } from './secret-patterns.ts';

/** Shorter ones would match ordinary words. */
const MIN_KNOWN = 8;
/** How a known secret is called. */
export const KNOWN_KIND = 'known secret';
const SKIPPED = /[\s\p{Cf}]/u;

/** Every place where one of the secrets stands. */
export function findKnownSecrets(text: string, known: readonly string[]): SecretSpan[] {
  const secrets = known.filter(isUsable);
  if (secrets.length === 0) return [];
  const squeezedText = squeeze(text);
  return secrets.flatMap((secret) => [
    ...findSpellings(squeezedText, plainSpellings(secret)),
    ...findInBase64(text, squeezedText, secret),
  ]);
}

interface Squeezed {
  compact: string;
  /** Where each character of `compact` was. */
  places: readonly number[];
}

function findSpellings({ compact, places }: Squeezed, spellings: Iterable<string>): SecretSpan[] {
  return [...spellings].flatMap((spelling) =>
    placesOf(compact, spelling).map((at) => ({
      start: places[at] ?? 0,
      end: (places[at + spelling.length - 1] ?? 0) + 1,
      kind: KNOWN_KIND,
    })),
  );
}

/** Characters of the same base64 text around a spelling hold bits of the secret too. */
function findInBase64(text: string, squeezedText: Squeezed, secret: string): SecretSpan[] {
  let covered = 0;
  const spans: SecretSpan[] = [];
  const found = findSpellings(squeezedText, base64Spellings(secret));
  for (const span of found.sort((a, b) => a.start - b.start)) {
    if (span.start < covered && span.end <= covered) continue;
    while (span.start > covered && /[A-Za-z0-9+/_-]/.test(text[span.start - 1] ?? ''))
      span.start -= 1;
    while (/[A-Za-z0-9+/=_-]/.test(text[span.end] ?? '')) span.end += 1;
    covered = span.end;
    spans.push(span);
  }
  return spans;
}

function isUsable(secret: string): boolean {
  return squeezed(secret).length >= MIN_KNOWN && !secret.includes(MASKED_CHAR);
}

const squeezed = (text: string): string => text.replace(/[\s\p{Cf}]/gu, '');

/** As it is, in percent spelling, and in hex of either case. */
function plainSpellings(secret: string): Set<string> {
  const hex = Buffer.from(secret).toString('hex');
  const percent = encodeURIComponent(secret.toWellFormed());
  return new Set([squeezed(secret), squeezed(percent), hex, hex.toUpperCase()]);
}

/** The text without what may stand between the characters of a secret. */
function squeeze(text: string): Squeezed {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (!SKIPPED.test(text[at] ?? '')) places.push(at);
  return { compact: places.map((at) => text[at]).join(''), places };
}

/** Overlapping places too. */
function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

/** What any base64 text that holds the secret must contain, whatever stands before it: three shifts, two alphabets. */
function base64Spellings(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  const spellings = [0, 1, 2].flatMap((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isWhole = (shift + bytes.length) % 3 === 0;
    const inner = coded.slice(shift === 0 ? 0 : shift + 1, isWhole ? undefined : -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return new Set(spellings.filter((spelling) => spelling.length >= MIN_KNOWN));
}
