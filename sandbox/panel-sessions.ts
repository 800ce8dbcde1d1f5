/**
 * Issue pages the control interface keeps open, one per issue and person, as a browser tab would be: typed text and opened
 * forms stay between two calls.
 */
import type { PanelSession } from './forge-host/create-host.ts';
import type { Sandbox } from './sandbox-types.ts';

const MOST_OPEN = 20;

/** What a panel shows. */
export interface PanelPicture {
  html: string;
  text: string;
  buttons: string[];
  errors: string[];
}

/** Open panels. */
export interface PanelSessions {
  /** A fresh look at the panel, as when the page is loaded. */
  load(issueKey: string, accountId: string): Promise<PanelPicture>;
  /** Fills fields, presses, and looks again; loads the panel when it is not open. */
  press(
    issueKey: string,
    accountId: string,
    order: { label: string; fill: Record<string, string> },
  ): Promise<PanelPicture>;
  close(): void;
}

/** Keeps at most twenty panels open; the longest unused is closed first. */
export function createPanelSessions({ host }: Pick<Sandbox, 'host'>): PanelSessions {
  const open = new Map<string, PanelSession>();
  const close = (name: string): void => {
    open.get(name)?.close();
    open.delete(name);
  };
  const load = async (issueKey: string, accountId: string): Promise<PanelSession> => {
    const name = `${issueKey} ${accountId}`;
    const session = await host.panel(issueKey, accountId);
    close(name);
    open.set(name, session);
    const [oldest] = open.keys();
    if (open.size > MOST_OPEN && oldest !== undefined) close(oldest);
    return session;
  };
  return {
    load: async (issueKey, accountId) => pictureOf(await load(issueKey, accountId)),
    press: async (issueKey, accountId, { label, fill }) => {
      const name = `${issueKey} ${accountId}`;
      const session = open.get(name) ?? (await load(issueKey, accountId));
      for (const [field, value] of Object.entries(fill)) await session.fill(field, value);
      await session.click(label);
      await session.settled();
      return pictureOf(session);
    },
    close: () => {
      for (const name of [...open.keys()]) close(name);
    },
  };
}

function pictureOf(session: PanelSession): PanelPicture {
  return {
    html: session.html(),
    text: session.text(),
    buttons: session.buttons(),
    errors: [...session.errors(), ...session.notDrawn().map((type) => `not drawn: ${type}`)],
  };
}
