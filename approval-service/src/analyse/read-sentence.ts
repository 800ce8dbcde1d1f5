/**
 * Reads one sentence: the orders in it that rules understand, and whether something in it looks like a further order.
 * An order counts only when the whole clause is understood; a condition or another system anywhere in the sentence
 * takes all of it out.
 */
import { CONDITION_WORDS, OVERRIDE_PHRASES } from './caution-words.ts';
import { laterOrder } from './judge-tail.ts';
import type { StepCount } from './match-phrase.ts';
import type { CompiledPlaybook } from './playbook.ts';
import { type Reader, readClauses } from './read-clauses.ts';
import { looksLikeOrder } from './recognise-order.ts';
import type { SentenceReading } from './sentence-reading.ts';
import {
  hasSequence,
  hasWord,
  isOnlyPunctuation,
  lowerLine,
  namesOtherSystem,
} from './sentence-words.ts';
import type { Sentence } from './split-sentences.ts';
import type { Token } from './tokenize.ts';

/** Position of an order that follows a reason: `Dana is new, so please add her`. */
function orderBehindReason(tokens: readonly Token[]): number | undefined {
  const asks = new Set(['please', 'pls', 'plz', 'kindly', 'bitte']);
  for (let at = 1; at < tokens.length - 1; at += 1) {
    const lower = tokens[at]?.lower ?? '';
    const isAsking =
      asks.has(lower) ||
      ((lower === 'can' || lower === 'could') && tokens[at + 1]?.lower === 'you');
    if (!isAsking) continue;
    const isDependent = hasWord(tokens.slice(0, at), CONDITION_WORDS);
    return isDependent ? undefined : at;
  }
  return undefined;
}

function readTokens(reader: Reader): void {
  const { tokens, reading } = reader;
  readClauses(reader, 0);
  if (reading.clauses.length > 0 || reading.hasLeftOver) return;
  const behind = orderBehindReason(tokens);
  if (behind !== undefined) readClauses(reader, behind);
  if (reading.clauses.length > 0 || reading.hasLeftOver) return;
  const later = laterOrder(tokens, 0, true) ?? afterLabel(tokens);
  if (later !== undefined && looksLikeOrder(tokens, later, reader.count)) {
    reading.hasLeftOver = true;
    reading.isConditional = hasWord(tokens, CONDITION_WORDS);
  }
}

/** Position behind a label that is not one of a request (`Customer Acme: add …`). */
function afterLabel(tokens: readonly Token[]): number | undefined {
  const at = tokens.findIndex(({ text }) => text === ':');
  return at > 0 && at < 8 && at + 1 < tokens.length ? at + 1 : undefined;
}

function dropAll(reading: SentenceReading): void {
  reading.wasUnderstood = reading.clauses.length > 0;
  reading.clauses = reading.clauses.filter(({ match }) => match.rule.effect.kind === 'unsupported');
}

/** Words above a list that are no order themselves leave it open what the list is. */
function isUnclearIntro(intro: Sentence | undefined, count: StepCount): boolean {
  return intro !== undefined && !looksLikeOrder(intro.tokens, 0, count);
}

function addDoubts(sentence: Sentence, reading: SentenceReading, count: StepCount): void {
  const isUnclear = sentence.isCited || isUnclearIntro(sentence.intro, count);
  for (const clause of reading.clauses) {
    if (isUnclear) clause.doubts.push('unsure-words');
    if (sentence.hidden.length > 0) clause.doubts.push('hidden-text');
  }
}

/** Reads one sentence with the rules of a playbook. */
export function readSentence(
  sentence: Sentence,
  playbook: CompiledPlaybook,
  count: StepCount,
): SentenceReading {
  const { tokens } = sentence;
  const isOverride = hasSequence(lowerLine(tokens), OVERRIDE_PHRASES);
  const reading: SentenceReading = {
    sentence,
    clauses: [],
    hasLeftOver: false,
    isConditional: false,
    isOverride,
    namesOther: tokens.some(namesOtherSystem),
    wasUnderstood: false,
  };
  if (isOnlyPunctuation(tokens)) return reading;
  const reader: Reader = { playbook, count, tokens, reading, isDropped: false };
  readTokens(reader);
  if (reader.isDropped) dropAll(reading);
  if (reading.namesOther) reading.hasLeftOver &&= reading.isConditional;
  addDoubts(sentence, reading, count);
  return reading;
}
