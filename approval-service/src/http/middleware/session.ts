/** Sessions of the browser: an HTTP-only cookie that names a session; the database decides whether it is alive. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseId } from '@kraken/shared';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { findSignedIn, type SignedIn } from '../../accounts/sign-in.ts';
import { ServiceError } from '../../errors.ts';
import type { AppEnv, HttpContext } from '../context.ts';

/** `__Host-` needs Secure; plain http exists on loopback only. */
export function cookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-kraken_session' : 'kraken_session';
}

/** Loads the session when there is one; never refuses. */
export function loadSession(context: HttpContext) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const cookie = getCookie(c, cookieName(context.publicUrl));
    const sessionId =
      cookie === undefined
        ? undefined
        : parseId('SessionId', await context.sessionTokens.verify(cookie));
    const signedIn = sessionId && (await findSignedIn(context, sessionId));
    if (signedIn) c.set('signedIn', signedIn);
    await next();
  });
}

/** Refuses without a session. */
export function requireSession() {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!c.get('signedIn')) throw new ServiceError('unauthenticated', 'Please sign in.');
    await next();
  });
}

/** The signed-in person of a route behind `requireSession`. */
export function signedInOf(c: Context<AppEnv>): SignedIn {
  const signedIn = c.get('signedIn');
  if (!signedIn) throw new ServiceError('unauthenticated', 'Please sign in.');
  return signedIn;
}

/** Sets the session cookie. */
export async function writeSession(
  c: Context<AppEnv>,
  context: HttpContext,
  { session }: SignedIn,
): Promise<void> {
  const isSecure = context.publicUrl.protocol === 'https:';
  setCookie(
    c,
    cookieName(context.publicUrl),
    await context.sessionTokens.sign(session.sessionId, session.expiresAtMs),
    {
      httpOnly: true,
      secure: isSecure,
      sameSite: 'Lax',
      path: '/',
      maxAge: Math.floor((session.expiresAtMs - context.clock.nowMs()) / 1_000),
    },
  );
}

/** Removes the session cookie. */
export function clearSession(c: Context<AppEnv>, context: HttpContext): void {
  deleteCookie(c, cookieName(context.publicUrl), {
    path: '/',
    secure: context.publicUrl.protocol === 'https:',
  });
}

/** Anti-forgery token of a session for one form. */
export function antiForgeryToken(
  context: HttpContext,
  { session }: SignedIn,
  form: string,
): string {
  return createHmac('sha256', context.keys.antiForgeryKey)
    .update(`${session.sessionId}\n${form}`)
    .digest('base64url');
}

/** Refuses a form whose anti-forgery token is not this session's. */
export function checkAntiForgery(
  context: HttpContext,
  signedIn: SignedIn,
  form: string,
  given: unknown,
): void {
  const expected = Buffer.from(antiForgeryToken(context, signedIn, form));
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
    throw new ServiceError(
      'forbidden',
      'This form has expired or did not come from here. Please open the page again.',
    );
  }
}

/** Refuses a write that a browser sent from another site. */
export function sameOrigin({ publicUrl }: HttpContext) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
      const isForeignOrigin =
        origin !== undefined &&
        origin !== publicUrl.origin &&
        !(origin === 'null' && site === 'same-origin');
      if (isForeignSite || isForeignOrigin)
        throw new ServiceError('forbidden', 'This request came from another site.');
    }
    await next();
  });
}
