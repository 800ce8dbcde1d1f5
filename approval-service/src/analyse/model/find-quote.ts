/**
 * Where words that the model quotes stand in the ticket. A quote counts only where it stands in whole words in the text it names, white
 * space, capitals and kinds of quotation marks aside; what is kept is the ticket's own text there, never the model's copy of it.
 */
import type { Quote, TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import type { Sentence } from '../split-sentences.ts';
import { isBoundary } from './value-in-words.ts';

/** A quote that stands: offsets `[start, end)` into the text of its source. */
export interface StandingQuote extends Quote {
  source: TextSource;
  start: number;
  end: number;
}

/** The texts of a ticket and whose words they are. */
export interface TicketWords {
  snapshot: TicketSnapshot;
  voiceOf(source: TextSource): Voice;
}

/** `summary`, `description` or `comment:<id>` as a source; undefined for anything else. */
export function parseSource(words: string): TextSource | undefined {
  if (words === 'summary' || words === 'description') return { kind: words };
  const commentId = /^comment:(\d{1,20})$/.exec(words)?.[1];
  return commentId === undefined ? undefined : { kind: 'comment', commentId };
}

function textOf(source: TextSource, snapshot: TicketSnapshot): string | undefined {
  if (source.kind !== 'comment') return snapshot[source.kind];
  return snapshot.comments.find(({ commentId }) => commentId === source.commentId)?.text;
}

const MARKS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
};

/** Models copy words with other quotation marks or capitals; what is kept is the ticket's spelling all the same. */
function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  return MARKS[unit] ?? (lower.length === 1 ? lower : unit);
}

/** A text with every run of white space as one blank, and where each of its units stood. */
interface Folded {
  text: string;
  at: number[];
}

function fold(text: string): Folded {
  const units: string[] = [];
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    const isSpace = /\s/u.test(unit);
    if (isSpace && units.at(-1) === ' ') continue;
    units.push(isSpace ? ' ' : foldUnit(unit));
    at.push(index);
  }
  return { text: units.join(''), at };
}

/** First place where the words stand whole: `Anna` does not stand in `Joanna`, nor `PAY-1` in `PAY-12`. */
function wholeWordsAt(text: string, wanted: string): number {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const isStart = isBoundary(wanted.charAt(0), text.charAt(at - 1));
    const isEnd = isBoundary(wanted.charAt(wanted.length - 1), text.charAt(at + wanted.length));
    if (isStart && isEnd) return at;
  }
  return -1;
}

/** Makes a finder for one ticket; each text is folded once. */
export function quoteFinder({
  snapshot,
  voiceOf,
}: TicketWords): (source: string, words: string) => StandingQuote | undefined {
  const folded = new Map<string, Folded | undefined>();
  const foldedOf = (name: string, source: TextSource): Folded | undefined => {
    if (folded.has(name)) return folded.get(name);
    const text = textOf(source, snapshot);
    const made = text === undefined ? undefined : fold(text);
    folded.set(name, made);
    return made;
  };
  return (name, words) => {
    const source = parseSource(name);
    const wanted = fold(words).text.trim();
    const text = source && textOf(source, snapshot);
    const own = source && foldedOf(name, source);
    if (source === undefined || text === undefined || own === undefined || wanted === '') {
      return undefined;
    }
    const found = wholeWordsAt(own.text, wanted);
    if (found < 0) return undefined;
    const start = own.at[found] ?? 0;
    const end = (own.at[found + wanted.length - 1] ?? 0) + 1;
    return { text: text.slice(start, end), source, voice: voiceOf(source), start, end };
  };
}

/** The sentences a quote reaches into. */
export function sentencesOf(quote: StandingQuote, sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter(({ source, tokens }) => {
    const from = tokens[0]?.start ?? 0;
    const until = tokens.at(-1)?.end ?? 0;
    return isSameSource(source, quote.source) && from < quote.end && until > quote.start;
  });
}

function isSameSource(a: TextSource, b: TextSource): boolean {
  const idOf = (source: TextSource) => (source.kind === 'comment' ? source.commentId : '');
  return a.kind === b.kind && idOf(a) === idOf(b);
}
