/** What the words behind a matched order do to it. Only words known to be harmless leave it as it is. */

import {
  CONDITION_WORDS,
  ERROR_WORDS,
  STRONG_CONDITIONS,
  SUBJECTS,
  TIME_UNITS,
} from './caution-words.ts';
import type { StepCount } from './match-phrase.ts';
import { skipConnector, skipCourtesy } from './openers.ts';
import { hasWord, isOnlyPunctuation, namesOtherSystem } from './sentence-words.ts';
import { TOKEN_CLASSES } from './token-class.ts';
import type { Token } from './tokenize.ts';
import { ORDER_VERBS } from './vocabulary.ts';

/** A verdict about the words behind an order. */
export type Tail =
  | { kind: 'clean' }
  /** Another clause may begin at `at`. */
  | { kind: 'next'; at: number }
  /** Harmless as far as can be told, but not certain. */
  | { kind: 'unsure' }
  /** A condition, a limit, a time or a negation: no action. */
  | { kind: 'conditional' }
  /** The order is about another system: no action. */
  | { kind: 'other-system' }
  /** Words that may change the meaning. */
  | { kind: 'unknown' };

const REASON_STARTERS = new Set([
  'because',
  'since',
  'so',
  'due',
  'weil',
  'da',
  'denn',
  'damit',
  'car',
  'parce',
  'porque',
  'ya',
]);
const SEPARATORS = new Set([',', '-', '–', '—', '(', ':', ';', '/']);
const PURPOSE_STARTERS = new Set(['for', 'to', 'für', 'um', 'pour', 'para']);
const PLACE_STARTERS = new Set([
  'in',
  'on',
  'at',
  'of',
  'from',
  'within',
  'inside',
  'via',
  'to',
  'auf',
  'sur',
  'en',
]);

function isPlacedElsewhere(tokens: readonly Token[]): boolean {
  const near = tokens.slice(0, 5);
  const first = near[0];
  return (
    first !== undefined &&
    (PLACE_STARTERS.has(first.lower) || near.length < 3) &&
    near.some(namesOtherSystem)
  );
}

function hasCondition(tokens: readonly Token[]): boolean {
  return hasWord(tokens, CONDITION_WORDS) || hasWord(tokens, TIME_UNITS);
}

/** True for `, she joined on Monday`, `because …`, `as he …`: why, not whether. */
function isReason(rest: readonly Token[]): boolean {
  const [first, second] = rest.map(({ lower }) => lower.replace(/['’].*$/, ''));
  if (first === undefined) return false;
  if (REASON_STARTERS.has(first)) return true;
  if (first === 'as') return SUBJECTS.has(second ?? '');
  return SEPARATORS.has(first) && SUBJECTS.has(second ?? '');
}

/** In a reason, days and time spans tell when something was, not when the order holds. */
function judgeReason(rest: readonly Token[]): Tail {
  if (hasWord(rest, STRONG_CONDITIONS)) return { kind: 'conditional' };
  return rest.some(namesOtherSystem) ? { kind: 'unsure' } : { kind: 'clean' };
}

function judgeOtherWords(rest: readonly Token[]): Tail {
  if (hasCondition(rest)) return { kind: 'conditional' };
  if (rest.some(namesOtherSystem)) return { kind: 'unsure' };
  const first = rest[0]?.lower ?? '';
  const isAside = SEPARATORS.has(first) || PURPOSE_STARTERS.has(first);
  return isAside ? { kind: 'unsure' } : { kind: 'unknown' };
}

function judgeRemainder(rest: readonly Token[]): Tail {
  if (rest.length === 0 || isOnlyPunctuation(rest)) return { kind: 'clean' };
  if (isPlacedElsewhere(rest)) return { kind: 'other-system' };
  if (hasWord(rest, ERROR_WORDS)) return { kind: 'unknown' };
  return isReason(rest) ? judgeReason(rest) : judgeOtherWords(rest);
}

/** `, remove …`, `, please …`, `, Jonas to XYZ`: words behind a comma that can go on with orders. */
function canGoOn(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (ORDER_VERBS.has(token.lower) || token.lower === 'please') return true;
  return ['name', 'mention', 'email', 'key', 'issue'].some((name) => TOKEN_CLASSES[name]?.(token));
}

/** Position of the next order in the rest: behind a connector, or behind a comma. */
function nextClause(tokens: readonly Token[], at: number, count: StepCount): number | undefined {
  const behind = skipConnector(tokens, at, count);
  if (behind !== undefined && behind < tokens.length) return behind;
  const isComma = tokens[at]?.text === ',' || tokens[at]?.text === ';';
  return isComma && canGoOn(tokens[at + 1]) ? at + 1 : undefined;
}

/** Judges the words from `start` on. */
export function judgeTail(tokens: readonly Token[], start: number, count: StepCount): Tail {
  const at = skipCourtesy(tokens, start, count);
  const next = nextClause(tokens, at, count);
  return next === undefined ? judgeRemainder(tokens.slice(at)) : { kind: 'next', at: next };
}

/** Judges words that follow `and` without being an order of their own. */
export function judgeAfterConnector(rest: readonly Token[]): Tail {
  const [first] = rest;
  const isStatement = first !== undefined && SUBJECTS.has(first.lower.replace(/['’].*$/, ''));
  if (isStatement) return judgeReason(rest);
  const tail = judgeRemainder(rest);
  return tail.kind === 'unknown' || tail.kind === 'clean' ? { kind: 'unsure' } : tail;
}

const BOUNDARIES = new Set([',', ';', ':', 'please', 'and', 'then', 'also']);
const MARKS = new Set([',', ';', ':', 'please']);

/**
 * Position of a further order: `, and <verb>` behind a reason. With `onlyMarks`, for sentences that did not begin with
 * an order, `and` does not count: `I changed the address and reset the password` asks for nothing.
 */
export function laterOrder(
  tokens: readonly Token[],
  start: number,
  onlyMarks = false,
): number | undefined {
  const boundaries = onlyMarks ? MARKS : BOUNDARIES;
  const at = tokens.findIndex((token, index) => {
    const next = tokens[index + 1];
    return (
      index >= start &&
      next !== undefined &&
      boundaries.has(token.lower) &&
      ORDER_VERBS.has(next.lower)
    );
  });
  return at < 0 ? undefined : at + 1;
}
