/**
 * The Forge app for service tests: verifies what it is handed with the installation's key, runs an order id once against
 * the played Jira and reports through the real routes. Time moves only when a test says so; jobs run until none is due.
 * Leaves out the app's own storage and interface, which have tests of their own.
 */
import {
  type DeliveryBody,
  fieldAt,
  type Json,
  type OrderReport,
  type SiteSettingsBody,
  valuesAt,
  type WorkOrder,
} from '@kraken/shared';
import { verifyOrder, verifyWebTriggerCall } from '@kraken/shared/crypto';
import type { Overrides } from '../compose.ts';
import { createTenantRulesCache } from '../playbook/load-rules.ts';
import type { Instance, TenantTx } from '../ports.ts';
import type { WorkerContext } from '../worker/context.ts';
import { JOB_LEASE_MS, runJob } from '../worker/worker.ts';
import { type Harness, INSTALLATION, register, startHarness } from './harness.ts';
import { playOrder } from './play-order.ts';
import { createJira, type PlayedJira } from './played-site.ts';

/** The installation's key, as `register` of the harness sends it. */
const KEY = new Uint8Array(32).fill(9);

/** A comment that was written or edited. `audience`: a group id, or `public`. */
export interface PlayedComment {
  commentId: string;
  isEdit: boolean;
  audience: string;
  text: string;
  links: string[];
}

/** What becomes of an order: the app dies without a trace, reports later, or reports something else. */
export type Fate = 'never' | 'late' | { report: Partial<OrderReport> };

export interface PlayedApp {
  harness: Harness;
  jira: PlayedJira;
  comments: PlayedComment[];
  /** Orders taken, each time they came. */
  orders: WorkOrder[];
  /** False: the web trigger does not answer. */
  isReachable: boolean;
  /** Decides about single orders; undefined: run and report at once. */
  fateOf(order: WorkOrder): Fate | undefined;
  deliver(body: DeliveryBody): Promise<string>;
  /** Runs every job that is due now. */
  drain(): Promise<void>;
  /** Lets time pass: every job runs at the moment it is due. */
  pass(ms: number): Promise<void>;
  /** Sends the reports that were `late`. */
  reportLate(): Promise<void>;
  report(report: OrderReport): Promise<Response>;
  /** The five-minute sweep; answers with the orders it brought. */
  sweep(): Promise<WorkOrder[]>;
  /** Takes an order handed over some other way (the answer to an approval). */
  take(order: unknown): Promise<void>;
  instance(): Promise<Instance>;
  transact<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Throws when a job had failed. */
  close(): Promise<void>;
}

interface Inside {
  app: PlayedApp;
  late: OrderReport[];
  /** Reports by order id: an order runs once. */
  ran: Map<string, OrderReport>;
}

/** Settings of a site that has an approver group `approvers`. */
export const SETTINGS: SiteSettingsBody = {
  mode: 'default',
  approverGroup: { groupId: 'approvers', name: 'Approvers' },
  panelProjectIds: [],
  autoOff: [],
  defaultRole: 'Members',
};

const BY = { accountId: 'ana', displayName: 'Ana', isSiteAdmin: true };

/** Pauses or resumes the site as its administrator. */
export async function pauseSite(app: PlayedApp, paused: boolean): Promise<void> {
  await expectOk(
    app.harness.asApp('POST', '/forge/v1/pause', { by: BY, paused, reason: 'looking into it' }),
  );
}

async function expectOk(answering: Promise<Response>): Promise<Json> {
  const answer = await answering;
  if (!answer.ok) throw new Error(`the service answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Json;
}

/** Starts service, app and Jira; the site is registered and has settings. */
export async function startPlayedApp(overrides: Overrides = {}): Promise<PlayedApp> {
  const harness = await startHarness(overrides);
  await register(harness);
  await expectOk(harness.asApp('PUT', '/forge/v1/settings', { by: BY, settings: SETTINGS }));
  const { service, clock } = harness;
  const { store } = service;
  const instance = async (): Promise<Instance> => {
    const found = await store.system.instanceByInstallation(INSTALLATION);
    if (!found) throw new Error('the installation is not registered');
    return found;
  };
  const app: PlayedApp = {
    harness,
    jira: createJira(),
    comments: [],
    orders: [],
    isReachable: true,
    fateOf: () => undefined,
    deliver: async (body) => {
      const answer = await expectOk(harness.asApp('POST', '/forge/v1/deliveries', body));
      return String(fieldAt(answer, 'decisionId'));
    },
    drain: () => drain(worker),
    pass: (ms) => pass(worker, harness, clock.nowMs() + ms),
    reportLate: async () => {
      for (const report of inside.late.splice(0)) await expectOk(app.report(report));
    },
    report: (report) =>
      harness.asApp('POST', `/forge/v1/work-orders/${report.orderId}/results`, report),
    sweep: async () => {
      const answer = await expectOk(
        harness.asApp('POST', '/forge/v1/work-orders/claim', { max: 20 }),
      );
      const orders = valuesAt(answer, 'orders[]');
      for (const order of orders) await takeOrder(inside, order);
      return orders as unknown as WorkOrder[];
    },
    take: (order) => takeOrder(inside, order),
    instance,
    transact: async (work) => store.forTenant((await instance()).userId).transact(work),
    close: async () => {
      await harness.close();
      const failed = harness.lines.filter((line) => line.includes('"job.failed"'));
      if (failed.length > 0) throw new Error(`jobs failed: ${failed.join(' ')}`);
    },
  };
  const inside: Inside = { app, late: [], ran: new Map() };
  const worker: WorkerContext = {
    ...service.context,
    analyst: service.analyst,
    tenantRules: createTenantRulesCache(),
    webTrigger: { ring: ringOf(inside) },
  };
  return app;
}

function ringOf(inside: Inside): WorkerContext['webTrigger']['ring'] {
  const { app } = inside;
  return async (_url, headers, body) => {
    if (!app.isReachable) return 'lost';
    const lists = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]]));
    const nowMs = app.harness.clock.nowMs();
    if (!verifyWebTriggerCall(KEY, lists, body, nowMs)) throw new Error('a call was not signed');
    await takeOrder(inside, JSON.parse(body));
    return 'accepted';
  };
}

/** Verifies, runs and reports. */
async function takeOrder(inside: Inside, candidate: unknown): Promise<void> {
  const { app, ran, late } = inside;
  const verified = verifyOrder(KEY, candidate, INSTALLATION, app.harness.clock.nowMs());
  if (!verified.ok) throw new Error(`an order was not acceptable: ${verified.error}`);
  const order = verified.value;
  app.orders.push(order);
  const fate = app.fateOf(order);
  if (fate === 'never') return;
  const report = ran.get(order.orderId) ?? reportOn(inside, order, fate);
  if (order.kind !== 'resolve') ran.set(order.orderId, report);
  if (fate === 'late') late.push(report);
  else await expectOk(app.report(report));
}

function reportOn({ app }: Inside, order: WorkOrder, fate: Fate | undefined): OrderReport {
  if (typeof fate === 'object') {
    return { orderId: order.orderId, state: 'ran', reads: [], steps: [], ...fate.report };
  }
  return order.kind === 'comment' ? writeComment(app, order) : playOrder(app.jira, order);
}

function writeComment(app: PlayedApp, order: WorkOrder): OrderReport {
  const [request] = order.steps[0]?.requests ?? [];
  const body = request?.body ?? null;
  const edited = request?.method === 'PUT' ? String(request.path['id']) : undefined;
  const commentId = edited ?? String(50_001 + app.comments.length);
  app.comments.push({
    commentId,
    isEdit: edited !== undefined,
    audience: String(fieldAt(body, 'visibility.identifier') ?? 'public'),
    text: valuesAt(body, 'body.content[].content[].text').join(' '),
    links: valuesAt(body, 'body.content[].content[].marks[].attrs.href').map(String),
  });
  const step = { index: 0, outcome: 'succeeded' as const, statuses: [201], checks: [], commentId };
  return { orderId: order.orderId, state: 'ran', reads: [], steps: [step] };
}

async function drain(worker: WorkerContext): Promise<void> {
  for (let rounds = 0; rounds < 2_000; rounds += 1) {
    const nowMs = worker.clock.nowMs();
    const [job] = await worker.store.system.leaseJobs(nowMs, nowMs + JOB_LEASE_MS, 1);
    if (!job) return;
    await runJob(worker, job);
  }
  throw new Error('the jobs do not end');
}

async function pass(worker: WorkerContext, { clock }: Harness, untilMs: number): Promise<void> {
  await drain(worker);
  for (;;) {
    const nextMs = await worker.store.system.nextJobAtMs(clock.nowMs());
    if (nextMs === undefined || nextMs > untilMs) break;
    clock.advance(Math.max(0, nextMs - clock.nowMs()));
    await drain(worker);
  }
  clock.advance(Math.max(0, untilMs - clock.nowMs()));
}
