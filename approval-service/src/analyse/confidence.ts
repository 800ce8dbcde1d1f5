/** How much each doubt leaves of the confidence. Data: the policy compares the result with the site's threshold. */
import type { Doubt } from './sentence-reading.ts';

/** Confidence left by a doubt; 1 without any. Every value is below the default threshold of 0.7. */
export const CONFIDENCE_LEFT: Readonly<Record<Doubt, number>> = {
  hedged: 0.6,
  'unsure-words': 0.6,
  'hidden-text': 0.5,
  'ambiguous-rules': 0.5,
  'left-over': 0.6,
  'limited-elsewhere': 0.6,
  'negated-elsewhere': 0.5,
  'other-system-mentioned': 0.6,
  'override-attempt': 0.3,
  'many-objects': 0.6,
  contradiction: 0.5,
};

/** The least that any doubt leaves. */
export function confidenceOf(doubts: Iterable<Doubt>): number {
  return Math.min(1, ...[...doubts].map((doubt) => CONFIDENCE_LEFT[doubt]));
}
