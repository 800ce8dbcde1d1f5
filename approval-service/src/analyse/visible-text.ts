/**
 * What of a text a person reads as their own words. Offsets stay those of the source, so quotes are exact.
 * Hidden parts (comments of markup, hidden elements, invisible characters) become spaces; quoted mail, code, logs and
 * pictures become opaque marks, over which no phrase can reach. Joins nothing: a hidden part always parts words.
 */

/** A text with its hidden and opaque parts blanked; same length as the source. */
export interface VisibleText {
  source: string;
  text: string;
  /** Hidden ranges, ascending: `[start, end)` in UTF-16 units. */
  hidden: readonly (readonly [number, number])[];
}

/** Stands for text that is shown but is not the writer's own sentence. */
export const OPAQUE = '\uFFFC';

/** Characters nobody sees, as code point ranges: format controls, fillers, variation selectors, tags. */
const INVISIBLE_RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffc],
  [0xe0000, 0xe0fff],
];
const hex = (point: number) => `\\u{${point.toString(16)}}`;
const INVISIBLE = new RegExp(
  `[${INVISIBLE_RANGES.map(([from, until]) => `${hex(from)}-${hex(until)}`).join('')}]`,
  'gu',
);
const HIDDEN_STYLE =
  /\bhidden\b|display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0|opacity\s?:\s?0|color\s?[:=]\s?["']?(?:white|transparent|#fff)/i;

interface Span {
  start: number;
  end: number;
  kind: 'hidden' | 'opaque';
}

/** Opening marks and what closes them; an unclosed one reaches to the end. */
const FENCES: readonly { open: string; close: string; kind: Span['kind'] }[] = [
  { open: '<!--', close: '-->', kind: 'hidden' },
  { open: '```', close: '```', kind: 'opaque' },
  { open: '~~~', close: '~~~', kind: 'opaque' },
  { open: '{code', close: '{code}', kind: 'opaque' },
  { open: '{noformat', close: '{noformat}', kind: 'opaque' },
  { open: '{quote', close: '{quote}', kind: 'opaque' },
  { open: '{color:white', close: '{color}', kind: 'hidden' },
  { open: '{color:#fff', close: '{color}', kind: 'hidden' },
  { open: '![', close: ')', kind: 'opaque' },
];

/** Tags are looked at up to this many characters, so that a lone `<` costs no scan of the whole text. */
const MAX_TAG_LENGTH = 400;

function fencedSpanAt(source: string, at: number): Span | undefined {
  const fence = FENCES.find(({ open }) => source.startsWith(open, at));
  if (fence === undefined) return undefined;
  const close = source.indexOf(fence.close, at + fence.open.length);
  const end = close < 0 ? source.length : close + fence.close.length;
  return { start: at, end, kind: fence.kind };
}

function hiddenElementAt(source: string, at: number): Span | undefined {
  const tag = source.slice(at, at + MAX_TAG_LENGTH);
  const head = /^<([a-z][a-z0-9]{0,15})[^<>]*>/i.exec(tag);
  if (head === null || !HIDDEN_STYLE.test(head[0])) return undefined;
  const close = source.indexOf(`</${head[1] ?? ''}`, at + head[0].length);
  if (close < 0) return { start: at, end: source.length, kind: 'hidden' };
  const end = source.indexOf('>', close);
  return { start: at, end: end < 0 ? source.length : end + 1, kind: 'hidden' };
}

function lineSpanAt(source: string, at: number): Span | undefined {
  const newline = source.indexOf('\n', at);
  const end = newline < 0 ? source.length : newline;
  const line = source.slice(at, Math.min(end, at + MAX_TAG_LENGTH));
  if (/^\s*>/.test(line) || /^\s*bq\. /.test(line)) return { start: at, end, kind: 'opaque' };
  if (/^\s*\[(?:\/\/|comment)\]:/i.test(line)) return { start: at, end, kind: 'hidden' };
  if (/^\s*\|/.test(line)) return { start: at, end, kind: 'opaque' };
  return undefined;
}

function spanAt(source: string, at: number): Span | undefined {
  const char = source[at];
  const isLineStart = at === 0 || source[at - 1] === '\n';
  if (isLineStart) {
    const span = lineSpanAt(source, at);
    if (span !== undefined) return span;
  }
  if (char === '<') return fencedSpanAt(source, at) ?? hiddenElementAt(source, at);
  if (char === '`' || char === '~' || char === '{' || char === '!') return fencedSpanAt(source, at);
  return undefined;
}

function blank(length: number, kind: Span['kind'], part: string): string {
  if (kind === 'hidden') return part.replace(/[^\n]/g, ' ');
  return length === 0 ? '' : part.replace(/[^\n]/g, OPAQUE);
}

/** Blanks hidden and opaque parts. Takes time linear in the text: each part is scanned once. */
export function toVisibleText(source: string): VisibleText {
  const pieces: string[] = [];
  const hidden: [number, number][] = [];
  let kept = 0;
  let at = 0;
  while (at < source.length) {
    const span = spanAt(source, at);
    if (span === undefined) {
      at += 1;
      continue;
    }
    pieces.push(source.slice(kept, at));
    pieces.push(blank(span.end - span.start, span.kind, source.slice(span.start, span.end)));
    if (span.kind === 'hidden') hidden.push([span.start, span.end]);
    at = Math.max(span.end, at + 1);
    kept = at;
  }
  pieces.push(source.slice(kept));
  return blankInvisible(source, pieces.join(''), hidden);
}

function blankInvisible(source: string, text: string, hidden: [number, number][]): VisibleText {
  const marks: [number, number][] = [];
  const shown = text.replace(INVISIBLE, (match, offset: number) => {
    if (match === OPAQUE && source[offset] !== OPAQUE) return match;
    marks.push([offset, offset + match.length]);
    return ' '.repeat(match.length);
  });
  const all = [...hidden, ...marks].sort((a, b) => a[0] - b[0]);
  return { source, text: shown, hidden: all };
}
