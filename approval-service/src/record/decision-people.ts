/**
 * Who asked for a decision and in whose words: the ticket's people, or, for an undo, the person who pressed. A press is
 * nobody's text: it stands only in a decision that a press made, so no words of a ticket can pass for one.
 */
import {
  authorOf,
  type Quote,
  type QuoteSource,
  quotesStand,
  type TicketRouting,
  type TicketSnapshot,
} from '@kraken/shared';
import type { DecisionRow } from '../ports.ts';

type Asked = Pick<DecisionRow, 'origin'>;

/** Whose standing counts, the weakest of them: reporter and creator, or who pressed. */
export function requesterIdsOf({ origin }: Asked, routing: TicketRouting): Array<string | null> {
  if (origin !== null) return origin.requesterIds;
  return [...new Set([routing.reporterAccountId, routing.creatorAccountId])];
}

/** Who is sure to read what is written on the ticket: its reporter and creator, and who asked. */
export function readerIdsOf(asked: Asked, routing: TicketRouting): Array<string | null> {
  const { reporterAccountId, creatorAccountId } = routing;
  return [...new Set([reporterAccountId, creatorAccountId, ...requesterIdsOf(asked, routing)])];
}

/**
 * The person meant by `me`: who pressed, or the reporter where all the words are the reporter's own. Null where they are
 * another's, such as the creator's who wrote for the reporter, or of several people: then nobody is taken for the other.
 */
export function speakerOf(
  asked: Asked,
  routing: TicketRouting,
  quotes: readonly Quote[],
): string | null {
  const authors = new Set(quotes.map(({ source }) => quoteAuthor(asked, routing, source)));
  const [author = null, ...others] = authors;
  if (author === null || others.length > 0) return null;
  const known = [asked.origin?.pressAuthor ?? null, routing.reporterAccountId];
  return known.includes(author) ? author : null;
}

/** Whose words or whose press a quote is. */
export function quoteAuthor(
  { origin }: Asked,
  routing: TicketRouting,
  source: QuoteSource,
): string | null {
  return source.kind === 'press' ? (origin?.pressAuthor ?? null) : authorOf(source, routing);
}

/** True while everything that asked for an action still does. */
export function stillAsked(
  { origin }: Asked,
  quotes: readonly Quote[],
  snapshot: TicketSnapshot,
): boolean {
  const isPress = typeof origin?.pressAuthor === 'string';
  const words = quotes.filter(({ source }) => !(isPress && source.kind === 'press'));
  return quotesStand(words, snapshot);
}
