/** Resolves, executes and reads back an action on a site in process, with the app's own executor. */
import {
  findAction,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type OrderStep,
  pickFields,
  type Reading,
  type RenderedRequest,
  type Resolution,
  type ResolveContext,
  type ResolvedAction,
  readKey,
  renderRequest,
  runReading,
  type StepResult,
} from '@kraken/shared';
import { ConnectionCut } from '../jira/create-site.ts';
import type { TestSite } from '../jira/testing/test-site.ts';

interface Answer {
  status: number;
  body: Json;
  form: 'json' | 'empty' | 'other';
  retryAfterSeconds: number | undefined;
  location: string | undefined;
}

interface Sender {
  jira: { send(request: RenderedRequest, timeoutMs: number): Promise<Answer> };
  clock: { nowMs(): number; sleep(ms: number): Promise<void>; jitter(): number };
  deadlineMs: number;
}

// The app's sources are written for Forge's bundler, without suffixes: Vitest loads them, and the types stand here.
const EXECUTE_STEP = '../../forge-app/src/orders/execute-step.ts';
const SEND_REQUESTS = '../../forge-app/src/orders/send-requests.ts';
const { executeStep } = (await import(EXECUTE_STEP)) as {
  executeStep(sender: Sender, step: OrderStep): Promise<StepResult>;
};
const { sendRequests } = (await import(SEND_REQUESTS)) as {
  sendRequests(
    sender: Sender,
    requests: OrderStep['requests'],
  ): Promise<{ captured: Record<string, string> }>;
};

/** Time an order has inside the app. */
const RUN_MS = 600_000;

function senderOn(site: TestSite): Sender {
  const clock = {
    nowMs: () => site.now(),
    sleep: async (ms: number) => site.advance(ms),
    jitter: () => 1,
  };
  return {
    clock,
    deadlineMs: site.now() + RUN_MS,
    jira: { send: (request) => send(site, request) },
  };
}

async function send(
  site: TestSite,
  { method, path, body, headers: extra }: RenderedRequest,
): Promise<Answer> {
  const lost: Answer = {
    status: 0,
    body: null,
    form: 'empty',
    retryAfterSeconds: undefined,
    location: undefined,
  };
  try {
    const {
      status,
      headers,
      body: answer,
    } = await site.ask(
      method,
      path,
      body === undefined ? undefined : JSON.parse(body),
      undefined,
      extra,
    );
    const isJson = headers['content-type']?.startsWith('application/json') === true;
    const form = answer === '' ? 'empty' : isJson ? 'json' : 'other';
    const seconds = headers['retry-after'];
    return {
      status,
      form,
      body: form === 'json' ? (answer as Json) : null,
      retryAfterSeconds: seconds === undefined ? undefined : Number(seconds),
      location: headers['location'],
    };
  } catch (error) {
    if (error instanceof ConnectionCut) return lost;
    throw error;
  }
}

/** One read as the app, picked. */
export async function readOn(
  site: TestSite,
  wanted: JiraRead,
  captured: Readonly<Record<string, string>> = {},
): Promise<JiraReadResult> {
  const rendered = renderRequest(wanted.request, captured);
  if (!rendered.ok) return { status: 0, body: null };
  const { status, body } = await send(site, rendered.value);
  return { status, body: status === 200 ? pickFields(body, wanted.pick) : null };
}

/** Runs a reading against the site, round by round. */
export async function runOn<T>(site: TestSite, make: () => Reading<T>): Promise<T> {
  const known = new Map<string, JiraReadResult>();
  for (;;) {
    const state = runReading(make, (key) => known.get(key));
    if (state.state === 'done') return state.value;
    if (state.state === 'unavailable') throw new Error('the stand-in is unavailable');
    for (const wanted of state.reads) known.set(readKey(wanted), await readOn(site, wanted));
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

/** Resolves as the pipeline does; every read must be one the entry declares. */
export async function resolveOn(site: TestSite, type: string, args: Json): Promise<Resolution> {
  const entry = entryOf(type);
  const declared = new Set(entry.reads.map(({ operationId }) => operationId));
  const before = site.site.requests().at(-1)?.seq ?? 0;
  const outcome = await runOn(site, () => entry.resolve(entry.schema.parse(args), contextOn(site)));
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
): Promise<ResolvedAction> {
  const outcome = await resolveOn(site, type, args);
  if (outcome.outcome !== 'resolved') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  return outcome.action;
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

/** Carries the action out by the app's own executor. */
export function executeOn(site: TestSite, action: ResolvedAction): Promise<StepResult> {
  return executeStep(senderOn(site), stepOf(action));
}

/** Carries the requests out and gives what they captured, for an inverse that needs an id. */
export async function sendOn(
  site: TestSite,
  action: ResolvedAction,
): Promise<Record<string, string>> {
  return (await sendRequests(senderOn(site), stepOf(action).requests)).captured;
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
