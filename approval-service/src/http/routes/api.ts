/** `/api`: the account's decisions, approvals and log, scoped to the signed-in tenant. */
import { parseId } from '@kraken/shared';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { mayDecide } from '../../accounts/sign-in.ts';
import { type DecideInput, decidePlan } from '../../approve/decide-plan.ts';
import { ServiceError } from '../../errors.ts';
import type { DecisionFilter, DecisionRow, StoredEntry } from '../../ports.ts';
import { verifyLog } from '../../record/verify-log.ts';
import { timeText } from '../../show/decision-view.ts';
import { getDecision, listApprovals, listDecisions } from '../../show/list-decisions.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { decideProblem } from '../decide-problem.ts';
import { requireSession, signedInOf } from '../middleware/session.ts';
import { readJson } from '../read-body.ts';
import { playbookRoutes } from './playbook.ts';

const timeSchema = z.iso.datetime().transform((text) => Date.parse(text));
const limitSchema = z.coerce.number().int().min(1).max(200).default(50);

/** A cursor is the id of the last item; anything else is refused. */
function cursorOf<K extends 'DecisionId' | 'ApprovalId'>(kind: K) {
  return z.string().transform((text, context) => {
    const id = parseId(kind, text);
    if (id !== undefined) return id;
    context.addIssue('not a cursor of this list');
    return z.NEVER;
  });
}

const listSchema = z.object({
  state: z.string().max(30).optional(),
  class: z.enum(['auto-execute', 'requires-approval', 'refused']).optional(),
  instance: z.string().max(80).optional(),
  q: z.string().min(1).max(200).optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  cursor: cursorOf('DecisionId').optional(),
  limit: limitSchema,
});

const approvalsSchema = z.object({ cursor: cursorOf('ApprovalId').optional(), limit: limitSchema });

const decideSchema = z.strictObject({
  decision: z.enum(['approve', 'deny']),
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().max(1_000).optional(),
  typedKey: z.string().max(20).optional(),
});

/** All routes under `/api` that need a session. */
export function apiRoutes(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tenantOf = (c: Context<AppEnv>) => context.store.forTenant(signedInOf(c).account.userId);
  app.use('*', requireSession());

  app.get('/me', (c) => {
    const { account } = signedInOf(c);
    return c.json({
      id: account.accountId,
      email: account.email,
      name: account.displayName,
      role: account.role,
      isAdmin: account.isAdmin,
    });
  });

  app.get('/decisions', async (c) => {
    const { rows, nextCursor } = await tenantOf(c).read((tx) => listDecisions(tx, readFilter(c)));
    return c.json({ items: rows.map(toItem), nextCursor });
  });

  app.get('/decisions/:id', async (c) => {
    const id = parseId('DecisionId', c.req.param('id'));
    const found =
      id &&
      (await tenantOf(c).read(async (tx) => {
        const view = await getDecision(tx, id, context);
        const row = await tx.decisions.get(id);
        return (
          view &&
          row && {
            ...toItem(row),
            ...view,
            analyst: row.analysis?.analyst ?? null,
            playbook: row.analysis?.playbook ?? null,
            log: (await tx.log.listOf(id)).map(toLogLine),
          }
        );
      }));
    if (!found) throw new ServiceError('not-found', 'There is no such decision.');
    return c.json(found);
  });

  app.get('/approvals', async (c) => {
    const page = readQuery(c, approvalsSchema);
    return c.json(
      await tenantOf(c).read((tx) =>
        listApprovals(tx, { after: page.cursor, limit: page.limit }, context),
      ),
    );
  });

  app.post('/approvals/:id/decide', async (c) => {
    const body = await readJson(c, decideSchema);
    const approvalId = parseId('ApprovalId', c.req.param('id'));
    if (!approvalId) throw new ServiceError('not-found', 'There is no such request.');
    const { account, session } = signedInOf(c);
    const nowMs = context.clock.nowMs();
    const input: DecideInput = {
      approvalId,
      verdict: body.decision,
      decider: {
        accountId: account.accountId,
        name: account.displayName,
        channel: 'dashboard',
        identity: 'session',
        reason: body.reason?.trim() || undefined,
      },
      jiraAccountId: account.jiraAccountId,
      hasAuthority: mayDecide(account),
      seenDigest: body.planDigest,
      typedKey: body.typedKey,
      signInAgeMs: nowMs - session.authenticatedAtMs,
      nowMs,
    };
    const decided = await tenantOf(c).transact((tx) => decidePlan(tx, context.random, input));
    if (!decided.ok) throw decideProblem(decided.error);
    return c.json({ state: decided.value.state });
  });

  app.route('/playbook', playbookRoutes(context));

  app.get('/audit/head', async (c) => c.json(await tenantOf(c).read((tx) => tx.log.head())));
  app.get('/audit/verify', async (c) =>
    c.json(await verifyLog(tenantOf(c), signedInOf(c).account.userId)),
  );
  return app;
}

/** Query parameters by their schema. Error: 422 that names the parameter. */
function readQuery<T>(c: Context<AppEnv>, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError(
    'unprocessable',
    `${issue?.path.join('.') || 'query'}: ${issue?.message ?? 'not valid'}`,
  );
}

function readFilter(c: Context<AppEnv>): DecisionFilter {
  const { instance, q, from, to, cursor, ...rest } = readQuery(c, listSchema);
  return { ...rest, instanceId: instance, text: q, fromMs: from, toMs: to, before: cursor };
}

/** A log entry with its time as RFC 3339. */
function toLogLine({ atMs, ...entry }: StoredEntry) {
  return { ...entry, at: timeText(atMs) };
}

function toItem(row: DecisionRow) {
  return {
    decisionId: row.decisionId,
    instanceId: row.instanceId,
    issueKey: row.issueKey,
    state: row.state,
    class: row.class,
    confidence: row.confidence,
    createdAt: timeText(row.createdAtMs),
    updatedAt: timeText(row.updatedAtMs),
  };
}
