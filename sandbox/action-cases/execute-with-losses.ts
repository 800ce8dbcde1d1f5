/**
 * One execution as it goes on a bad day: Jira misbehaves, the app dies between any two of its steps and is started
 * again with the storage it had. Real are the app's executor and its memory; the clock is the site's. What the service
 * makes of the report is `service-on-site.ts`.
 */
import type { Json, OrderStep, ResolvedAction, StepResult } from '@kraken/shared';
import type { TestSite } from '../jira/testing/test-site.ts';
import { AGAIN_MS } from './act-on-site.ts';
import { type AppPorts, portsOn, runOrderOn } from './app-on-site.ts';
import { stepOf } from './on-site.ts';

/** The app's process ended here. */
class Killed extends Error {}

/** A day of being handed out again: a quota of Jira may close it for hours. */
const MAX_RUNS = 960;

/** Decides at which of its calls the app dies, if at all. */
export type Fate = () => boolean;

/** What the app reported in the end, and how often it had died before. */
export interface Reported {
  result: StepResult;
  deaths: number;
}

/** Hands the order out again and again until it has been reported; undefined: it never is. */
export async function executeWithLosses(
  site: TestSite,
  action: ResolvedAction,
  fate: Fate,
): Promise<Reported | undefined> {
  const step = stepOf(action);
  const store = new Map<string, Json>();
  let deaths = 0;
  for (let run = 0; run < MAX_RUNS; run += 1) {
    const ended = await runOnce(site, step, store, fate);
    if (ended === 'killed') deaths += 1;
    else if (ended !== undefined) return { result: ended, deaths };
    site.advance(AGAIN_MS);
  }
  return undefined;
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
