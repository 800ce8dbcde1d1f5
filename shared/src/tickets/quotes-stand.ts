/** Whether the words a plan was made from still stand in the ticket. */
import type { Quote, TicketSnapshot } from './ticket.ts';

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The text a quote points into; undefined when it is gone. */
function sourceText({ source }: Quote, snapshot: TicketSnapshot): string | undefined {
  if (source.kind === 'summary') return snapshot.summary;
  if (source.kind === 'description') return snapshot.description;
  if (source.kind === 'press') return undefined; // stands in no ticket
  return snapshot.comments.find(({ commentId }) => commentId === source.commentId)?.text;
}

/** True when every quote is still there, white space aside. */
export function quotesStand(quotes: readonly Quote[], snapshot: TicketSnapshot): boolean {
  return quotes.every((quote) => {
    const text = sourceText(quote, snapshot);
    return text !== undefined && folded(text).includes(folded(quote.text));
  });
}
