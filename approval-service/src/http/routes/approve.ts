/** `/approve/:token`: GET and HEAD show and change nothing, ever; only a same-origin POST of a signed-in person decides. */
import { type Context, Hono } from 'hono';
import { mayDecide, type SignedIn } from '../../accounts/sign-in.ts';
import { type DecideInput, decidePlan } from '../../approve/decide-plan.ts';
import { type FoundApproval, findByToken, viewOfApproval } from '../../approve/show-approval.ts';
import { ServiceError } from '../../errors.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { decideProblem } from '../decide-problem.ts';
import { antiForgeryToken, checkAntiForgery, signedInOf } from '../middleware/session.ts';
import { statusOf } from '../problem.ts';
import { readForm } from '../read-body.ts';
import { approvalPage, notValidPage, notYoursPage } from '../views/approval.ts';
import { signInPage } from '../views/sign-in.ts';

/** Both methods of the link. */
export function approveRoutes(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/:token', async (c) => show(c, context, await look(c, context)));
  app.post('/:token', async (c) => {
    const found = await look(c, context);
    if (!found) return c.html(notValidPage(), 404);
    const signedIn = signedInOf(c);
    const form = await readForm(c);
    checkAntiForgery(context, signedIn, formName(found), form.get('antiForgery')?.[0]);
    if (signedIn.account.userId !== found.userId)
      throw new ServiceError('not-found', 'There is no such request.');
    const input = decideInput(context, signedIn, found, form);
    if (input.verdict === 'approve') context.checkpoint('approve.before-commit');
    const decided = await context.store
      .forTenant(found.userId)
      .transact((tx) => decidePlan(tx, context.random, input));
    context.checkpoint(input.verdict === 'approve' ? 'approve.committed' : 'deny.committed');
    if (decided.ok) return c.redirect(c.req.path, 303);
    return show(c, context, found, decideProblem(decided.error));
  });
  return app;
}

const formName = ({ approval }: FoundApproval): string => `approve ${approval.approvalId}`;

/** Verifies the token; failures are logged by reason and look alike outside. */
async function look(c: Context<AppEnv>, context: HttpContext): Promise<FoundApproval | undefined> {
  const result = await findByToken(context, c.req.param('token') ?? '');
  if (result.ok) return result.found;
  context.log.warn('approval.link-refused', {
    requestId: c.get('requestId'),
    reason: result.reason,
  });
  return undefined;
}

async function show(
  c: Context<AppEnv>,
  context: HttpContext,
  found: FoundApproval | undefined,
  error?: ServiceError,
): Promise<Response> {
  if (!found) return c.html(notValidPage(), 404);
  const signedIn = c.get('signedIn');
  if (!signedIn) {
    return c.html(
      signInPage({
        returnTo: c.req.path,
        intro: 'Sign in to see this approval request. Opening the link has changed nothing.',
      }),
    );
  }
  const { userId, approval } = found;
  const current = await context.store
    .forTenant(userId)
    .read((tx) => tx.approvals.get(approval.approvalId));
  const view = await context.store
    .forTenant(userId)
    .read((tx) => viewOfApproval(tx, current ?? approval, context));
  if (!view) return c.html(notValidPage(), 404);
  const { account } = signedIn;
  if (account.userId !== userId || !mayDecide(account)) {
    const kinds = account.userId === userId ? view.actions.map(({ type }) => type) : [];
    return c.html(notYoursPage({ kinds, signedInAs: account.email }), 403);
  }
  const body = approvalPage({
    view,
    actionIndexes: approval.body.actionIndexes,
    token: c.req.param('token') ?? '',
    antiForgery: antiForgeryToken(context, signedIn, formName(found)),
    signedInAs: account.email,
    cannotApprove: cannotApprove(signedIn, found),
    message: error?.publicMessage,
    needsReason: approval.level === 'critical',
  });
  return c.html(body, error ? statusOf(error.code) : 200);
}

function cannotApprove({ account }: SignedIn, { approval }: FoundApproval): string | undefined {
  if (account.jiraAccountId === null) return decideProblem({ reason: 'not-linked' }).publicMessage;
  const { involvedAccountIds, requiredApprovers: required = [] } = approval.body;
  if (involvedAccountIds.includes(account.jiraAccountId))
    return decideProblem({ reason: 'four-eyes' }).publicMessage;
  const isNamed = required.some(({ accountId }) => accountId === account.jiraAccountId);
  if (required.length === 0 || isNamed) return undefined;
  const names = required.map(({ name }) => name);
  return decideProblem({ reason: 'other-approver-required', names }).publicMessage;
}

/** A part of a request cannot be decided yet: naming anything but all of it is refused, never widened to the whole. */
function refusePart(form: Map<string, string[]>, all: readonly number[]): void {
  const named = [...(form.get('actions[]') ?? []), ...(form.get('actions') ?? [])];
  const isWhole =
    new Set(named).size === all.length && all.every((index) => named.includes(String(index)));
  if (named.length > 0 && !isWhole) {
    throw new ServiceError(
      'unprocessable',
      'This version decides a request as a whole; leave out actions[], or deny it and ask for less.',
    );
  }
}

function decideInput(
  context: HttpContext,
  { account, session }: SignedIn,
  { approval }: FoundApproval,
  form: Map<string, string[]>,
): DecideInput {
  const verdict = form.get('decision')?.[0];
  if (verdict !== 'approve' && verdict !== 'deny')
    throw new ServiceError('unprocessable', 'decision must be approve or deny.');
  refusePart(form, approval.body.actionIndexes);
  const nowMs = context.clock.nowMs();
  return {
    approvalId: approval.approvalId,
    verdict,
    decider: {
      accountId: account.accountId,
      name: account.displayName,
      channel: 'link',
      identity: 'session',
      reason: form.get('reason')?.[0]?.trim().slice(0, 1_000) || undefined,
    },
    jiraAccountId: account.jiraAccountId,
    hasAuthority: mayDecide(account),
    seenDigest: form.get('planDigest')?.[0],
    typedKey: form.get('typedKey')?.[0],
    signInAgeMs: nowMs - session.authenticatedAtMs,
    nowMs,
  };
}
