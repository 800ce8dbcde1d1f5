/** A rule of the starter playbook with its examples beside it; a test runs every example through the whole analyst. */
import type { Json } from '@kraken/shared';
import type { PlaybookRule } from '../playbook.ts';

/** A rule and what it must and must not read. */
export interface StarterRule extends PlaybookRule {
  /** A text, and the arguments of the actions it yields (for `propose`), in order. */
  matches: readonly { text: string; actions?: readonly Json[] }[];
  /** Texts from which no action of this type may come. */
  misses: readonly string[];
}

/** `[the] [new] colleague`, before names of people. */
export const WHO =
  '[the|our|my|a|these|following] [following] [new] [user|users|colleague|colleagues|person|people|hire|hires|member|members|team member|team members|developer|developers|joiner|joiners|starter|starters|account|employee|employees|contractor|contractors] [:|called|named]';

/** A project, however it is written; `slot` is the name of the placeholder. */
export function projectPhrase(slot = 'project'): string {
  return [
    `[the|our|my] [jira] project [key|called|named] {${slot}:project}`,
    `[the|our|my] [jira] {${slot}:projectBefore} [jira] project`,
    `[the] [jira] {${slot}:projectKey}`,
  ].join('|');
}
