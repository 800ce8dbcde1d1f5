/**
 * The HTML around the app: a Jira-like issue page and an administration page, each with the app in a frame, and the frame
 * itself. Pages are built as element trees, so nothing a ticket says becomes markup.
 */
import { readIssueView } from './issue-view.ts';
import { isPanelShown } from './panel-shown.ts';
import type { Platform } from './platform.ts';
import type { PageModule } from './read-manifest.ts';
import { el, type HostElement, type HostNode } from './render/host-element.ts';
import { printHtml } from './render/print-html.ts';

/** One person of the site, for the choice of the viewer. */
export interface SiteUser {
  readonly accountId: string;
  readonly displayName: string;
}

interface PageParts {
  readonly title: string;
  readonly refresh?: string;
  readonly body: readonly HostNode[];
}

function printPage({ title, refresh, body }: PageParts): string {
  const head = el('head', {}, [
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('title', {}, [title]),
    el('link', { rel: 'stylesheet', href: '/host/browser/style.css' }),
  ]);
  const script = el('script', { type: 'module', src: '/host/browser/issue-page.ts' });
  const page = el('html', { lang: 'en' }, [
    head,
    el('body', { 'data-refresh': refresh }, [...body, script]),
  ]);
  return `<!doctype html>${printHtml(page)}`;
}

/** Name of the site, and a choice of whose eyes to see it with. */
function drawBanner(
  platform: Platform,
  users: readonly SiteUser[],
  viewer: string,
  action: string,
): HostElement {
  const options = users.map((u) => el('option', { value: u.accountId }, [u.displayName]));
  const select = el('select', { id: 'viewer', name: 'as', class: 'field' }, options, {
    field: { controlled: true, value: viewer },
  });
  const form = el('form', { method: 'get', action, class: 'inline' }, [
    el('label', { for: 'viewer' }, ['Viewing as']),
    select,
    el('button', { class: 'button a-default compact', type: 'submit' }, ['Show']),
  ]);
  return el('header', { class: 'banner' }, [
    el('span', { class: 'site' }, [platform.options.siteUrl.replace(/^https?:\/\//, '')]),
    form,
  ]);
}

const frame = (title: string, src: string): HostElement =>
  el('iframe', { class: 'frame', title, src });
const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

function panelSection(page: PageModule, issueKey: string, viewer: string): HostElement {
  return el('section', { class: 'panel', 'aria-label': page.title }, [
    el('h2', {}, [page.title]),
    frame(`${page.title} panel`, `/frame/${page.key}?${query({ as: viewer, issueKey })}`),
  ]);
}

/** What an issue has where the panel is not pinned: the app's button. */
function addSection(page: PageModule, issueKey: string, viewer: string): HostElement {
  const action = `/browse/${encodeURIComponent(issueKey)}/panels/${page.key}?${query({ as: viewer })}`;
  return el('section', { 'aria-label': 'Apps' }, [
    el('form', { method: 'post', action }, [
      el('button', { class: 'button a-default', type: 'submit' }, [`Show ${page.title}`]),
    ]),
  ]);
}

/** The issue page as `viewer` sees it. Throws when that person cannot see the issue. */
export async function buildIssuePage(
  platform: Platform,
  users: readonly SiteUser[],
  issueKey: string,
  viewer: string,
): Promise<string> {
  const { issue, comments } = await readIssueView(platform, issueKey, viewer);
  const panels = platform.manifest.modules['jira:issuePanel'].map((page) =>
    isPanelShown(platform, page.key, issueKey)
      ? panelSection(page, issueKey, viewer)
      : addSection(page, issueKey, viewer),
  );
  const reply = el(
    'form',
    {
      method: 'post',
      action: `/browse/${encodeURIComponent(issueKey)}/comments?${query({ as: viewer })}`,
      class: 'stack',
    },
    [
      el('label', { for: 'reply', class: 'label' }, ['Add a comment']),
      el('textarea', { id: 'reply', name: 'body', rows: 3, class: 'field', required: true }),
      el('div', {}, [el('button', { class: 'button a-primary', type: 'submit' }, ['Save'])]),
    ],
  );
  const main = el('main', { class: 'issue-page' }, [
    el('div', { id: 'issue' }, [issue]),
    ...panels,
    el('section', { 'aria-label': 'Activity' }, [
      el('h2', {}, ['Comments']),
      el('div', { id: 'comments' }, [comments]),
      reply,
    ]),
  ]);
  const action = `/browse/${encodeURIComponent(issueKey)}`;
  const refresh = `/issue-data/${encodeURIComponent(issueKey)}?${query({ as: viewer })}`;
  return printPage({
    title: `${issueKey} - Jira`,
    refresh,
    body: [drawBanner(platform, users, viewer, action), main],
  });
}

/** The administration page; the caller has checked that the viewer may see it. */
export function buildAdminPage(
  platform: Platform,
  users: readonly SiteUser[],
  viewer: string,
): string {
  const pages = platform.manifest.modules['jira:adminPage'];
  const main = el(
    'main',
    { class: 'admin-page' },
    pages.flatMap((page) => [
      el('h1', {}, [page.title]),
      frame(page.title, `/frame/${page.key}?${query({ as: viewer })}`),
    ]),
  );
  return printPage({
    title: 'Apps - Jira settings',
    body: [drawBanner(platform, users, viewer, '/admin/kraken'), main],
  });
}

/** The document inside a frame. `headingLevel` is the level of its largest heading, one below the page's own. */
export function buildFrame(
  session: string,
  { resource, title }: PageModule,
  headingLevel: number,
): string {
  const bundle = `/bundle/${resource}/${resource}.js`;
  const data = JSON.stringify({ session, bundle, headingLevel }).replaceAll('<', '\\u003c');
  const head = printHtml(
    el('head', {}, [
      el('meta', { charset: 'utf-8' }),
      el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      el('title', {}, [title]),
      el('link', { rel: 'stylesheet', href: '/host/browser/style.css' }),
    ]),
  );
  const body = `<body class="framed"><div id="root"></div><script type="application/json" id="session">${data}</script><script type="module" src="/host/browser/panel-page.ts"></script></body>`;
  return `<!doctype html><html lang="en">${head}${body}</html>`;
}

/** What stands where a page cannot be shown. */
export function buildErrorPage(message: string): string {
  return printPage({
    title: 'Not available',
    body: [
      el('main', { class: 'issue-page' }, [
        el('h1', {}, ['Not available']),
        el('p', {}, [message]),
      ]),
    ],
  });
}
