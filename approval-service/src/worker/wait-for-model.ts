/** A ticket the model could not be asked about yet: it keeps its place, visibly, and a job reads it again. */
import type { AnalystAnswer, TenantTx } from '../ports.ts';
import type { Reading } from './ask-analyst.ts';
import type { WorkerContext } from './context.ts';

/** The ticket keeps its place; whoever looks at it reads why, and when it is read again. */
export async function waitForModel(
  tx: TenantTx,
  { clock }: WorkerContext,
  { decision, answer }: Reading & { answer: Extract<AnalystAnswer, { state: 'waiting' }> },
): Promise<void> {
  const { decisionId } = decision;
  const { sentence, retryAtMs, waited } = answer;
  const nowMs = clock.nowMs();
  const before = decision.notes.find(({ kind }) => kind === 'waiting');
  await tx.decisions.advance(decisionId, 'received', {
    notes: [{ kind: 'waiting', sentence, waited }],
    updatedAtMs: nowMs,
  });
  await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: retryAtMs });
  if (before?.sentence === sentence) return;
  const detail = { retryAtMs, unusableAnswers: waited.tries };
  const actor = { kind: 'system' } as const;
  await tx.log.append({ atMs: nowMs, event: 'analysis.postponed', decisionId, actor, detail });
}
