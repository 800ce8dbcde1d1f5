/** What stands inside a line of wiki markup: links, people, pictures, colours, line breaks and marks of letters. */
import { addressText, mentioned } from './text-writer.ts';

interface Piece {
  text: string;
  /** A mark that may open or close, until it is known to stand for itself. */
  mark?: string;
}

/** Alternatives in order: escape, line break, colour, monospace, person, link, picture, bare address, mark, anything else. */
const PIECE =
  /\\\\|\\[^\sA-Za-z0-9\\]|\{color(?::[^}\n]{0,50})?\}|\{\{|\}\}|\[~[^\]\n]{1,200}\]|\[[^\][\n]{1,2000}\]|!(?:[^!\s|]{1,500}\.[A-Za-z0-9]{2,5}|https?:[^!\s|]{1,500})(?:\|[^!\n]{0,500})?!|(?:https?|ftp|mailto|file):[^\s|\]}<>"]+|[*_+^~-]|[^\\{}[!*_+^~\-hfm]+|./gsu;

/** Plain text of the inside of a line; `\\` becomes a line break. */
export function wikiInline(text: string): string {
  const pieces = [...text.matchAll(PIECE)].map(([part]) => pieceOf(part));
  pairMarks(pieces);
  return pieces.map((piece) => piece.text).join('');
}

function pieceOf(part: string): Piece {
  if (/^[*_+^~-]$/.test(part)) return { text: part, mark: part };
  if (part.length < 2) return { text: part };
  const reader = READERS.find(([start]) => start.test(part));
  return { text: reader === undefined ? part : reader[1](part) };
}

const inside = (part: string): string => part.slice(1, -1);
/** How a piece starts, and what it says. */
const READERS: readonly [RegExp, (part: string) => string][] = [
  [/^\\\\/, () => '\n'],
  [/^\\/, (part) => part.slice(1)],
  [/^(?:\{\{|\}\}|\{color)/, () => ''],
  [/^\[~/, (part) => mentioned(inside(part).slice(1))],
  [/^\[/, (part) => linkText(inside(part))],
  [/^!/, (part) => pictureText(inside(part))],
  [/^(?:https?|ftp|mailto|file):/, addressText],
];

/** `text|address|smart-link`; an address alone; `^attachment`, `#anchor`. Other words in brackets stay in them. */
function linkText(link: string): string {
  const [words = '', address, ...more] = link.split('|');
  if (address === undefined) {
    if (/^[\^#]./.test(words)) return words.slice(1);
    return /^(?:https?|ftp|mailto|file):|^\/\//.test(words) ? addressText(words) : `[${link}]`;
  }
  const rest = more.filter((word) => !/^smart-(?:link|card|embed)$/.test(word));
  const target = [address, ...rest].join('|');
  const said = wikiInline(words);
  return target === '' || target === said ? said : `${said} (${addressText(target)})`;
}

/** Its name, and what is said instead of it. */
function pictureText(picture: string): string {
  const [name = '', params = ''] = picture.split(/\|(.*)/s);
  const alt = /(?:^|,)\s*(?:alt|title)="?([^",]*)/.exec(params)?.[1] ?? '';
  return alt === '' ? name : `${name} ${alt}`;
}

/** A mark opens before a word and closes behind one; pairs of hyphens strike out, other pairs only dress up. */
function pairMarks(pieces: Piece[]): void {
  const open = new Map<string, number>();
  for (const [at, { mark }] of pieces.entries()) {
    if (mark !== undefined) settleMark(pieces, { at, mark }, open);
  }
}

function settleMark(
  pieces: Piece[],
  { at, mark }: { at: number; mark: string },
  open: Map<string, number>,
): void {
  const opener = open.get(mark) ?? at;
  if (opener < at - 1 && canClose(pieces, at)) {
    const text = mark === '-' ? '~~' : '';
    pieces[opener] = { text };
    pieces[at] = { text };
    open.delete(mark);
  } else if (canOpen(pieces, at)) open.set(mark, at);
}

const LETTER = /[\p{L}\p{N}]/u;
const charBefore = (pieces: readonly Piece[], at: number): string =>
  pieces[at - 1]?.text.at(-1) ?? ' ';
const charAfter = (pieces: readonly Piece[], at: number): string =>
  pieces[at + 1]?.text.at(0) ?? ' ';

function canClose(pieces: readonly Piece[], at: number): boolean {
  return /\S/.test(charBefore(pieces, at)) && !LETTER.test(charAfter(pieces, at));
}

function canOpen(pieces: readonly Piece[], at: number): boolean {
  return /\S/.test(charAfter(pieces, at)) && !LETTER.test(charBefore(pieces, at));
}
