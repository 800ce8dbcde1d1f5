/** Who calls under `/forge/v1`: an Atlassian-signed token decides, the tenant comes from its installation only. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ServiceError } from '../../errors.ts';
import type { ForgeCaller, Instance, TokenRefusal } from '../../ports.ts';
import type { AppEnv, HttpContext } from '../context.ts';

/**
 * Verifies the token and finds the installation. `claim` marks it as used at once; the delivery route does that in
 * its own transaction. All refusals look alike outside; the reason is logged.
 */
export function forgeCaller(
  context: HttpContext,
  options: { claim: boolean; mustBeKnown: boolean },
) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = await identify(context, c.req.header('authorization'), options.claim);
    if (typeof caller === 'string') {
      context.log.warn('forge.token-refused', { requestId: c.get('requestId'), reason: caller });
      throw new ServiceError('unauthenticated', 'The invocation token was not accepted.');
    }
    const instance = await context.store.system.instanceByInstallation(caller.installationId);
    if (options.mustBeKnown && instance?.state !== 'active') {
      throw new ServiceError(
        'not-found',
        'This installation is not registered yet. The app registers itself with its next sweep.',
      );
    }
    c.set('caller', caller);
    if (instance) c.set('instance', instance);
    await next();
  });
}

/** The caller, or the reason why there is none. */
async function identify(
  { forgeTokens, store, clock }: HttpContext,
  authorization: string | undefined,
  isClaimed: boolean,
): Promise<ForgeCaller | TokenRefusal | 'from-a-front-end' | 'replayed'> {
  const verified = await forgeTokens.verify(authorization);
  if (!verified.ok) return verified.reason;
  const { caller } = verified;
  // A front end's token says who the person is, not that our own code built the body: these routes take ours only.
  if (caller.principal !== null) return 'from-a-front-end';
  if (!isClaimed) return caller;
  const { tokenId, expiresAtMs } = caller;
  const isFirst = await store.system.claimForgeToken(tokenId, expiresAtMs, clock.nowMs());
  return isFirst ? caller : 'replayed';
}

/** Caller and installation of a verified request. */
export function known(c: Context<AppEnv>): { caller: ForgeCaller; instance: Instance } {
  const caller = c.get('caller');
  const instance = c.get('instance');
  if (!caller || !instance)
    throw new ServiceError('unauthenticated', 'The invocation token was not accepted.');
  return { caller, instance };
}
