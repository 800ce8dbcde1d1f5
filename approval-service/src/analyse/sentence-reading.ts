/** What reading a sentence yields, as types. */
import type { RuleMatch } from './match-rules.ts';
import type { Sentence } from './split-sentences.ts';
import type { Token } from './tokenize.ts';

/** Why an action is less than certain; each lowers the confidence. */
export type Doubt =
  | 'hedged'
  | 'unsure-words'
  | 'hidden-text'
  | 'ambiguous-rules'
  | 'left-over'
  | 'limited-elsewhere'
  | 'negated-elsewhere'
  | 'other-system-mentioned'
  | 'override-attempt'
  | 'many-objects'
  | 'contradiction';

/** An order that a rule understood. `tokens` are what the captures count in. */
export interface Clause {
  match: RuleMatch;
  /** Position of its first word. */
  start: number;
  tokens: readonly Token[];
  doubts: Doubt[];
  tightens: string[];
  /** The words say that it comes after the clause before it. */
  isSequel: boolean;
}

/** What a sentence says. */
export interface SentenceReading {
  sentence: Sentence;
  clauses: Clause[];
  /** An order stands in it that is not understood, or only in part. */
  hasLeftOver: boolean;
  /** The left-over order depends on a condition. */
  isConditional: boolean;
  /** It tries to instruct a machine or to set rules aside. */
  isOverride: boolean;
  /** It names another system. */
  namesOther: boolean;
  /** A rule understood an order in it that was taken out because of the words around it. */
  wasUnderstood: boolean;
}
