/** Pieces every catalogue entry is made of: its argument shapes, its facts, and the entry itself. */
import { z } from 'zod';
import type { Json } from '../json.ts';
import type { JiraRead, JiraReadResult, Precondition } from '../requests/jira-request.ts';
import { ok, type Result } from '../result.ts';
import type {
  ActionDefinition,
  ActionFacts,
  ChangeRow,
  Resolution,
  ResolveContext,
} from './action.ts';
import { type ActionType, isActionType, sentenceOf, type Targets } from './describe-action.ts';
import type { Obstacle } from './look-up/obstacle.ts';

/** Longest words an argument may hold. */
const MAX_WORDS = 255;

/** Words out of a ticket: a name, a key, a mention. */
export const words = z.string().min(1).max(MAX_WORDS);

/** Words that may be left out. */
export const optionalWords = z.exactOptional(words);

const NOTHING = { users: 0, issues: 0, projects: 0, boards: 0 };

type FactParts = Pick<ActionFacts, 'targets' | 'projectIds' | 'hasCompleteInverse'> &
  Partial<Omit<ActionFacts, 'counts' | 'touchesKraken'>> & {
    /** Null: not known. Kinds left out are zero. */
    counts: Partial<NonNullable<ActionFacts['counts']>> | null;
    /** Changes who or what a project is, not only work in it; on Kraken's own project that is refused. */
    changesProjects: boolean;
  };

/** Facts of an action; what is left out is "none": nobody, nothing shared, no access given. */
export function factsOf(context: ResolveContext, parts: FactParts): ActionFacts {
  const { counts, changesProjects, alsoNeeds, askerDoubt, ...rest } = parts;
  const people = rest.people ?? [];
  return {
    people,
    sharedWith: [],
    grantsAdministration: false,
    access: null,
    isGlobal: false,
    ...rest,
    ...(alsoNeeds !== undefined && alsoNeeds.length > 0 && { alsoNeeds }),
    ...(askerDoubt !== undefined && { askerDoubt }),
    counts: counts === null ? null : { ...NOTHING, ...counts },
    touchesKraken:
      people.some(({ accountId }) => accountId === context.krakenAccountId) ||
      (changesProjects && rest.projectIds.some((id) => context.krakenProjectIds.includes(id))),
  };
}

/** What a resolution found, before it becomes a resolved action. */
export interface Finding<K extends ActionType> {
  target: Targets[K];
  facts: ActionFacts;
  rows: ChangeRow[];
  preconditions: Precondition[];
  radius: string[];
}

/** A finding, or what stands in its way. */
export type Outcome<K extends ActionType> = Result<Finding<K>, Obstacle>;

/** Ends a resolution with an action. */
export function found<K extends ActionType>(finding: Finding<K>): Outcome<K> {
  return ok(finding);
}

/** A fact to read again before execution. */
export function precondition(
  label: string,
  read: JiraRead,
  expected: JiraReadResult,
): Precondition {
  return { label, read, expected };
}

type Entry<K extends ActionType, Args extends Json> = Omit<
  ActionDefinition<Args, Targets[K]>,
  'type' | 'describe' | 'resolve'
> & {
  resolve(
    args: Args,
    context: ResolveContext,
  ): Generator<readonly JiraRead[], Outcome<K>, readonly JiraReadResult[]>;
};

/**
 * Makes a catalogue entry. The target's shape is private to the entry: outside it is JSON that goes from `resolve` to
 * `compile` and `check` unchanged, which is why the types may be widened here.
 */
export function defineAction<K extends ActionType, Args extends Json>(
  type: K,
  entry: Entry<K, Args>,
): ActionDefinition {
  if (!isActionType(type)) throw new Error(`${String(type)} has no sentence`);
  const { resolve, ...rest } = entry;
  const definition: ActionDefinition<Args, Targets[K]> = {
    ...rest,
    type,
    describe: (target) => sentenceOf(type, target),
    *resolve(args, context) {
      const outcome = yield* resolve(args, context);
      if (!outcome.ok) return outcome.error;
      const action: Extract<Resolution, { outcome: 'resolved' }>['action'] = {
        type,
        args,
        ...outcome.value,
      };
      return { outcome: 'resolved', action };
    },
  };
  return definition as unknown as ActionDefinition;
}
