import { describe, expect, it } from 'vitest';
import type { TicketRouting } from './ticket.ts';
import { voiceOf } from './whose-words.ts';

const ROUTING: TicketRouting = {
  issueId: '1',
  issueKey: 'HELP-1',
  projectId: '1',
  projectKey: 'HELP',
  isServiceDesk: false,
  reporterAccountId: 'dan',
  creatorAccountId: 'desk',
  summaryAuthorAccountId: 'desk',
  descriptionAuthorAccountId: 'mallory',
  commentAuthors: { '1': 'dan', '2': 'mallory', '3': null, '4': 'desk' },
};

describe('words', () => {
  it.each([
    ['the summary written by the creator', { kind: 'summary' }, 'reporter'],
    ['a description that somebody else edited', { kind: 'description' }, 'other'],
    ['a comment of the reporter', { kind: 'comment', commentId: '1' }, 'reporter'],
    ['a comment of somebody else', { kind: 'comment', commentId: '2' }, 'other'],
    ['a comment of nobody known', { kind: 'comment', commentId: '3' }, 'other'],
    ['a comment of the creator', { kind: 'comment', commentId: '4' }, 'other'],
    ['a comment that is not there', { kind: 'comment', commentId: '9' }, 'other'],
  ] as const)('of %s count as %s → %s', (_name, source, voice) => {
    expect(voiceOf(source, ROUTING)).toBe(voice);
  });

  it('are nobody’s where neither author nor reporter is known', () => {
    const unknown = { ...ROUTING, reporterAccountId: null, summaryAuthorAccountId: null };
    expect(voiceOf({ kind: 'summary' }, unknown)).toBe('other');
  });
});
