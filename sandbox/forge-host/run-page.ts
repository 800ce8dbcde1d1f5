/**
 * Runs a bundled page in a context of its own, without a browser. It guarantees: own globals per page (nothing leaks from one
 * session to the next), no network but the bridge, and that closing the page stops its timers. It counts short timers and
 * reports what the page throws.
 */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { Bridge } from './bridge-client.ts';

const SHORT_TIMER_MS = 100;
const scripts = new Map<string, vm.Script>();
const openPages = new Set<{ owns(error: unknown): boolean; failed(message: string): void }>();
let listening = false;

/** A page at work. */
export interface RunningPage {
  /** Number of short timers that have not fired. */
  pending(): number;
  /** An error of the page's own realm. */
  makeError(message: string): Error;
  /** A copy of plain data, made of the page's own objects. */
  adopt(value: unknown): unknown;
  close(): void;
}

/** Where a page's bridge, errors and console lines go. */
export interface PagePorts {
  readonly bridge: (page: RunningPage) => Bridge;
  failed(message: string): void;
  console(line: string): void;
}

/** Rejections nobody handles belong to the page they come from; all others stay the process's own. */
function listenForRejections(): void {
  if (listening) return;
  listening = true;
  process.on('unhandledRejection', (reason) => {
    const owner = [...openPages].find((page) => page.owns(reason));
    if (owner) owner.failed(messageOf(reason));
    else if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}

const messageOf = (reason: unknown): string =>
  (reason as { message?: string } | undefined)?.message ?? String(reason);

function loadScript(file: string): vm.Script {
  const code = readFileSync(file, 'utf8');
  const known = scripts.get(code);
  if (known) return known;
  const script = new vm.Script(code, { filename: file });
  scripts.set(code, script);
  return script;
}

/** The SDK makes requests with an empty address, which only a browser can resolve. */
class PageRequest extends Request {
  constructor(input: string | URL | Request, init?: RequestInit) {
    super(input === '' ? 'http://page.invalid/' : input, init);
  }
}

/** Timers of a page: they stop with it, and short ones count as work in progress. */
function createTimers(failed: (message: string) => void) {
  const short = new Set<unknown>();
  const handles = new Set<NodeJS.Timeout | NodeJS.Immediate>();
  let closed = false;
  const guarded = (run: (...words: unknown[]) => void, words: unknown[]): void => {
    if (closed) return;
    try {
      run(...words);
    } catch (error) {
      failed(messageOf(error));
    }
  };
  return {
    pending: () => short.size,
    close: () => {
      closed = true;
      for (const handle of handles) clearTimeout(handle as NodeJS.Timeout);
    },
    globals: {
      setTimeout: (run: () => void, ms = 0, ...words: unknown[]) => {
        const handle = setTimeout(() => {
          short.delete(handle);
          handles.delete(handle);
          guarded(run, words);
        }, ms);
        handle.unref();
        handles.add(handle);
        if (ms <= SHORT_TIMER_MS) short.add(handle);
        return handle;
      },
      clearTimeout: (handle: NodeJS.Timeout) => {
        short.delete(handle);
        clearTimeout(handle);
      },
      setInterval: (run: () => void, ms: number, ...words: unknown[]) => {
        const handle = setInterval(() => guarded(run, words), ms);
        handle.unref();
        handles.add(handle);
        return handle;
      },
      clearInterval: (handle: NodeJS.Timeout) => clearInterval(handle),
      setImmediate: (run: () => void, ...words: unknown[]) =>
        setImmediate(() => guarded(run, words)),
      clearImmediate: (handle: NodeJS.Immediate) => clearImmediate(handle),
    },
  };
}

/** Loads the bundle and runs it; errors of its first run are reported like later ones. */
export function runPage(bundleFile: string, ports: PagePorts): RunningPage {
  listenForRejections();
  const timers = createTimers(ports.failed);
  const write = (...words: unknown[]): void => ports.console(words.map(messageOf).join(' '));
  // React reports what a component threw here and nowhere else.
  const writeError = (...words: unknown[]): void => {
    const thrown = words.find((word) => word instanceof PageError);
    if (thrown) ports.failed(messageOf(thrown));
    else write(...words);
  };
  const refuseFetch = (): Promise<never> =>
    Promise.reject(page.makeError('a page has no network but the bridge'));
  const refuseScripts = (): never => {
    throw page.makeError('a page without a browser loads no further scripts');
  };
  const globals: Record<string, unknown> = {
    ...timers.globals,
    console: { log: write, info: write, warn: write, error: writeError, debug: write },
    Request: PageRequest,
    fetch: refuseFetch,
    // The bundler's own start code looks for the address the bundle came from, as in a worker.
    importScripts: refuseScripts,
    location: 'http://page.invalid/bundle.js',
    ...{
      URL,
      URLSearchParams,
      TextEncoder,
      TextDecoder,
      Headers,
      Response,
      FormData,
      Blob,
      AbortController,
    },
    ...{ structuredClone, atob, btoa, crypto, performance, queueMicrotask, Event, EventTarget },
  };
  const context = vm.createContext(globals);
  globals['self'] = vm.runInContext('globalThis', context);
  const PageError = vm.runInContext('Error', context) as typeof Error;
  const parseInside = vm.runInContext('JSON.parse', context) as typeof JSON.parse;
  const owner = { owns: (error: unknown) => error instanceof PageError, failed: ports.failed };
  const page: RunningPage = {
    pending: timers.pending,
    makeError: (message) => new PageError(message),
    adopt: (value) => (value === undefined ? undefined : parseInside(JSON.stringify(value))),
    close: () => {
      timers.close();
      openPages.delete(owner);
    },
  };
  openPages.add(owner);
  globals['__bridge'] = ports.bridge(page);
  try {
    loadScript(bundleFile).runInContext(context);
  } catch (error) {
    ports.failed(messageOf(error));
  }
  return page;
}
