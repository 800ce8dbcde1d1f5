/**
 * A whole ticket read sentence by sentence: who said what, in which mood. Summary and description can order whoever wrote
 * them, and say by their voice whose order it is; comments can order only when the reporter or an administrator wrote them.
 */
import type { TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import {
  CONDITION_WORDS,
  DONE_PHRASES,
  NON_REQUEST_WORDS,
  OVERRIDE_PHRASES,
} from './caution-words.ts';
import { type Objection, objectionOf } from './find-objections.ts';
import type { StepCount } from './match-phrase.ts';
import type { CompiledPlaybook } from './playbook.ts';
import { readSentence } from './read-sentence.ts';
import type { SentenceReading } from './sentence-reading.ts';
import { hasSequence, hasWord, lowerLine, namesOtherSystem } from './sentence-words.ts';
import { DANGLING, type Sentence, splitSentences, type TicketText } from './split-sentences.ts';

/** A sentence of the ticket with what it says and what it objects to. */
export interface TicketSentence {
  sentence: Sentence;
  /** Undefined for comments of others, and under an introduction that makes them no request. */
  reading: SentenceReading | undefined;
  objection: Objection | undefined;
}

/** The texts of a ticket in the order they were written. */
export function textsOf(
  snapshot: TicketSnapshot,
  voiceOf: (source: TextSource) => Voice,
): TicketText[] {
  const textOf = (source: TextSource, text: string): TicketText => {
    return { source, voice: voiceOf(source), text };
  };
  return [
    textOf({ kind: 'summary' }, snapshot.summary),
    textOf({ kind: 'description' }, snapshot.description),
    ...snapshot.comments.map(({ commentId, text }) => textOf({ kind: 'comment', commentId }, text)),
  ];
}

/** True when the words above a list say that the list is no request: conditions, reports, examples, other systems. */
function isNoRequest(intro: Sentence | undefined): boolean {
  if (intro === undefined) return false;
  const line = lowerLine(intro.tokens);
  return (
    hasWord(intro.tokens, CONDITION_WORDS) ||
    hasWord(intro.tokens, NON_REQUEST_WORDS) ||
    hasSequence(line, OVERRIDE_PHRASES) ||
    hasSequence(line, DONE_PHRASES) ||
    intro.tokens.some(namesOtherSystem)
  );
}

function isLabelledOtherwise(sentence: Sentence): boolean {
  const at = sentence.tokens.findIndex(({ text }) => text === ':');
  return at > 0 && at < 5 && hasWord(sentence.tokens.slice(0, at), NON_REQUEST_WORDS);
}

function readOne(sentence: Sentence, playbook: CompiledPlaybook, count: StepCount): TicketSentence {
  if (sentence.voice === 'other' && sentence.source.kind === 'comment') {
    return { sentence, reading: undefined, objection: objectionOf(sentence, playbook, count) };
  }
  if (sentence.isTicked || isNoRequest(sentence.intro) || isLabelledOtherwise(sentence)) {
    return { sentence, reading: undefined, objection: undefined };
  }
  const reading = readSentence(sentence, playbook, count);
  const isOrder = reading.clauses.length > 0 || reading.hasLeftOver;
  const objection = isOrder ? undefined : objectionOf(sentence, playbook, count);
  return { sentence, reading, objection };
}

/** A summary that ends in `:`, or in mid-sentence (`Please do not`), introduces the first lines of the description, as a line above a list does. */
function introduceBySummary(sentences: readonly Sentence[]): Sentence[] {
  const summary = sentences.findLast(({ source }) => source.kind === 'summary');
  const isDangling = summary?.end === '' && DANGLING.has(summary.tokens.at(-1)?.lower ?? '');
  if (summary === undefined || (summary.end !== ':' && !isDangling)) return [...sentences];
  let isFirst = true;
  let isOpen = true;
  return sentences.map((sentence) => {
    if (sentence.source.kind !== 'description') return sentence;
    isOpen &&= isFirst || sentence.isListItem;
    isFirst = false;
    return isOpen && sentence.intro === undefined ? { ...sentence, intro: summary } : sentence;
  });
}

/** Longest ticket that is read; a longer one with an order in it is left to a person. */
export const MAX_SENTENCES = 5_000;

/** Reads the sentences of a ticket, in order, the first `MAX_SENTENCES` of them and one more. */
export function readTicket(
  texts: readonly TicketText[],
  playbook: CompiledPlaybook,
  count: StepCount,
): TicketSentence[] {
  const sentences = texts.flatMap(splitSentences).slice(0, MAX_SENTENCES + 1);
  return introduceBySummary(sentences).map((sentence) => readOne(sentence, playbook, count));
}
