/** A staged deletion of project OLD, put into the store by the real steps, for tests of decisions. */
import {
  classifyAction,
  findAction,
  type PlannedAction,
  type PolicyInput,
  type ResolvedAction,
} from '@kraken/shared';
import { encodeApprovalToken } from '@kraken/shared/crypto';
import { createAccount } from '../accounts/create-account.ts';
import { approvalClaims } from '../approve/approval-link.ts';
import { acceptDelivery } from '../ingest/accept-delivery.ts';
import type { Account, ApprovalRow, Instance } from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import { stagePlan } from '../stage/stage-plan.ts';
import { delivery, type Harness, INSTALLATION, register } from './harness.ts';
import { ORDINARY_CIRCUMSTANCES } from './policy-circumstances.ts';

export const PASSWORD = 'correct horse battery staple';

export interface StagedDeletion {
  instance: Instance;
  approval: ApprovalRow;
  token: string;
  path: string;
}

/** Registers the site once. */
export async function registeredInstance(
  harness: Harness,
  installationId = INSTALLATION,
): Promise<Instance> {
  const known = await harness.service.store.system.instanceByInstallation(installationId);
  if (known) return known;
  await register(harness, installationId);
  const instance = await harness.service.store.system.instanceByInstallation(installationId);
  if (!instance) throw new Error('the installation was not registered');
  return instance;
}

/** Makes a sign-in of the site's tenant. */
export async function makeAccount(
  harness: Harness,
  instance: Instance,
  input: { email: string; role: Account['role']; jiraAccountId?: string | null },
): Promise<Account> {
  const made = await createAccount(harness.service.context, {
    userId: instance.userId,
    password: PASSWORD,
    displayName: input.email.split('@')[0] ?? '',
    jiraAccountId: input.jiraAccountId ?? null,
    isAdmin: false,
    email: input.email,
    role: input.role,
  });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

function resolvedDeletion(): ResolvedAction {
  return {
    type: 'project.delete',
    args: { project: 'OLD' },
    target: { project: { id: '10042', key: 'OLD', name: 'Old things' } },
    facts: {
      targets: [{ kind: 'project', id: '10042', name: 'OLD' }],
      projectIds: ['10042'],
      people: [],
      counts: { users: 0, issues: 4, projects: 1, boards: 1 },
      sharedWith: [],
      grantsAdministration: false,
      access: null,
      touchesKraken: false,
      hasCompleteInverse: false,
      isGlobal: false,
    },
    rows: [
      {
        label: 'Project OLD (Old things)',
        before: 'in use',
        after: 'in the recycle bin for 60 days',
      },
    ],
    preconditions: [],
    radius: ['It holds 4 issues.'],
  };
}

function plannedDeletion(nowMs: number): PlannedAction {
  const resolved = resolvedDeletion();
  const definition = findAction('project.delete');
  if (!definition) throw new Error('project.delete is not in the catalogue');
  const policyInput: PolicyInput = {
    action: {
      type: 'project.delete',
      isValid: true,
      voices: ['reporter'],
      confidence: 1,
      playbookTightens: [],
    },
    facts: resolved.facts,
    factsReadAtMs: nowMs,
    ...ORDINARY_CIRCUMSTANCES,
    nowMs,
  };
  return {
    index: 0,
    type: 'project.delete',
    quotes: [{ text: 'Delete project OLD', source: { kind: 'summary' }, voice: 'reporter' }],
    dependsOn: [],
    resolved,
    requests: definition.compile(resolved.target),
    sentence: definition.describe(resolved.target),
    classification: classifyAction(policyInput, findAction),
    policyInput,
  };
}

let staged = 0;

/** Files a delivery and stages its one action. */
export async function stageDeletion(
  harness: Harness,
  installationId = INSTALLATION,
): Promise<StagedDeletion> {
  staged += 1;
  const instance = await registeredInstance(harness, installationId);
  const { store, random, keys } = harness.service.context;
  const nowMs = harness.clock.nowMs();
  const accepted = await acceptDelivery(harness.service.context, {
    instance,
    caller: {
      installationId,
      tokenId: `stage-${staged}`,
      expiresAtMs: nowMs + 1_000,
      principal: null,
    },
    body: delivery('Delete project OLD', {
      key: `issue.created:stage-${staged}`,
      issueId: String(30_000 + staged),
    }),
    nowMs,
  });
  if (!accepted.ok) throw new Error(accepted.error);
  const decisionId = accepted.value.decisionId as ApprovalRow['decisionId'];
  const planned = plannedDeletion(nowMs);
  const approval = await store.forTenant(instance.userId).transact(async (tx) => {
    await tx.decisions.advance(decisionId, 'received', { stage: 'routed', state: 'staged' });
    const row = {
      decisionId,
      index: 0,
      instanceId: instance.instanceId,
      state: 'proposed' as const,
      targetKey: 'project:10042',
      requesterAccountId: 'dan',
      planned,
      result: null,
      updatedAtMs: nowMs,
    };
    await tx.actions.insert([row], nowMs);
    await moveAction(tx, row, {
      event: 'stage',
      logAs: 'action.recorded',
      actor: { kind: 'policy' },
      nowMs,
    });
    const id = await stagePlan(
      tx,
      { random, keys },
      {
        decisionId,
        instanceId: instance.instanceId,
        actions: [planned],
        requesterIds: ['dan'],
        authorOf: () => 'dan',
        drift: [],
        nowMs,
      },
    );
    return tx.approvals.get(id);
  });
  if (!approval) throw new Error('the approval was not staged');
  const token = encodeApprovalToken(
    keys.approvalKeys[0],
    approvalClaims(instance.userId, approval),
  );
  return { instance, approval, token, path: `/approve/${token}` };
}

let addresses = 0;

/** Signs in by JSON, each time from another address, and returns the cookie. */
export async function cookieOf(
  harness: Harness,
  email: string,
  password = PASSWORD,
): Promise<string> {
  addresses += 1;
  const answer = await harness.service.app.request('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': `10.0.0.${addresses}` },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** Opens the link signed in and posts its form. */
export async function decideByLink(
  harness: Harness,
  path: string,
  cookie: string,
  fields: Record<string, string>,
): Promise<Response> {
  const page = await (await harness.service.app.request(path, { headers: { cookie } })).text();
  const antiForgery = /name="antiForgery" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const planDigest = /name="planDigest" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return harness.service.app.request(path, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://127.0.0.1:3000',
    },
    body: new URLSearchParams({ antiForgery, planDigest, ...fields }).toString(),
  });
}

/** Everything that could have been set in motion: approval state, action state, execute orders. */
export async function motionOf(harness: Harness, { instance, approval }: StagedDeletion) {
  return harness.service.store.forTenant(instance.userId).read(async (tx) => ({
    approval: (await tx.approvals.get(approval.approvalId))?.state,
    action: (await tx.actions.list(approval.decisionId))[0]?.state,
    orders: (await tx.orders.list(approval.decisionId)).filter(({ kind }) => kind === 'execute')
      .length,
  }));
}
