/**
 * What the service makes of the app's report on a site in process: the service's own code and its own store, from the
 * report to the last look back. Nothing of its rules stands here; what it orders to be read is read by the app's code.
 */
import {
  type DecisionId,
  type InstanceId,
  isUnavailable,
  type JiraReadResult,
  type OrderId,
  type OrderReport,
  type ResolvedAction,
  type StepResult,
  type UserId,
} from '@kraken/shared';
import { openStore } from '../../approval-service/src/adapters/store/open-store.ts';
import { systemRandom } from '../../approval-service/src/adapters/system/random.ts';
import { settleUnknown } from '../../approval-service/src/execute/settle-unknown.ts';
import { SETTLE_AFTER_MS, takeResults } from '../../approval-service/src/execute/take-results.ts';
import type {
  ActionRow,
  DecisionRow,
  NewInstance,
  OrderRow,
} from '../../approval-service/src/ports.ts';
import { actionRow } from '../../approval-service/src/testing/action-rows.ts';
import type { TestSite } from '../jira/testing/test-site.ts';
import { readOn } from './app-on-site.ts';
import { entryOf } from './on-site.ts';

/** More passes than any outcome is looked at. */
const MAX_PASSES = 20;

/** How an action ended, as it is told to people. */
export interface Settled {
  state: ActionRow['state'];
  reason: string | undefined;
  seen: string | undefined;
  /** How often Jira could be read when the service looked back. */
  looks: number;
  /** A comment about it was ordered. */
  isTold: boolean;
}

export interface ServiceOnSite {
  /** Takes the report on one action and settles what is unknown. */
  settle(site: TestSite, action: ResolvedAction, result: StepResult): Promise<Settled>;
  close(): Promise<void>;
}

const USER = 'usr_00000001' as UserId;
const INSTANCE: NewInstance = {
  instanceId: 'ins_00000001' as InstanceId,
  userId: USER,
  kind: 'forge',
  installationId: 'installation',
  cloudId: 'cloud',
  siteUrl: 'https://site.example.com',
  appAccountId: null,
  webTriggerUrl: 'https://trigger.example.com',
  keySealed: '',
  settings: {} as NewInstance['settings'],
};

/** A service with an empty database that knows one site. */
export async function serviceOnSite(): Promise<ServiceOnSite> {
  const random = systemRandom;
  const store = await openStore({ file: ':memory:', random });
  await store.system.saveInstallation(
    'installation',
    () => ({ instance: INSTANCE, entry: undefined }),
    0,
  );
  const { transact } = store.forTenant(USER);
  const take = (
    { orderId, ...report }: Pick<OrderReport, 'steps' | 'reads'> & { orderId: OrderId },
    nowMs: number,
  ) => {
    const ran: OrderReport = { orderId, state: 'ran', ...report };
    return transact((tx) => takeResults(tx, random, { orderId, report: ran, nowMs }));
  };

  /** Reads what the service wants to see, when it wants to see it. */
  const lookBack = async (site: TestSite, id: DecisionId) => {
    const orders = await transact((tx) => tx.orders.list(id));
    for (const { orderId, kind, state, payload, leaseUntilMs } of orders) {
      if (kind !== 'resolve' || state !== 'ready' || payload.kind !== 'resolve') continue;
      if (leaseUntilMs > site.now()) site.advance(leaseUntilMs - site.now());
      const reads = [];
      for (const read of payload.reads) reads.push(await readOn(site, read));
      await take({ orderId, steps: [], reads }, site.now());
    }
  };

  const isTold = (orders: readonly OrderRow[]): boolean =>
    orders.some(({ payload }) => payload.kind === 'comment' && payload.template === 'outcome');

  return {
    close: () => store.close(),
    async settle(site, action, result) {
      const decisionId = random.id('DecisionId');
      const orderId = random.id('OrderId');
      await transact(async (tx) => {
        await tx.decisions.insert(decisionOf(decisionId, site.now()));
        await tx.actions.insert([rowOf(decisionId, action)], site.now());
        await tx.orders.insert(orderOf(decisionId, orderId, site.now()));
      });
      await take({ orderId, steps: [result], reads: [] }, site.now());
      site.advance(SETTLE_AFTER_MS);
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const nowMs = site.now();
        const next = await transact((tx) => settleUnknown(tx, random, decisionId, nowMs));
        if (next === 'settled') break;
        await lookBack(site, decisionId);
      }
      const { rows, orders } = await transact(async (tx) => ({
        rows: await tx.actions.list(decisionId),
        orders: await tx.orders.list(decisionId),
      }));
      const [row] = rows;
      if (row === undefined) throw new Error('the action vanished');
      const { reason, seen } = row.result ?? {};
      return { state: row.state, reason, seen, looks: looksOf(orders), isTold: isTold(orders) };
    },
  };
}

function decisionOf(decisionId: DecisionId, nowMs: number): DecisionRow {
  return {
    decisionId,
    instanceId: INSTANCE.instanceId,
    deliveryId: 'dlv_00000001' as DecisionRow['deliveryId'],
    origin: null,
    issueId: '10001',
    issueKey: 'HELP-1',
    stage: 'routed',
    state: 'executing',
    requesterAccountId: 'dan',
    analysis: null,
    notes: [],
    class: null,
    confidence: null,
    readRounds: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function rowOf(decisionId: DecisionId, action: ResolvedAction): ActionRow {
  const requests = entryOf(action.type).compile(action.target);
  const planned = { type: action.type, resolved: action, requests };
  return actionRow({ decisionId, state: 'granted', planned });
}

function orderOf(decisionId: DecisionId, orderId: OrderId, nowMs: number): OrderRow {
  return {
    orderId,
    instanceId: INSTANCE.instanceId,
    decisionId,
    kind: 'execute',
    purpose: 'execute',
    state: 'ready',
    payload: { kind: 'execute', actionIndexes: [0] },
    grant: { by: { kind: 'policy' } },
    leaseUntilMs: nowMs,
    lastExpiryMs: nowMs,
    attempts: 1,
    createdAtMs: nowMs,
    report: null,
  };
}

const isRefused = ({ status }: JiraReadResult): boolean => status === 401 || status === 403;

/** Looks in which Jira answered every read that could be asked; what nobody captured cannot be. */
function looksOf(orders: readonly OrderRow[]): number {
  return orders.filter(({ payload, report }) => {
    if (payload.kind !== 'resolve' || report === null) return false;
    return payload.reads.every(({ request }, at) => {
      const answer = report.reads[at];
      const isNamed = Object.values(request.path).every((value) => typeof value === 'string');
      return !isNamed || (answer !== undefined && !isUnavailable(answer) && !isRefused(answer));
    });
  }).length;
}
