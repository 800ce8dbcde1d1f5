/** State the drawing keeps between two drawings of one page: tabs, typed text, names of users. Runs in browsers too. */
import type { UiState } from './render/forge-doc.ts';

/** What the memory needs from its page. */
export interface UiMemoryPorts {
  redraw(): void;
  /** Looks a display name up; the page draws again when it comes. */
  loadUserName(accountId: string): Promise<string>;
  notDrawn(type: string): void;
}

/** Makes the state of one page. A name that cannot be loaded stays the account id. */
export function createUiMemory(ports: UiMemoryPorts): UiState {
  const values = new Map<string, unknown>();
  const names = new Map<string, string | undefined>();
  const load = async (accountId: string): Promise<void> => {
    const name = await ports.loadUserName(accountId).catch(() => accountId);
    names.set(accountId, name);
    ports.redraw();
  };
  return {
    get: (key) => values.get(key),
    set: (key, value, redraw) => {
      values.set(key, value);
      if (redraw) ports.redraw();
    },
    userName: (accountId) => {
      if (!names.has(accountId) && accountId !== '') {
        names.set(accountId, undefined);
        void load(accountId);
      }
      return names.get(accountId);
    },
    notDrawn: ports.notDrawn,
  };
}
