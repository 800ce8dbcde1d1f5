import { describe, expect, it } from 'vitest';
import { quotesStand } from './quotes-stand.ts';
import type { Quote, TicketSnapshot } from './ticket.ts';

const SNAPSHOT: TicketSnapshot = {
  summary: 'Delete  project\nOLD',
  description: 'Thanks',
  reporterDisplayName: 'Dan',
  status: 'To Do',
  comments: [{ commentId: '7', text: 'and archive NEW' }],
};
const quote = (text: string, source: Quote['source']): Quote => ({
  text,
  source,
  voice: 'reporter',
});

describe('the words of a plan', () => {
  it('stand while they are in the ticket, white space aside', () => {
    expect(quotesStand([quote('Delete project OLD', { kind: 'summary' })], SNAPSHOT)).toBe(true);
    expect(quotesStand([quote('archive NEW', { kind: 'comment', commentId: '7' })], SNAPSHOT)).toBe(
      true,
    );
  });

  it('are gone when one of them was edited away, moved elsewhere, or its comment deleted', () => {
    expect(quotesStand([quote('Delete project NEW', { kind: 'summary' })], SNAPSHOT)).toBe(false);
    expect(quotesStand([quote('Delete project OLD', { kind: 'description' })], SNAPSHOT)).toBe(
      false,
    );
    expect(quotesStand([quote('archive NEW', { kind: 'comment', commentId: '8' })], SNAPSHOT)).toBe(
      false,
    );
    expect(
      quotesStand(
        [quote('Thanks', { kind: 'description' }), quote('gone', { kind: 'summary' })],
        SNAPSHOT,
      ),
    ).toBe(false);
  });
});
