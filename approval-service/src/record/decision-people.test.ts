import type { Quote, QuoteSource, TicketRouting } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { DecisionRow } from '../ports.ts';
import { speakerOf } from './decision-people.ts';

const ROUTING = {
  reporterAccountId: 'dan',
  creatorAccountId: 'eve',
  summaryAuthorAccountId: 'dan',
  descriptionAuthorAccountId: 'eve',
  commentAuthors: { '1': 'dan', '2': 'lea', '3': null },
} as unknown as TicketRouting;

const SUMMARY: QuoteSource = { kind: 'summary' };
const PRESS: QuoteSource = { kind: 'press' };
const comment = (commentId: string): QuoteSource => ({ kind: 'comment', commentId });
const quote = (source: QuoteSource): Quote => ({ text: 'words', source, voice: 'reporter' });
const pressed = { pressAuthor: 'ada', requesterIds: ['ada'] } as DecisionRow['origin'];

describe('the person meant by "me"', () => {
  it.each<[string, QuoteSource[], DecisionRow['origin'], string | null]>([
    ['the reporter in own words', [SUMMARY, comment('1')], null, 'dan'],
    ['a creator who wrote for the reporter', [{ kind: 'description' }], null, null],
    ['somebody who commented', [comment('2')], null, null],
    ['words of two people', [SUMMARY, comment('2')], null, null],
    ['an author Jira does not tell', [comment('3')], null, null],
    ['a comment that is not there', [comment('4')], null, null],
    ['no words', [], null, null],
    ['who pressed', [PRESS], pressed, 'ada'],
    ['a press nobody made', [PRESS], null, null],
  ])('%s', (_name, sources, origin, speaker) => {
    expect(speakerOf({ origin }, ROUTING, sources.map(quote))).toBe(speaker);
  });
});
