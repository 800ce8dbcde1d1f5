/**
 * Runs functions of the app's real bundle as Forge's runtime does. It guarantees: own context per invocation, the module's
 * time limit, and that after a timeout or a death nothing the function still does has an effect. It leaves out memory limits.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Platform } from './platform.ts';
import { listBackendHosts, listFunctionModules, listScopes } from './read-manifest.ts';
import { type CallMeta, installGlobals, runInside } from './runtime-globals.ts';

const LIMIT_MS = { short: 25_000, usual: 55_000 };
const SHORT_TYPES = ['trigger', 'jira:issuePanel', 'jira:adminPage'];

/** What is to run, and for whom. */
export interface InvokeRequest {
  readonly moduleType: string;
  readonly moduleKey: string;
  readonly args: readonly unknown[];
  /** The user behind the call; absent for events, timers and web triggers. */
  readonly accountId?: string | undefined;
}

/** How an invocation ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: Error }
  | { readonly kind: 'timed-out' | 'killed' | 'result-lost' };

/** A running invocation, as the answerer of platform calls sees it. */
export interface Invocation {
  readonly request: InvokeRequest;
  readonly functionKey: string;
  calls: number;
  dead: boolean;
  /** Ends the invocation as if its process had died. */
  kill: () => void;
}

/** Answers one platform call of an invocation. */
export type AnswerCall = (
  invocation: Invocation,
  meta: CallMeta,
  path: string,
  init: RequestInit,
) => Promise<Response>;

/** Runs functions by module. */
export interface Invoker {
  invoke(request: InvokeRequest): Promise<Outcome>;
}

type AppFunction = (...args: unknown[]) => unknown;

/** Loads the bundled functions: `index.consume` is `consume` of `functions/index.cjs`. */
function loadFunctions(platform: Platform): Map<string, AppFunction> {
  installGlobals();
  const load = createRequire(import.meta.url);
  const functions = new Map<string, AppFunction>();
  for (const { key, handler } of platform.manifest.modules.function) {
    const dot = handler.lastIndexOf('.');
    const file = path.resolve(
      platform.options.bundleFolder,
      'functions',
      `${handler.slice(0, dot)}.cjs`,
    );
    const exported = (load(file) as Record<string, unknown>)[handler.slice(dot + 1)];
    if (typeof exported !== 'function')
      throw new Error(`the bundle exports no function ${handler}`);
    functions.set(key, exported as AppFunction);
  }
  return functions;
}

/** Makes the invoker over the bundle in `options.bundleFolder`; throws when a declared function is missing there. */
export function createInvoker(platform: Platform, answer: AnswerCall): Invoker {
  const functions = loadFunctions(platform);
  const modules = listFunctionModules(platform.manifest);
  const timeouts = new Map(
    platform.manifest.modules.function.map((f) => [f.key, f.timeoutSeconds]),
  );
  const backendHosts = listBackendHosts(platform.manifest);

  const limitOf = (request: InvokeRequest, functionKey: string): number => {
    if (SHORT_TYPES.includes(request.moduleType)) return LIMIT_MS.short;
    const seconds = timeouts.get(functionKey);
    return seconds === undefined ? LIMIT_MS.usual : seconds * 1000;
  };

  const run = async (request: InvokeRequest): Promise<Outcome> => {
    const { moduleType, moduleKey } = request;
    const module = modules.find((m) => m.type === moduleType && m.key === moduleKey);
    const work = module && functions.get(module.function);
    if (!work) throw new Error(`the manifest has no function for ${moduleType} ${moduleKey}`);
    const invocation: Invocation = {
      request,
      functionKey: module.function,
      calls: 0,
      dead: false,
      kill: () => {},
    };
    const limitMs = limitOf(request, module.function);
    platform.note('invocation', moduleKey, module.function);
    const ended = raceToEnd(platform, invocation, limitMs);
    const started = Date.now();
    const surroundings = {
      runtime: describeRuntime(platform, invocation, () => limitMs - (Date.now() - started)),
      answer: (meta: CallMeta, to: string, init: RequestInit) => answer(invocation, meta, to, init),
      backendHosts,
      refused: (text: string) => platform.note('refused', moduleKey, text),
    };
    const result = runInside(surroundings, async () => work(...structuredClone(request.args)));
    const outcome = await ended(result);
    platform.note(
      'outcome',
      moduleKey,
      outcome.kind === 'threw' ? `threw ${outcome.error.name}` : outcome.kind,
    );
    return outcome;
  };
  return { invoke: (request) => platform.track(run(request)) };
}

/** The first of: the function's end, its time limit, its death. */
function raceToEnd(
  platform: Platform,
  invocation: Invocation,
  limitMs: number,
): (result: Promise<unknown>) => Promise<Outcome> {
  let cancel = (): void => {};
  const cut = new Promise<Outcome>((resolve) => {
    const end = (kind: 'timed-out' | 'killed'): void => {
      invocation.dead = true;
      resolve({ kind });
    };
    invocation.kill = () => end('killed');
    cancel = platform.timers.after(limitMs, () => end('timed-out'));
  });
  return async (result) => {
    const finished = result.then(
      (value): Outcome => ({ kind: 'returned', value }),
      (error: unknown): Outcome => ({ kind: 'threw', error: toError(error) }),
    );
    const outcome = await Promise.race([finished, cut]);
    cancel();
    invocation.dead = true; // work left running after the end may never run
    if (outcome.kind === 'returned' && platform.chance(platform.state.faults.loseResultRate)) {
      return { kind: 'result-lost' };
    }
    return outcome;
  };
}

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** The value of `__forge_runtime__`. */
function describeRuntime(
  platform: Platform,
  { request, functionKey }: Invocation,
  remainingMs: () => number,
): Record<string, unknown> {
  const meter = { incr() {}, incrBy() {}, decr() {}, decrBy() {} };
  const { manifest, options } = platform;
  return {
    proxy: { token: 'held-by-the-host', url: 'http://forge.invalid' },
    contextAri: platform.contextAri,
    container: {},
    aaid: request.accountId,
    appContext: {
      appId: platform.appUuid,
      appVersion: '1.0.0',
      environmentId: platform.environmentId,
      environmentType: platform.environment,
      invocationId: randomUUID(),
      installationId: platform.installationUuid,
      functionKey,
      moduleType: request.moduleType,
      moduleKey: request.moduleKey,
      permissions: { scopes: listScopes(manifest), external: manifest.permissions.external ?? {} },
      installation: {
        ari: { installationId: platform.installationUuid },
        contexts: [
          { ari: platform.contextAri, cloudId: options.cloudId, siteUrl: options.siteUrl },
        ],
      },
      ...(platform.environment === 'PRODUCTION' ? { license: { isActive: true } } : {}),
    },
    lambdaContext: { awsRequestId: randomUUID(), getRemainingTimeInMillis: remainingMs },
    tracing: { traceId: randomUUID().replaceAll('-', ''), spanId: 'a1b2c3d4e5f60718' },
    realtime: {},
    metrics: {
      counter: () => meter,
      timing: () => ({ measure: () => ({ stop() {} }) }),
      gauge: () => ({ set() {} }),
    },
    featureFlags: () => false,
  };
}
