/** Resolves, executes and reads back an action on a site in process, with the app's own executor. */
import type { JiraReadResult, Json, Resolution, ResolvedAction, StepResult } from '@kraken/shared';
import type { TestSite } from '../jira/testing/test-site.ts';
import { portsOn, readOn, runOrderOn } from './app-on-site.ts';
import { contextOn, entryOf, runOn, stepOf } from './on-site.ts';

/** After this time the service hands an order out again. */
export const AGAIN_MS = 90_000;
/** A day of being handed out again: a quota of Jira may close it for hours. */
const MAX_RUNS = 960;

/** Resolves as the pipeline does; every read must be one the entry declares. */
export async function resolveOn(
  site: TestSite,
  type: string,
  args: Json,
  context = contextOn(site),
): Promise<Resolution> {
  const entry = entryOf(type);
  const declared = new Set(entry.reads.map(({ operationId }) => operationId));
  const before = site.site.requests().at(-1)?.seq ?? 0;
  const outcome = await runOn(
    (read) => readOn(site, read),
    () => entry.resolve(entry.schema.parse(args), context),
  );
  const strays = site.site
    .requests(before)
    .flatMap(({ operationId }) => (operationId && !declared.has(operationId) ? [operationId] : []));
  if (strays.length > 0) throw new Error(`${type} reads ${strays.join()} without declaring it`);
  return outcome;
}

/** The resolved action; throws with the outcome where there is none. */
export async function resolvedOn(
  site: TestSite,
  type: string,
  args: Json,
  context = contextOn(site),
): Promise<ResolvedAction> {
  const outcome = await resolveOn(site, type, args, context);
  if (outcome.outcome !== 'resolved') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  return outcome.action;
}

/** Carries the action out by the app's own executor, in as many runs as it needs. */
export async function executeOn(site: TestSite, action: ResolvedAction): Promise<StepResult> {
  const store = new Map<string, Json>();
  const step = stepOf(action);
  for (let run = 0; run < MAX_RUNS; run += 1) {
    const result = await runOrderOn(portsOn(site, store), step);
    if (result !== undefined) return result;
    site.advance(AGAIN_MS);
  }
  throw new Error(`${action.type} never ends`);
}

/** What reading the effect back shows now. */
export async function judgeOn(
  site: TestSite,
  action: ResolvedAction,
  captured: Readonly<Record<string, string>> = {},
) {
  const { reads, judge } = entryOf(action.type).check(action.target);
  const answers: JiraReadResult[] = [];
  for (const wanted of reads) answers.push(await readOn(site, wanted, captured));
  return judge(answers);
}
