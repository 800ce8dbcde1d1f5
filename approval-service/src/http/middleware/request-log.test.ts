import { describe, expect, it } from 'vitest';
import { routeOf } from './request-log.ts';

describe('the route in a log line', () => {
  it.each([
    ['/approve/v1.apr_0123.key.1795608000000.mac', '/approve/:token'],
    ['/approve/a/b?c', '/approve/:token'],
    ['/forge/v1/decisions/dec_01a20c766859/approve', '/forge/v1/decisions/:id/approve'],
    ['/forge/v1/work-orders/ord_01a2/results', '/forge/v1/work-orders/:id/results'],
    ['/forge/v1/issues/10001/decisions', '/forge/v1/issues/:id/decisions'],
    ['/healthz', '/healthz'],
  ])('of %s is %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });

  it('is never long', () => {
    expect(routeOf(`/${'x'.repeat(5_000)}`)).toHaveLength(100);
  });
});
