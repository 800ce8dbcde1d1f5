/**
 * One execution as it goes on a bad day: Jira misbehaves, the app dies between any two of its steps and is started
 * again with the storage it had, and what is unknown is settled by reading back as the service does. Real are the app's
 * executor and its memory; the clock is the site's.
 */
import type { Json, OrderStep, ResolvedAction, StepResult } from '@kraken/shared';
import { judgeEffect } from '../../approval-service/src/execute/judge-effect.ts';
import { MAX_ROUNDS, notDoneReason } from '../../approval-service/src/execute/settle-unknown.ts';
import { SETTLE_AFTER_MS } from '../../approval-service/src/execute/take-results.ts';
import type { TestSite } from '../jira/testing/test-site.ts';
import { readOn, type Sender, senderOn } from './act-on-site.ts';
import { stepOf } from './on-site.ts';

/** The app's process ended here. */
class Killed extends Error {}

interface Ports {
  jira: Sender['jira'];
  clock: Sender['clock'];
  kvs: {
    get(key: string): Promise<Json | undefined>;
    set(key: string, value: Json): Promise<void>;
    setNew(key: string, value: Json): Promise<boolean>;
    remove(key: string): Promise<void>;
    list(prefix: string, limit: number): Promise<Array<{ key: string; value: Json }>>;
  };
  secrets: unknown;
  service: { call(method: string, path: string): Promise<{ status: number; body: Json }> };
}

const EXECUTE_ORDER = '../../forge-app/src/orders/execute-order.ts';
const { executeOrder } = (await import(EXECUTE_ORDER)) as {
  executeOrder(
    ports: Ports,
    verified: { order: { orderId: string; steps: OrderStep[] }; hasExpired: boolean },
    deadlineMs: number,
  ): Promise<{ steps: StepResult[] | undefined }>;
};

/** A run of the app: what a Forge invocation has. */
const RUN_MS = 25_000;
/** After this time the service hands an order out again. */
const AGAIN_MS = 90_000;
const MAX_RUNS = 40;

/** Decides at which of its calls the app dies, if at all. */
export type Fate = () => boolean;

/** How an execution ended, as it is told to people. */
export interface Told {
  outcome: StepResult['outcome'];
  reason: string | undefined;
  seen: string | undefined;
  deaths: number;
}

/** Runs the order until it has reported, then settles what is unknown. */
export async function executeWithLosses(
  site: TestSite,
  action: ResolvedAction,
  fate: Fate,
): Promise<Told> {
  const step = stepOf(action);
  const store = new Map<string, Json>();
  let deaths = 0;
  for (let run = 0; run < MAX_RUNS; run += 1) {
    const ended = await runOnce(site, step, store, fate);
    if (ended === 'killed') deaths += 1;
    else if (ended !== undefined) return { ...(await settle(site, action, ended)), deaths };
    site.advance(AGAIN_MS);
  }
  throw new Error('the order never ends');
}

async function runOnce(
  site: TestSite,
  step: OrderStep,
  store: Map<string, Json>,
  fate: Fate,
): Promise<StepResult | 'killed' | undefined> {
  const life = { isOver: false };
  const order = { orderId: 'ord_00000001', steps: [step] };
  const ports = mortalPorts(site, store, fate, life);
  try {
    const { steps } = await executeOrder(ports, { order, hasExpired: false }, site.now() + RUN_MS);
    return life.isOver ? 'killed' : steps?.[0];
  } catch (error) {
    if (life.isOver) return 'killed';
    throw error;
  }
}

/** Every call may be the last one: before it is made, or after it has taken effect. */
function mortalPorts(
  site: TestSite,
  store: Map<string, Json>,
  fate: Fate,
  life: { isOver: boolean },
): Ports {
  const die = (): void => {
    if (!life.isOver && !fate()) return;
    life.isOver = true;
    throw new Killed();
  };
  const mortal = async <T>(call: () => T | Promise<T>): Promise<T> => {
    die();
    const value = await call();
    die();
    return value;
  };
  const sender = senderOn(site);
  return {
    clock: sender.clock,
    jira: { send: (request, timeoutMs) => mortal(() => sender.jira.send(request, timeoutMs)) },
    kvs: {
      get: (key) => mortal(() => store.get(key)),
      set: (key, value) => mortal(() => void store.set(key, value)),
      setNew: (key, value) =>
        mortal(() => {
          if (store.has(key)) return false;
          store.set(key, value);
          return true;
        }),
      remove: (key) => mortal(() => void store.delete(key)),
      list: (prefix, limit) =>
        mortal(() =>
          [...store]
            .filter(([key]) => key.startsWith(prefix))
            .slice(0, limit)
            .map(([key, value]) => ({ key, value })),
        ),
    },
    secrets: undefined,
    service: { call: () => mortal(() => ({ status: 200, body: { paused: null } })) },
  };
}

/** As `take-results.ts` and `settle-unknown.ts` decide: a success has to be seen, an unknown outcome is read back. */
async function settle(
  site: TestSite,
  action: ResolvedAction,
  result: StepResult,
): Promise<Omit<Told, 'deaths'>> {
  const row = { planned: plannedOf(action) };
  const { outcome, reason } = result;
  if (outcome === 'succeeded') {
    const seen = judgeEffect(row, result.checks);
    if (seen === 'done' || seen === 'unread') return { outcome, reason, seen };
  } else if (outcome !== 'unknown') return { outcome, reason, seen: undefined };
  return readBack(site, action, result);
}

type PlannedAction = Parameters<typeof judgeEffect>[0]['planned'];

function plannedOf(action: ResolvedAction): PlannedAction {
  return { type: action.type, resolved: action } as PlannedAction;
}

async function readBack(
  site: TestSite,
  action: ResolvedAction,
  result: StepResult,
): Promise<Omit<Told, 'deaths'>> {
  const row = { planned: plannedOf(action) };
  let seen: string = 'unread';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    site.advance(SETTLE_AFTER_MS);
    const answers = [];
    for (const read of stepOf(action).checks) answers.push(await readOn(site, read));
    seen = judgeEffect(row, answers);
    if (seen === 'done') return { outcome: 'succeeded', reason: result.reason, seen };
    if (seen === 'not-done')
      return { outcome: 'failed', reason: notDoneReason(result.statuses), seen };
  }
  return { outcome: 'unknown', reason: result.reason, seen };
}
