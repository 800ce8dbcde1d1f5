/**
 * One text through the whole pipeline without the service around it: an analyst, resolution against a Jira stand-in, the
 * policy. Nothing is executed.
 */
import type { Analysis, TicketSnapshot } from '@kraken/shared';
import { analyseByPlaybook } from '../approval-service/src/analyse/analyse-by-playbook.ts';
import { STARTER_PLAYBOOK } from '../approval-service/src/analyse/starter-playbook.ts';
import type { WorldDescription } from '../sandbox/jira/create-site.ts';
import { createAnalysedSite, type Outcome } from './analysed-site.ts';
import { furnish, REQUESTER } from './world.ts';

/** An analyst of tickets whose texts are all the reporter's. */
export type Analyse = (snapshot: TicketSnapshot) => Promise<Analysis>;

/** A text as a ticket; `[comment]` in the middle of a text starts a comment of the reporter. */
export function toTicket(summary: string, text: string): TicketSnapshot {
  const [description = '', ...comments] = text.split(/\n*\[comment\]\s*/);
  return {
    summary,
    description,
    reporterDisplayName: REQUESTER,
    status: 'To Do',
    comments: comments.map((comment, at) => ({ commentId: String(at + 1), text: comment })),
  };
}

/** Reads a ticket by the starter playbook alone. */
export const analyse: Analyse = async (snapshot) =>
  analyseByPlaybook({ snapshot, voiceOf: () => 'reporter', rules: STARTER_PLAYBOOK });

/** Runs a ticket in a world. Throws when the stand-in cannot answer, which is a fault of the harness. */
export async function runPipeline(
  snapshot: TicketSnapshot,
  world: (analysis: Analysis) => WorldDescription,
  analyst: Analyse = analyse,
): Promise<Outcome> {
  const analysis = await analyst(snapshot);
  if (analysis.outcome !== 'plan') return { analysis, actions: [], notes: [] };
  const site = createAnalysedSite(world(analysis), (built) => furnish(built, analysis.actions));
  try {
    return await site.judge(analysis);
  } finally {
    await site.close();
  }
}
