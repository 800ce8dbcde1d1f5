/** The first-run checklist: every line is green or one sentence that says what to do. Asks, changes nothing. */
import { fieldAt, type JiraRequest, renderRequest, type SiteSettingsBody } from '@kraken/shared';
import {
  GET_LICENSE,
  GET_MY_PERMISSIONS,
  GET_USER_GROUPS,
  type OwnOperation,
} from '../jira/own-operations';
import type { Sender } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';
import type { CheckLine } from './admin-contract';

/** `asApp`: what Jira lets Kraken do; `asUser`: what the administrator may look at. */
interface ChecklistInput {
  asApp: Sender;
  asUser: Sender;
  appAccountId: string | null;
  /** Undefined when the service did not answer. */
  settings: SiteSettingsBody | undefined;
}

/** All lines, in the order they are worked through. */
export async function buildChecklist(input: ChecklistInput): Promise<CheckLine[]> {
  const [permissions, plan, comment] = await Promise.all([
    checkPermissions(input.asApp),
    checkPlan(input.asUser),
    checkComment(input),
  ]);
  return [checkService(input.settings), permissions, comment, plan, checkPanel(input.settings)];
}

/** Asked once: a checklist that waits for retries would run into the page's time limit. */
async function ask(
  sender: Sender,
  operation: OwnOperation,
  query: JiraRequest['query'] = [],
): Promise<JiraAnswer | undefined> {
  const rendered = renderRequest({ ...operation, path: {}, query });
  return rendered.ok ? sender.jira.send(rendered.value, 8_000) : undefined;
}

function checkService(settings: SiteSettingsBody | undefined): CheckLine {
  return settings === undefined
    ? {
        id: 'service',
        state: 'bad',
        sentence: 'Kraken’s service did not answer. Try again in a minute; nothing runs meanwhile.',
      }
    : { id: 'service', state: 'good', sentence: 'Kraken’s service answers.' };
}

/** Right after an installation Jira refuses the app's own user for some minutes. */
async function checkPermissions(asApp: Sender): Promise<CheckLine> {
  const answer = await ask(asApp, GET_MY_PERMISSIONS, [['permissions', 'ADMINISTER']]);
  const id = 'permissions';
  if (answer === undefined || answer.status === 0 || answer.status >= 500) {
    return { id, state: 'unknown', sentence: 'Jira did not answer. Try again.' };
  }
  if (answer.status === 401 || answer.status === 403) {
    return {
      id,
      state: 'wait',
      sentence: 'Jira is still setting up Kraken’s permissions, checking again.',
    };
  }
  const isReady = fieldAt(answer.body, 'permissions.ADMINISTER.havePermission') === true;
  return isReady
    ? { id, state: 'good', sentence: 'Kraken’s permissions are ready.' }
    : {
        id,
        state: 'bad',
        sentence: 'Kraken’s own user may not administer Jira. Reinstall the app.',
      };
}

/** Restricted comments need a group, and Jira lets an author name only groups he is in. */
async function checkComment(input: ChecklistInput): Promise<CheckLine> {
  const id = 'restricted-comment';
  const { settings, appAccountId } = input;
  if (settings === undefined)
    return { id, state: 'unknown', sentence: 'Not known without the service.' };
  const group = settings.approverGroup;
  if (group === null) {
    const sentence = 'Pick the approver group below. Until then comments carry no approval link.';
    return { id, state: 'todo', sentence };
  }
  const member =
    appAccountId === null ? undefined : await isMember(input, appAccountId, group.groupId);
  if (member === false) {
    const sentence = `Add Kraken’s user to the group ${group.name}, or Jira may refuse its restricted comments.`;
    return { id, state: 'todo', sentence };
  }
  return { id, state: 'good', sentence: `Approval links go to the group ${group.name} only.` };
}

async function isMember(
  input: ChecklistInput,
  accountId: string,
  groupId: string,
): Promise<boolean | undefined> {
  const answer = await ask(input.asUser, GET_USER_GROUPS, [['accountId', accountId]]);
  if (answer?.status !== 200 || !Array.isArray(answer.body)) return undefined;
  return answer.body.some((group) => fieldAt(group, 'groupId') === groupId);
}

/** Jira's Free plan refuses changes of project roles. */
async function checkPlan(asUser: Sender): Promise<CheckLine> {
  const id = 'plan';
  const answer = await ask(asUser, GET_LICENSE);
  const applications = answer?.status === 200 ? fieldAt(answer.body, 'applications') : undefined;
  if (!Array.isArray(applications)) {
    return { id, state: 'unknown', sentence: 'Jira did not say which plan this site has.' };
  }
  const isPaid = applications.some((application) => fieldAt(application, 'plan') === 'PAID');
  return isPaid
    ? { id, state: 'good', sentence: 'Your Jira plan allows changes of project roles.' }
    : {
        id,
        state: 'bad',
        sentence:
          'Jira’s Free plan refuses changes of project roles; adding people to projects will fail.',
      };
}

function checkPanel(settings: SiteSettingsBody | undefined): CheckLine {
  const id = 'panel';
  const count = settings?.panelProjectIds.length ?? 0;
  if (settings === undefined)
    return { id, state: 'unknown', sentence: 'Not known without the service.' };
  return count > 0
    ? {
        id,
        state: 'good',
        sentence: `The panel is shown in ${count} ${count === 1 ? 'project' : 'projects'}.`,
      }
    : {
        id,
        state: 'todo',
        sentence:
          'Show the panel in your projects below; unpinned, each issue needs a click on the app button.',
      };
}
