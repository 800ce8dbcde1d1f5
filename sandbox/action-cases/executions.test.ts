/**
 * Many executions of every action while Jira misbehaves and the app dies at random: whatever happens, a change is made
 * at most once, and what the service tells of it is true. What stays unknown is counted, explained and bounded.
 */
import { ALL_OPERATIONS, type ResolvedAction } from '@kraken/shared';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FAULT_KINDS } from '../jira/create-site.ts';
import { testSite } from '../jira/testing/test-site.ts';
import { seededRandom } from '../jira/world/make-ids.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { executeWithLosses } from './execute-with-losses.ts';
import { type Ended, problemsOf, truthOf } from './judge-execution.ts';
import { mayStayUnknown } from './may-stay-unknown.ts';
import { stepOf } from './on-site.ts';
import { type ServiceOnSite, serviceOnSite } from './service-on-site.ts';

/** `KRAKEN_EXECUTIONS=10000` for the long run. */
const EXECUTIONS = Number(process.env['KRAKEN_EXECUTIONS'] ?? '400');
/** Far more than one takes on a busy machine. */
const EACH_MS = 300;
const SEED = 20_261_124;
const FAULT_RATE = 0.05;
/** Chance that the app dies before or after any one of its calls. */
const DEATH_RATE = 0.03;
/** An action that reads much again would die in every run; of its runs, about one in two. */
const MOST_DEATHS_A_RUN = 0.5;
/** The share of executions that may stay unknown: most of them have begun a task of Jira whose id was lost. */
const MOST_UNKNOWN = 0.03;
/** A hanging answer ends for its caller as a cut connection does, which is among them and needs no waiting. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'hang-after-effect');
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

let service: ServiceOnSite;

async function execute(each: ActionCase, seed: number): Promise<Ended> {
  const site = testSite({ scopes: SCOPES, slowMs: 0 });
  if (each.prepare !== undefined) site.site.edit((world) => each.prepare?.(world, site));
  const before = site.site.exportWorld();
  const action = await resolvedOn(site, each.type, each.args);
  site.site.setFaults({ rate: FAULT_RATE, kinds: KINDS, seed });
  const random = seededRandom(seed + 1);
  const rate = Math.min(DEATH_RATE, MOST_DEATHS_A_RUN / (2 * callsOf(action)));
  const reported = await executeWithLosses(site, action, () => random() < rate);
  const told = reported && (await service.settle(site, action, reported.result));
  return { told, deaths: reported?.deaths ?? 0, truth: truthOf(site, each, before) };
}

/** Calls of a run that nothing interrupts, at the least. */
function callsOf(action: ResolvedAction): number {
  const { preconditions, requests, checks } = stepOf(action);
  return preconditions.length + requests.length + checks.length;
}

/** Figures of a run. */
interface Figures {
  ends: Record<string, number>;
  deaths: number;
  problems: string[];
  /** How often it stayed unknown, by action and reason. */
  unknown: Record<string, number>;
}

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

function note(
  { ends, problems, unknown }: Figures,
  { type }: Pick<ActionCase, 'type'>,
  { run, ended }: { run: number; ended: Ended },
): void {
  const { told } = ended;
  const wrong = problemsOf(ended);
  count(ends, told?.state ?? 'lost');
  if (told?.state === 'unknown') {
    count(unknown, `${type}: ${told.reason ?? ''} / ${told.seen ?? 'unread'}`);
    if (!mayStayUnknown(type, told)) wrong.push('it should not stay unknown');
  }
  problems.push(...wrong.map((what) => `${run} ${type}: ${what} (${JSON.stringify(told)})`));
}

beforeAll(async () => {
  // The app notes each result its storage did not take; here that is every death.
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  service = await serviceOnSite();
});
afterAll(() => service.close());

test('under faults and deaths nothing is lost, doubled or wrongly told', {
  timeout: 60_000 + EXECUTIONS * EACH_MS,
}, async () => {
  const figures: Figures = { ends: {}, deaths: 0, problems: [], unknown: {} };
  for (let run = 0; run < EXECUTIONS; run += 1) {
    const each = ACTION_CASES[run % ACTION_CASES.length];
    if (each === undefined) break;
    const ended = await execute(each, SEED + run);
    figures.deaths += ended.deaths;
    note(figures, each, { run, ended });
  }
  process.stdout.write(`${JSON.stringify({ executions: EXECUTIONS, ...figures })}\n`);
  const { ends, deaths, problems } = figures;
  expect(problems).toEqual([]);
  expect(ends['unknown'] ?? 0).toBeLessThanOrEqual(EXECUTIONS * MOST_UNKNOWN);
  // The run says something only if both happen.
  expect(deaths).toBeGreaterThan(0);
  expect(ends['succeeded'] ?? 0).toBeGreaterThan(EXECUTIONS / 4);
});
