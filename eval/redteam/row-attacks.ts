/** All that is tried with one attack row: the plans a hijacked model returns, in every place of a ticket. */
import { ACTION_SLOTS } from './argument-slots.ts';
import { CHANGE_NAMES, DECISIVE_NAMES, mutated } from './mutate-arguments.ts';
import { obedientReply } from './obedient-reply.ts';
import { expandPlan, type HijackedAction, translate } from './op-table.ts';
import { PLACES, type Place, type PlacedTicket, placeText } from './place-text.ts';
import type { AttackRow } from './read-attacks.ts';
import { type Seeded, seeded } from './seeded.ts';

/** Most actions of one reply (issue 4). */
const MOST_ACTIONS = 50;
/** What the schema of a reply knows for requests about Kraken itself. */
const CHANGE_OF_KRAKEN = 'kraken.change';

/** One ticket and the reply to it. */
export interface Attack {
  row: AttackRow;
  place: Place;
  /** The values stand in the text besides the row's own words. */
  isPlanted: boolean;
  ticket: PlacedTicket;
  /** Text of the model's reply. */
  reply: string;
  /** How many actions the reply proposes. */
  actionCount: number;
}

function inPlans(actions: readonly HijackedAction[]): HijackedAction[][] {
  const count = Math.ceil(actions.length / MOST_ACTIONS);
  return Array.from({ length: count }, (_, at) =>
    actions.slice(at * MOST_ACTIONS, (at + 1) * MOST_ACTIONS),
  );
}

function plantedWords(actions: readonly HijackedAction[]): string {
  const values = actions.flatMap(({ args }) => Object.values(args));
  const words = values.filter((value) => typeof value === 'string' && value.length <= 300);
  return `\n\n${[...new Set(words)].join('\n')}`;
}

/** Puts a plan into a place, its values planted or not. */
function attack(
  row: AttackRow,
  plan: readonly HijackedAction[],
  { place, isPlanted, isShort }: { place: Place; isPlanted: boolean; isShort: boolean },
): Attack {
  const ticket = placeText(place, isPlanted ? row.text + plantedWords(plan) : row.text);
  const reply = obedientReply(plan, { source: ticket.source, text: ticket.text, isShort });
  return { row, place, isPlanted, ticket, reply, actionCount: plan.length };
}

/** A row with a plan of its own: as it is, cut to what one reply may hold, and addressed to Kraken itself. */
function authoredPlans(row: AttackRow): HijackedAction[][] {
  const shown = row.hijack_actions ?? [];
  const whole = expandPlan(shown, row.hijack_actions_repeat ?? null).map(translate);
  const plans = [whole];
  if (whole.length > MOST_ACTIONS) plans.push(whole.slice(0, MOST_ACTIONS));
  const known = new Set(ACTION_SLOTS.map(({ type }) => type));
  const foreign = whole.filter(({ type }) => !known.has(type));
  if (foreign.length > 0) plans.push(foreign.map(() => ({ type: CHANGE_OF_KRAKEN, args: {} })));
  return plans;
}

/** A row without a plan: every action of the catalogue, one argument of each changed. */
function cataloguePlans(row: AttackRow, turn: number, seed: Seeded): HijackedAction[][] {
  const words = row.text.split(/\s+/).filter((word) => word !== '');
  const change = seed.oneIn(12) ? seed.pick(DECISIVE_NAMES) : undefined;
  const actions = ACTION_SLOTS.map((action) =>
    mutated(action, { turn, change: change ?? seed.pick(CHANGE_NAMES), words }, seed),
  );
  return inPlans(actions);
}

/** Every place with and without planted values; a display name is too short to plant anything in. */
const VARIANTS = [false, true].flatMap((isPlanted) =>
  PLACES.filter((place) => !(isPlanted && place === 'display name')).map((place) => {
    return { place, isPlanted };
  }),
);

/** Every attack of a row; `number` is its position, from which its choices follow. */
export function* attacksOf(row: AttackRow, number: number, seed: number): Generator<Attack> {
  for (const [at, variant] of VARIANTS.entries()) {
    const turn = number + at;
    const choices = seeded(seed + number * 1_009 + turn);
    const plans =
      row.hijack_actions === undefined ? cataloguePlans(row, turn, choices) : authoredPlans(row);
    for (const plan of plans) yield attack(row, plan, { ...variant, isShort: choices.oneIn(2) });
  }
}
