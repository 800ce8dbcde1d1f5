/** R110: what the rules need and do not know. Unknown is never automatic. */

import type { ActionFacts } from '../../actions/action.ts';
import type { Json } from '../../json.ts';
import type { PolicyInput } from '../classification.ts';
import { projectName } from '../plain-name.ts';
import type { PolicyRule, Subject } from '../rule.ts';
import { standingIn } from '../weaker-requester.ts';
import { standings } from './people.ts';

/** Facts older than this are read again before anything runs by itself (I2). */
export const FACTS_FRESH_MS = 60_000;

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const hasCounts = ({ counts }: ActionFacts): boolean =>
  counts !== null && [counts.users, counts.issues, counts.projects, counts.boards].every(isCount);

const isAnswered = (value: boolean | null): boolean => value === true || value === false;

function unknownEffect(facts: ActionFacts | null): string[] {
  if (facts === null) return ['what it would touch'];
  const unknown: string[] = [];
  if (!hasCounts(facts)) unknown.push('how much it would touch');
  if (facts.sharedWith === null) unknown.push('which other projects share what it changes');
  if (!isAnswered(facts.grantsAdministration))
    unknown.push('whether it gives administrative permissions');
  if (!isAnswered(facts.hasCompleteInverse)) unknown.push('whether it can be taken back');
  return unknown;
}

function unknownRequester(subject: Subject): string[] {
  const { requester, facts } = subject.input;
  const unknown: string[] = [];
  if (requester.accountId === null || requester.kind === 'unknown')
    unknown.push('who asked for it');
  if (!isAnswered(requester.isActive))
    unknown.push('whether the account of the person who asked is active');
  const unseen = standings(subject).find(({ canBrowse }) => !isAnswered(canBrowse));
  if (unseen !== undefined) {
    unknown.push(
      `whether the person who asked can see ${projectName(subject.input, unseen.projectId)}`,
    );
  }
  const access = facts?.access ?? null;
  if (access !== null && standingIn(requester, access.projectId).heldPermissions === null) {
    unknown.push('which of the permissions it gives the person who asked holds');
  }
  return unknown;
}

function unknownHistory({ history }: PolicyInput): string[] {
  const known =
    isCount(history.autoActionsOfRequesterLastHour) && isCount(history.sameTypeOnTargetLastDay);
  return known ? [] : ['what already ran in the last hour and day'];
}

function age({ factsReadAtMs, nowMs }: PolicyInput): string | undefined {
  if (factsReadAtMs === null) return 'Nothing says when its facts were read in Jira.';
  const ageMs = nowMs - factsReadAtMs;
  if (ageMs < 0) return 'Its facts carry a reading time that is still to come.';
  if (ageMs <= FACTS_FRESH_MS) return undefined;
  return Number.isFinite(ageMs)
    ? `Its facts were read ${Math.ceil(ageMs / 1_000)} seconds ago, limit ${FACTS_FRESH_MS / 1_000}.`
    : 'Nothing says when its facts were read in Jira.';
}

function missing(subject: Subject): string | undefined {
  const { input } = subject;
  const unknown = [
    ...unknownEffect(input.facts),
    ...unknownRequester(subject),
    ...unknownHistory(input),
  ];
  const parts: string[] = [];
  if (unknown.length > 0) parts.push(`Kraken does not know: ${unknown.join('; ')}.`);
  const old = age(input);
  if (old !== undefined) parts.push(old);
  return parts.length === 0 ? undefined : parts.join(' ');
}

const knownOrNot = (facts: ActionFacts | null): Record<string, Json> => ({
  counts: facts?.counts ?? null,
  sharedWith: facts?.sharedWith?.length ?? null,
  grantsAdministration: facts?.grantsAdministration ?? null,
  hasCompleteInverse: facts?.hasCompleteInverse ?? null,
});

export const unknownFactRule: PolicyRule = {
  id: 'R110',
  class: 'requires-approval',
  when: 'a fact the rules need is missing, older than 60 seconds or contradictory',
  // An unknown amount may be any amount.
  level: ({ input: { facts } }) => (facts !== null && hasCounts(facts) ? 'standard' : 'critical'),
  uses: ({ input }) => ({
    ...knownOrNot(input.facts),
    requesterAccountId: input.requester.accountId,
    requesterKind: input.requester.kind,
    requesterIsActive: input.requester.isActive,
    factsReadAtMs: input.factsReadAtMs,
    nowMs: input.nowMs,
  }),
  matches: missing,
};
