import type { ProposedAction, Quote, TicketSnapshot } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { standingWishes } from './withdraw-stale.ts';

const SNAPSHOT: TicketSnapshot = {
  summary: 'Archive PAY',
  description: 'and add Dana to ABC',
  reporterDisplayName: 'Dan',
  status: 'To Do',
  comments: [],
};

function wish(...quotes: Array<[text: string, source: Quote['source']]>): ProposedAction {
  return {
    type: 'project.archive',
    args: {},
    dependsOn: [],
    quotes: quotes.map(([text, source]) => ({ text, source, voice: 'reporter' })),
  };
}

describe('a wish stands', () => {
  it('while all of its words do, each in its own place', () => {
    const summary = { kind: 'summary' } as const;
    const description = { kind: 'description' } as const;
    const wishes = [
      wish(['Archive PAY', summary]),
      wish(['Archive PAY', description]),
      wish(['Archive PAY', summary], ['add Lea to ABC', description]),
      wish(['add Dana to ABC', description], ['Archive PAY', summary]),
      wish(['Archive PAY', { kind: 'comment', commentId: '7' }]),
    ];
    expect(standingWishes({ origin: null }, wishes, SNAPSHOT)).toEqual(new Set([0, 3]));
  });
});
