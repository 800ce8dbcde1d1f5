/**
 * Grant -> order. The only way to an `execute` order goes through a Grant. The order names positions; its steps are
 * compiled from the stored plan when it is issued, after both digests have been compared once more, so a plan that was
 * changed in the store cannot run.
 */
import {
  type DecisionId,
  err,
  findAction,
  type Grant,
  type InstanceId,
  MAX_STEP_REQUESTS,
  type OrderId,
  type OrderStep,
  ok,
  type PlannedAction,
  type Result,
} from '@kraken/shared';
import { digestsOf } from '@kraken/shared/crypto';
import { ServiceError } from '../errors.ts';
import type { ActionRow, OrderRow, Random, TenantTx } from '../ports.ts';
import { stillAsked } from '../record/decision-people.ts';

/** In the purpose of an order whose leave was kept. */
const KEPT = ':kept:';

/** How often leaves of this decision were kept. */
export const keepsOf = (orders: readonly OrderRow[]): number =>
  orders.filter(({ purpose }) => purpose.includes(KEPT)).length;

export interface OrderPlanInput {
  grant: Grant;
  decisionId: DecisionId;
  instanceId: InstanceId;
  actions: readonly PlannedAction[];
  /** How often the leave was kept after a change that altered nothing; such an order is another one under the same leave. */
  keeps?: number | undefined;
  nowMs: number;
}

/** Orders the granted actions and logs grant and intents. Throws when plan and digests differ, or a step is too long. */
export async function orderPlan(
  tx: TenantTx,
  random: Random,
  input: OrderPlanInput,
): Promise<OrderId> {
  const { grant, nowMs } = input;
  const granted = input.actions.filter(({ index }) => grant.actionIndexes.includes(index));
  if (!isUnderGrant(granted, grant)) {
    throw new ServiceError(
      'internal',
      'the stored plan does not match the digests it was granted under',
    );
  }
  if (granted.some(({ requests }) => requests.length > MAX_STEP_REQUESTS)) {
    const most = `at most ${MAX_STEP_REQUESTS} requests are made for one change`;
    throw new ServiceError('unprocessable', `${most}, and this takes more`);
  }
  const orderId = random.id('OrderId');
  const isNew = await tx.orders.insert(orderRow(orderId, input));
  if (!isNew) throw new ServiceError('conflict', 'this grant has been used');
  await logGrant(tx, input, { orderId, granted });
  await tx.jobs.insert({ kind: 'dispatch-order', subjectId: orderId, runAtMs: nowMs });
  return orderId;
}

function orderRow(
  orderId: OrderId,
  { grant, decisionId, instanceId, keeps, nowMs }: OrderPlanInput,
): OrderRow {
  const { planDigest: plan, factsDigest: facts, by } = grant;
  const actionIndexes = [...grant.actionIndexes];
  return {
    orderId,
    instanceId,
    decisionId,
    kind: 'execute',
    purpose: `${by.kind === 'policy' ? `auto:${plan}` : `approval:${by.approvalId}`}${keeps === undefined ? '' : `${KEPT}${keeps}`}`,
    state: 'ready',
    payload: { kind: 'execute', actionIndexes },
    grant: { planDigest: plan, factsDigest: facts, actionIndexes, by },
    leaseUntilMs: 0,
    lastExpiryMs: 0,
    attempts: 0,
    createdAtMs: nowMs,
    report: null,
  };
}

async function logGrant(
  tx: TenantTx,
  { grant, decisionId, nowMs }: OrderPlanInput,
  { orderId, granted }: { orderId: OrderId; granted: readonly PlannedAction[] },
): Promise<void> {
  await tx.log.append({
    atMs: nowMs,
    event: 'grant.made',
    decisionId,
    actor: { kind: grant.by.kind === 'policy' ? 'policy' : 'human' },
    detail: {
      orderId,
      planDigest: grant.planDigest,
      factsDigest: grant.factsDigest,
      actions: [...grant.actionIndexes],
      by: grant.by,
    },
  });
  for (const { index, type } of granted) {
    await tx.log.append({
      atMs: nowMs,
      event: 'action.intended',
      decisionId,
      actor: { kind: 'system' },
      detail: { orderId, index, type },
    });
  }
}

/** True where what is stored is exactly what the grant was made for. */
export function isUnderGrant(
  actions: readonly PlannedAction[],
  grant: Pick<Grant, 'planDigest' | 'factsDigest'>,
): boolean {
  const digests = digestsOf(actions);
  return digests.planDigest === grant.planDigest && digests.factsDigest === grant.factsDigest;
}

/**
 * Why an order may not leave. `plan-changed`: what is stored is not what was granted (a changed byte), or an action is no
 * longer granted. `words-gone`: the ticket as it was last read no longer says what an action was made from.
 */
export type Unfit = 'plan-changed' | 'words-gone';

/** Steps of an execute order, compiled from what is stored now. */
export async function stepsOfOrder(
  tx: TenantTx,
  order: OrderRow,
): Promise<Result<OrderStep[], Unfit>> {
  const { payload } = order;
  const grant = order.grant as Pick<Grant, 'planDigest' | 'factsDigest'> | null;
  if (payload.kind !== 'execute' || grant === null) return err('plan-changed');
  const rows = await rowsOfOrder(tx, order);
  const isGranted =
    rows.length === payload.actionIndexes.length && rows.every(({ state }) => state === 'granted');
  const actions = rows.map(({ planned }) => planned);
  if (!isGranted || !isUnderGrant(actions, grant)) return err('plan-changed');
  if (!(await wordsStand(tx, order, actions))) return err('words-gone');
  return ok(actions.map((action) => stepOf(action, payload.actionIndexes)));
}

async function rowsOfOrder(tx: TenantTx, { payload, decisionId }: OrderRow): Promise<ActionRow[]> {
  const indexes = payload.kind === 'execute' ? payload.actionIndexes : [];
  return (await tx.actions.list(decisionId)).filter(({ index }) => indexes.includes(index));
}

/** True while the newest words of the ticket still ask for all of it. */
async function wordsStand(
  tx: TenantTx,
  { decisionId }: OrderRow,
  actions: readonly PlannedAction[],
): Promise<boolean> {
  const decision = await tx.decisions.get(decisionId);
  const newest = decision && (await tx.deliveries.newestOf(decision.instanceId, decision.issueId));
  if (!decision || !newest) return false;
  return actions.every(({ quotes }) => stillAsked(decision, quotes, newest.body.snapshot));
}

function stepOf(action: PlannedAction, granted: readonly number[]): OrderStep {
  const definition = findAction(action.type);
  const { resolved } = action;
  if (!definition || !resolved)
    throw new ServiceError('internal', 'an unresolved action cannot be ordered');
  return {
    index: action.index,
    dependsOn: action.dependsOn.filter((at) => granted.includes(at)),
    preconditions: resolved.preconditions,
    requests: action.requests,
    checks: definition.check(resolved.target).reads,
  };
}
