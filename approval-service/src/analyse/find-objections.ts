/** What takes orders of a ticket back, puts them off or narrows them, whoever wrote it. */

import {
  CONDITION_WORDS,
  DONE_PHRASES,
  DONE_VERBS,
  HOLD_PHRASES,
  LIMIT_STARTERS,
  LIMIT_WORDS,
  TIME_UNITS,
} from './caution-words.ts';
import type { StepCount } from './match-phrase.ts';
import { matchRules } from './match-rules.ts';
import { skipOpeners } from './openers.ts';
import type { CompiledPlaybook } from './playbook.ts';
import { hasSequence, hasWord, lowerLine } from './sentence-words.ts';
import type { Sentence } from './split-sentences.ts';
import { ORDER_VERBS } from './vocabulary.ts';

/** What a sentence without an order does to the orders before it. */
export type Objection =
  | { kind: 'hold' }
  /** `Do not delete OLD`: takes back actions of this type; undefined: it is not clear which. */
  | { kind: 'negated'; type: string | undefined }
  | { kind: 'limit' }
  /** A report that something has been done. */
  | { kind: 'done' };

/** `For two weeks`, in a sentence of its own. */
const FOR_WORDS = new Set(['for', 'für', 'pour', 'durante', 'pendant']);
/** A hold is a short sentence; in a long one the same words may be told of something else. */
const MAX_HOLD_TOKENS = 14;

function negatedAt(sentence: Sentence, count: StepCount): number | undefined {
  const { tokens } = sentence;
  const opening = skipOpeners(tokens, 0, count);
  const [first, second] = [tokens[opening.at]?.lower, tokens[opening.at + 1]?.lower];
  if (first === 'do' && second === 'not') return opening.at + 2;
  const isNegation =
    first === "don't" ||
    first === 'don’t' ||
    first === 'dont' ||
    first === 'never' ||
    first === 'not';
  return isNegation ? opening.at + 1 : undefined;
}

function negationOf(
  sentence: Sentence,
  playbook: CompiledPlaybook,
  count: StepCount,
): Objection | undefined {
  const at = negatedAt(sentence, count);
  if (at === undefined) return undefined;
  const match = matchRules(playbook, sentence.tokens, at, { isRequest: true, count }).match;
  if (match?.rule.effect.kind === 'propose')
    return { kind: 'negated', type: match.rule.effect.type };
  const verb = sentence.tokens[at]?.lower ?? '';
  return ORDER_VERBS.has(verb) ? { kind: 'negated', type: undefined } : { kind: 'limit' };
}

function isDoneReport(sentence: Sentence): boolean {
  const first = sentence.tokens[0]?.lower ?? '';
  if (DONE_VERBS.has(first)) return true;
  return (
    hasSequence(lowerLine(sentence.tokens), DONE_PHRASES) && hasWord(sentence.tokens, DONE_VERBS)
  );
}

/** A question, a condition or a limit in somebody else's words makes it a person's matter. */
function isDoubt({ tokens, end }: Sentence): boolean {
  return end === '?' || hasWord(tokens, CONDITION_WORDS) || hasWord(tokens, LIMIT_WORDS);
}

/** What somebody else's comment does: any refusal or report holds everything, any doubt makes it a person's matter. */
function othersObjection(
  sentence: Sentence,
  playbook: CompiledPlaybook,
  count: StepCount,
): Objection | undefined {
  const isRefusal = negationOf(sentence, playbook, count) !== undefined;
  if (isRefusal || isDoneReport(sentence)) return { kind: 'hold' };
  return isDoubt(sentence) ? { kind: 'limit' } : undefined;
}

/** A line that narrows the order: `Only until Friday`, `For two weeks`. */
function isLimit({ tokens }: Sentence): boolean {
  const first = tokens[0]?.lower.replace(/’/g, "'") ?? '';
  const isTimed = hasWord(tokens, FOR_WORDS) && hasWord(tokens, TIME_UNITS);
  return isTimed || LIMIT_STARTERS.has(first) || hasWord(tokens, LIMIT_WORDS);
}

/** What a sentence of a text that orders objects to; written by somebody else, a report or doubt narrows as well. */
function ownObjection(
  sentence: Sentence,
  playbook: CompiledPlaybook,
  count: StepCount,
): Objection | undefined {
  const negation = negationOf(sentence, playbook, count);
  if (negation !== undefined) return negation;
  const isDone = isDoneReport(sentence);
  if (sentence.voice === 'other' && (isDone || isDoubt(sentence))) return { kind: 'limit' };
  if (isDone) return { kind: 'done' };
  return isLimit(sentence) ? { kind: 'limit' } : undefined;
}

/** What a sentence objects to, if it objects. */
export function objectionOf(
  sentence: Sentence,
  playbook: CompiledPlaybook,
  count: StepCount,
): Objection | undefined {
  const { tokens, voice, source } = sentence;
  const isShort = tokens.length <= MAX_HOLD_TOKENS;
  if (isShort && hasSequence(lowerLine(tokens), HOLD_PHRASES)) return { kind: 'hold' };
  const isOthersComment = voice === 'other' && source.kind === 'comment';
  return isOthersComment
    ? othersObjection(sentence, playbook, count)
    : ownObjection(sentence, playbook, count);
}
