/** The app's own executor on a site in process: its sources, its memory, and the site's clock. */
import type {
  JiraRead,
  JiraReadResult,
  Json,
  OrderStep,
  RenderedRequest,
  StepResult,
} from '@kraken/shared';
import { ConnectionCut } from '../jira/create-site.ts';
import type { TestSite } from '../jira/testing/test-site.ts';

interface Answer {
  status: number;
  body: Json;
  form: 'json' | 'empty' | 'other';
  retryAfterSeconds: number | undefined;
  limitReason: string | undefined;
  location: string | undefined;
}

interface Sender {
  jira: { send(request: RenderedRequest, timeoutMs: number): Promise<Answer> };
  clock: { nowMs(): number; sleep(ms: number): Promise<void>; jitter(): number };
  deadlineMs: number;
}

/** What the app's executor is given. */
export interface AppPorts {
  jira: Sender['jira'];
  clock: Sender['clock'];
  kvs: {
    get(key: string): Promise<Json | undefined>;
    set(key: string, value: Json): Promise<void>;
    setNew(key: string, value: Json): Promise<boolean>;
    remove(key: string): Promise<void>;
    list(prefix: string, limit: number): Promise<Array<{ key: string; value: Json }>>;
  };
  secrets: undefined;
  service: { call(method: string, path: string): Promise<{ status: number; body: Json }> };
}

// The app's sources are written for Forge's bundler, without suffixes: Vitest loads them, and the types stand here.
const EXECUTE_ORDER = '../../forge-app/src/orders/execute-order.ts';
const READ_JIRA = '../../forge-app/src/jira/read-jira.ts';
const { executeOrder } = (await import(EXECUTE_ORDER)) as {
  executeOrder(
    ports: AppPorts,
    verified: { order: { orderId: string; steps: OrderStep[]; expiresAtMs: number } },
    deadlineMs: number,
  ): Promise<{ steps: StepResult[] | undefined }>;
};
const { readAll } = (await import(READ_JIRA)) as {
  readAll(
    sender: Sender,
    reads: readonly JiraRead[],
    captured: Readonly<Record<string, string>>,
  ): Promise<JiraReadResult[]>;
};

/** A run of the app: what a web trigger of Forge has. */
const RUN_MS = 55_000;
/** How long a signed order may be started. */
const ORDER_MS = 600_000;

/** Jira and the clock as the app sees them; waiting moves the site's clock. */
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
    limitReason: undefined,
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
      limitReason: headers['ratelimit-reason'],
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

/** The app's ports, with this as its storage. Kraken is not paused. */
export function portsOn(site: TestSite, store: Map<string, Json>): AppPorts {
  const { jira, clock } = senderOn(site);
  return {
    jira,
    clock,
    secrets: undefined,
    service: { call: async () => ({ status: 200, body: { paused: null } }) },
    kvs: {
      get: async (key) => store.get(key),
      set: async (key, value) => void store.set(key, value),
      remove: async (key) => void store.delete(key),
      setNew: async (key, value) => {
        if (store.has(key)) return false;
        store.set(key, value);
        return true;
      },
      list: async (prefix, limit) =>
        [...store]
          .filter(([key]) => key.startsWith(prefix))
          .slice(0, limit)
          .map(([key, value]) => ({ key, value })),
    },
  };
}

/** One run of the app over an order of one step, signed afresh; undefined: not now, it goes on later. */
export async function runOrderOn(
  ports: AppPorts,
  step: OrderStep,
): Promise<StepResult | undefined> {
  const nowMs = ports.clock.nowMs();
  const order = { orderId: 'ord_00000001', steps: [step], expiresAtMs: nowMs + ORDER_MS };
  const { steps } = await executeOrder(ports, { order }, nowMs + RUN_MS);
  return steps?.[0];
}
