/** Sign-in and sign-out, for browsers (form) and programs (JSON). */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type SignedIn, signIn } from '../../accounts/sign-in.ts';
import { ServiceError } from '../../errors.ts';
import type { AppEnv, HttpContext } from '../context.ts';
import { clientAddress } from '../middleware/client-address.ts';
import { clearSession, writeSession } from '../middleware/session.ts';
import { readForm, readJson } from '../read-body.ts';
import { signInPage } from '../views/sign-in.ts';

const WRONG = 'E-mail or password is wrong.';
const loginSchema = z.strictObject({ email: z.string().max(320), password: z.string().max(1_000) });

/** Counts the attempt, then looks at the password. */
async function attempt(
  c: Context<AppEnv>,
  context: HttpContext,
  email: string,
  password: string,
): Promise<SignedIn | undefined> {
  const limit = await context.limits.countSignIn(clientAddress(c, context), email);
  if (!limit.ok) {
    c.header('retry-after', String(limit.retryAfterSeconds));
    c.header('ratelimit-policy', '"sign-in";q=10;w=900');
    c.header('ratelimit', `"sign-in";r=0;t=${limit.retryAfterSeconds}`);
    throw new ServiceError(
      'too-many-requests',
      `Too many attempts. Please try again in ${Math.ceil(limit.retryAfterSeconds / 60)} minutes.`,
    );
  }
  return signIn(context, email, password);
}

/** `/api/auth/*`. */
export function authApi(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/login', async (c) => {
    const { email, password } = await readJson(c, loginSchema);
    const signedIn = await attempt(c, context, email, password);
    if (!signedIn) throw new ServiceError('unauthenticated', WRONG);
    await writeSession(c, context, signedIn);
    const { account } = signedIn;
    return c.json({
      account: {
        id: account.accountId,
        email: account.email,
        role: account.role,
        name: account.displayName,
      },
    });
  });
  app.post('/logout', async (c) => {
    await signOut(c, context);
    return c.body(null, 204);
  });
  return app;
}

/** `/auth/*` for the script-free pages. */
export function authPages(context: HttpContext): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/sign-in', (c) => c.html(signInPage({ returnTo: safePath(c.req.query('returnTo')) })));
  app.post('/sign-in', async (c) => {
    const form = await readForm(c);
    const email = form.get('email')?.[0] ?? '';
    const returnTo = safePath(form.get('returnTo')?.[0]);
    const signedIn = await attempt(c, context, email, form.get('password')?.[0] ?? '');
    if (!signedIn) return c.html(signInPage({ returnTo, email, message: WRONG }), 401);
    await writeSession(c, context, signedIn);
    return c.redirect(returnTo, 303);
  });
  app.post('/sign-out', async (c) => {
    await signOut(c, context);
    return c.redirect('/', 303);
  });
  return app;
}

async function signOut(c: Context<AppEnv>, context: HttpContext): Promise<void> {
  const signedIn = c.get('signedIn');
  if (signedIn)
    await context.store.system.revokeSession(signedIn.session.sessionId, context.clock.nowMs());
  clearSession(c, context);
  c.header('clear-site-data', '"cookies", "storage"');
}

/** Only paths of this site; anything else leads home (no open redirect). */
export function safePath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) && !given.includes('\\')
    ? given
    : '/';
}
