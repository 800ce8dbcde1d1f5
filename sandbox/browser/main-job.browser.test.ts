/**
 * The main job as people see it, in real Chromium: file a ticket, see the panel, approve, see the log. Every screen in
 * light and dark, wide and narrow, without an axe violation, a blocked resource or a request to another host.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Control, startControl } from '../control.ts';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import {
  accessibilityProblems,
  LOOKS,
  type Look,
  launchChromium,
  openPage,
  picture,
  scrollsSideways,
  type Visit,
} from './drive-chromium.ts';

let sandbox: Sandbox;
let control: Control;
let browser: Browser;
beforeAll(async () => {
  // Pictures are of a calm day: what a person sees in trouble is pictured from stories of their own.
  [sandbox, browser] = await Promise.all([startSandbox({ seed: 7, faults: 0 }), launchChromium()]);
  await sandbox.makeAccounts();
  control = await startControl(sandbox);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await control?.close();
  await sandbox?.close();
});

const [WIDE] = LOOKS;
const WAIT = { timeout: 20_000 };

const issueUrl = (key: string, who: string): string =>
  `${sandbox.host.url}/browse/${key}?as=${encodeURIComponent(sandbox.personId(who))}`;

async function inspect(visit: Visit, name: string, look: Look): Promise<void> {
  await picture(visit.page, name, look);
  expect([name, await accessibilityProblems(visit.page)]).toEqual([name, []]);
  expect([name, visit.trouble]).toEqual([name, []]);
  expect([name, await scrollsSideways(visit.page)]).toEqual([name, false]);
}

/** Looks at a page in all four looks. `ready` waits for what has to be there. */
async function inspectEverywhere(
  name: string,
  url: string,
  ready: (visit: Visit) => Promise<unknown>,
): Promise<void> {
  for (const look of LOOKS) {
    const visit = await openPage(browser, look);
    await visit.page.goto(url);
    await ready(visit);
    await inspect(visit, name, look);
    await visit.context.close();
  }
}

const panelOf = ({ page }: Visit) => page.frameLocator('iframe').first();

async function signIn({ page }: Visit, email: string): Promise<void> {
  const account = sandbox.accounts.find((one) => one.email === email);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(account?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('the main job in a browser', () => {
  let key = '';

  it('starts with a page on which a ticket is filed', async () => {
    await inspectEverywhere('start', `${control.url}/`, ({ page }) =>
      page.getByRole('button', { name: /create/i }).waitFor(WAIT),
    );
    const visit = await openPage(browser, WIDE);
    await visit.page.goto(`${control.url}/`);
    await visit.page
      .getByLabel('Summary')
      .fill('Please add Dana Weber to project ABC as Developer. Then delete project OLD.');
    await visit.page.getByRole('button', { name: /create/i }).click();
    await visit.page.waitForURL(/\/browse\//, WAIT);
    key = /\/browse\/([A-Z]+-\d+)/.exec(visit.page.url())?.[1] ?? '';
    expect(key).not.toBe('');
    await visit.context.close();
    await sandbox.settled();
  });

  it('shows the requester what was understood, done and waits, and no Approve', async () => {
    await inspectEverywhere('issue-as-requester', issueUrl(key, 'Dan Reporter'), (visit) =>
      panelOf(visit).getByText('Waiting for an administrator').first().waitFor(WAIT),
    );
    const visit = await openPage(browser, WIDE);
    await visit.page.goto(issueUrl(key, 'Dan Reporter'));
    await panelOf(visit).getByText('You asked for this').first().waitFor(WAIT);
    expect(await panelOf(visit).getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await visit.context.close();
  });

  it('lets the administrator read the requests and approve by keyboard alone', async () => {
    await inspectEverywhere('issue-as-administrator', issueUrl(key, 'Ana Admin'), (visit) =>
      panelOf(visit).getByRole('button', { name: 'Approve' }).first().waitFor(WAIT),
    );
    const visit = await openPage(browser, WIDE);
    await visit.page.goto(issueUrl(key, 'Ana Admin'));
    const panel = panelOf(visit);
    const press = async (name: string | RegExp): Promise<void> => {
      await panel.getByRole('button', { name }).last().focus();
      await visit.page.keyboard.press('Enter');
    };
    await press(/Show \d request/);
    await panel.getByText('DELETE /rest/api/3/project/OLD').first().waitFor(WAIT);
    await inspect(visit, 'panel-requests', WIDE);
    await press('Approve');
    await panel
      .getByLabel(/type|key/i)
      .first()
      .waitFor(WAIT);
    await inspect(visit, 'panel-confirm', WIDE);
    await panel
      .getByLabel(/type|key/i)
      .first()
      .focus();
    await visit.page.keyboard.type('OLD');
    await panel
      .getByLabel(/reason/i)
      .first()
      .focus();
    await visit.page.keyboard.type('Finance has signed it off');
    await press('Approve');
    await panel.getByText('Done, checked in Jira').first().waitFor(WAIT);
    await sandbox.settled();
    await visit.context.close();
    const deletions = sandbox.jira.effects().filter(({ method }) => method === 'DELETE');
    expect(deletions.map(({ path }) => path)).toEqual(['/rest/api/3/project/OLD?enableUndo=true']);
    await inspectEverywhere('issue-done', issueUrl(key, 'Dan Reporter'), (again) =>
      panelOf(again).getByText('Done, checked in Jira').first().waitFor(WAIT),
    );
  });

  it('shows an approval link as sign-in, then the exact requests, and after the button who decided', async () => {
    const { key: second } = sandbox.file({
      project: 'HELP',
      summary: 'Archive project LEGACY',
      description: '',
      reporter: 'Dan Reporter',
    });
    await sandbox.settled();
    const link = await linkOn(second);
    await inspectEverywhere('link-sign-in', link, ({ page }) =>
      page.getByRole('button', { name: 'Sign in' }).waitFor(WAIT),
    );
    for (const look of LOOKS) {
      const visit = await openPage(browser, look);
      await visit.page.goto(link);
      await signIn(visit, 'ana@example.com');
      await visit.page.getByText('POST /rest/api/3/project/LEGACY/archive').waitFor(WAIT);
      await inspect(visit, 'link-request', look);
      if (look === LOOKS.at(-1)) {
        await visit.page.getByRole('button', { name: 'Approve' }).click();
        await visit.page.getByText('Closed: approved by').waitFor(WAIT);
        await inspect(visit, 'link-decided', look);
      }
      await visit.context.close();
    }
    await sandbox.settled();
    expect(sandbox.jira.state().projects['LEGACY']?.archived).toBe(true);
  });

  it('shows decisions, a decision and the verified log in the dashboard', async () => {
    for (const look of LOOKS) {
      const visit = await openPage(browser, look);
      await visit.page.goto(`${sandbox.service.url}/`);
      await signIn(visit, 'ana@example.com');
      await visit.page.getByRole('heading', { name: 'All decisions' }).waitFor(WAIT);
      await inspect(visit, 'decisions', look);
      await visit.page.getByRole('link', { name: key, exact: true }).first().click();
      await visit.page.getByRole('heading', { name: `Decision on ${key}` }).waitFor(WAIT);
      await inspect(visit, 'decision', look);
      await visit.page.goto(`${sandbox.service.url}/app/log`);
      await visit.page.getByText(/Verified: \d+ entries, chain complete/).waitFor(WAIT);
      await inspect(visit, 'log', look);
      await visit.context.close();
    }
  });

  it('shows the administrator’s page in Jira', async () => {
    const url = `${sandbox.host.url}/admin/kraken?as=${encodeURIComponent(sandbox.personId('Ana Admin'))}`;
    await inspectEverywhere('admin', url, (visit) =>
      panelOf(visit).getByText('Approver group').first().waitFor(WAIT),
    );
  });
});

async function linkOn(issueKey: string): Promise<string> {
  const visit = await openPage(browser, WIDE);
  await visit.page.goto(issueUrl(issueKey, 'Ana Admin'));
  const anchor = visit.page.locator('a[href*="/approve/"]').first();
  await anchor.waitFor(WAIT);
  const href = await anchor.getAttribute('href');
  await visit.context.close();
  return href ?? '';
}
