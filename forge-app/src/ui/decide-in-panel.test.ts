import { beforeEach, describe, expect, it } from 'vitest';
import { fakeInvocation, makeOrder } from '../testing/fakes';
import {
  APPROVE_LINE,
  DENY_LINE,
  DIGEST,
  freshPanel,
  ports,
  SITE_LINE,
  viewer,
} from '../testing/panel-views';
import { decideInPanel } from './decide-in-panel';
import type { DecidePayload } from './panel-contract';
import type { PanelViewer } from './read-panel';

beforeEach(freshPanel);

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
