/**
 * Brings a fresh sandbox to where a customer is after the first run: app installed and registered, approver group and default
 * role chosen and the panel pinned by the administrator on the real admin page.
 */
import type { Sandbox } from './sandbox-types.ts';

const ADMIN_PAGE = 'kraken-admin';
const APPROVERS = 'approvers';
const DEFAULT_ROLE = 'Member';

interface Outcome {
  isDone: boolean;
  sentence: string;
}

const TRIES = 4;

/** Installs and sets up. Throws with the sentence an administrator would read. */
export async function setUpSite(sandbox: Sandbox): Promise<void> {
  await sandbox.host.install();
  await sandbox.host.settled();
  const settings = await saveSettings(sandbox);
  if (!settings.isDone) throw new Error(`the settings were not saved: ${settings.sentence}`);
  const pinned = await pinPanel(sandbox);
  if (!pinned.isDone) throw new Error(`the panel was not pinned: ${pinned.sentence}`);
}

/** What an administrator does when the service does not answer: waits for the app's sweep, and presses again. */
async function saveSettings(sandbox: Sandbox): Promise<Outcome> {
  let outcome = await pressSave(sandbox);
  for (let tries = 1; tries < TRIES && !outcome.isDone; tries += 1) {
    await sandbox.service.up();
    await sandbox.host.runScheduled();
    outcome = await pressSave(sandbox);
  }
  return outcome;
}

async function pressSave({ host, jira, personId }: Sandbox): Promise<Outcome> {
  const group = jira.state().groups[APPROVERS];
  if (!group) throw new Error(`the Jira stand-in has no group ${APPROVERS}`);
  const settings = {
    mode: 'default',
    approverGroup: { groupId: group.id, name: APPROVERS },
    panelProjectIds: [],
    autoOff: [],
    defaultRole: DEFAULT_ROLE,
  };
  return (await host.invokeResolver(
    ADMIN_PAGE,
    'saveSettings',
    { settings },
    { accountId: personId('Ana Admin') },
  )) as Outcome;
}

/** Shows the panel in every project, as the first run offers. */
async function pinPanel({ host, jira, personId }: Sandbox): Promise<Outcome> {
  const pin = Object.values(jira.state().projects)
    .filter(({ archived, deleted }) => !archived && !deleted)
    .map(({ id }) => id);
  return (await host.invokeResolver(
    ADMIN_PAGE,
    'pinPanel',
    { pin, unpin: [] },
    { accountId: personId('Ana Admin') },
  )) as Outcome;
}
