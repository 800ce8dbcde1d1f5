/** What crosses packages: accepted whole, and refused with anything missing, more, or of another shape. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { orderReportSchema, workOrderSchema } from '../orders/work-order.ts';
import { decideBodySchema } from './decide.ts';
import { deliveryAnswerSchema, deliveryBodySchema } from './deliveries.ts';
import { lifecycleAnswerSchema, lifecycleBodySchema } from './lifecycle.ts';
import { claimBodySchema } from './orders.ts';
import { pauseBodySchema, putSettingsBodySchema } from './settings.ts';

interface Message {
  name: string;
  schema: z.ZodType;
  whole: Record<string, unknown>;
  optional?: string[];
  wrong: Array<Record<string, unknown>>;
}

const DIGEST = 'a'.repeat(64);
const by = { accountId: 'account-1', displayName: 'Ana Admin', isSiteAdmin: true };
const settings = {
  mode: 'default',
  approverGroup: { groupId: 'g-1', name: 'approvers' },
  panelProjectIds: ['10001'],
  autoOff: ['project.member.add'],
  defaultRole: 'Member',
};
const snapshot = {
  summary: 'Please add Dana',
  description: '',
  reporterDisplayName: 'Dan',
  status: 'Open',
  comments: [{ commentId: '1', text: 'soon, please' }],
};
const routing = {
  issueId: '10042',
  issueKey: 'HELP-1',
  projectId: '10001',
  projectKey: 'HELP',
  isServiceDesk: false,
  reporterAccountId: 'account-1',
  creatorAccountId: null,
  summaryAuthorAccountId: 'account-1',
  descriptionAuthorAccountId: null,
  commentAuthors: { '1': 'account-2' },
};

const MESSAGES: Message[] = [
  {
    name: 'a delivery',
    schema: deliveryBodySchema,
    whole: {
      deliveryKey: 'key-of-the-event',
      event: { type: 'issue.created', atMs: 1, readAtMs: 2, actorAccountId: 'account-1' },
      routing,
      snapshot,
    },
    wrong: [
      { deliveryKey: 'short' },
      { event: { type: 'issue.deleted', atMs: 1, readAtMs: 2, actorAccountId: null } },
      { event: { type: 'issue.created', atMs: -1, readAtMs: 2, actorAccountId: null } },
      { event: { type: 'issue.created', atMs: 1, actorAccountId: null } },
      { routing: { ...routing, issueKey: 'HELP-1/../2' } },
      { routing: { ...routing, reporterAccountId: 'a b' } },
      { snapshot: { ...snapshot, reporterEmail: 'dan@example.com' } },
      { snapshot: { ...snapshot, description: 'x'.repeat(32_768) } },
    ],
  },
  {
    name: 'the answer to a delivery',
    schema: deliveryAnswerSchema,
    whole: { deliveryId: 'dlv_00000001', decisionId: 'dec_00000001' },
    wrong: [{ deliveryId: 1 }],
  },
  {
    name: 'an installation',
    schema: lifecycleBodySchema,
    whole: {
      event: 'installed',
      cloudId: '11111111-2222-3333-4444-555555555555',
      siteUrl: 'https://site.example',
      appAccountId: null,
      webTrigger: { url: 'https://trigger.example/x', key: Buffer.alloc(32, 1).toString('base64') },
    },
    wrong: [
      { cloudId: 'not-a-cloud' },
      { event: 'uninstalled' },
      { siteUrl: 'site' },
      { webTrigger: { url: 'https://trigger.example/x', key: 'short' } },
      {
        webTrigger: { url: 'https://trigger.example/x', key: Buffer.alloc(33).toString('base64') },
      },
    ],
  },
  {
    name: 'the answer to an installation',
    schema: lifecycleAnswerSchema,
    whole: { instanceId: 'ins_00000001' },
    wrong: [{ instanceId: null }],
  },
  {
    name: 'a claim',
    schema: claimBodySchema,
    whole: { max: 20 },
    wrong: [{ max: 0 }, { max: 21 }, { max: 1.5 }, { max: '1' }],
  },
  {
    name: 'a decision in the panel',
    schema: decideBodySchema,
    whole: {
      approvalId: 'apr_00000001',
      planDigest: DIGEST,
      accountId: 'account-1',
      displayName: 'Ana',
      authority: { isSiteAdmin: false, administeredProjectIds: ['10001'] },
      reason: 'as agreed',
      typedKey: 'OLD',
    },
    optional: ['reason', 'typedKey'],
    wrong: [
      { planDigest: DIGEST.toUpperCase() },
      { planDigest: DIGEST.slice(1) },
      { authority: { isSiteAdmin: 'yes', administeredProjectIds: [] } },
      { authority: { isSiteAdmin: true, administeredProjectIds: [], isOwner: true } },
      { reason: 'x'.repeat(1_001) },
    ],
  },
  {
    name: 'settings',
    schema: putSettingsBodySchema,
    whole: { by, settings },
    wrong: [
      { by: { ...by, isSiteAdmin: false } },
      { settings: { ...settings, mode: 'paused' } },
      { settings: { ...settings, mode: 'off' } },
      { settings: { ...settings, defaultRole: '' } },
      { settings: { ...settings, panelProjectIds: ['ABC'] } },
    ],
  },
  {
    name: 'a pause',
    schema: pauseBodySchema,
    whole: { by, paused: true, reason: '' },
    wrong: [{ by: { ...by, isSiteAdmin: undefined } }, { paused: 'true' }],
  },
  {
    name: 'a work order',
    schema: workOrderSchema,
    whole: {
      version: 1,
      orderId: 'ord_00000001',
      kind: 'comment',
      installationId: 'installation-1',
      decisionId: 'dec_00000001',
      issueId: '10042',
      reads: [],
      steps: [{ index: 0, dependsOn: [], preconditions: [], requests: [], checks: [] }],
      digest: DIGEST,
      issuedAtMs: 1,
      expiresAtMs: 2,
      nonce: 'n'.repeat(16),
      signature: DIGEST,
    },
    wrong: [
      { version: 2 },
      { kind: 'delete' },
      { issueId: 'HELP-1' },
      { nonce: 'short' },
      { steps: Array.from({ length: 101 }, () => ({})) },
      { steps: [{ index: -1, dependsOn: [], preconditions: [], requests: [], checks: [] }] },
    ],
  },
  {
    name: 'a report',
    schema: orderReportSchema,
    whole: {
      orderId: 'ord_00000001',
      state: 'ran',
      refusal: 'bad-digest',
      reads: [{ status: 200, body: null }],
      steps: [
        { index: 0, outcome: 'drifted', statuses: [], checks: [], drift: [], commentId: '7' },
      ],
    },
    optional: ['refusal'],
    wrong: [
      { state: 'done' },
      { steps: [{ index: 0, outcome: 'undone', statuses: [], checks: [] }] },
      {
        steps: [{ index: 0, outcome: 'failed', statuses: [], checks: [], reason: 'x'.repeat(501) }],
      },
      { steps: [{ index: 0, outcome: 'failed', statuses: [], checks: [], commentId: '../7' }] },
    ],
  },
];

describe.each(MESSAGES)('$name', ({ schema, whole, optional = [], wrong }) => {
  it('is accepted whole and unchanged', () => {
    expect(schema.parse(whole)).toEqual(whole);
  });

  it('is refused without any of its fields', () => {
    for (const field of Object.keys(whole)) {
      const { [field]: _, ...rest } = whole;
      expect({ field, accepted: schema.safeParse(rest).success }).toEqual({
        field,
        accepted: optional.includes(field),
      });
    }
  });

  it('is refused with a field nobody knows', () => {
    expect(schema.safeParse({ ...whole, userId: 'usr_00000002' }).success).toBe(false);
  });

  it('is refused with a value of another shape', () => {
    for (const change of wrong) {
      expect({ change, accepted: schema.safeParse({ ...whole, ...change }).success }).toEqual({
        change,
        accepted: false,
      });
    }
  });

  it.each([null, [], 'text', 1])('is never %j', (other) => {
    expect(schema.safeParse(other).success).toBe(false);
  });
});

describe('an uninstallation', () => {
  it('says nothing but that', () => {
    expect(lifecycleBodySchema.safeParse({ event: 'uninstalled' }).success).toBe(true);
    expect(lifecycleBodySchema.safeParse({ event: 'uninstalled', cloudId: 'x' }).success).toBe(
      false,
    );
  });
});
