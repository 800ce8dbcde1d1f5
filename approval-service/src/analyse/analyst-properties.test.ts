import type { Analysis, Json, Quote, TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseByPlaybook, MAX_ACTIONS } from './analyse-by-playbook.ts';
import type { StepCount } from './match-phrase.ts';
import type { ArgumentSource } from './playbook.ts';
import { FIELD_TYPE_WORDS } from './starter/field-rules.ts';
import { STARTER_PLAYBOOK, STARTER_RULES } from './starter-playbook.ts';

const SEED = 20_261_124;

/** Words that a rule puts into an argument by itself. */
function fixedWords(source: ArgumentSource): string[] {
  if ('value' in source) return typeof source.value === 'string' ? [source.value] : [];
  if ('object' in source) return Object.values(source.object).flatMap(fixedWords);
  return 'from' in source ? Object.values(source.words ?? {}) : [];
}

/** All such words. */
const FIXED_WORDS = new Set([
  ...Object.values(FIELD_TYPE_WORDS),
  ...STARTER_RULES.flatMap(({ effect }) =>
    effect.kind === 'propose' ? Object.values(effect.args).flatMap(fixedWords) : [],
  ),
]);

function snapshotOf(summary: string, description: string, comments: string[]): TicketSnapshot {
  return {
    summary,
    description,
    reporterDisplayName: 'Dan',
    status: 'Open',
    comments: comments.map((text, at) => ({ commentId: String(at + 1), text })),
  };
}

type Voices = Record<TextSource['kind'], Voice>;

/** All of a ticket in one voice. */
const all = (voice: Voice): Voices => ({ summary: voice, description: voice, comment: voice });

function analyse(snapshot: TicketSnapshot, voices: Voices, count?: StepCount): Analysis {
  const voiceOf = ({ kind }: TextSource) => voices[kind];
  return analyseByPlaybook({ snapshot, voiceOf, rules: STARTER_PLAYBOOK, count });
}

function stringsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

const fold = (text: string) => text.toLowerCase().replace(/\s+/g, ' ');

/** Which text a quote points into; text never passes for a press. */
function placeOf(source: Quote['source']): { kind: keyof Voices; place: string } {
  if (source.kind === 'press') throw new Error('text passes for a press');
  return { kind: source.kind, place: source.kind === 'comment' ? source.commentId : source.kind };
}

/** Everything that must hold of any analysis of any text. */
function check(snapshot: TicketSnapshot, voices: Voices, analysis: Analysis): void {
  const sources: Record<string, string> = {
    summary: snapshot.summary,
    description: snapshot.description,
  };
  for (const { commentId, text } of snapshot.comments) sources[commentId] = text;
  const actions = analysis.outcome === 'plan' ? analysis.actions : [];
  const quotes = [
    ...('quotes' in analysis ? analysis.quotes : []),
    ...('leftOver' in analysis ? (analysis.leftOver ?? []) : []),
    ...actions.flatMap((action) => action.quotes),
  ];
  for (const { text, source, voice } of quotes) {
    const { kind, place } = placeOf(source);
    expect(voice).toBe(voices[kind]);
    const whole = sources[place];
    expect(whole?.includes(text)).toBe(true);
    expect(text).not.toBe('');
  }
  expect(actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
  for (const { args, quotes: own, dependsOn } of actions) {
    const quoted = own.map(({ text }) => fold(text));
    for (const value of stringsIn(args)) {
      const isQuoted = quoted.some((text) => text.includes(fold(value)));
      expect(isQuoted || FIXED_WORDS.has(value), value).toBe(true);
    }
    expect(own.length).toBeGreaterThan(0);
    const isOthersComment = own.some(({ source, voice }) => {
      return source.kind === 'comment' && voice === 'other';
    });
    expect(isOthersComment).toBe(false);
    expect(dependsOn.every((at) => at < actions.length)).toBe(true);
  }
}

const PIECES = [
  ...STARTER_RULES.flatMap(({ matches, misses }) => [
    ...matches.map(({ text }) => text),
    ...misses,
  ]),
  'and',
  ',',
  'then',
  'please',
  'not',
  'if',
  '\n',
  '\n- ',
  ': ',
  '. ',
  '"',
  "'",
  '`',
  '<!--',
  '-->',
  '(',
  ')',
  '> ',
  '[x] ',
  'Dana',
  'ABC',
  'ABC-1',
  'project',
  'to',
  'from',
  'Role: Viewers',
  'dropdown',
  '@Dana',
  'a/b',
  '\u200b',
  '\u202e',
  '{code}',
  '```',
  'ダナさんを',
  '追加',
  '🎉',
  '\ud800',
  '\uFFFC',
  'add',
  'delete',
  'move',
  'https://x.example/?a=1',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')),
);

const anyVoice = fc.constantFrom<Voice>('reporter', 'administrator', 'other');

describe('for any text', () => {
  it('the analyst never throws, quotes exactly and in the right voice, and takes every argument from the words it quotes', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.array(anyText, { maxLength: 3 }),
        fc.record<Voices>({ summary: anyVoice, description: anyVoice, comment: anyVoice }),
        (summary, description, comments, voices) => {
          const snapshot = snapshotOf(summary, description, comments);
          check(snapshot, voices, analyse(snapshot, voices));
        },
      ),
      { numRuns: 4_000, seed: SEED },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(anyText, anyText, (summary, description) => {
        const snapshot = snapshotOf(summary, description, []);
        expect(analyse(snapshot, all('other'))).toEqual(analyse(snapshot, all('other')));
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  it('in the voice of another is never read more boldly than in the reporter’s', () => {
    fc.assert(
      fc.property(anyText, anyText, (summary, description) => {
        const snapshot = snapshotOf(summary, description, []);
        const own = analyse(snapshot, all('reporter'));
        const others = analyse(snapshot, all('other'));
        if (others.outcome !== 'plan') return;
        expect(own.outcome).toBe('plan');
        if (own.outcome !== 'plan') return;
        expect(others.actions.length).toBeLessThanOrEqual(own.actions.length);
        expect(others.confidence).toBeLessThanOrEqual(own.confidence);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });

  it('comments of others never bring an action or raise the confidence', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyVoice, (summary, description, comment, voice) => {
        const voices: Voices = { summary: 'reporter', description: voice, comment: 'other' };
        const alone = analyse(snapshotOf(summary, description, []), voices);
        const joined = analyse(snapshotOf(summary, description, [comment]), voices);
        if (joined.outcome !== 'plan') return;
        expect(alone.outcome).toBe('plan');
        if (alone.outcome !== 'plan') return;
        expect(joined.actions.length).toBeLessThanOrEqual(alone.actions.length);
        expect(joined.confidence).toBeLessThanOrEqual(alone.confidence);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });
});

describe('hostile texts', () => {
  const WORDS = [
    'add Dana and ',
    'add Dana to ABC and ',
    'add Dana to ABC, ',
    'Ana, Bo and Chi, ',
    'please ',
    'add ',
    'delete project OLD. ',
    'create custom field called a b c d ',
    'ABC-1 ',
    '<!-- ',
    '"add ',
    '`',
    '( ',
    'a/',
    'x@',
    '[~',
    '{code ',
    '- add Dana to ABC\n',
    'Please do:\n',
    'if and then please also ',
    'role: a, ',
    '<b hidden',
    "'a ",
  ];

  function stepsFor(word: string, times: number): number {
    const count = { steps: 0 };
    analyse(snapshotOf('Request', word.repeat(times), []), all('other'), count);
    return count.steps;
  }

  it.each(WORDS)('of ten thousand times %j take steps in proportion to their length', (word) => {
    const half = stepsFor(word, 5_000);
    const whole = stepsFor(word, 10_000);
    expect(whole).toBeLessThan(half * 2.3 + 10_000);
    expect(whole).toBeLessThan(10_000 * word.length * 500);
  });
});
