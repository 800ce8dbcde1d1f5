import type { ActionView, ApprovalView, DecisionView, Json } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakePorts, fakeInvocation, fakePorts, json, makeOrder } from '../testing/fakes';
import { decideInPanel } from './decide-in-panel';
import type { DecidePayload, PanelView } from './panel-contract';
import { type PanelViewer, readPanel } from './read-panel';

const DIGEST = 'a'.repeat(64);
const ACTION: ActionView = {
  index: 0,
  type: 'project.delete',
  sentence: 'Delete the project canary-name (OLD)',
  class: 'requires-approval',
  level: 'critical',
  reasons: [{ rule: 'R101', sentence: 'Deletions need approval' }],
  quotes: [{ text: 'delete OLD', source: { kind: 'description' }, voice: 'reporter' }],
  state: 'staged',
  rows: [{ label: 'Project', before: 'canary-before', after: 'gone' }],
  radius: ['canary-radius'],
  reversibility: { kind: 'until', sentence: 'Can be restored for 60 days' },
  requests: [{ line: 'DELETE /rest/api/3/project/OLD?canary-request' }],
  seenWith: { projectIds: ['10005'], issueIds: ['40001'] },
};
const APPROVAL: ApprovalView = {
  approvalId: 'apr_00000001',
  state: 'staged',
  planDigest: DIGEST,
  level: 'critical',
  expiresAt: '2026-11-26T14:00:00Z',
  projectIds: ['10005'],
  needsSiteAdmin: false,
  involvedAccountIds: ['dana'],
  typedKey: 'canary-key',
  drift: [{ label: 'l', before: 'canary-drift', after: 'a' }],
};
const DECISION: DecisionView = {
  decisionId: 'dec_00000001',
  issueKey: 'ABC-1',
  state: 'staged',
  stateSentence: 'Waiting for an administrator until 26 Nov 2026, 14:00 UTC',
  createdAt: '2026-11-24T12:00:00Z',
  requesterAccountId: 'dana',
  actions: [ACTION],
  approval: APPROVAL,
  touches: { projectIds: ['10005'], needsSiteAdmin: false },
  undo: { isPossible: false, why: 'canary-undo' },
  retry: { isPossible: false, why: 'canary-retry' },
  outcome: '1 failed (canary-reason)',
  followUps: [],
};

const SITE_LINE = 'GET /rest/api/3/mypermissions?permissions=ADMINISTER';
const PROJECT_LINE =
  'GET /rest/api/3/mypermissions?projectId=10005&permissions=BROWSE_PROJECTS%2CADMINISTER_PROJECTS';
const ISSUES_LINE = 'POST /rest/api/3/permissions/check';
const DECISIONS_LINE = 'GET /forge/v1/issues/10001/decisions';
const APPROVE_LINE = 'POST /forge/v1/decisions/dec_00000001/approve';
const DENY_LINE = 'POST /forge/v1/decisions/dec_00000001/deny';

const have = (rights: Record<string, boolean>): Json => ({
  permissions: Object.fromEntries(
    Object.entries(rights).map(([key, havePermission]) => [key, { havePermission }]),
  ),
});

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
  ports.jira.on('GET /rest/api/3/issue/10001', json(200, { id: '10001' }));
  ports.service.on(DECISIONS_LINE, 200, {
    decisions: [DECISION],
    site: { mode: 'default' },
  } as never);
});

function viewer(
  accountId: string,
  rights: { site?: boolean; browse?: boolean; project?: boolean; issues?: number[] },
): PanelViewer {
  const { site = false, browse = false, project = false, issues = [40001] } = rights;
  ports.jira
    .on(SITE_LINE, json(200, have({ ADMINISTER: site })))
    .on(PROJECT_LINE, json(200, have({ BROWSE_PROJECTS: browse, ADMINISTER_PROJECTS: project })))
    .on(
      ISSUES_LINE,
      json(200, { projectPermissions: [{ permission: 'BROWSE_PROJECTS', projects: [], issues }] }),
    )
    .on('GET /rest/api/3/myself', json(200, { accountId, displayName: `Name of ${accountId}` }));
  return {
    accountId,
    sender: { jira: ports.jira, clock: ports.clock, deadlineMs: fakeInvocation().deadlineMs },
  };
}

async function read(who: PanelViewer): Promise<Extract<PanelView, { state: 'ready' }>> {
  const view = await readPanel(who, ports.service, '10001');
  if (view.state !== 'ready') throw new Error(view.what);
  return view;
}

describe('what a viewer sees', () => {
  it.each([
    ['a site administrator', { site: true }],
    ['an administrator of every project touched', { browse: true, project: true }],
  ])('%s sees everything and may decide', async (_name, rights) => {
    const [item] = (await read(viewer('ana', rights))).decisions;
    expect(item?.decision).toEqual(DECISION);
    expect(item?.rights).toMatchObject({ canApprove: true, canDeny: true });
  });

  it('somebody who may only look at the project gets no requests, rows, numbers, drift, key or ids', async () => {
    const [item] = (await read(viewer('ben', { browse: true }))).decisions;
    const text = JSON.stringify(item);
    for (const hidden of [
      'canary-request',
      'canary-before',
      'canary-radius',
      'canary-drift',
      'canary-key',
      '10005',
      'dana"',
    ]) {
      expect(text).not.toContain(hidden);
    }
    expect(text).toContain('canary-name');
    expect(item?.rights).toMatchObject({ canApprove: false, canDeny: false });
  });

  it('somebody who cannot see the project gets nothing of it, but the words of the ticket', async () => {
    const [item] = (await read(viewer('ben', {}))).decisions;
    expect(JSON.stringify(item)).not.toContain('canary');
    expect(item?.decision.actions[0]?.quotes).toEqual(ACTION.quotes);
  });

  it.each<[string, number[], string[] | undefined]>([
    ['Jira does not show him', [], ['40001']],
    ['Jira does not show him, among others', [40001], ['40001', '40002']],
    ['an older service does not name', [40001], undefined],
  ])('somebody who sees the project gets nothing of an issue that %s', async (_, issues, asked) => {
    const seenWith = asked && { projectIds: ['10005'], issueIds: asked };
    const decisions = [{ ...DECISION, actions: [{ ...ACTION, seenWith }] }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
    const [item] = (await read(viewer('ben', { browse: true, issues }))).decisions;
    expect(JSON.stringify(item)).not.toMatch(/canary|4000/);
  });

  it.each([
    ['nothing of what lies in no project', {}, false],
    ['what is hidden from nobody', { isForAll: true as const }, true],
  ])('somebody is shown %s', async (_, openness, isShown) => {
    const seenWith = { projectIds: [], issueIds: [], ...openness };
    const decisions = [{ ...DECISION, actions: [{ ...ACTION, seenWith }] }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
    const [item] = (await read(viewer('ben', { browse: true }))).decisions;
    expect(JSON.stringify(item).includes('canary-name')).toBe(isShown);
  });

  it('somebody who sees what one of two actions touches is shown that one, and nothing of the other', async () => {
    const seenWith = { projectIds: ['10005'], issueIds: ['40002'] };
    const other = { ...ACTION, index: 1, sentence: 'Assign canary-issue', seenWith };
    const decisions = [{ ...DECISION, actions: [ACTION, other] }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
    const [item] = (await read(viewer('ben', { browse: true }))).decisions;
    expect(item?.decision.actions.map(({ sentence }) => sentence)).toEqual([
      ACTION.sentence,
      'An action on something you cannot see',
    ]);
    expect(JSON.stringify(item)).not.toMatch(/canary-(issue|reason|undo|retry)/);
  });

  it('nobody sees an issue of which Jira does not say it', async () => {
    const who = viewer('ben', { browse: true });
    ports.jira.on(ISSUES_LINE, json(403, {}));
    expect(JSON.stringify((await read(who)).decisions)).not.toContain('canary');
  });

  it('Jira is asked as the viewer about each issue, as many at once as it takes', async () => {
    const issueIds = Array.from({ length: 1_001 }, (_, at) => String(at + 1));
    const actions = [{ ...ACTION, seenWith: { projectIds: ['10005'], issueIds } }];
    const decisions = [{ ...DECISION, actions }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
    await read(viewer('ben', { browse: true }));
    const bodies = ports.jira.sent.filter(({ method }) => method === 'POST');
    expect(bodies.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^\{"projectPermissions":\[\{"permissions":\["BROWSE_PROJECTS"\],/),
      '{"projectPermissions":[{"permissions":["BROWSE_PROJECTS"],"issues":[1001]}]}',
    ]);
  });

  it.each([
    ['cannot see the project gets nothing of it', false],
    ['can see the project reads what became of it', true],
  ])('of what ran by itself, an undo for one, somebody who %s', async (_name, browse) => {
    const { approval: _none, ...automatic } = DECISION;
    const action = { ...ACTION, class: 'auto-execute', resultSentence: 'canary-result' } as const;
    const decisions = [{ ...automatic, state: 'done', actions: [action] }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
    const text = JSON.stringify((await read(viewer('eve', { browse }))).decisions);
    for (const word of ['canary-name', 'canary-result', 'canary-reason', 'canary-undo']) {
      expect(text.includes(word), word).toBe(browse);
    }
    for (const word of ['10005', 'canary-request', 'canary-before'])
      expect(text).not.toContain(word);
  });

  it('nobody sees decisions of an issue Jira does not show them', async () => {
    ports.jira.on('GET /rest/api/3/issue/10001', json(404, {}));
    const view = await readPanel(viewer('ana', { site: true }), ports.service, '10001');
    expect(view).toEqual({ state: 'unavailable', what: 'issue' });
    expect(ports.service.calls).toEqual([]);
  });

  it('an issue id of the browser that is none reaches neither Jira nor the service', async () => {
    const view = await readPanel(viewer('ana', { site: true }), ports.service, '1/../../settings');
    expect(view).toEqual({ state: 'unavailable', what: 'issue' });
    expect(ports.service.calls).toEqual([]);
  });

  it('a service that does not answer is said so', async () => {
    ports.service.on(DECISIONS_LINE, 503);
    const view = await readPanel(viewer('ana', { site: true }), ports.service, '10001');
    expect(view).toEqual({ state: 'unavailable', what: 'service' });
  });

  it('no answer of Jira about rights is not a yes', async () => {
    const who = viewer('ana', { site: true });
    ports.jira.on(SITE_LINE, { status: 503 });
    const [item] = (await read(who)).decisions;
    expect(item?.rights).toMatchObject({ authority: 'unknown', canApprove: false });
    expect(JSON.stringify(item)).not.toContain('canary-request');
  });
});

describe('a plan for the whole site', () => {
  const siteWide = (parts: Partial<ApprovalView> = {}): void => {
    const approval = { ...APPROVAL, needsSiteAdmin: true, ...parts };
    const decisions = [{ ...DECISION, approval }];
    ports.service.on(DECISIONS_LINE, 200, { decisions, site: { mode: 'default' } } as never);
  };

  it.each([
    ['of the projects it names', {}],
    ['where it names none', { projectIds: [] }],
  ])('is not for administrators %s, who see what everybody sees', async (_name, parts) => {
    siteWide(parts);
    const [item] = (await read(viewer('ana', { browse: true, project: true }))).decisions;
    expect(item?.rights).toEqual({
      authority: 'no',
      isInvolved: false,
      canApprove: false,
      canDeny: false,
      canWithdraw: false,
      canUndo: false,
      canRetry: false,
    });
    expect(item?.decision.approval?.needsSiteAdmin).toBe(true);
    const text = JSON.stringify(item);
    for (const hidden of ['canary-request', 'canary-before', 'canary-radius', 'canary-key']) {
      expect(text).not.toContain(hidden);
    }
  });

  it('is for a Jira administrator to decide, and for who asked to deny', async () => {
    siteWide();
    const [ana] = (await read(viewer('ana', { site: true }))).decisions;
    expect(ana?.rights).toMatchObject({ authority: 'yes', canApprove: true, canDeny: true });
    const [dana] = (await read(viewer('dana', { project: true }))).decisions;
    expect(dana?.rights).toMatchObject({ authority: 'no', canApprove: false, canDeny: true });
  });

  it.each(['approve', 'deny'] as const)(
    'cannot be decided by a project administrator: %s',
    async (verdict) => {
      siteWide();
      const outcome = await decideInPanel(ports, viewer('ana', { browse: true, project: true }), {
        issueIdOrKey: '10001',
        payload: {
          decisionId: 'dec_00000001',
          approvalId: 'apr_00000001',
          planDigest: DIGEST,
          verdict,
          reason: 'x',
        },
        invocation: fakeInvocation(),
      });
      expect(outcome).toEqual({
        state: 'not-decided',
        sentence: 'A Jira administrator must decide.',
      });
      expect(ports.service.calls.filter(({ line }) => line.startsWith('POST '))).toEqual([]);
    },
  );
});

describe('four-eyes', () => {
  it('lets the person who asked deny and not approve', async () => {
    const [item] = (await read(viewer('dana', { site: true }))).decisions;
    expect(item?.rights).toMatchObject({ isInvolved: true, canApprove: false, canDeny: true });
  });
});

describe('a decision', () => {
  const payload: DecidePayload = {
    decisionId: 'dec_00000001',
    approvalId: 'apr_00000001',
    planDigest: DIGEST,
    verdict: 'approve',
    reason: 'agreed',
    typedKey: 'OLD',
  };
  const decide = (who: PanelViewer, parts: Partial<DecidePayload> = {}) =>
    decideInPanel(ports, who, {
      issueIdOrKey: '10001',
      payload: { ...payload, ...parts },
      invocation: fakeInvocation(),
    });
  const sentTo = (line: string) => ports.service.calls.find((call) => call.line === line)?.body;

  it('of an administrator is sent with Jira’s own answer, runs the order and reports it', async () => {
    ports.service
      .on(APPROVE_LINE, 200, { state: 'approved', order: makeOrder() } as never)
      .on('POST /forge/v1/work-orders/ord_00000001/results', 200);
    const outcome = await decide(viewer('ana', { browse: true, project: true }));
    expect(outcome).toEqual({ state: 'decided', sentence: 'Approved. Done: 0 of 0.' });
    expect(sentTo(APPROVE_LINE)).toEqual({
      approvalId: 'apr_00000001',
      planDigest: DIGEST,
      accountId: 'ana',
      displayName: 'Name of ana',
      authority: { isSiteAdmin: false, administeredProjectIds: ['10005'] },
      reason: 'agreed',
      typedKey: 'OLD',
    });
    expect(sentTo('POST /forge/v1/work-orders/ord_00000001/results')).toMatchObject({
      state: 'ran',
    });
  });

  it.each<[string, string, { site?: boolean; browse?: boolean }, string]>([
    [
      'without authority',
      'ben',
      { browse: true },
      'An administrator of every project named here must decide.',
    ],
    [
      'on the own request',
      'dana',
      { site: true },
      'You asked for this, so somebody else must approve it.',
    ],
  ])('%s is not sent', async (_name, who, rights, sentence) => {
    expect(await decide(viewer(who, rights))).toEqual({ state: 'not-decided', sentence });
    expect(sentTo(APPROVE_LINE)).toBeUndefined();
  });

  it('to deny one’s own request is sent', async () => {
    ports.service.on(DENY_LINE, 200, { state: 'denied' });
    expect(await decide(viewer('dana', {}), { verdict: 'deny' })).toMatchObject({
      state: 'decided',
    });
    expect(sentTo(DENY_LINE)).toMatchObject({ authority: { isSiteAdmin: false } });
  });

  it('on an approval of another issue is not sent', async () => {
    const outcome = await decide(viewer('ana', { site: true }), { approvalId: 'apr_99999999' });
    expect(outcome.state).toBe('not-decided');
    expect(sentTo(APPROVE_LINE)).toBeUndefined();
  });

  it('as somebody else than the platform says is not sent', async () => {
    const who = { ...viewer('ana', { site: true }), accountId: 'mallory' };
    expect((await decide(who)).state).toBe('not-decided');
    expect(sentTo(APPROVE_LINE)).toBeUndefined();
  });

  it('without Jira’s answer is not sent', async () => {
    const who = viewer('ana', { site: true });
    ports.jira.on(SITE_LINE, { status: 503 });
    expect((await decide(who)).state).toBe('not-decided');
    expect(sentTo(APPROVE_LINE)).toBeUndefined();
  });

  it('that lost the race tells who decided, in the service’s words', async () => {
    const detail = 'Already approved by Ana at 14:02:11';
    ports.service.on(APPROVE_LINE, 409, { detail });
    expect(await decide(viewer('ana', { site: true }))).toEqual({
      state: 'not-decided',
      sentence: detail,
    });
  });

  it.each([0, 500, 503])('answered %s by the service is not called a failure', async (status) => {
    ports.service.on(APPROVE_LINE, status);
    expect((await decide(viewer('ana', { site: true }))).state).toBe('not-sure');
  });

  it('answered with a forged order runs nothing and says so', async () => {
    const forged = makeOrder({}, new Uint8Array(32));
    ports.service.on(APPROVE_LINE, 200, { state: 'approved', order: forged } as never);
    const outcome = await decide(viewer('ana', { site: true }));
    expect(outcome.sentence).toContain('Nothing ran');
    expect(ports.jira.writes()).toEqual([]);
  });
});
