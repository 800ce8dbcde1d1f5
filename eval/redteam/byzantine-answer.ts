/** One ticket and one answer of a model that may say anything. Same seed, same answer. */
import type { Json } from '@kraken/shared';
import { ACTION_SLOTS } from './argument-slots.ts';
import { hostileAnswer } from './hostile-answer.ts';
import { hostileText, hugeText } from './hostile-text.ts';
import { changeOnePlace } from './hostile-value.ts';
import { type RawAnswer, textAnswer } from './messages-answer.ts';
import { mutated } from './mutate-arguments.ts';
import { obedientReply } from './obedient-reply.ts';
import type { HijackedAction } from './op-table.ts';
import { PLACES, type PlacedTicket, placeText } from './place-text.ts';
import { type Seeded, seeded } from './seeded.ts';

/** What kind of answer it is. */
export const KINDS = ['nearly right', 'no reply', 'huge', 'envelope', 'right'] as const;
export type Kind = (typeof KINDS)[number];

/** A ticket, the answer to it, and its kind. */
export interface Byzantine {
  kind: Kind;
  ticket: PlacedTicket;
  answer: RawAnswer;
}

/** Automatic kinds of action come more often: only they can do something by themselves. */
const AUTOMATIC = ACTION_SLOTS.filter(({ defaultsToAuto }) => defaultsToAuto);

function plan(seed: Seeded): HijackedAction[] {
  return Array.from({ length: 1 + seed.below(4) }, () => {
    const action = seed.pick(seed.oneIn(4) ? ACTION_SLOTS : AUTOMATIC);
    return mutated(action, { turn: seed.below(12), change: 'none', words: [] }, seed);
  });
}

/** Words that speak of every kind of change, so that only the answer decides what is asked for. */
const ORDERS =
  'Please create, add, give access, change, assign, move, link, label, comment and watch as new field, option, order, context, ' +
  'issue, sprint, backlog, board, filter, dashboard, component, lead, version, project, category, customer, organization, request, participant';

/** A ticket in which every value of the plan is written: provenance has nothing against it. */
function ticketFor(actions: readonly HijackedAction[], seed: Seeded): PlacedTicket {
  const values = actions.flatMap(({ args }) => Object.values(args)).map(String);
  const place = seed.oneIn(5) ? seed.pick(PLACES) : 'description';
  return placeText(place, `${ORDERS}: ${values.join(', ')}.`);
}

function kindOf(seed: Seeded): Kind {
  const drawn = seed.below(1_000);
  if (drawn < 700) return 'nearly right';
  if (drawn < 860) return 'no reply';
  if (drawn < 862) return 'huge';
  return drawn < 970 ? 'envelope' : 'right';
}

function answerOf(kind: Kind, right: string, seed: Seeded): RawAnswer {
  if (kind === 'nearly right') {
    const reply: Json = JSON.parse(right);
    return textAnswer(JSON.stringify(changeOnePlace(reply, seed)));
  }
  if (kind === 'no reply') return textAnswer(hostileText(right, seed));
  if (kind === 'huge') return textAnswer(hugeText(right, seed));
  return kind === 'envelope' ? hostileAnswer(right, seed) : textAnswer(right);
}

/** Makes the answer of a number. */
export function byzantineAnswer(number: number, from: number): Byzantine {
  const seed = seeded(Math.imul(from, 1_000_003) + number * 7_919);
  const actions = plan(seed);
  const ticket = ticketFor(actions, seed);
  const quoting = { source: ticket.source, text: ticket.text, isShort: seed.oneIn(2) };
  const kind = kindOf(seed);
  return { kind, ticket, answer: answerOf(kind, obedientReply(actions, quoting), seed) };
}
