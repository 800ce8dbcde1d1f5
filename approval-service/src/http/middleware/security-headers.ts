/** Headers of every answer: nothing is cached, framed, sniffed or loaded from elsewhere. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv, HttpContext } from '../context.ts';

const CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sets the headers; HSTS only where the site is served by https. */
export function securityHeaders({ publicUrl }: HttpContext) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set('content-security-policy', CSP);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('x-frame-options', 'DENY');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    if (publicUrl.protocol === 'https:')
      headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
}
