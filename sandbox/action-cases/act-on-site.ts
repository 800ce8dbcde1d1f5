/** Resolves, executes and reads back an action on a site in process, with the app's own executor. */
import type {
  JiraRead,
  JiraReadResult,
  Json,
  OrderStep,
  RenderedRequest,
  Resolution,
  ResolvedAction,
  StepResult,
} from '@kraken/shared';
import { ConnectionCut } from '../jira/create-site.ts';
import type { TestSite } from '../jira/testing/test-site.ts';
import { contextOn, entryOf, runOn, stepOf } from './on-site.ts';

interface Answer {
  status: number;
  body: Json;
  form: 'json' | 'empty' | 'other';
  retryAfterSeconds: number | undefined;
  location: string | undefined;
}

/** What the app's executor sends with. */
export interface Sender {
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
const READ_JIRA = '../../forge-app/src/jira/read-jira.ts';
const { readAll } = (await import(READ_JIRA)) as {
  readAll(
    sender: Sender,
    reads: readonly JiraRead[],
    captured: Readonly<Record<string, string>>,
  ): Promise<JiraReadResult[]>;
};
const { sendRequests } = (await import(SEND_REQUESTS)) as {
  sendRequests(
    sender: Sender,
    requests: OrderStep['requests'],
  ): Promise<{ captured: Record<string, string> }>;
};

/** Time an order has inside the app. */
const RUN_MS = 600_000;

/** The site as the app's executor sees it; waiting moves the site's clock. */
export function senderOn(site: TestSite): Sender {
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

async function send(site: TestSite, { method, path, body }: RenderedRequest): Promise<Answer> {
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
    } = await site.ask(method, path, body === undefined ? undefined : JSON.parse(body));
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

/** One read as the app, picked, with the app's patience. */
export async function readOn(
  site: TestSite,
  wanted: JiraRead,
  captured: Readonly<Record<string, string>> = {},
): Promise<JiraReadResult> {
  const [answer] = await readAll(senderOn(site), [wanted], captured);
  return answer ?? { status: 0, body: null };
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
