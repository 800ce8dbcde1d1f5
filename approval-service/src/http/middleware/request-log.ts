/** One line per request: method, route, status, time. Never the path of a link, a query, a header or a body. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv, HttpContext } from '../context.ts';

/** Gives the request its id and logs it when it is answered. */
export function requestLog({ log, random, clock }: HttpContext) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const startedMs = clock.nowMs();
    c.set('requestId', `req_${random.token(9)}`);
    await next();
    c.header('x-request-id', c.get('requestId'));
    log.info('http.request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routeOf(c.req.path),
      status: c.res.status,
      ms: clock.nowMs() - startedMs,
    });
  });
}

/** The path with everything cut that could be an id or a secret. */
export function routeOf(path: string): string {
  return path
    .replace(/^\/approve\/.*/, '/approve/:token')
    .replace(/\/[a-z]{3}_[0-9a-zA-Z_-]+/g, '/:id')
    .replace(/\/\d+/g, '/:id')
    .slice(0, 100);
}
