/** Frame of the script-free pages. All values go through `html`, which escapes them. */
import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A whole page. `signedInAs` shows who is signed in, with a way out. */
export function page(title: string, body: Html, signedInAs?: string | undefined): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Kraken</title>
<link rel="stylesheet" href="/assets/kraken.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<a class="brand" href="/">Kraken</a>
${
  signedInAs === undefined
    ? ''
    : html`<nav aria-label="Main"><a href="/">Decisions</a> <a href="/app/log">Log</a></nav>
<form method="post" action="/auth/sign-out"><span>${signedInAs}</span> <button class="quiet">Sign out</button></form>`
}
</header>
<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>`;
}

/** Makes invisible and direction-changing characters visible: what an approver reads is what is there. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) =>
    char === '\n'
      ? '\n'
      : `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
