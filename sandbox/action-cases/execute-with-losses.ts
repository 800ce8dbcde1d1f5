/**
 * One execution as it goes on a bad day: Jira misbehaves, the app dies between any two of its steps and is started
 * again with the storage it had, and what is unknown is settled by reading back as the service does. Real are the app's
 * executor and its memory; the clock is the site's.
 */
import type { Json, OrderStep, ResolvedAction, StepResult } from '@kraken/shared';
import { judgeEffect } from '../../approval-service/src/execute/judge-effect.ts';
import {
  MAX_ROUNDS,
  notDoneReason,
  verdictOf,
} from '../../approval-service/src/execute/settle-unknown.ts';
import { SETTLE_AFTER_MS } from '../../approval-service/src/execute/take-results.ts';
import type { TestSite } from '../jira/testing/test-site.ts';
import { AGAIN_MS } from './act-on-site.ts';
import { type AppPorts, portsOn, readOn, runOrderOn } from './app-on-site.ts';
import { stepOf } from './on-site.ts';

/** The app's process ended here. */
class Killed extends Error {}

/** A day of being handed out again: a quota of Jira may close it for hours. */
const MAX_RUNS = 960;

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
  throw new Error(`${action.type}: the order never ends ${JSON.stringify([...store])}`);
}

async function runOnce(
  site: TestSite,
  step: OrderStep,
  store: Map<string, Json>,
  fate: Fate,
): Promise<StepResult | 'killed' | undefined> {
  const life = { isOver: false };
  try {
    const result = await runOrderOn(mortal(portsOn(site, store), fate, life), step);
    return life.isOver ? 'killed' : result;
  } catch (error) {
    if (life.isOver) return 'killed';
    throw error;
  }
}

/** Every call may be the last one: before it is made, or after it has taken effect. */
function mortal(ports: AppPorts, fate: Fate, life: { isOver: boolean }): AppPorts {
  const die = (): void => {
    if (!life.isOver && !fate()) return;
    life.isOver = true;
    throw new Killed();
  };
  const deadly =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      die();
      const value = await call(...args);
      die();
      return value;
    };
  const { jira, kvs, service } = ports;
  return {
    ...ports,
    jira: { send: deadly(jira.send) },
    service: { call: deadly(service.call) },
    kvs: {
      get: deadly(kvs.get),
      set: deadly(kvs.set),
      setNew: deadly(kvs.setNew),
      remove: deadly(kvs.remove),
      list: deadly(kvs.list),
    },
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
  const looks: string[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    site.advance(SETTLE_AFTER_MS);
    const answers = [];
    for (const read of stepOf(action).checks) {
      answers.push(await readOn(site, read, result.captured));
    }
    looks.push(judgeEffect(row, answers));
    const seen = verdictOf(looks);
    if (seen === 'done') return { outcome: 'succeeded', reason: result.reason, seen };
    if (seen !== undefined) {
      return { outcome: 'failed', reason: notDoneReason(result), seen };
    }
  }
  const seen = looks.at(-1);
  return { outcome: 'unknown', reason: result.reason, seen };
}
