/** The same input said differently: what must never change a class. */
import type { PolicyInput } from '../classification.ts';
import type { PolicyEntry } from '../rule.ts';

/** The same entry with its list reversed. */
export function reversed(entry: PolicyEntry | undefined): PolicyEntry | undefined {
  return entry === undefined
    ? undefined
    : { ...entry, connections: entry.connections.toReversed() };
}

const renamed = <T extends { name: string }>(list: readonly T[], name: string): T[] =>
  list.map((one) => ({ ...one, name }));

/** The same input with every list reversed, every object's keys in another order and every name changed. */
export function turnedAround(input: PolicyInput): PolicyInput {
  const { facts, requester, site, action } = input;
  return {
    ...Object.fromEntries(Object.entries(input).reverse()),
    nowMs: input.nowMs,
    factsReadAtMs: input.factsReadAtMs,
    history: input.history,
    action: { ...action, voices: action.voices.toReversed() },
    requester: {
      ...requester,
      standings: requester.standings.toReversed().map((one) => ({
        ...one,
        heldPermissions: one.heldPermissions?.toReversed() ?? null,
      })),
    },
    site: {
      ...site,
      freezeWindows: site.freezeWindows.toReversed(),
      autoOff: site.autoOff.toReversed(),
    },
    facts:
      facts === null
        ? null
        : {
            ...facts,
            targets: renamed(facts.targets, 'Z').reverse(),
            people: renamed(facts.people, 'Y').reverse(),
            projectIds: facts.projectIds.toReversed(),
            sharedWith: facts.sharedWith === null ? null : renamed(facts.sharedWith, 'X').reverse(),
            access:
              facts.access === null
                ? null
                : { ...facts.access, permissions: facts.access.permissions.toReversed() },
          },
  };
}

/** The same input with `words` in every place that holds free text. */
export function withText(input: PolicyInput, words: string): PolicyInput {
  const { facts, requester, site, action } = input;
  return {
    ...input,
    action: { ...action, playbookTightens: action.playbookTightens.map(() => words) },
    requester: { ...requester, accountId: requester.accountId === null ? null : words },
    site: { ...site, freezeWindows: site.freezeWindows.map((one) => ({ ...one, reason: words })) },
    facts:
      facts === null
        ? null
        : {
            ...facts,
            targets: renamed(facts.targets, words),
            people: renamed(facts.people, words),
            sharedWith: facts.sharedWith === null ? null : renamed(facts.sharedWith, words),
          },
  };
}
