/** What an undo or a retry proposes: actions like any analysis proposes, each for one action of the earlier decision. Pure. */
import type { Json, ProposedAction, Quote, TicketRouting } from '@kraken/shared';
import type { ActionRow, DecisionRow } from '../ports.ts';
import { requesterIdsOf } from '../record/decision-people.ts';
import type { RetryOption, UndoOption } from '../show/follow-ups.ts';

export interface Proposal {
  actions: ProposedAction[];
  /** Position in the earlier decision, by position here. */
  sources: number[];
  requesterIds: Array<string | null>;
  pressAuthor: string | null;
  confidence: number;
  tightens: Array<{ index: number; sentence: string }>;
}

/** No words of the ticket: the voice is filled in from what Jira says of the person. */
const PRESS: Quote = {
  text: 'Undo, pressed in the panel',
  source: { kind: 'press' },
  voice: 'other',
};

/** Inverses, last done first; each waits for those of the actions that had needed it. */
export function proposeUndo(
  { parts }: UndoOption,
  { analysis }: Pick<DecisionRow, 'analysis'>,
  accountId: string,
): Proposal {
  const actions: ProposedAction[] = [];
  const sources: number[] = [];
  const lastOf = new Map<number, number>();
  for (const { row, inverse } of parts) {
    const { index } = row;
    const dependants = parts.filter(({ row: other }) => other.planned.dependsOn.includes(index));
    let needs = dependants.flatMap(({ row: other }) => lastOf.get(other.index) ?? []);
    for (const { type, args } of inverse) {
      actions.push({ type, args: args as Json, quotes: [PRESS], dependsOn: needs });
      sources.push(index);
      needs = [actions.length - 1];
    }
    lastOf.set(index, actions.length - 1);
  }
  const added = tenantSentences(analysis);
  const tightens = sources.flatMap((source, index) =>
    added.filter((one) => one.index === source).map(({ sentence }) => ({ index, sentence })),
  );
  const pressAuthor = accountId;
  return { actions, sources, requesterIds: [accountId], pressAuthor, confidence: 1, tightens };
}

/** What the tenant's own rules made wait: taking it back waits as well, for the same people. */
function tenantSentences(analysis: DecisionRow['analysis']): Proposal['tightens'] {
  if (analysis?.outcome !== 'plan') return [];
  const sentences = analysis.playbook?.sentences ?? [];
  return (analysis.tightens ?? []).filter(({ sentence }) => sentences.includes(sentence));
}

const IN_PART = 'Its first try was done in part, so a person has to look.';

/** Jira accepted a request of it; or nobody knew for a while, and looking back shows only whether all of it is there. */
function mayBeInPart({ planned, result }: ActionRow): boolean {
  const hasAccepted = (result?.statuses ?? []).some((status) => status >= 200 && status < 400);
  // Reading back is what says of something unknown that it is not done.
  const wasUnknown = result?.seen === 'not-done';
  return hasAccepted || (wasUnknown && planned.requests.length > 1);
}

/** The same wishes in the same words, under whatever had tightened them. */
export function proposeRetry(
  { rows }: RetryOption,
  decision: DecisionRow,
  routing: TicketRouting,
): Proposal {
  const { analysis } = decision;
  const plan = analysis?.outcome === 'plan' ? analysis : undefined;
  const sources = rows.map(({ index }) => index);
  const positionOf = (index: number): number => sources.indexOf(index);
  const actions = rows.flatMap(({ index, planned }) => {
    const wish = plan?.actions[index];
    const dependsOn = planned.dependsOn.map(positionOf).filter((at) => at >= 0);
    return wish ? [{ ...wish, dependsOn }] : [];
  });
  const kept = (plan?.tightens ?? [])
    .filter(({ index }) => sources.includes(index))
    .map(({ index, sentence }) => ({ index: positionOf(index), sentence }));
  const inPart = rows
    .filter(mayBeInPart)
    .map(({ index }) => ({ index: positionOf(index), sentence: IN_PART }));
  return {
    actions,
    sources,
    requesterIds: requesterIdsOf(decision, routing),
    pressAuthor: decision.origin?.pressAuthor ?? null,
    confidence: plan?.confidence ?? 0,
    tightens: [...kept, ...inPart],
  };
}
