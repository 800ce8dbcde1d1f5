/**
 * The two globals Forge's closed runtime sets, and the wall around it. It guarantees that parallel invocations never see each
 * other's context, and that code inside an invocation reaches no host the manifest does not declare, neither by `fetch` nor
 * by a socket of its own. Code outside an invocation is left alone. Load it before the app's bundle: the SDK keeps `fetch`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import net from 'node:net';

/** What `@forge/api` hands over with each call: where it wants to go and as whom. */
export interface CallMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
  readonly contextAri?: string;
}

/** What surrounds one running function. */
export interface Surroundings {
  /** The value of `__forge_runtime__`. */
  readonly runtime: Record<string, unknown>;
  /** Answers `__forge_fetch__`. */
  readonly answer: (meta: CallMeta, path: string, init: RequestInit) => Promise<Response>;
  readonly backendHosts: readonly string[];
  /** Told about every refused way out. */
  readonly refused: (text: string) => void;
}

const current = new AsyncLocalStorage<Surroundings>();
const realFetch = globalThis.fetch;
let installed = false;

/** `fetch` from outside every invocation: what the platform itself does. */
export function fetchOutside(url: string, init: RequestInit): Promise<Response> {
  return current.exit(() => realFetch(url, init));
}

/** Runs `work` inside an invocation. */
export function runInside<T>(surroundings: Surroundings, work: () => T): T {
  installGlobals();
  return current.run(surroundings, work);
}

/** Puts globals and wall in place; repeating it changes nothing. */
export function installGlobals(): void {
  if (installed) return;
  installed = true;
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => current.getStore()?.runtime,
  });
  Object.defineProperty(globalThis, '__forge_fetch__', {
    configurable: true,
    value: (meta: CallMeta, path: string, init: RequestInit = {}) => {
      const inside = current.getStore();
      if (!inside) return Promise.reject(new Error('no invocation in progress'));
      return inside.answer(meta, path, init);
    },
  });
  guardFetch();
  guardSockets();
}

function guardFetch(): void {
  globalThis.fetch = async (input, init) => {
    const inside = current.getStore();
    if (!inside) return realFetch(input, init);
    const { host } = new URL(input instanceof Request ? input.url : String(input));
    if (!inside.backendHosts.some((allowed) => matchesHost(allowed, host))) {
      inside.refused(`fetch to ${host}`);
      throw new Error(`egress to ${host} is not declared in the manifest`);
    }
    return current.exit(() => realFetch(input, init));
  };
}

/** A socket opened by the app itself goes past `fetch`; the platform's network has no such way. */
function guardSockets(): void {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...words: unknown[]) {
    const inside = current.getStore();
    if (inside) {
      inside.refused('socket');
      throw new Error('egress by a socket is not possible in Forge');
    }
    return Reflect.apply(connect, this, words) as net.Socket;
  };
}

function matchesHost(allowed: string, host: string): boolean {
  return allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : allowed === host;
}
