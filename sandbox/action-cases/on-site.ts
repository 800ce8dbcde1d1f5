/** What acting on a site in process needs of the catalogue; nothing of the app. */
import {
  findAction,
  type JiraRead,
  type JiraReadResult,
  type OrderStep,
  type Reading,
  type ResolveContext,
  type ResolvedAction,
  readKey,
  runReading,
} from '@kraken/shared';
import type { TestSite } from '../jira/testing/test-site.ts';

/** Runs a reading to its end, round by round. */
export async function runOn<T>(
  read: (wanted: JiraRead) => Promise<JiraReadResult>,
  make: () => Reading<T>,
): Promise<T> {
  const known = new Map<string, JiraReadResult>();
  for (;;) {
    const state = runReading(make, (key) => known.get(key));
    if (state.state === 'done') return state.value;
    if (state.state === 'unavailable') throw new Error('the stand-in is unavailable');
    for (const wanted of state.reads) known.set(readKey(wanted), await read(wanted));
  }
}

/** What resolution knows beside the words: Dan Reporter asks on HELP-1. */
export function contextOn(site: TestSite): ResolveContext {
  return {
    issueKey: 'HELP-1',
    projectKey: 'HELP',
    speakerAccountId: site.accountId('Dan Reporter'),
    krakenAccountId: site.site.appAccountId,
    krakenProjectIds: [],
    defaultRole: 'Member',
  };
}

/** The catalogue entry; throws for a type that is not in it. */
export function entryOf(type: string) {
  const entry = findAction(type);
  if (entry === undefined) throw new Error(`${type} is not in the catalogue`);
  return entry;
}

/** The step of an order that carries this action out. */
export function stepOf(action: ResolvedAction): OrderStep {
  const entry = entryOf(action.type);
  const requests = entry.compile(action.target);
  const declared = new Set(entry.writes.map(({ operationId }) => operationId));
  const stray = requests.find(({ operationId }) => !declared.has(operationId));
  if (stray !== undefined) throw new Error(`${action.type} sends ${stray.operationId} undeclared`);
  const { reads } = entry.check(action.target);
  return { index: 0, dependsOn: [], preconditions: action.preconditions, requests, checks: reads };
}
