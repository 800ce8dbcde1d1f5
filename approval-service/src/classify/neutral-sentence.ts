/** What stands on a ticket in place of a sentence that its readers may not have. */
import type { ProposedAction, Resolution } from '@kraken/shared';

/** `asker`: it may stand on the ticket. `administrators`: only on the page of the decision. */
export type Audience = 'asker' | 'administrators';

/** A resolution that ended without an action, in a sentence. */
export type Ended = Extract<Resolution, { outcome: 'already' | 'unsupported' | 'ask' }>;

/** True for an end whose sentence would be published; an answer has an audience of its own. */
export function isEnded(resolution: { outcome: string }): resolution is Ended {
  return ['already', 'unsupported', 'ask'].includes(resolution.outcome);
}

const LOOKED =
  'I looked into it. What I found is for administrators, who find it on the page of this decision.';

/** What the ticket says instead. */
export function neutralSentence(
  resolution: Ended,
  { quotes }: Pick<ProposedAction, 'quotes'>,
): string {
  if (resolution.outcome !== 'ask') return LOOKED;
  const { words } = resolution.question;
  const isOwn = quotes.some(({ text }) => text.toLowerCase().includes(words.trim().toLowerCase()));
  const own = (isOwn ? words : (quotes[0]?.text ?? '')).slice(0, 200).trim();
  const what = own === '' ? 'what is meant' : `what is meant by “${own}”`;
  return `I could not tell ${what}. Please write its exact name or key.`;
}
