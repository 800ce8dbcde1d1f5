/** Private keys in PEM form: the whole block, also when its end was cut off or its lines were joined. */

import type { SecretSpan } from './named-secrets.ts';
import { MASKED_CHAR } from './secret-patterns.ts';

/** How a private key is called. */
export const KEY_KIND = 'private key';

const BEGIN = /[-—–]{2,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?[-—–]{2,5}/g;
const END = /[-—–]{2,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?[-—–]{2,5}/g;
/** Lines of a block without an end: base64 and header lines. */
const BODY_LINE =
  /(?:\s|\\n|\\r){0,6}(?:[A-Za-z0-9+/=]{16,}|[A-Z][A-Za-z-]{2,20}: [^\n\uFFFF]{1,100}(?=\n)|[A-Za-z0-9+/]{1,15}={1,2})/y;

/** Every block from its first mark to its last; a block without an end reaches as far as its lines do. */
export function findPrivateKeys(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const ends = [...text.matchAll(END)].map(({ index, 0: mark }) => ({
    index,
    end: index + mark.length,
  }));
  let next = 0;
  let covered = 0;
  for (const { index: start, 0: mark } of text.matchAll(BEGIN)) {
    if (start < covered) continue;
    const bodyStart = start + mark.length;
    while ((ends[next]?.index ?? text.length) < bodyStart) next += 1;
    const end = ends[next]?.end ?? bodyEnd(text, bodyStart);
    covered = end;
    if (!text.slice(start, end).includes(MASKED_CHAR)) spans.push({ start, end, kind: KEY_KIND });
  }
  return spans;
}

function bodyEnd(text: string, from: number): number {
  let end = from;
  BODY_LINE.lastIndex = from;
  while (BODY_LINE.test(text)) end = BODY_LINE.lastIndex;
  return end;
}
