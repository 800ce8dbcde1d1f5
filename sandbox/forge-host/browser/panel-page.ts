/**
 * Runs the app's real front-end bundle inside its frame: puts the bridge in place, then loads the bundle, draws what it
 * reconciles, keeps focus inside dialogs, and tells the page around how tall it is.
 */
import { createBridge, type Flag } from '../bridge-client.ts';
import type { ForgeDoc } from '../render/forge-doc.ts';
import { el, type HostElement } from '../render/host-element.ts';
import { renderForgeDoc } from '../render-forge-doc.ts';
import { createUiMemory } from '../ui-memory.ts';
import { patchChildren } from './patch-dom.ts';

const DIALOG_ROOM = 480;
const FOCUSABLE =
  'button:not([disabled]),a[href],input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex="0"]';

interface Session {
  session: string;
  bundle: string;
  headingLevel: number;
}

function readSession(): Session {
  return JSON.parse(document.getElementById('session')?.textContent ?? '{}') as Session;
}

const { session, bundle, headingLevel } = readSession();
const root = document.getElementById('root') as HTMLElement;
const flags = new Map<string, Flag>();
let latest: ForgeDoc | undefined;
let scheduled = false;
let focusBefore: Element | null = null;

async function send(command: string, data: unknown): Promise<unknown> {
  const body = JSON.stringify({ session, command, data });
  const response = await fetch('/bridge', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = (await response.json()) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

const ui = createUiMemory({
  redraw: schedule,
  loadUserName: async (accountId) => String(await send('sandbox:user', { accountId })),
  notDrawn: (type) => void send('sandbox:not-drawn', { type }).catch(() => {}),
});

function drawFlag(flag: Flag): HostElement {
  const close = (): void => {
    flags.delete(flag.id);
    schedule();
  };
  const button = el(
    'button',
    { class: 'button a-subtle', type: 'button', 'aria-label': `Close ${flag.title}` },
    ['×'],
    { on: { click: close } },
  );
  return el(
    'div',
    { class: `flag m-${flag.type}`, role: 'status' },
    [el('strong', {}, [flag.title]), el('span', {}, [flag.description]), button],
    { key: flag.id },
  );
}

/** Draws once per frame, however often the app reconciles. */
function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    const drawn = latest ? [renderForgeDoc(latest, ui, headingLevel)] : [];
    patchChildren(root, [...drawn, ...[...flags.values()].map(drawFlag)]);
    followDialog();
    reportHeight();
  });
}

/** A dialog takes the focus when it opens and gives it back when it closes. */
function followDialog(): void {
  const dialog = root.querySelector<HTMLElement>('[aria-modal="true"]');
  if (dialog && !dialog.contains(document.activeElement)) {
    focusBefore ??= document.activeElement;
    dialog.focus();
  }
  if (!dialog && focusBefore) {
    if (focusBefore instanceof HTMLElement && focusBefore.isConnected) focusBefore.focus();
    focusBefore = null;
  }
}

/** Tab stays inside an open dialog. */
function keepInside(event: KeyboardEvent): void {
  const dialog = root.querySelector<HTMLElement>('[aria-modal="true"]');
  if (event.key !== 'Tab' || !dialog) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const [first, last] = [stops[0], stops.at(-1)];
  const leaving = event.shiftKey
    ? document.activeElement === first
    : document.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

function reportHeight(): void {
  const dialog = root.querySelector('[aria-modal="true"]') ? DIALOG_ROOM : 0;
  const height = Math.max(root.scrollHeight, dialog);
  parent.postMessage({ kind: 'forge-frame-height', height }, location.origin);
}

function showError(message: string): void {
  flags.set('error', { id: 'error', title: 'The app failed', description: message, type: 'error' });
  schedule();
}

document.addEventListener('keydown', keepInside);
window.addEventListener('error', (event) => showError(event.message));
window.addEventListener('unhandledrejection', (event) =>
  showError(String((event.reason as Error | undefined)?.message ?? event.reason)),
);
new ResizeObserver(reportHeight).observe(root);

Object.assign(globalThis, {
  __bridge: createBridge({
    send,
    draw: (doc) => {
      latest = doc;
      schedule();
    },
    showFlag: (flag) => {
      flags.set(flag.id, flag);
      schedule();
    },
    closeFlag: (id) => {
      flags.delete(id);
      schedule();
    },
    failed: showError,
    navigate: (target) => {
      const { url } = target as { url?: string };
      if (url && /^https?:/.test(url)) window.open(url, '_blank', 'noopener');
    },
  }),
});
const script = document.createElement('script');
script.src = bundle;
document.body.append(script);
