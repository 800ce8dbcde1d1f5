/** What stands on a ticket in place of a sentence that its readers may not have. */
import type { Resolution } from '@kraken/shared';

/** `asker`: it may stand on the ticket. `administrators`: only on the page of the decision. */
export type Audience = 'asker' | 'administrators';

/** A resolution that ended without an action, in a sentence. */
export type Ended = Extract<Resolution, { outcome: 'already' | 'unsupported' | 'ask' }>;

/** True for an end whose sentence would be published; an answer has an audience of its own. */
export function isEnded(resolution: { outcome: string }): resolution is Ended {
  return ['already', 'unsupported', 'ask'].includes(resolution.outcome);
}

/**
 * What the ticket says instead, the same for every end: whether something is so, is not there or cannot be done must not
 * show, neither in the words nor in the kind of the note.
 */
export const NEUTRAL_SENTENCE =
  'I looked into it. What I found is for administrators, who find it on the page of this decision. If you meant something else, reply with its exact name or key.';
