/**
 * Moves the clock the Forge app sees. The app's bundle runs in this process and reads `Date.now()`; inside an invocation that
 * is the sandbox's time, outside it stays the machine's. Several sandboxes in one process each have their own time. The time
 * an invocation has left is not moved: the platform counts it itself.
 */

interface ForgeRuntime {
  appContext: { installationId: string };
  lambdaContext: { getRemainingTimeInMillis(): number };
}

/** The machine's clock, UTC ms, also inside an invocation of the app. */
export const machineNow: () => number = Date.now.bind(Date);

const RUNTIME = '__forge_runtime__';
const offsets = new Map<string, () => number>();
let isInstalled = false;

/** Gives the app of an installation its time; the answer takes it back. The host must have been made before. */
export function moveAppClock(installationUuid: string, offsetMs: () => number): () => void {
  install();
  offsets.set(installationUuid, offsetMs);
  return () => void offsets.delete(installationUuid);
}

function install(): void {
  if (isInstalled) return;
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, RUNTIME);
  const read = descriptor?.get as (() => ForgeRuntime | undefined) | undefined;
  if (!read) throw new Error('the Forge host has not set up its globals');
  isInstalled = true;
  let isMachineTime = false;
  const offsetNow = (): number => {
    const runtime = isMachineTime ? undefined : read();
    return runtime ? (offsets.get(runtime.appContext.installationId)?.() ?? 0) : 0;
  };
  Date.now = () => machineNow() + offsetNow();
  const inMachineTime = (runtime: ForgeRuntime): number => {
    isMachineTime = true;
    try {
      return runtime.lambdaContext.getRemainingTimeInMillis();
    } finally {
      isMachineTime = false;
    }
  };
  Object.defineProperty(globalThis, RUNTIME, {
    configurable: true,
    get: () => {
      const runtime = read();
      return (
        runtime && {
          ...runtime,
          lambdaContext: {
            ...runtime.lambdaContext,
            getRemainingTimeInMillis: () => inMachineTime(runtime),
          },
        }
      );
    },
  });
}
