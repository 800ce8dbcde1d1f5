/**
 * Tokens into sentences. A soft line break inside a sentence joins, so that `do not` above `delete it` stays one;
 * list items keep the sentence that introduces them, so that `Do not do any of these:` covers the whole list.
 */
import type { TextSource, Voice } from '@kraken/shared';
import { type Citation, followCitation } from './follow-citation.ts';
import { type Token, tokenize } from './tokenize.ts';
import { toVisibleText } from './visible-text.ts';

/** One text of a ticket. */
export interface TicketText {
  source: TextSource;
  voice: Voice;
  text: string;
}

/** A sentence or line, never empty. Quotes are cut from `full` by token offsets. */
export interface Sentence {
  source: TextSource;
  voice: Voice;
  /** The whole text it stands in. */
  full: string;
  /** Without the closing mark. */
  tokens: readonly Token[];
  end: '.' | '!' | '?' | ':' | '';
  isListItem: boolean;
  /** Ticked off in a list, so done. */
  isTicked: boolean;
  /** Stands inside quotation marks over several lines, or in a forwarded mail: other people's words. */
  isCited: boolean;
  /** The sentence with `:` above a list, or above the line after it. */
  intro: Sentence | undefined;
  /** Hidden ranges of the text that lie inside this sentence. */
  hidden: readonly (readonly [number, number])[];
}

interface Line {
  tokens: Token[];
  isListItem: boolean;
  isTicked: boolean;
  isAfterBlank: boolean;
}

const BULLET =
  /^[ \t]*(?:(?:[-*•–—+]|\d{1,3}[.)]|[a-z]\)|#{1,6}|h[1-6]\.)[ \t]+(?:\[[ xX]?\][ \t]+)?|\[[ xX]?\][ \t]+)/;
const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'vs',
  'st',
  'bzw',
  'ca',
  'approx',
  'z.b',
  'nr',
]);
const STOPS: Readonly<Record<string, Sentence['end']>> = {
  '.': '.',
  '。': '.',
  '…': '.',
  ';': '.',
  '!': '!',
  '！': '!',
  '?': '?',
  '？': '?',
  ':': ':',
};

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const tokens = tokenize(text);
  let next = 0;
  let at = 0;
  let isAfterBlank = true;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const bullet = BULLET.exec(line.slice(0, 60))?.[0] ?? '';
    const own: Token[] = [];
    for (let token = tokens[next]; token !== undefined && token.start < end; token = tokens[next]) {
      if (token.start >= at + bullet.length) own.push(token);
      next += 1;
    }
    if (own.length > 0)
      lines.push({
        tokens: own,
        isListItem: bullet !== '',
        isTicked: /\[[xX]\]/.test(bullet),
        isAfterBlank,
      });
    isAfterBlank = own.length === 0;
    at = end + 1;
  }
  return lines;
}

function isSoftBreak(above: Token[], line: Line): boolean {
  if (line.isListItem || line.isAfterBlank) return false;
  const last = above.at(-1);
  const first = line.tokens[0];
  if (last === undefined || first === undefined) return false;
  if (last.kind === 'opaque' || first.kind === 'opaque') return false;
  if (last.kind === 'punct' && STOPS[last.text] !== undefined) return false;
  return /^[\p{Ll}(,]/u.test(first.text) || DANGLING.has(last.lower);
}

/** A line that ends in one of these goes on in the next, whatever the next begins with. */
export const DANGLING: ReadonlySet<string> = new Set(
  "not never don't do please and or but if unless until once when to the a an from for of with no nicht kein pas ne bitte ,".split(
    ' ',
  ),
);

function joinSoftBreaks(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const above = joined.at(-1);
    if (above !== undefined && isSoftBreak(above.tokens, line)) above.tokens.push(...line.tokens);
    else joined.push({ ...line, tokens: [...line.tokens] });
  }
  return joined;
}

function endsAt(tokens: readonly Token[], index: number): Sentence['end'] | undefined {
  const token = tokens[index];
  if (token === undefined || token.kind !== 'punct') return undefined;
  const stop = STOPS[token.text];
  if (stop === undefined) return undefined;
  const next = tokens[index + 1];
  if (next === undefined) return stop;
  if (stop === ':') return undefined;
  const before = tokens[index - 1];
  if (stop === '.' && before !== undefined && ABBREVIATIONS.has(before.lower)) return undefined;
  const isGlued = next.start === token.end && !'。！？'.includes(token.text);
  return isGlued && next.kind !== 'punct' ? undefined : stop;
}

function cutLine(line: Line): { tokens: Token[]; end: Sentence['end'] }[] {
  const parts: { tokens: Token[]; end: Sentence['end'] }[] = [];
  let own: Token[] = [];
  line.tokens.forEach((token, index) => {
    const end = endsAt(line.tokens, index);
    if (end === undefined) {
      own.push(token);
      return;
    }
    if (own.length > 0) parts.push({ tokens: own, end });
    own = [];
  });
  if (own.length > 0) parts.push({ tokens: own, end: '' });
  return parts;
}

function hiddenWithin(
  hidden: readonly (readonly [number, number])[],
  tokens: readonly Token[],
): (readonly [number, number])[] {
  const from = tokens[0]?.start ?? 0;
  const until = tokens.at(-1)?.end ?? 0;
  return hidden.filter(([start, end]) => start < until && end > from);
}

/** Cuts one text of a ticket into sentences, in order. */
export function splitSentences(ticketText: TicketText): Sentence[] {
  const { source, voice, text: full } = ticketText;
  const visible = toVisibleText(full);
  const sentences: Sentence[] = [];
  const citation: Citation = { isForwarded: false, isQuotation: false };
  let intro: Sentence | undefined;
  for (const line of joinSoftBreaks(linesOf(visible.text))) {
    const { isListItem, isTicked } = line;
    if (!isListItem && intro !== undefined && sentences.at(-1) !== intro) intro = undefined;
    const isCited = followCitation(citation, line.tokens);
    for (const { tokens, end } of cutLine(line)) {
      const hidden = hiddenWithin(visible.hidden, tokens);
      const place = { source, voice, full, hidden };
      sentences.push({ ...place, tokens, end, isListItem, isTicked, isCited, intro });
    }
    const last = sentences.at(-1);
    if (last?.end === ':' && !last.isListItem) intro = last;
  }
  return sentences;
}
