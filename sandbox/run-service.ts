/**
 * Kraken's service as a child process: started, asked, killed and started again under the same address. It guarantees that a
 * request to the child is answered or rejected when the child dies, and keeps every line the child prints.
 */
import { type AddressInfo, createServer } from 'node:net';
import type { CheckpointName } from '../approval-service/src/checkpoints.ts';
import {
  type ServiceKeeping,
  type ServiceLife,
  ServiceNotStarted,
  startLife,
} from './service-life.ts';
import type {
  AccountOrder,
  CrashPoint,
  ServiceQuestion,
  ServiceSettings,
  WorkStatus,
} from './service-messages.ts';

const PORT_TRIES = 5;
const UP_LOOK_MS = 10;
const UP_LOOKS = 500;

/** What does not change from one start of the child to the next; port and address are chosen at the first. */
export type FixedSettings = Omit<
  ServiceSettings,
  'publicUrl' | 'port' | 'clockOffsetMs' | 'crashAt'
>;

export interface ServiceRunnerOptions {
  settings: FixedSettings;
  /** 0 or absent: a free port, kept for all later starts. */
  port?: number | undefined;
  clockOffsetMs(): number;
  /** Starts the child again when it dies without having been asked to. */
  restartOnCrash: boolean;
  /** Where the child dies, one point per life. */
  crashes?: readonly CrashPoint[] | undefined;
}

/** The running child. */
export interface ServiceRunner {
  readonly url: string;
  /** Lines printed by all starts. */
  readonly lines: readonly string[];
  /** How often each named point was passed, over all starts. */
  readonly passed: ReadonlyMap<CheckpointName, number>;
  /** How often the child died without having been asked to close. */
  readonly deaths: number;
  /** It died and will not be started again by itself. */
  readonly isGone: boolean;
  setClock(offsetMs: number): Promise<void>;
  /** Where the child dies from now on, one point per life; an empty list: nowhere. */
  setCrashes(crashes: readonly CrashPoint[]): Promise<void>;
  createAccount(account: AccountOrder): Promise<string>;
  /** Resolves when the child answers; throws when it does not within five seconds. */
  up(): Promise<void>;
  /** Undefined while the child is down. */
  status(): Promise<WorkStatus | undefined>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Kills what runs and starts anew. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A port nobody listens on now. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The runner behind the interface: which life there is, and whether one is being started. */
class Runner implements ServiceRunner {
  readonly #options: ServiceRunnerOptions;
  readonly #keeping: ServiceKeeping = { lines: [], passed: new Map() };
  #port = 0;
  #deaths = 0;
  #isWanted = true;
  #crashes: readonly CrashPoint[] = [];
  #life: ServiceLife | undefined;
  #rising: Promise<void> | undefined;

  constructor(options: ServiceRunnerOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get lines(): readonly string[] {
    return this.#keeping.lines;
  }

  get passed(): ReadonlyMap<CheckpointName, number> {
    return this.#keeping.passed;
  }

  get deaths(): number {
    return this.#deaths;
  }

  get isGone(): boolean {
    return this.#life === undefined && this.#rising === undefined;
  }

  /** The first start; looks for another port when somebody was quicker. */
  async begin(): Promise<void> {
    const { port: wanted, crashes = [] } = this.#options;
    this.#crashes = crashes;
    for (let tries = 1; this.#life === undefined; tries += 1) {
      this.#port = wanted || (await findFreePort());
      await this.#rise().catch((error: unknown) => {
        const mayTryAgain = error instanceof ServiceNotStarted && error.isPortTaken && !wanted;
        if (!mayTryAgain || tries === PORT_TRIES) throw error;
      });
    }
  }

  async #rise(): Promise<void> {
    const [crashAt] = this.#crashes;
    const { settings, clockOffsetMs } = this.#options;
    const startOffsetMs = clockOffsetMs();
    const born = await startLife(
      {
        ...settings,
        port: this.#port,
        publicUrl: this.url,
        clockOffsetMs: startOffsetMs,
        ...(crashAt === undefined ? {} : { crashAt }),
      },
      this.#keeping,
    );
    if (clockOffsetMs() !== startOffsetMs)
      await born.ask({ type: 'clock', offsetMs: clockOffsetMs() });
    this.#life = born;
    void born.gone.then(() => {
      if (this.#life === born) this.#fell();
    });
  }

  /** The child died by itself. */
  #fell(): void {
    this.#life = undefined;
    this.#deaths += 1;
    this.#crashes = this.#crashes.slice(1);
    if (!this.#isWanted || !this.#options.restartOnCrash) return;
    this.#rising = this.#rise().finally(() => {
      this.#rising = undefined;
    });
    this.#rising.catch((error: unknown) =>
      this.#keeping.lines.push(`the service did not start again: ${String(error)}`),
    );
  }

  /** The life there is, after a start that is under way; undefined when there is none. */
  async #current(): Promise<ServiceLife | undefined> {
    await this.#rising?.catch(() => undefined);
    return this.#life;
  }

  async #ask(question: ServiceQuestion): Promise<unknown> {
    const life = await this.#current();
    if (!life) throw new Error('the service is down');
    return life.ask(question);
  }

  async setClock(offsetMs: number): Promise<void> {
    const life = await this.#current();
    await life?.ask({ type: 'clock', offsetMs }).catch(() => undefined); // the next start reads it afresh
  }

  async setCrashes(crashes: readonly CrashPoint[]): Promise<void> {
    this.#crashes = crashes;
    await this.#ask({ type: 'crash-at', crashAt: crashes[0] ?? null });
  }

  async createAccount(account: AccountOrder): Promise<string> {
    return String(await this.#ask({ type: 'create-account', account }));
  }

  async status(): Promise<WorkStatus | undefined> {
    const life = await this.#current();
    const answer = await life?.ask({ type: 'status' }).catch(() => undefined);
    return answer as WorkStatus | undefined;
  }

  async up(): Promise<void> {
    for (let looks = 0; looks < UP_LOOKS; looks += 1) {
      if (await this.status()) return;
      await new Promise((resolve) => setTimeout(resolve, UP_LOOK_MS));
    }
    throw new Error('the service is down and does not come back');
  }

  async kill(): Promise<void> {
    const life = await this.#current();
    this.#life = undefined;
    life?.child.kill('SIGKILL');
    await life?.gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.#rise();
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    const life = await this.#current();
    this.#life = undefined;
    await life?.ask({ type: 'close' }).catch(() => life.child.kill('SIGKILL'));
    await life?.gone;
  }
}

/** Starts the child; it listens when the promise resolves. Throws `ServiceNotStarted`. */
export async function runService(options: ServiceRunnerOptions): Promise<ServiceRunner> {
  const runner = new Runner(options);
  await runner.begin();
  return runner;
}
