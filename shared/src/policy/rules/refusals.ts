/** R001 to R004: what never runs, with or without approval. */
import { plainName } from '../plain-name.ts';
import type { PolicyRule, Subject } from '../rule.ts';

function outsideCatalogue({ input, entry }: Subject): string | undefined {
  if (entry === undefined)
    return `Kraken has no action of the type ${plainName(input.action.type)}.`;
  if (!entry.connections.includes(input.site.connection)) {
    return input.site.connection === 'forge'
      ? 'The Kraken app inside Jira never does this kind of administration.'
      : 'This kind of action exists only where the Kraken app is installed in Jira.';
  }
  if (input.facts !== null && input.facts.touchesKraken !== false) {
    return 'It would change Kraken itself: its user, its role, its webhook or its settings.';
  }
  return undefined;
}

/** `action 2`, `actions 2 and 5`: positions as people count them. */
function actionNumbers(indexes: readonly number[]): string {
  const numbers = [...new Set(indexes)].sort((a, b) => a - b).map((index) => String(index + 1));
  return numbers.length === 1 ? `action ${numbers[0]}` : `actions ${numbers.join(', ')}`;
}

const isAre = (indexes: readonly number[], one: string, many: string): string =>
  new Set(indexes).size === 1 ? one : many;

function needsWhatNeverRuns({ plan: { needs } }: Subject): string | undefined {
  if (needs.unsound.length > 0) {
    return `It needs ${actionNumbers(needs.unsound)} of the plan, which cannot come before it.`;
  }
  if (needs.refused.length === 0) return undefined;
  return `It needs ${actionNumbers(needs.refused)} of the plan, which ${isAre(needs.refused, 'is', 'are')} refused.`;
}

/** R114, beside its refusing twin R004: an action never runs before the one it needs. */
export const waitingDependency: PolicyRule = {
  id: 'R114',
  class: 'requires-approval',
  when: 'it needs an action of the plan that waits for approval',
  uses: ({ plan }) => ({ needsWaiting: plan.needs.waiting }),
  matches: ({ plan: { needs } }) =>
    needs.waiting.length === 0
      ? undefined
      : `It needs ${actionNumbers(needs.waiting)} of the plan, which ${isAre(needs.waiting, 'waits', 'wait')} for approval.`,
};

export const refusals: readonly PolicyRule[] = [
  {
    id: 'R001',
    class: 'refused',
    when: 'the action is not in the catalogue or on its never-list',
    uses: ({ input, entry }) => ({
      type: input.action.type,
      connection: input.site.connection,
      connections: entry === undefined ? null : [...entry.connections],
      touchesKraken: input.facts?.touchesKraken ?? null,
    }),
    matches: outsideCatalogue,
  },
  {
    id: 'R002',
    class: 'refused',
    when: 'the arguments do not fit the action, or a target is not of this site',
    uses: ({ input }) => ({ isValid: input.action.isValid }),
    matches: ({ input }) =>
      input.action.isValid === true
        ? undefined
        : 'The arguments do not fit this kind of action, or a target is not of this site.',
  },
  {
    id: 'R003',
    class: 'refused',
    when: 'the requester is an app or anonymous',
    uses: ({ input }) => ({ requesterKind: input.requester.kind }),
    matches: ({ input: { requester } }) => {
      if (requester.kind === 'app') return 'It was asked for by an app, not by a person.';
      return requester.kind === 'anonymous' ? 'Nobody is known to have asked for it.' : undefined;
    },
  },
  {
    id: 'R004',
    class: 'refused',
    when: 'it needs an action of the plan that is refused or does not come before it',
    uses: ({ plan }) => ({ needsRefused: plan.needs.refused, needsUnsound: plan.needs.unsound }),
    matches: needsWhatNeverRuns,
  },
];
