/** Stops a body while it streams in, before anybody has signed in or anything is parsed. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ServiceError } from '../../errors.ts';
import type { AppEnv } from '../context.ts';
import { LARGE_BODY, SMALL_BODY } from '../read-body.ts';

const LARGE = /^(\/forge\/v1\/(deliveries|work-orders\/[^/]+\/results)|\/api\/playbook\/replay)$/;

/** A declared length is enough: Node reads no more than it. Only a body of unknown length is counted as it streams. */
function limitOf(maxSize: number): MiddlewareHandler<AppEnv> {
  const refuse = (): never => {
    throw new ServiceError('too-large', `The body is larger than ${maxSize} bytes.`);
  };
  const counted: MiddlewareHandler<AppEnv> = bodyLimit({ maxSize, onError: refuse });
  return (c, next) => {
    const declared = c.req.header('content-length');
    const isChunked = c.req.header('transfer-encoding') !== undefined;
    if (isChunked || declared === undefined) return counted(c, next);
    return Number(declared) <= maxSize ? next() : refuse();
  };
}

/** Deliveries, reports and a whole playbook that is tried may be large, everything else is small. */
export function limitBody(): MiddlewareHandler<AppEnv> {
  const large = limitOf(LARGE_BODY);
  const small = limitOf(SMALL_BODY);
  return (c, next) => (LARGE.test(c.req.path) ? large(c, next) : small(c, next));
}
