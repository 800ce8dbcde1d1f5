/** Resolves, executes and reads back an action on a site in process, with the app's own executor. */
import type { JiraReadResult, Json, Resolution, ResolvedAction, StepResult } from '@kraken/shared';
import type { TestSite } from '../jira/testing/test-site.ts';
import { portsOn, readOn, runOrderOn } from './app-on-site.ts';
import { contextOn, entryOf, runOn, stepOf } from './on-site.ts';

/** After this time the service hands an order out again. */
export const AGAIN_MS = 90_000;
/** A day of being handed out again: a quota of Jira may close it for hours. */
const MAX_RUNS = 960;
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

/** Waits as the app does where Jira asks for it: many reads of one kind at once are a burst. */
async function sendPatiently(site: TestSite, request: RenderedRequest): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await send(site, request);
    if (answer.status !== 429 || tries === 4) return answer;
    site.advance((answer.retryAfterSeconds ?? 1) * 1_000);
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
  const { status, body } = await sendPatiently(site, rendered.value);
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
  const outcome = await runOn(
    (read) => readOn(site, read),
    () => entry.resolve(entry.schema.parse(args), contextOn(site)),
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
): Promise<ResolvedAction> {
  const outcome = await resolveOn(site, type, args);
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
