/** Small stand-ins for the ports, for tests: a scripted Jira, storage in memory, a clock that only moves when told. */
import type { Json, RenderedRequest, WorkOrder } from '@kraken/shared';
import { signOrder, type UnsignedOrder } from '@kraken/shared/crypto';
import type {
  ClockPort,
  Invocation,
  JiraAnswer,
  JiraPort,
  KvsPort,
  OrderPorts,
  SecretPort,
  ServiceAnswer,
  ServicePort,
} from '../ports';

export const NOW_MS = Date.UTC(2026, 10, 24, 12);
export const INSTALLATION =
  'ari:cloud:ecosystem::installation/99999999-0000-4000-8000-000000000001';
export const KEY = new Uint8Array(32).fill(7);

/** What a scripted Jira answers; absent parts: 200, no body. */
type Scripted = Partial<JiraAnswer>;

/** An answer with a JSON body. */
export function json(status: number, body: Json, rest: Scripted = {}): Scripted {
  return { status, body, form: 'json', ...rest };
}

/** A Jira that answers by `METHOD path`. A list is used up one by one, its last answer stays. */
class FakeJira implements JiraPort {
  readonly sent: RenderedRequest[] = [];
  readonly #script = new Map<string, Scripted[]>();
  /** Called before each answer, for effects in the middle of a run. */
  onSend: (request: RenderedRequest) => void | Promise<void> = () => undefined;

  on(line: string, ...answers: Scripted[]): this {
    this.#script.set(line, answers);
    return this;
  }

  /** Lines of all requests, or of those that begin with the prefix. */
  lines(prefix = ''): string[] {
    return this.sent
      .map(({ method, path }) => `${method} ${path}`)
      .filter((line) => line.startsWith(prefix));
  }

  /** Lines of everything that is no GET. */
  writes(): string[] {
    return this.lines().filter((line) => !line.startsWith('GET '));
  }

  async send(request: RenderedRequest): Promise<JiraAnswer> {
    this.sent.push(request);
    await this.onSend(request);
    const line = `${request.method} ${request.path}`;
    const answers = this.#script.get(line) ?? this.#script.get(line.split('?')[0] ?? '');
    if (answers === undefined) throw new Error(`the test scripts no answer to ${line}`);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return {
      status: 200,
      body: null,
      form: 'empty',
      retryAfterSeconds: undefined,
      location: undefined,
      ...next,
    };
  }
}

/** Storage in memory; `setNew` is atomic, as in Forge. */
class MemoryKvs implements KvsPort {
  readonly values = new Map<string, Json>();

  async get(key: string): Promise<Json | undefined> {
    return this.values.get(key);
  }
  async set(key: string, value: Json, _days?: number): Promise<void> {
    this.values.set(key, value);
  }
  async setNew(key: string, value: Json): Promise<boolean> {
    if (this.values.has(key)) return false;
    this.values.set(key, value);
    return true;
  }
  async remove(key: string): Promise<void> {
    this.values.delete(key);
  }
  async list(prefix: string, limit: number): Promise<Array<{ key: string; value: Json }>> {
    return [...this.values]
      .filter(([key]) => key.startsWith(prefix))
      .slice(0, limit)
      .map(([key, value]) => ({ key, value }));
  }
}

/** A clock that sleeping moves. */
class FakeClock implements ClockPort {
  ms = NOW_MS;
  readonly sleeps: number[] = [];
  nowMs(): number {
    return this.ms;
  }
  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.ms += ms;
  }
  jitter(): number {
    return 1;
  }
}

/** A service that answers by `METHOD path`. */
class FakeService implements ServicePort {
  readonly calls: Array<{ line: string; body: unknown }> = [];
  readonly #answers = new Map<string, ServiceAnswer>();

  on(line: string, status: number, body: Json = null): this {
    this.#answers.set(line, { status, body });
    return this;
  }
  async call(method: string, path: string, body?: unknown): Promise<ServiceAnswer> {
    const line = `${method} ${path}`;
    this.calls.push({ line, body });
    return this.#answers.get(line) ?? { status: 0, body: null };
  }
}

/** Secrets in memory, with the installation's key in them. */
export class MemorySecrets implements SecretPort {
  readonly values = new Map<string, string>();
  constructor(key: Uint8Array | undefined = KEY) {
    if (key !== undefined) this.values.set('installation-key', btoa(String.fromCharCode(...key)));
  }
  async getSecret(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }
  async setNewSecret(key: string, value: string): Promise<boolean> {
    if (this.values.has(key)) return false;
    this.values.set(key, value);
    return true;
  }
}

/** All ports as fakes. */
export interface FakePorts extends OrderPorts {
  jira: FakeJira;
  kvs: MemoryKvs;
  secrets: MemorySecrets;
  service: FakeService;
  clock: FakeClock;
}

/** Ports of a site that is not paused. */
export function fakePorts(): FakePorts {
  return {
    jira: new FakeJira(),
    kvs: new MemoryKvs(),
    secrets: new MemorySecrets(),
    service: new FakeService().on('GET /forge/v1/settings', 200, { paused: null }),
    clock: new FakeClock(),
  };
}

/** An invocation with a minute left. */
export function fakeInvocation(leftMs = 60_000): Invocation {
  return { installationId: INSTALLATION, deadlineMs: NOW_MS + leftMs };
}

/** A signed order; parts replace the defaults of an empty `execute` order. */
export function makeOrder(parts: Partial<UnsignedOrder> = {}, key: Uint8Array = KEY): WorkOrder {
  return signOrder(key, {
    orderId: 'ord_00000001',
    kind: 'execute',
    installationId: INSTALLATION,
    decisionId: 'dec_00000001',
    issueId: '10001',
    reads: [],
    steps: [],
    issuedAtMs: NOW_MS - 1_000,
    expiresAtMs: NOW_MS + 600_000,
    nonce: '0123456789abcdef',
    ...parts,
  });
}
