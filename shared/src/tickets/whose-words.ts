/** Whose words a text of a ticket is: the base of provenance (R109) and of four-eyes. */
import type { TextSource, TicketRouting, Voice } from './ticket.ts';

/** Author of the text a quote points into (for summary and description the last editor); null when Jira does not tell. */
export function authorOf(source: TextSource, routing: TicketRouting): string | null {
  if (source.kind === 'summary') return routing.summaryAuthorAccountId;
  if (source.kind === 'description') return routing.descriptionAuthorAccountId;
  return routing.commentAuthors[source.commentId] ?? null;
}

/**
 * `reporter` for the words of the person the ticket stands for; summary and description may also be the creator's, the
 * weaker of the two then counts for what they may do. Everything else, unknown authors included, is `other`.
 */
export function voiceOf(source: TextSource, routing: TicketRouting): Voice {
  const author = authorOf(source, routing);
  if (author === null) return 'other';
  const own = [
    routing.reporterAccountId,
    ...(source.kind === 'comment' ? [] : [routing.creatorAccountId]),
  ];
  return own.includes(author) ? 'reporter' : 'other';
}
