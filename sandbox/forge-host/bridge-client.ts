/**
 * The page's half of Forge's bridge (`globalThis.__bridge`), the same in the browser and in a headless session. Drawing, flags
 * and subscriptions stay in the page; everything else goes to the platform. Runs in browsers: no Node here.
 */
import type { ForgeDoc } from './render/forge-doc.ts';

/** A notice the app shows outside its frame. */
export interface Flag {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
}

/** Where the bridge's calls go. */
export interface BridgePorts {
  /** Sends a command to the platform. */
  send(command: string, data: unknown): Promise<unknown>;
  draw(doc: ForgeDoc): void;
  showFlag(flag: Flag): void;
  closeFlag(id: string): void;
  failed(message: string): void;
  /** The app asks to go somewhere. */
  navigate(target: unknown): void;
}

/** What the SDK calls. */
export interface Bridge {
  callBridge(command: string, data?: unknown): Promise<unknown>;
}

const QUIET = [
  'emit',
  'emitPublic',
  'emitReadyEvent',
  'enableTheming',
  'changeWindowTitle',
  'resize',
  'onClose',
];
const NOT_POSSIBLE = ['close', 'submit', 'open'];

/** Makes the bridge over its ports. Unknown commands go to the platform, which refuses what it does not play. */
export function createBridge(ports: BridgePorts): Bridge {
  const local: Record<string, (data: Record<string, unknown>) => unknown> = {
    reconcile: (data) => ports.draw(data['forgeDoc'] as ForgeDoc),
    onError: (data) => ports.failed(readMessage(data['error'])),
    on: () => ({ unsubscribe: () => {} }),
    onPublic: () => ({ unsubscribe: () => {} }),
    showFlag: (data) => ports.showFlag(toFlag(data)),
    closeFlag: (data) => ports.closeFlag(String(data['id'])),
    refresh: () => true,
    navigate: (data) => ports.navigate(data),
  };
  return {
    callBridge: async (command, data = {}) => {
      if (QUIET.includes(command)) return undefined;
      if (NOT_POSSIBLE.includes(command)) return false;
      const answer = Object.hasOwn(local, command) ? local[command] : undefined;
      if (answer) return answer((data ?? {}) as Record<string, unknown>);
      return ports.send(command, data);
    },
  };
}

const readMessage = (error: unknown): string =>
  (error as Error | undefined)?.message ?? String(error);

function toFlag(data: Record<string, unknown>): Flag {
  const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
  return {
    id: text('id'),
    title: text('title'),
    description: text('description'),
    type: text('type'),
  };
}
