/**
 * What a person does when the service does not answer: waits for it, looks, and tries again only when the look says that
 * nothing was decided. So the story plays the same whether or not the service dies under it.
 */
import type { PanelSession } from '../forge-host/create-host.ts';
import type { ServiceAnswer } from '../service-client.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { DoesNotHold, expect, type Story } from './step.ts';

const TRIES = 4;
const LOADS = 8;
/** Limits of Jira are over after a few seconds. */
const RELOAD_AFTER_MS = 5_000;
/** What the panel says when Jira or the service gave it no answer. */
const NO_ANSWER = /did not (answer|show|say)/;

/** True for a connection that broke or was refused: `fetch` says so with a TypeError. */
const isBrokenConnection = (error: unknown): boolean => error instanceof TypeError;

/** Asks the service; when the connection breaks, waits until it is back and asks again. Reads only. */
export async function askAgain<T>(sandbox: Sandbox, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isBrokenConnection(error) || tries === TRIES) throw error;
      await sandbox.service.up();
    }
  }
}

/** Opens the panel as a person does: where the page or the panel says that something did not answer, it is loaded again. */
export async function openPanel(
  sandbox: Sandbox,
  who: string,
  issueKey: string,
): Promise<PanelSession> {
  for (let tries = 1; ; tries += 1) {
    const panel = await sandbox.host
      .panel(issueKey, sandbox.personId(who))
      .catch((error: unknown) => {
        if (tries === LOADS) throw error;
      });
    if (panel && (tries === LOADS || !NO_ANSWER.test(panel.text()))) return panel;
    panel?.close();
    await sandbox.advance(RELOAD_AFTER_MS);
    await sandbox.service.up();
  }
}

/** What is typed before the last press, by label. */
export interface PanelWords {
  verdict: 'Approve' | 'Deny';
  fields: Record<string, string>;
}

/** Decides in the panel as `who`; answers what the panel says afterwards. */
export async function decideInPanel(
  story: Story,
  who: string,
  issueKey: string,
  { verdict, fields }: PanelWords,
): Promise<string> {
  const { sandbox } = story;
  let text = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    await sandbox.service.up();
    const panel = await openPanel(sandbox, who, issueKey);
    try {
      if (!panel.buttons().includes(verdict)) {
        expect(tries > 0, `${who} sees no ${verdict} button; the panel says: ${panel.text()}`);
        return panel.text();
      }
      text = await press(panel, verdict, fields);
    } finally {
      panel.close();
    }
    if (!/not sure|did not answer/i.test(text)) return text;
    await story.rest();
  }
  throw new DoesNotHold(`the decision of ${who} did not arrive: ${text}`);
}

async function press(
  panel: PanelSession,
  verdict: PanelWords['verdict'],
  fields: Record<string, string>,
): Promise<string> {
  await panel.click(verdict);
  for (const [label, value] of Object.entries(fields)) await panel.fill(label, value);
  if (panel.buttons().includes('Back')) await panel.click(verdict);
  await panel.settled();
  return panel.text();
}

/** Sends an approval form; when the connection breaks, `isOpen` says whether it has to be sent again. */
export async function sendForm(
  sandbox: Sandbox,
  send: () => Promise<ServiceAnswer>,
  isOpen: () => Promise<boolean>,
): Promise<ServiceAnswer | 'arrived'> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isBrokenConnection(error) || tries === TRIES) throw error;
      await sandbox.service.up();
      if (!(await isOpen())) return 'arrived';
    }
  }
}
