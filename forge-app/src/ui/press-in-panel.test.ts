import type { DecisionView, Json } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakePorts, fakeInvocation, fakePorts, json } from '../testing/fakes';
import { decideInPanel } from './decide-in-panel';
import type { PanelView } from './panel-contract';
import { pressInPanel } from './press-in-panel';
import { type PanelViewer, readPanel } from './read-panel';

const DECISION: DecisionView = {
  decisionId: 'dec_00000001',
  issueKey: 'ABC-1',
  state: 'partly-done',
  stateSentence: 'Partly done',
  createdAt: '2026-11-24T12:00:00Z',
  requesterAccountId: 'dana',
  actions: [],
  touches: { projectIds: ['10005'], needsSiteAdmin: false },
  undo: { isPossible: true },
  retry: { isPossible: true },
  followUps: [],
};
const SITE_LINE = 'GET /rest/api/3/mypermissions?permissions=ADMINISTER';
const PROJECT_LINE =
  'GET /rest/api/3/mypermissions?projectId=10005&permissions=BROWSE_PROJECTS%2CADMINISTER_PROJECTS';
const UNDO_LINE = 'POST /forge/v1/decisions/dec_00000001/undo';
const RETRY_LINE = 'POST /forge/v1/decisions/dec_00000001/retry';
const DIGEST = 'a'.repeat(64);

const have = (rights: Record<string, boolean>): Json => ({
  permissions: Object.fromEntries(
    Object.entries(rights).map(([key, havePermission]) => [key, { havePermission }]),
  ),
});

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
  ports.jira.on('GET /rest/api/3/issue/10001', json(200, { id: '10001' }));
  show(DECISION);
  for (const line of [UNDO_LINE, RETRY_LINE]) {
    ports.service.on(line, 200, { state: 'asked', decisionId: 'dec_00000002' });
  }
});

function show(decision: DecisionView): void {
  const answer = { decisions: [decision], site: { mode: 'default' } };
  ports.service.on('GET /forge/v1/issues/10001/decisions', 200, answer as never);
}

function viewer(
  accountId: string,
  rights: { site?: boolean; project?: boolean } = {},
): PanelViewer {
  const { site = false, project = false } = rights;
  ports.jira
    .on(SITE_LINE, json(200, have({ ADMINISTER: site })))
    .on(PROJECT_LINE, json(200, have({ BROWSE_PROJECTS: true, ADMINISTER_PROJECTS: project })))
    .on('GET /rest/api/3/myself', json(200, { accountId, displayName: `Name of ${accountId}` }));
  return {
    accountId,
    sender: { jira: ports.jira, clock: ports.clock, deadlineMs: fakeInvocation().deadlineMs },
  };
}

const press = (who: PanelViewer, button: 'undo' | 'retry' = 'undo', decisionId = 'dec_00000001') =>
  pressInPanel(ports.service, who, {
    issueIdOrKey: '10001',
    payload: { decisionId, press: button },
  });

const posts = () => ports.service.calls.filter(({ line }) => line.startsWith('POST '));

async function rightsOf(who: PanelViewer) {
  const view: PanelView = await readPanel(who, ports.service, '10001');
  return view.state === 'ready' ? view.decisions[0] : undefined;
}

describe('Undo and Retry', () => {
  it.each([
    ['a site administrator', 'ana', { site: true }, true, []],
    ['an administrator of every project touched', 'pam', { project: true }, false, ['10005']],
    ['the person who asked', 'dana', {}, false, []],
  ])('of %s reach the service with Jira’s own answer', async (_n, id, rights, isSiteAdmin, ids) => {
    expect((await rightsOf(viewer(id, rights)))?.rights).toMatchObject({
      canUndo: true,
      canRetry: true,
    });
    for (const button of ['undo', 'retry'] as const) {
      expect(await press(viewer(id, rights), button)).toMatchObject({ state: 'decided' });
    }
    const body = {
      accountId: id,
      displayName: `Name of ${id}`,
      authority: { isSiteAdmin, administeredProjectIds: ids },
    };
    expect(posts()).toEqual([
      { line: UNDO_LINE, body },
      { line: RETRY_LINE, body },
    ]);
  });

  it.each([
    ['somebody else', 'ben', {}],
    ['an administrator of one of two projects', 'pam', { project: true }],
  ])('of %s go nowhere, and are not shown', async (_name, id, rights) => {
    show({ ...DECISION, touches: { projectIds: ['10005', '10006'], needsSiteAdmin: false } });
    ports.jira.on(
      PROJECT_LINE.replace('10005', '10006'),
      json(200, have({ BROWSE_PROJECTS: true, ADMINISTER_PROJECTS: false })),
    );
    expect((await rightsOf(viewer(id, rights)))?.rights).toMatchObject({
      canUndo: false,
      canRetry: false,
    });
    expect(await press(viewer(id, rights))).toMatchObject({ state: 'not-decided' });
    expect(posts()).toEqual([]);
  });

  it('take nobody for who asked, of whom Jira says somebody else', async () => {
    const who = viewer('dana');
    ports.jira.on('GET /rest/api/3/myself', json(200, { accountId: 'ben', displayName: 'Ben' }));
    expect(await press(who)).toMatchObject({ state: 'not-decided' });
    ports.jira.on('GET /rest/api/3/myself', { status: 503 });
    expect(await press(viewer('dana'))).toMatchObject({ state: 'decided' });
    expect(posts()).toHaveLength(1);
  });

  it('reach no decision of another issue', async () => {
    expect(await press(viewer('ana', { site: true }), 'undo', 'dec_00000009')).toMatchObject({
      state: 'not-decided',
    });
    expect(posts()).toEqual([]);
  });

  it('do nothing when Jira does not say what the person may do', async () => {
    const who = viewer('pam', { project: true });
    ports.jira.on(SITE_LINE, { status: 503 });
    expect(await press(who)).toMatchObject({ state: 'not-decided' });
    expect(posts()).toEqual([]);
  });

  it.each([
    [
      409,
      { detail: 'This has been undone already.' },
      'not-decided',
      'This has been undone already.',
    ],
    [0, null, 'not-sure', 'Press Refresh'],
    [200, { state: 'already-asked', decisionId: 'dec_00000002' }, 'decided', 'already'],
  ])('tell the service’s answer: %s', async (status, body, state, words) => {
    ports.service.on(UNDO_LINE, status, body);
    const outcome = await press(viewer('ana', { site: true }));
    expect(outcome.state).toBe(state);
    expect(outcome.sentence).toContain(words);
  });

  it('are not there when nothing can be undone or tried again', async () => {
    show({ ...DECISION, undo: { isPossible: false, why: 'x' }, retry: { isPossible: false } });
    expect((await rightsOf(viewer('ana', { site: true })))?.rights).toMatchObject({
      canUndo: false,
      canRetry: false,
    });
  });
});

describe('what a viewer without authority gets', () => {
  it('holds no ids of what is touched', async () => {
    const item = await rightsOf(viewer('ben'));
    expect(item?.decision.touches).toEqual({ projectIds: [], needsSiteAdmin: false });
    expect(JSON.stringify(item)).not.toContain('10005');
  });
});

describe('Withdraw', () => {
  const approval: NonNullable<DecisionView['approval']> = {
    approvalId: 'apr_00000001',
    state: 'staged',
    planDigest: DIGEST,
    level: 'critical',
    expiresAt: '2026-11-26T14:00:00Z',
    projectIds: ['10005'],
    needsSiteAdmin: false,
    involvedAccountIds: ['dana', 'lea'],
  };
  const withdraw = (who: PanelViewer) =>
    decideInPanel(ports, who, {
      issueIdOrKey: '10001',
      payload: {
        decisionId: 'dec_00000001',
        approvalId: 'apr_00000001',
        planDigest: DIGEST,
        verdict: 'withdraw',
      },
      invocation: fakeInvocation(),
    });
  beforeEach(() => {
    show({ ...DECISION, state: 'staged', approval });
    ports.service.on('POST /forge/v1/decisions/dec_00000001/cancel', 200, { state: 'withdrawn' });
  });

  it.each([
    ['who asked', 'dana', {}, true],
    ['an administrator', 'pam', { project: true }, true],
    ['somebody whose words are quoted', 'lea', {}, false],
    ['somebody else', 'ben', {}, false],
  ])('is for who asked and for administrators: %s', async (_name, id, rights, may) => {
    expect((await rightsOf(viewer(id, rights)))?.rights.canWithdraw).toBe(may);
    const outcome = await withdraw(viewer(id, rights));
    expect(outcome).toMatchObject(
      may
        ? { state: 'decided', sentence: 'Withdrawn. None of it was changed.' }
        : { state: 'not-decided' },
    );
    expect(posts()).toHaveLength(may ? 1 : 0);
  });
});
