/**
 * Many executions of every action while Jira misbehaves and the app dies at random: whatever happens, a change is made
 * at most once, and what is told of it is true. What stays unknown is counted and explained.
 */
import { ALL_OPERATIONS, type ResolvedAction } from '@kraken/shared';
import { beforeAll, expect, test, vi } from 'vitest';
import { FAULT_KINDS } from '../jira/create-site.ts';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { seededRandom } from '../jira/world/make-ids.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { executeWithLosses, type Told } from './execute-with-losses.ts';

/** `KRAKEN_EXECUTIONS=10000` for the long run. */
const EXECUTIONS = Number(process.env['KRAKEN_EXECUTIONS'] ?? '600');
const SEED = 20_261_124;
const FAULT_RATE = 0.05;
/** Chance that the app dies before or after any one of its calls. */
const DEATH_RATE = 0.03;
/** A hanging answer ends for its caller as a cut connection does, which is among them and needs no waiting. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'hang-after-effect');
/** Fifteen seconds of work, on a machine others use as well. */
const TIMEOUT_MS = 240_000;
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

interface Ended {
  told: Told;
  isAsAsked: boolean;
  isAsBefore: boolean;
  writes: number;
  doubled: number;
}

async function execute(each: ActionCase, seed: number): Promise<Ended> {
  const site = testSite({ scopes: SCOPES, slowMs: 0 });
  if (each.prepare !== undefined) site.site.edit((world) => each.prepare?.(world, site));
  const action = await resolvedOn(site, each.type, each.args);
  site.site.setFaults({ rate: FAULT_RATE, kinds: KINDS, seed });
  const random = seededRandom(seed + 1);
  const told = await executeWithLosses(site, action, () => random() < DEATH_RATE);
  return { told, ...truthOf(site, each, action) };
}

function truthOf(site: TestSite, each: ActionCase, _: ResolvedAction): Omit<Ended, 'told'> {
  const seen = each.look(site.site.exportWorld(), site);
  const writes = site.site
    .effects()
    .map(({ method, path, body }) => JSON.stringify([method, path, body]));
  return {
    isAsAsked: matches(each.after, seen),
    isAsBefore: matches(each.before, seen),
    writes: writes.length,
    doubled: writes.length - new Set(writes).size,
  };
}

function matches(expected: unknown, seen: unknown): boolean {
  try {
    expect(seen).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with what was told; undefined when it is true. */
function lieOf({ told, isAsAsked, isAsBefore }: Ended): string | undefined {
  const { outcome, reason = '' } = told;
  switch (outcome) {
    case 'succeeded':
      return isAsAsked ? undefined : 'told as done, and it is not';
    case 'unknown':
      return undefined;
    case 'failed':
      return isAsBefore || /part|Only/.test(reason) ? undefined : 'told as failed, and it is done';
    default:
      return isAsBefore ? undefined : `told as ${outcome}, and something was done`;
  }
}

beforeAll(() => {
  // The app notes each result its storage did not take; here that is every death.
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

test('under faults and deaths nothing is lost, doubled or wrongly told', {
  timeout: TIMEOUT_MS,
}, async () => {
  const tally = { succeeded: 0, failed: 0, unknown: 0, skipped: 0, drifted: 0 };
  const problems: string[] = [];
  const unknown: Record<string, number> = {};
  let deaths = 0;
  for (let run = 0; run < EXECUTIONS; run += 1) {
    const each = ACTION_CASES[run % ACTION_CASES.length];
    if (each === undefined) break;
    const ended = await execute(each, SEED + run);
    const { told, doubled } = ended;
    tally[told.outcome] += 1;
    deaths += told.deaths;
    if (doubled > 0) problems.push(`${run} ${each.type}: ${doubled} doubled`);
    const lie = lieOf(ended);
    if (lie !== undefined) problems.push(`${run} ${each.type}: ${lie} (${JSON.stringify(told)})`);
    if (told.outcome === 'unknown') {
      const why = `${each.type}: ${told.reason ?? ''} / reads ${told.seen ?? ''}`;
      unknown[why] = (unknown[why] ?? 0) + 1;
    }
  }
  process.stdout.write(
    `${JSON.stringify({ executions: EXECUTIONS, ...tally, deaths, wrong: problems.length, unknown })}\n`,
  );
  expect(problems).toEqual([]);
  // The run says something only if both happen.
  expect(deaths).toBeGreaterThan(0);
  expect(tally.succeeded).toBeGreaterThan(EXECUTIONS / 4);
});
