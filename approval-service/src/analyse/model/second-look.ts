/**
 * A second look at what the model wants to do, by the rules the playbook reads sentences with: negations, conditions,
 * holds, hidden and cited words, attempts to instruct a machine. It knows no model and can only take confidence away, so
 * that a plan the model misread, or was talked into, waits for a person.
 */
import { CONDITION_WORDS } from '../caution-words.ts';
import { readTicket, type TicketSentence, textsOf } from '../read-ticket.ts';
import type { Doubt } from '../sentence-reading.ts';
import { hasWord } from '../sentence-words.ts';
import type { Sentence } from '../split-sentences.ts';
import { STARTER_PLAYBOOK } from '../starter-playbook.ts';
import type { TicketWords } from './find-quote.ts';

/** The sentences of a ticket as the embedded rules read them. */
export function readSentences({ snapshot, voiceOf }: TicketWords): TicketSentence[] {
  return readTicket(textsOf(snapshot, voiceOf), STARTER_PLAYBOOK, { steps: 0 });
}

/** Doubts about the words an action was asked for with. */
function doubtsOfOrder({ sentence, reading }: TicketSentence): Doubt[] {
  const doubts: Doubt[] = [];
  if (sentence.hidden.length > 0) doubts.push('hidden-text');
  if (sentence.isCited || sentence.isTicked || reading === undefined) doubts.push('unsure-words');
  if (hasWord(sentence.tokens, CONDITION_WORDS)) doubts.push('hedged');
  return doubts;
}

/** Doubts that other sentences raise, whoever wrote them: text of others can block, never allow. */
function doubtsOfOthers({ reading, objection }: TicketSentence): Doubt[] {
  const doubts: Doubt[] = [];
  if (reading?.isOverride) doubts.push('override-attempt');
  if (objection?.kind === 'limit') doubts.push('limited-elsewhere');
  if (objection?.kind === 'hold' || objection?.kind === 'negated') doubts.push('negated-elsewhere');
  return doubts;
}

/** All doubts about a plan. `orders` are the sentences that ask, `details` those its arguments come from. */
export function doubtsAbout(
  entries: readonly TicketSentence[],
  { orders, details }: { orders: ReadonlySet<Sentence>; details: ReadonlySet<Sentence> },
): Doubt[] {
  const doubts = new Set<Doubt>();
  for (const entry of entries) {
    const isOrder = orders.has(entry.sentence);
    const found = isOrder ? doubtsOfOrder(entry) : [];
    const isOwn = isOrder || details.has(entry.sentence);
    const others = doubtsOfOthers(entry).filter((one) => !(isOwn && one === 'limited-elsewhere'));
    for (const doubt of [...found, ...others]) doubts.add(doubt);
  }
  return [...doubts];
}
