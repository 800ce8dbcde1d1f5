/**
 * Resolver of the administration page. Jira shows the page to administrators only, but that is decided in the browser:
 * each function asks Jira as the caller before it does anything.
 */
import { getAppContext } from '@forge/api';
import Resolver from '@forge/resolver';
import type { Sender } from '../jira/send-patiently';
import { jiraAsApp, jiraAsUser } from '../jira/send-request';
import { currentInvocation, systemClock } from '../runtime/bind-ports';
import { approvalService } from '../service/call-service';
import { forgeKvs } from '../store/forge-kvs';
import { findAppAccountId } from '../store/registration';
import { buildChecklist } from './admin-checklist';
import type {
  AdminView,
  ChangeOutcome,
  GroupChoice,
  PendingList,
  PinProgress,
  ProjectChoice,
} from './admin-contract';
import {
  type Administrator,
  keepPins,
  listApprovals,
  pauseSite,
  proveAdministrator,
  readSettings,
  saveSettings,
} from './administer-site';
import { listAutomaticTypes } from './automatic-types';
import { parsePause, parsePins, parseSearch, parseSettings, parseTaskId } from './parse-payload';
import { pinPanel, readPinProgress, searchGroups, searchProjects } from './search-jira';

const PANEL = 'kraken-panel';

interface Call {
  payload: unknown;
  context: { accountId?: string };
}

type Refused = 'not-administrator' | 'no-answer';

const NOT_READABLE: ChangeOutcome = {
  isDone: false,
  sentence: 'Something is missing in the form. Nothing was changed.',
};
const REFUSED: Record<Refused, ChangeOutcome> = {
  'not-administrator': { isDone: false, sentence: 'Only a Jira administrator may do this.' },
  'no-answer': { isDone: false, sentence: 'Jira did not say whether you may do this. Try again.' },
};

function asUser(): Sender {
  return { jira: jiraAsUser(), clock: systemClock, deadlineMs: currentInvocation().deadlineMs };
}

/** Proves the caller to be an administrator, then works; otherwise answers `refused`. */
async function asAdministrator<T>(
  call: Call,
  work: (by: Administrator, sender: Sender) => Promise<T>,
  refused: (why: Refused) => T,
): Promise<T> {
  const { accountId } = call.context;
  if (accountId === undefined) throw new Error('nobody is signed in');
  const sender = asUser();
  const by = await proveAdministrator(sender, accountId);
  return typeof by === 'string' ? refused(by) : work(by, sender);
}

const change = (call: Call, work: (by: Administrator, sender: Sender) => Promise<ChangeOutcome>) =>
  asAdministrator(call, work, (why) => REFUSED[why]);

async function getAdmin(call: Call): Promise<AdminView> {
  return asAdministrator<AdminView>(
    call,
    async (_by, sender) => {
      const [answer, appAccountId] = await Promise.all([
        readSettings(approvalService()),
        findAppAccountId(forgeKvs()),
      ]);
      const asApp = { ...sender, jira: jiraAsApp() };
      const settings = answer?.settings;
      const checklist = await buildChecklist({ asApp, asUser: sender, appAccountId, settings });
      if (answer === undefined) return { state: 'no-service', checklist };
      return { state: 'ready', answer, checklist, automaticTypes: listAutomaticTypes() };
    },
    (state) => ({ state }),
  );
}

async function save(call: Call): Promise<ChangeOutcome> {
  const settings = parseSettings(call.payload);
  if (settings === undefined) return NOT_READABLE;
  return change(call, (by) => saveSettings(approvalService(), by, settings));
}

async function setPaused(call: Call): Promise<ChangeOutcome> {
  const pause = parsePause(call.payload);
  if (pause === undefined) return NOT_READABLE;
  return change(call, (by) => pauseSite(approvalService(), by, pause));
}

async function pin(call: Call): Promise<ChangeOutcome> {
  const pins = parsePins(call.payload);
  if (pins === undefined) return NOT_READABLE;
  return change(call, async (by, sender) => {
    const outcome = await pinPanel(sender, panelModuleId(), pins);
    if (!outcome.isDone) return outcome;
    const kept = await keepPins(approvalService(), by, pins);
    return kept.isDone ? outcome : { ...outcome, sentence: `${outcome.sentence} ${kept.sentence}` };
  });
}

async function pinProgress(call: Call): Promise<PinProgress> {
  const taskId = parseTaskId(call.payload);
  const unknown: PinProgress = { state: 'unknown', percent: 0 };
  if (taskId === undefined) return unknown;
  return asAdministrator(
    call,
    (_by, sender) => readPinProgress(sender, taskId),
    () => unknown,
  );
}

async function findGroups(call: Call): Promise<GroupChoice[]> {
  const query = parseSearch(call.payload);
  return asAdministrator(
    call,
    (_by, sender) => searchGroups(sender, query),
    () => [],
  );
}

async function findProjects(call: Call): Promise<ProjectChoice[]> {
  const query = parseSearch(call.payload);
  return asAdministrator(
    call,
    (_by, sender) => searchProjects(sender, query),
    () => [],
  );
}

async function pending(call: Call): Promise<PendingList> {
  return asAdministrator<PendingList>(
    call,
    () => listApprovals(approvalService()),
    () => ({ state: 'unavailable' }),
  );
}

/** As Jira's document writes it: `…/extension/{app-id}/{environment-id}/static/{module-key}`. */
function panelModuleId(): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${PANEL}`;
}

const resolver = new Resolver();
resolver.define('getAdmin', getAdmin);
resolver.define('saveSettings', save);
resolver.define('setPaused', setPaused);
resolver.define('pinPanel', pin);
resolver.define('pinProgress', pinProgress);
resolver.define('searchGroups', findGroups);
resolver.define('searchProjects', findProjects);
resolver.define('listApprovals', pending);

/** Handler of the administration page's resolver. */
export const adminResolver = resolver.getDefinitions();
