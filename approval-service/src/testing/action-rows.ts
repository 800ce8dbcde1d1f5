/** Stored actions and requests for tests of pure code that reads them. */
import type {
  DecisionId,
  InstanceId,
  JiraRequest,
  PlannedAction,
  PolicyInput,
} from '@kraken/shared';
import type { ActionRow, ApprovalRow } from '../ports.ts';
import { ORDINARY_CIRCUMSTANCES } from './policy-circumstances.ts';

const POLICY_INPUT: PolicyInput = {
  action: {
    type: 'project.archive',
    isValid: true,
    voices: ['reporter'],
    confidence: 1,
    playbookTightens: [],
  },
  facts: null,
  factsReadAtMs: null,
  ...ORDINARY_CIRCUMSTANCES,
  nowMs: 0,
};

/** A stored action; `planned` replaces parts of its plan. */
export function actionRow(
  over: Partial<Omit<ActionRow, 'planned'>> & { planned?: Partial<PlannedAction> } = {},
): ActionRow {
  const { planned, ...rest } = over;
  const index = rest.index ?? 0;
  return {
    decisionId: 'dec_00000001' as DecisionId,
    index,
    instanceId: 'ins_00000001' as InstanceId,
    state: 'succeeded',
    targetKey: '',
    requesterAccountId: 'dan',
    result: null,
    updatedAtMs: 0,
    ...rest,
    planned: {
      index,
      type: 'project.archive',
      quotes: [
        { text: 'Please archive project PAY', source: { kind: 'summary' }, voice: 'reporter' },
      ],
      dependsOn: [],
      resolved: undefined,
      requests: [],
      sentence: 'Archive the project PAY (Payments)',
      classification: {
        class: 'requires-approval',
        level: 'standard',
        reasons: [{ rule: 'R101', sentence: 'It hides a project.' }],
        policyVersion: '1',
      },
      policyInput: POLICY_INPUT,
      ...planned,
    },
  };
}

/** Requests of a plan of which only the methods matter. */
export function requestsOf(...methods: JiraRequest['method'][]): JiraRequest[] {
  return methods.map((method) => ({
    operationId: 'any',
    method,
    template: '/rest/api/3/any',
    path: {},
    query: [],
  }));
}

/** A stored request for approval. */
export function approvalRow(over: Partial<ApprovalRow> = {}): ApprovalRow {
  return {
    approvalId: 'apr_00000001' as ApprovalRow['approvalId'],
    instanceId: 'ins_00000001' as InstanceId,
    decisionId: 'dec_00000001' as DecisionId,
    state: 'staged',
    level: 'standard',
    planDigest: 'a'.repeat(64),
    factsDigest: 'b'.repeat(64),
    keyId: 'key',
    nonce: 'nonce',
    body: {
      actionIndexes: [0],
      projectIds: ['10002'],
      needsSiteAdmin: false,
      involvedAccountIds: ['dan'],
      typedKey: null,
      drift: [],
    },
    createdAtMs: 0,
    expiresAtMs: Date.UTC(2026, 10, 25, 12),
    decidedAtMs: null,
    decidedBy: null,
    ...over,
  };
}
