/**
 * What a test has to know of an action, once per action: words that ask for it on the seeded site, what of the site it
 * is about, and how the site changes under it. Everything that is tested of it is made from this (`run-case.ts`).
 */
import type { ActionType, Json } from '@kraken/shared';
import type { TestSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';

/** Changes the site as its people do meanwhile. */
export type Change = (world: World, site: TestSite) => void;

/** Why an action is not taken back, or is asked for again. */
export interface NotSo {
  because: string;
}

/** One action asked for on the seeded site. */
export interface ActionCase {
  type: ActionType;
  args: Json;
  /** Where the seeded site lacks what is needed. */
  prepare?: Change;
  /** The sentence people read. */
  sentence: string;
  /** What of the site the action is about, and its values. */
  look(world: World, site: TestSite): unknown;
  before: unknown;
  after: unknown;
  /** Asked for again: Jira already is so (default), a question, or a second one where asking twice means two. */
  again?: 'already' | 'ask' | 'unsupported' | (NotSo & { outcome: 'resolved' });
  /** Words that fit several things, or nothing; `thing` is what the question is about. */
  ambiguous: { args: Json; prepare?: Change; thing: string; choices?: string[] };
  /** Something the approver was shown changes between staging and execution: nothing may be sent. */
  drift: Change;
  /** Something else changes: the action still runs. */
  harmless?: Change;
  /**
   * After the inverse: `exact` (default, and nothing else where reversibility is complete), exact but for what stays and
   * `butFor` takes away, what `look` then gives, or why there is no inverse.
   */
  undo?: 'exact' | { butFor: Change } | { look: unknown } | NotSo;
  /** What reading back shows once it is done; `unknown` where Jira has nothing to read, such as a mail. Default `done`. */
  seenDone?: 'done' | 'unknown';
  /** What reading back may show as well as `differs` where Jira did the first of several requests only. */
  seenInPart?: 'unknown';
  /** Why reading back cannot show that nothing was done; without it, it shows exactly that. */
  unknownWithoutEffect?: string;
}

/** Why nothing is proved where the answer that named a long task was lost. */
export const UNKNOWN_TASK =
  'Jira lists no tasks: one whose id was lost may be at work until its effect is seen';
