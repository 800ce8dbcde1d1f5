/** `/api/playbook`: the tenant's rules, changes that wait for a second administrator, and the replay. Viewers only read. */
import { parseId, type RuleId, type UserId } from '@kraken/shared';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { mayDecide } from '../../accounts/sign-in.ts';
import {
  newTenantRuleSchema,
  type TenantRule,
  tenantRulePatchSchema,
} from '../../analyse/tenant-rules/tenant-rule.ts';
import { ServiceError } from '../../errors.ts';
import { type ChangeOutcome, changePlaybook } from '../../playbook/change-playbook.ts';
import { cancelProposal, confirmProposal } from '../../playbook/decide-proposal.ts';
import type { RuleEdit } from '../../playbook/edit-rules.ts';
import { currentRules, type RuleSet } from '../../playbook/load-rules.ts';
import { tryRules } from '../../playbook/try-rules.ts';
import type { Account, ListedProposal } from '../../ports.ts';
import { timeText } from '../../show/decision-view.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { signedInOf } from '../middleware/session.ts';
import { changeProblem, proposalProblem } from '../playbook-problem.ts';
import { LARGE_BODY, readJson } from '../read-body.ts';

/** Proposals that are listed. */
const MAX_LISTED = 50;

const ONE_REPLAY =
  'Rules are being tried against the log of this account already. Wait until that has ended, then try again.';

const placeShape = {
  why: z.string().trim().min(1).max(500),
  position: z.number().int().min(1).max(1_000).optional(),
};
const addSchema = z.strictObject({ rule: newTenantRuleSchema, ...placeShape });
const changeSchema = z.strictObject({ rule: tenantRulePatchSchema.default({}), ...placeShape });
const replaySchema = z.strictObject({ rules: z.array(z.unknown()).max(1_000) });
const pageSchema = z.object({
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** All routes under `/api/playbook`; the caller requires the session. */
export function playbookRoutes(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tenantOf = (c: Context<AppEnv>) => context.store.forTenant(signedInOf(c).account.userId);
  const change = async (c: Context<AppEnv>, edit: RuleEdit, why: string) => {
    const changed = await changePlaybook(context, { account: administratorOf(c), edit, why });
    if (!changed.ok) throw changeProblem(changed.error);
    const status = changed.value.outcome === 'proposed' ? 202 : edit.kind === 'add' ? 201 : 200;
    return c.json(toAnswer(changed.value), status);
  };

  app.get('/', async (c) => {
    const { cursor, limit } = readPage(c);
    return c.json(
      await tenantOf(c).read(async (tx) => {
        const set = await currentRules(tx);
        const { version, rules } = set;
        const start = cursor === undefined ? 0 : afterRule(rules, cursor);
        const items = rules.slice(start, start + limit).map((rule) => toRule(rule, set));
        const isLast = start + limit >= rules.length;
        const proposals = await tx.playbook.listProposed(MAX_LISTED);
        const nextCursor = isLast ? null : (items.at(-1)?.ruleId ?? null);
        return { version, items, nextCursor, proposals: proposals.map(toProposal) };
      }),
    );
  });

  app.post('/', async (c) => {
    administratorOf(c);
    const { rule, why, position } = await readJson(c, addSchema);
    const ruleId = context.random.id('RuleId');
    return change(c, { kind: 'add', ruleId, rule, position }, why);
  });

  const replaying = new Set<UserId>();
  app.post('/replay', async (c) => {
    const { userId } = administratorOf(c);
    const { rules } = await readJson(c, replaySchema, LARGE_BODY);
    if (replaying.has(userId)) throw new ServiceError('too-many-requests', ONE_REPLAY);
    replaying.add(userId);
    try {
      const tried = await tryRules(tenantOf(c), rules, context.clock.nowMs());
      if (!tried.ok) throw changeProblem(tried.error);
      return c.json(tried.value);
    } finally {
      replaying.delete(userId);
    }
  });

  app.get('/proposals', async (c) => {
    const found = await tenantOf(c).read((tx) => tx.playbook.listProposed(MAX_LISTED));
    return c.json({ items: found.map(toProposal), nextCursor: null });
  });

  app.get('/proposals/:id', async (c) => {
    const proposalId = parseId('ProposalId', c.req.param('id'));
    const found =
      proposalId && (await tenantOf(c).read((tx) => tx.playbook.getProposal(proposalId)));
    if (!found) throw proposalProblem({ reason: 'not-found' });
    return c.json(toProposal(found));
  });

  app.post('/proposals/:id/confirm', async (c) => {
    const account = administratorOf(c);
    const proposalId = parseId('ProposalId', c.req.param('id'));
    if (!proposalId) throw proposalProblem({ reason: 'not-found' });
    const done = await confirmProposal(context, { account, proposalId });
    if (!done.ok) throw proposalProblem(done.error);
    return c.json({ outcome: 'in-effect', version: done.value.version });
  });

  app.delete('/proposals/:id', async (c) => {
    const account = administratorOf(c);
    const proposalId = parseId('ProposalId', c.req.param('id'));
    if (!proposalId) throw proposalProblem({ reason: 'not-found' });
    const done = await cancelProposal(context, { account, proposalId });
    if (!done.ok) throw proposalProblem(done.error);
    return c.json({ outcome: 'cancelled' });
  });

  app.get('/:id', async (c) => {
    const ruleId = ruleIdOf(c);
    const set = await tenantOf(c).read(currentRules);
    const rule = set.rules.find((one) => one.ruleId === ruleId);
    if (!rule) throw changeProblem({ reason: 'not-found' });
    return c.json({ version: set.version, rule: toRule(rule, set) });
  });

  app.patch('/:id', async (c) => {
    administratorOf(c);
    const ruleId = ruleIdOf(c);
    const { rule: patch, why, position } = await readJson(c, changeSchema);
    return change(c, { kind: 'change', ruleId, patch, position }, why);
  });

  app.delete('/:id', (c) => {
    administratorOf(c);
    const why = placeShape.why.safeParse(c.req.query('why') ?? '');
    if (!why.success)
      throw new ServiceError('unprocessable', 'Say why in ?why=, in at most 500 characters.');
    return change(c, { kind: 'remove', ruleId: ruleIdOf(c) }, why.data);
  });
  return app;
}

/** Changing and trying take an owner or approver. */
function administratorOf(c: Context<AppEnv>): Account {
  const { account } = signedInOf(c);
  if (mayDecide(account)) return account;
  throw new ServiceError(
    'forbidden',
    'Only an owner or approver of the account changes the playbook or tries rules. Ask one of them.',
  );
}

function ruleIdOf(c: Context<AppEnv>): RuleId {
  const ruleId = parseId('RuleId', c.req.param('id'));
  if (!ruleId) throw changeProblem({ reason: 'not-found' });
  return ruleId;
}

function readPage(c: Context<AppEnv>): z.infer<typeof pageSchema> {
  const parsed = pageSchema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new ServiceError('unprocessable', 'limit must be 1 to 200, cursor the id of a rule.');
}

function afterRule(rules: ReadonlyArray<{ ruleId: RuleId }>, cursor: string): number {
  const at = rules.findIndex(({ ruleId }) => ruleId === cursor);
  if (at < 0) throw new ServiceError('unprocessable', 'cursor: not a cursor of this list');
  return at + 1;
}

/** A rule that cannot be read any more is shown as what stands in its place, with why, and as it is stored. */
function toRule(rule: TenantRule, { unreadable }: RuleSet) {
  const known = unreadable.get(rule.ruleId);
  return known === undefined ? rule : { ...rule, unreadable: known };
}

function toAnswer(done: ChangeOutcome) {
  if (done.outcome !== 'proposed') return done;
  const { rules: _, ...listed } = done.proposal;
  return { outcome: done.outcome, proposal: toProposal(listed) };
}

function toProposal(proposal: ListedProposal) {
  const { proposedAtMs, decidedAtMs, ...rest } = proposal;
  return {
    ...rest,
    proposedAt: timeText(proposedAtMs),
    decidedAt: decidedAtMs === null ? null : timeText(decidedAtMs),
  };
}
