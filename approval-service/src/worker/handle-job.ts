/** Job kind -> step. */
import { type ApprovalId, assertNever, type DecisionId } from '@kraken/shared';
import { expireApproval } from '../approve/close-approval.ts';
import { settleUnknown } from '../execute/settle-unknown.ts';
import type { LeasedJob } from '../ports.ts';
import { analyseDecision } from './analyse-decision.ts';
import { finishJob, type WorkerContext } from './context.ts';
import { dispatchOrder } from './dispatch-order.ts';
import { planDecision } from './plan-decision.ts';

/** Runs one leased job. Throws what should be retried. */
export async function handleJob(context: WorkerContext, job: LeasedJob): Promise<void> {
  switch (job.kind) {
    case 'advance-decision':
      return advanceDecision(context, job);
    case 'dispatch-order':
      return dispatchOrder(context, job);
    case 'settle-actions':
      await finishJob(context, job, (tx) =>
        settleUnknown(tx, context.random, job.subjectId as DecisionId, context.clock.nowMs()),
      );
      return context.checkpoint('settle.ordered');
    case 'expire-approval':
      await finishJob(context, job, (tx) =>
        expireApproval(tx, context.random, job.subjectId as ApprovalId, context.clock.nowMs()),
      );
      return context.checkpoint('expire.committed');
    default:
      return assertNever(job.kind);
  }
}

/** Takes a decision one step on, whatever stage it is in; nothing to do is fine. */
async function advanceDecision(context: WorkerContext, job: LeasedJob): Promise<void> {
  const found = await context.store.forTenant(job.userId).read(async (tx) => {
    const decision = await tx.decisions.get(job.subjectId as DecisionId);
    const delivery = decision && (await tx.deliveries.get(decision.deliveryId));
    const instance = decision && (await tx.instances.get(decision.instanceId));
    return decision && delivery && instance ? { decision, delivery, instance } : undefined;
  });
  if (found?.instance.state === 'active') {
    if (found.decision.stage === 'received') return analyseDecision(context, job, found);
    if (found.decision.stage === 'resolving') return planDecision(context, job, found);
  }
  await finishJob(context, job, async () => undefined);
}
