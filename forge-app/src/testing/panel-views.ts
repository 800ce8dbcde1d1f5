/** The panel as somebody sees it: a decision that waits, a viewer with rights Jira tells of, and what was asked. */
import type { ActionView, ApprovalView, DecisionView, Json } from '@kraken/shared';
import type { PanelView } from '../ui/panel-contract';
import { type PanelViewer, readPanel } from '../ui/read-panel';
import { type FakePorts, fakeInvocation, fakePorts, json } from './fakes';

export const DIGEST = 'a'.repeat(64);
export const ACTION: ActionView = {
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
export const APPROVAL: ApprovalView = {
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
export const DECISION: DecisionView = {
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

export const SITE_LINE = 'GET /rest/api/3/mypermissions?permissions=ADMINISTER';
export const PROJECT_LINE =
  'GET /rest/api/3/mypermissions?projectId=10005&permissions=BROWSE_PROJECTS%2CADMINISTER_PROJECTS';
export const ISSUES_LINE = 'POST /rest/api/3/permissions/check';
export const DECISIONS_LINE = 'GET /forge/v1/issues/10001/decisions';
export const APPROVE_LINE = 'POST /forge/v1/decisions/dec_00000001/approve';
export const DENY_LINE = 'POST /forge/v1/decisions/dec_00000001/deny';

export const have = (rights: Record<string, boolean>): Json => ({
  permissions: Object.fromEntries(
    Object.entries(rights).map(([key, havePermission]) => [key, { havePermission }]),
  ),
});

/** Those of the running test. */
export let ports: FakePorts;
/** Ports of a new test. */
export function freshPanel(): void {
  ports = fakePorts();
  ports.jira.on('GET /rest/api/3/issue/10001', json(200, { id: '10001' }));
  ports.service.on(DECISIONS_LINE, 200, {
    decisions: [DECISION],
    site: { mode: 'default' },
  } as never);
}

/** Somebody with these rights, as Jira answers about them. */
export function viewer(
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

/** The panel of this viewer; an error where there is none. */
export async function read(who: PanelViewer): Promise<Extract<PanelView, { state: 'ready' }>> {
  const view = await readPanel(who, ports.service, '10001');
  if (view.state !== 'ready') throw new Error(view.what);
  return view;
}
