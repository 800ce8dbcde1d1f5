import type { ApprovalView } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeInvocation, json } from '../testing/fakes';
import {
  ACTION,
  APPROVAL,
  DECISION,
  DECISIONS_LINE,
  DIGEST,
  freshPanel,
  ISSUES_LINE,
  ports,
  read,
  SITE_LINE,
  viewer,
} from '../testing/panel-views';
import { decideInPanel } from './decide-in-panel';
import { readPanel } from './read-panel';

beforeEach(freshPanel);

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
