import type { SiteSettingsBody } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakePorts, fakeInvocation, fakePorts, json } from '../testing/fakes';
import { buildChecklist } from './admin-checklist';
import {
  type Administrator,
  keepPins,
  pauseSite,
  proveAdministrator,
  saveSettings,
} from './administer-site';
import { pinPanel, readPinProgress, searchGroups } from './search-jira';

const ANA: Administrator = { accountId: 'ana', displayName: 'Ana', isSiteAdmin: true };
const SETTINGS: SiteSettingsBody = {
  mode: 'default',
  approverGroup: { groupId: 'g1', name: 'approvers' },
  panelProjectIds: ['10000'],
  autoOff: [],
  defaultRole: 'Member',
};
const SITE_LINE = 'GET /rest/api/3/mypermissions';

let ports: FakePorts;
const sender = () => ({
  jira: ports.jira,
  clock: ports.clock,
  deadlineMs: fakeInvocation().deadlineMs,
});
const permitted = (havePermission: boolean) =>
  json(200, { permissions: { ADMINISTER: { havePermission } } });

beforeEach(() => {
  ports = fakePorts();
  ports.jira
    .on(SITE_LINE, permitted(true))
    .on('GET /rest/api/3/myself', json(200, { accountId: 'ana', displayName: 'Ana' }));
});

describe('an administrator', () => {
  it('is whom Jira says to be one, and nobody else', async () => {
    expect(await proveAdministrator(sender(), 'ana')).toEqual(ANA);
    expect(await proveAdministrator(sender(), 'mallory')).toBe('no-answer');
    ports.jira.on(SITE_LINE, permitted(false));
    expect(await proveAdministrator(sender(), 'ana')).toBe('not-administrator');
    ports.jira.on(SITE_LINE, { status: 503 });
    expect(await proveAdministrator(sender(), 'ana')).toBe('no-answer');
  });

  it('is named in every change', async () => {
    ports.service.on('PUT /forge/v1/settings', 200).on('POST /forge/v1/pause', 200);
    await saveSettings(ports.service, ANA, SETTINGS);
    await pauseSite(ports.service, ANA, { paused: true, reason: 'incident' });
    expect(ports.service.calls.map(({ body }) => body)).toEqual([
      { by: ANA, settings: SETTINGS },
      { by: ANA, paused: true, reason: 'incident' },
    ]);
  });

  it('reads the service’s own words when something was not taken', async () => {
    ports.service.on('PUT /forge/v1/settings', 422, { detail: 'The role is unknown.' });
    expect(await saveSettings(ports.service, ANA, SETTINGS)).toEqual({
      isDone: false,
      sentence: 'The role is unknown.',
    });
  });
});

describe('pinning the panel', () => {
  const PIN = 'POST /rest/api/3/forge/panel/action/bulk/async';

  it('sends module and projects in the form Jira documents', async () => {
    ports.jira.on(PIN, json(202, { taskId: '42' }));
    const outcome = await pinPanel(sender(), 'ari:module', { pin: ['1'], unpin: ['2'] });
    expect(outcome).toMatchObject({ isDone: true, taskId: '42' });
    expect(JSON.parse(ports.jira.sent[0]?.body ?? '')).toEqual({
      moduleId: 'ari:module',
      projectList: [
        { projectIdOrKey: '1', action: 'PIN' },
        { projectIdOrKey: '2', action: 'UNPIN' },
      ],
    });
  });

  it('says Jira’s words when it is refused', async () => {
    ports.jira.on(PIN, json(403, { errorMessages: ['Not allowed.'] }));
    const outcome = await pinPanel(sender(), 'ari:module', { pin: ['1'], unpin: [] });
    expect(outcome).toEqual({ isDone: false, sentence: 'Not allowed.' });
  });

  it('keeps the list beside the settings as they are now', async () => {
    ports.service
      .on('GET /forge/v1/settings', 200, { settings: { ...SETTINGS, mode: 'strict' } } as never)
      .on('PUT /forge/v1/settings', 200);
    await keepPins(ports.service, ANA, { pin: ['3'], unpin: ['10000'] });
    expect(ports.service.calls[1]?.body).toMatchObject({
      settings: { mode: 'strict', panelProjectIds: ['3'] },
    });
  });

  it.each([
    ['RUNNING', 'running'],
    ['COMPLETE', 'done'],
    ['FAILED', 'failed'],
    ['DEAD', 'failed'],
  ])('follows the task: %s', async (status, state) => {
    ports.jira.on('GET /rest/api/3/task/42', json(200, { status, progress: 40 }));
    expect((await readPinProgress(sender(), '42')).state).toBe(state);
  });
});

describe('the checklist', () => {
  const PLAN = 'GET /rest/api/3/instance/license';
  const GROUPS = 'GET /rest/api/3/user/groups';
  const states = async (settings: SiteSettingsBody | undefined) => {
    const input = { asApp: sender(), asUser: sender(), appAccountId: 'kraken', settings };
    const lines = await buildChecklist(input);
    return Object.fromEntries(lines.map(({ id, state }) => [id, state]));
  };
  beforeEach(() => {
    ports.jira
      .on(PLAN, json(200, { applications: [{ id: 'jira-software', plan: 'PAID' }] }))
      .on(GROUPS, json(200, [{ groupId: 'g1', name: 'approvers' }]));
  });

  it('is green when everything is ready', async () => {
    expect(new Set(Object.values(await states(SETTINGS)))).toEqual(new Set(['good']));
  });

  it.each([401, 403])('waits while Jira sets the app up (%s)', async (status) => {
    ports.jira.on(SITE_LINE, json(status, {}));
    expect((await states(SETTINGS))['permissions']).toBe('wait');
  });

  it('says what is missing', async () => {
    const bare = { ...SETTINGS, approverGroup: null, panelProjectIds: [] };
    ports.jira.on(PLAN, json(200, { applications: [{ id: 'jira-software', plan: 'FREE' }] }));
    expect(await states(bare)).toMatchObject({
      'restricted-comment': 'todo',
      plan: 'bad',
      panel: 'todo',
    });
    ports.jira.on(GROUPS, json(200, []));
    expect((await states(SETTINGS))['restricted-comment']).toBe('todo');
  });

  it('claims nothing it does not know', async () => {
    ports.jira.on(PLAN, { status: 503 }).on(SITE_LINE, { status: 0 });
    expect(await states(undefined)).toEqual({
      service: 'bad',
      permissions: 'unknown',
      'restricted-comment': 'unknown',
      plan: 'unknown',
      panel: 'unknown',
    });
  });
});

describe('groups to choose from', () => {
  it('are asked for with the text as it is, escaped', async () => {
    ports.jira.on(
      'GET /rest/api/3/groups/picker',
      json(200, { groups: [{ groupId: 'g', name: 'n', html: '<b>n</b>' }] }),
    );
    expect(await searchGroups(sender(), 'a&b=c')).toEqual([{ groupId: 'g', name: 'n' }]);
    expect(ports.jira.lines()[0]).toContain('query=a%26b%3Dc');
  });
});
