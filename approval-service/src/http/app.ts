/** The routes table. Order matters: log, headers, origin, session, then the routes. */
import { Hono } from 'hono';
import { ServiceError } from '../errors.ts';
import type { AppEnv, HttpContext } from './context.ts';
import { limitBody } from './middleware/limit-body.ts';
import { requestLog } from './middleware/request-log.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { loadSession, sameOrigin } from './middleware/session.ts';
import { problem, statusOf, toServiceError } from './problem.ts';
import { apiRoutes } from './routes/api.ts';
import { approveRoutes } from './routes/approve.ts';
import { authApi, authPages } from './routes/auth.ts';
import { forgeRoutes } from './routes/forge.ts';
import { pageRoutes } from './routes/pages.ts';
import { messagePage } from './views/decisions.ts';

/** Builds the app. */
export function createApp(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError((thrown, c) => {
    const error = toServiceError(thrown);
    const requestId = c.get('requestId') ?? '';
    if (statusOf(error.code) >= 500) context.log.error('http.failed', thrown, { requestId });
    if ((c.req.header('accept') ?? '').includes('text/html') && !c.req.path.startsWith('/api')) {
      const sentence =
        statusOf(error.code) >= 500
          ? `Something went wrong here. Please try again (${requestId}).`
          : error.publicMessage;
      return c.html(messagePage('That did not work', sentence), statusOf(error.code));
    }
    return problem(c, error, requestId);
  });
  app.use('*', requestLog(context), securityHeaders(context), limitBody());

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    try {
      await context.store.system.probe();
      return c.json({ ok: true });
    } catch (error) {
      context.log.error('readyz.failed', error);
      throw new ServiceError('unavailable', 'not ready', { cause: error });
    }
  });

  app.route('/forge/v1', forgeRoutes(context));
  app.use('/forge/*', () => {
    throw new ServiceError('not-found', 'There is no such route.');
  });
  app.use('*', sameOrigin(context), loadSession(context));
  app.route('/api/auth', authApi(context));
  app.route('/api', apiRoutes(context));
  app.use('/api/*', () => {
    throw new ServiceError('not-found', 'There is no such route.');
  });
  app.route('/auth', authPages(context));
  app.route('/approve', approveRoutes(context));
  app.route('/', pageRoutes(context));
  app.notFound(() => {
    throw new ServiceError('not-found', 'There is no such page.');
  });
  return app;
}
