/** Sign-in, script-free. */
import { html } from 'hono/html';
import { type Html, page } from './page.ts';

/** The form. `returnTo` is a path of this site; `message` says what went wrong. */
export function signInPage(options: {
  returnTo: string;
  message?: string | undefined;
  email?: string | undefined;
  intro?: string | undefined;
}): Html {
  const { returnTo, message, email, intro } = options;
  return page(
    'Sign in',
    html`${intro === undefined ? '' : html`<p>${intro}</p>`}
${message === undefined ? '' : html`<p class="error" role="alert">${message}</p>`}
<form method="post" action="/auth/sign-in" class="stack">
<input type="hidden" name="returnTo" value="${returnTo}">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email ?? ''}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>`,
  );
}
