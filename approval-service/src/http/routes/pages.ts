/** Script-free pages for people who sign in: decisions, one decision, the log. */
import { parseId } from '@kraken/shared';
import { Hono, type MiddlewareHandler } from 'hono';
import { mayDecide } from '../../accounts/sign-in.ts';
import { approvalLink } from '../../approve/approval-link.ts';
import { verifyLog } from '../../record/verify-log.ts';
import { analystLine } from '../../show/analyst-line.ts';
import {
  answersFor,
  getDecision,
  listApprovals,
  listDecisions,
} from '../../show/list-decisions.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { signedInOf } from '../middleware/session.ts';
import { decisionPage, decisionsPage, logPage, messagePage } from '../views/decisions.ts';
import { signInPage } from '../views/sign-in.ts';
import { ICON, STYLE } from '../views/style.ts';

const PAGE = 50;
const LOG_PAGE = 200;

/** `/`, `/app/*` and the stylesheet. */
export function pageRoutes(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/assets/kraken.css', (c) =>
    c.body(STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    }),
  );

  app.get('/icon.svg', (c) =>
    c.body(ICON, 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    }),
  );

  const needsSignIn: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (c.get('signedIn')) return next();
    return c.html(signInPage({ returnTo: c.req.path }));
  };
  app.get('/', needsSignIn);
  app.get('/app/*', needsSignIn);

  app.get('/', async (c) => {
    const { account } = signedInOf(c);
    const tenant = context.store.forTenant(account.userId);
    const before = parseId('DecisionId', c.req.query('cursor'));
    const { rows, nextCursor } = await tenant.read((tx) =>
      listDecisions(tx, { limit: PAGE, before }),
    );
    const waiting = await tenant.read((tx) => listApprovals(tx, { limit: PAGE }, context));
    return c.html(
      decisionsPage({
        waiting: waiting.items,
        rows,
        nextCursor,
        signedInAs: account.email,
      }),
    );
  });

  app.get('/app/decisions/:id', async (c) => {
    const { account } = signedInOf(c);
    const id = parseId('DecisionId', c.req.param('id'));
    const found =
      id &&
      (await context.store.forTenant(account.userId).read(async (tx) => {
        const view = await getDecision(tx, id, context);
        return (
          view && {
            view,
            entries: await tx.log.listOf(id),
            approval: await tx.approvals.latestOf(id),
            answers: mayDecide(account) ? await answersFor(tx, id) : [],
            analyst: (await tx.decisions.get(id))?.analysis?.analyst,
          }
        );
      }));
    if (!found)
      return c.html(messagePage('Not found', 'There is no such decision.', account.email), 404);
    const { view, entries, approval, answers, analyst } = found;
    const readBy = analyst && analystLine(analyst);
    const canDecide = approval?.state === 'staged' && mayDecide(account);
    const approveHref = canDecide
      ? approvalLink(context.publicUrl, context.keys, account.userId, approval)
      : undefined;
    return c.html(
      decisionPage({ view, entries, approveHref, answers, readBy, signedInAs: account.email }),
    );
  });

  app.get('/app/log', async (c) => {
    const { account } = signedInOf(c);
    const tenant = context.store.forTenant(account.userId);
    const verdict = await verifyLog(tenant, account.userId);
    const head = await tenant.read((tx) => tx.log.head());
    const asked = Number(c.req.query('before') ?? head.seq + 1);
    const end =
      Number.isSafeInteger(asked) && asked > 1 ? Math.min(asked, head.seq + 1) : head.seq + 1;
    const start = Math.max(0, end - 1 - LOG_PAGE);
    const entries = await tenant.read((tx) => tx.log.list(start, end - 1 - start));
    const sentence = verdict.ok
      ? `Verified: ${verdict.entries} entries, chain complete.`
      : `Entry ${verdict.seq} does not fit the chain (${verdict.reason}).`;
    return c.html(
      logPage({
        entries: entries.toReversed(),
        verdict: sentence,
        isSound: verdict.ok,
        before: start > 0 ? start + 1 : null,
        signedInAs: account.email,
      }),
    );
  });

  return app;
}
