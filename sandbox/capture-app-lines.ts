/**
 * Keeps what the Forge app prints. The app's bundle runs in this process; its lines go to the sandbox they belong to instead of
 * standard output, which belongs to whoever started the sandbox. Lines from outside an invocation are left alone.
 */
import { format } from 'node:util';

interface ForgeRuntime {
  appContext: { installationId: string };
}

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;

const sinks = new Map<string, (line: string) => void>();
let isInstalled = false;

/** Sends the app's lines of an installation to `sink`; the answer takes it back. */
export function captureAppLines(
  installationUuid: string,
  sink: (line: string) => void,
): () => void {
  install();
  sinks.set(installationUuid, sink);
  return () => void sinks.delete(installationUuid);
}

function sinkOfInvocation(): ((line: string) => void) | undefined {
  const runtime = Reflect.get(globalThis, '__forge_runtime__') as ForgeRuntime | undefined;
  return runtime && sinks.get(runtime.appContext.installationId);
}

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const level of LEVELS) {
    // biome-ignore lint/suspicious/noConsole: the one place that takes it over
    const print = globalThis.console[level].bind(globalThis.console);
    globalThis.console[level] = (...words: unknown[]) => {
      const sink = sinkOfInvocation();
      if (sink) sink(format(...words));
      else print(...words);
    };
  }
}
