/**
 * Kraken's real service as a process of its own, for the sandbox: its clock can be moved, it can be killed at a named point,
 * and it may call the Forge stand-in's web triggers. Everything else is production code, composed as in production.
 */
import process from 'node:process';
import type { CheckpointName } from '../approval-service/src/checkpoints.ts';
import { compose, type Service } from '../approval-service/src/compose.ts';
import type { Config } from '../approval-service/src/config/config.ts';
import { SecretBytes, SecretText } from '../approval-service/src/config/secrets.ts';
import { type Listening, listen } from '../approval-service/src/serve.ts';
import type { Worker } from '../approval-service/src/worker/worker.ts';
import { makeAccount } from './make-account.ts';
import {
  type CrashPoint,
  SETTINGS_VARIABLE,
  type ServiceMessage,
  type ServiceRequest,
  type ServiceSettings,
} from './service-messages.ts';
import { type JobWatch, watchJobs } from './watch-jobs.ts';

process.umask(0o077);

const HOST = '127.0.0.1';

/** Above what any run here needs, so that caps never hide something else; tests of the caps set their own. */
const MODEL_CAPS = { callsPerMinute: 10_000, dailyMicroUsd: 100_000_000_000 };

const tell = (message: ServiceMessage): void => {
  process.send?.(message);
};

function configOf(settings: ServiceSettings): Config {
  return {
    publicUrl: new URL(settings.publicUrl),
    host: HOST,
    port: settings.port,
    dataDir: settings.dataDir,
    masterKey: new SecretBytes(new Uint8Array(Buffer.from(settings.masterKey, 'base64'))),
    forge: {
      appId: settings.appId,
      jwksUrl: settings.jwksUrl,
      environments: settings.environments,
    },
    model: {
      apiKey: new SecretText(settings.model.apiKey),
      modelId: undefined,
      baseUrl: settings.model.baseUrl,
      ...MODEL_CAPS,
    },
    trustedProxies: [],
    logLevel: settings.logLevel,
  };
}

/** Counts the passings of the point where the process is to die, and dies there. */
function createCrash(first: CrashPoint | undefined) {
  let wanted = first;
  let passed = 0;
  return {
    set(next: CrashPoint | undefined): void {
      wanted = next;
      passed = 0;
    },
    checkpoint(point: CheckpointName): void {
      tell({ type: 'passed', point });
      if (wanted?.point !== point) return;
      passed += 1;
      if (passed >= wanted.nth) process.kill(process.pid, 'SIGKILL');
    },
  };
}

/** The running service and the handles the sandbox moves it by. */
interface Running {
  service: Service;
  server: Listening;
  worker: Worker | undefined;
  jobs: JobWatch;
  nowMs(): number;
  setOffset(offsetMs: number): void;
  setCrash(crashAt: CrashPoint | undefined): void;
}

async function start(settings: ServiceSettings): Promise<Running> {
  let offsetMs = settings.clockOffsetMs;
  const nowMs = (): number => Date.now() + offsetMs;
  const crash = createCrash(settings.crashAt);
  const service = await compose(configOf(settings), {
    clock: { nowMs },
    checkpoint: crash.checkpoint,
    modelTimeoutMs: settings.model.timeoutMs,
    isWebTriggerHost: (url) => url.origin === settings.webTriggerOrigin,
  });
  const jobs = watchJobs(settings.dataDir);
  let worker: Worker | undefined;
  const watched: Service = {
    ...service,
    startWorker: () => {
      worker = service.startWorker();
      return worker;
    },
  };
  const server = await listen(watched, { host: HOST, port: settings.port });
  return {
    service,
    server,
    worker,
    jobs,
    nowMs,
    setOffset: (next) => {
      offsetMs = next;
    },
    setCrash: crash.set,
  };
}

async function answer(running: Running, request: ServiceRequest): Promise<unknown> {
  const { service, jobs, worker } = running;
  switch (request.type) {
    case 'clock':
      running.setOffset(request.offsetMs);
      worker?.wake();
      return null;
    case 'crash-at':
      running.setCrash(request.crashAt ?? undefined);
      return null;
    case 'create-account':
      return makeAccount(service, request.account);
    case 'status': {
      const status = jobs.status(running.nowMs());
      if (status.due > 0) worker?.wake();
      return status;
    }
    case 'close':
      jobs.close();
      await running.server.close();
      return null;
    default:
      throw new Error('the service process does not know this request');
  }
}

function obey(running: Running): void {
  process.on('message', (request: ServiceRequest) => {
    answer(running, request).then(
      (value) => {
        tell({ type: 'answer', id: request.id, value });
        if (request.type === 'close') process.disconnect();
      },
      (error: unknown) => tell({ type: 'refusal', id: request.id, sentence: sentenceOf(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

function refuse(error: unknown): void {
  process.send?.(
    { type: 'not-started', sentence: sentenceOf(error), isPortTaken: isPortTaken(error) },
    () => process.exit(1),
  );
}

process.once('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  refuse(error);
});

const settings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}') as ServiceSettings;
delete process.env[SETTINGS_VARIABLE];
start(settings).then((running) => {
  obey(running);
  tell({ type: 'ready', url: running.server.url });
}, refuse);
