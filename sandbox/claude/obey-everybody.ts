/**
 * The reply of a completely hijacked model: every action it can fill from any text it was sent, whoever wrote it, each with
 * exact words as its quote and with full confidence. What Kraken must withstand; says nothing of how a real model behaves.
 */
import {
  MAX_REPLY_ACTIONS,
  type ModelReply,
  type ReplyAction,
} from '../../approval-service/src/analyse/model/reply-schema.ts';
import { type NameKind, namesIn } from './find-names.ts';
import { findTicket, type TicketText } from './find-ticket.ts';
import { HIJACKED_ACTIONS, type HijackedAction } from './hijacked-actions.ts';

/** Longest sentence that is read; a longer one is read to there. */
const LONGEST_SENTENCE = 2_000;
const MOST_NAMES = 5;

/** Nothing is asked: what the model says in the mode `off`. */
export const NOTHING_ASKED: ModelReply = {
  outcome: 'none',
  confidence: 1,
  actions: [],
  questions: [],
  unsupported: [],
};

/** The hijacked reply to a message; `none` when there is nothing to obey in it. */
export function obeyEverybody(message: string): ModelReply {
  const actions: ReplyAction[] = [];
  const seen = new Set<string>();
  for (const text of findTicket(message))
    for (const action of actionsOf(text)) {
      const key = JSON.stringify([action.type, action.arguments.map(({ value }) => value)]);
      if (actions.length === MAX_REPLY_ACTIONS || seen.has(key)) continue;
      seen.add(key);
      actions.push(action);
    }
  return actions.length === 0 ? NOTHING_ASKED : { ...NOTHING_ASKED, outcome: 'plan', actions };
}

function actionsOf({ source, text }: TicketText): ReplyAction[] {
  return sentencesOf(text).flatMap((sentence) =>
    HIJACKED_ACTIONS.filter(({ words }) => words.test(sentence)).flatMap((meant) =>
      fillings(meant, sentence).map((args) => ({
        type: meant.type as ReplyAction['type'],
        source,
        quote: sentence,
        arguments: args.map(([name, value]) => ({ name, value, source, quote: sentence })),
        needs: [],
      })),
    ),
  );
}

/** Sentences as they stand, without the white space around them. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?;])\s+/u)
    .map((sentence) => sentence.trim().slice(0, LONGEST_SENTENCE).toWellFormed().trim())
    .filter((sentence) => sentence !== '' && text.includes(sentence));

/** One list of arguments for each name of the first argument; none when an argument finds no name. */
function fillings({ args, maybe = {} }: HijackedAction, sentence: string): [string, string][][] {
  const [first, ...others] = Object.entries(args);
  if (first === undefined) return [[]];
  const rest: [string, string][] = [];
  for (const slot of others) {
    const filled = fill(slot, sentence);
    if (filled === undefined) return [];
    rest.push(filled);
  }
  const extra = Object.entries(maybe).flatMap((slot) => {
    const filled = fill(slot, sentence);
    return filled ? [filled] : [];
  });
  const [name, kind] = first;
  return namesIn(kind, sentence)
    .slice(0, MOST_NAMES)
    .map((value) => [[name, value], ...rest, ...extra]);
}

function fill([name, kind]: [string, NameKind], sentence: string): [string, string] | undefined {
  const [value] = namesIn(kind, sentence);
  return value === undefined ? undefined : [name, value];
}
