/** Drives the system's Chromium: pages in every look, screenshots, accessibility, and what must not happen. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Looks of every screen: light and dark, wide and narrow. */
export const LOOKS = [
  { name: 'light-1440', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'dark-1440', colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'light-320', colorScheme: 'light', width: 320, height: 720 },
  { name: 'dark-320', colorScheme: 'dark', width: 320, height: 720 },
] as const;

export type Look = (typeof LOOKS)[number];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Path of the browser; throws with what to do when there is none. */
export function findChromium(): string {
  const given = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found =
    given ??
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
      existsSync(path),
    );
  if (found === undefined)
    throw new Error('no Chromium found: install the package chromium, or set CHROMIUM to its path');
  return found;
}

/** Starts a headless browser that asks nobody outside. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Page errors, blocked content, requests to other hosts. */
  trouble: string[];
}

/** Opens a page in one look. Everything that is not on this machine is trouble. */
export async function openPage(browser: Browser, look: Look): Promise<Visit> {
  const context = await browser.newContext({
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: look.height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text()))
      trouble.push(`blocked: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isLocal = hostname === '127.0.0.1' || ['data:', 'blob:', 'about:'].includes(protocol);
    if (!isLocal) trouble.push(`request to ${hostname}`);
  });
  return { context, page, trouble };
}

interface AxeResult {
  violations: Array<{ id: string; help: string; nodes: Array<{ target: unknown; html: string }> }>;
}

/** What axe finds on the page, its frames included; empty when all is well. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // evaluate() runs by the debugger, which a Content Security Policy does not stop
  for (const frame of page.frames()) await frame.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>(
    "globalThis.axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/** True when something sticks out and the page scrolls sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
  );
}

const FOLDER = join(import.meta.dirname, '../../build/screens');

/** Takes a full-page picture into build/screens. */
export async function picture(page: Page, name: string, look: Look): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.${look.name}.png`), fullPage: true });
}
