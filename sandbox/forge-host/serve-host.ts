/**
 * The host's one loopback server: JWKS, web trigger ingress, issue and admin pages, the frames' bridge. It guarantees that a
 * frame acts only as the person it was opened for. It leaves out sign-in: `?as=` chooses the viewer, so keep it on loopback.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { type HttpBindings, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { JSONWebKeySet } from 'jose';
import { callJira } from './answer-call.ts';
import type { FrontEnd, PageView } from './front-end.ts';
import { readIssueView } from './issue-view.ts';
import { addPanel } from './panel-shown.ts';
import type { Platform } from './platform.ts';
import { listPages } from './read-manifest.ts';
import {
  buildAdminPage,
  buildErrorPage,
  buildFrame,
  buildIssuePage,
  type SiteUser,
} from './serve-pages.ts';
import type { WebTriggers } from './web-triggers.ts';

/** What the server serves. */
export interface HostServices {
  readonly platform: Platform;
  readonly frontEnd: FrontEnd;
  readonly webTriggers: WebTriggers;
  readonly jwks: JSONWebKeySet;
}
/** A running server. */
export interface HostServer {
  readonly url: string;
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings };

const MODULES = /^(browser|render)\/[a-z-]+\.ts$|^(bridge-client|render-forge-doc|ui-memory)\.ts$/;
const viewerOf = (c: Context<Env>): string => c.req.query('as') ?? '';
const messageOf = (error: unknown): string => (error as Error).message;

/** Our own browser modules, types stripped on the way out. */
function addModuleRoutes(app: Hono<Env>): void {
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/host/*', (c) => {
    const name = c.req.path.replace('/host/', '');
    const file = path.join(import.meta.dirname, name);
    if (name === 'browser/style.css')
      return c.body(readFileSync(file, 'utf8'), 200, { 'content-type': 'text/css' });
    if (!MODULES.test(name)) return c.notFound();
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    return c.body(code, 200, { 'content-type': 'text/javascript' });
  });
}

function addBundleRoutes(app: Hono<Env>, { platform }: HostServices): void {
  app.get('/bundle/:resource/:file', (c) => {
    const { resource, file } = c.req.param();
    const known = platform.manifest.resources.some((r) => r.key === resource);
    if (!known || !/^[\w-]+\.js$/.test(file)) return c.notFound();
    const code = readFileSync(
      path.join(platform.options.bundleFolder, 'ui', resource, file),
      'utf8',
    );
    return c.body(code, 200, { 'content-type': 'text/javascript' });
  });
}

async function listUsers(platform: Platform): Promise<SiteUser[]> {
  const response = await callJira(platform, 'app', '/rest/api/3/users/search?maxResults=200', {});
  if (!response.ok) return [];
  const users = (await response.json()) as (SiteUser & { accountType?: string })[];
  return users.filter((u) => (u.accountType ?? 'atlassian') === 'atlassian');
}

function addPageRoutes(
  app: Hono<Env>,
  { platform, frontEnd }: HostServices,
  views: Map<string, PageView>,
): void {
  const users = async (viewer: string): Promise<SiteUser[]> => {
    const all = await listUsers(platform).catch(() => []);
    return all.some((u) => u.accountId === viewer)
      ? all
      : [...all, { accountId: viewer, displayName: viewer || 'nobody' }];
  };
  app.get('/browse/:issueKey', async (c) => {
    const viewer = viewerOf(c);
    return c.html(
      await buildIssuePage(platform, await users(viewer), c.req.param('issueKey'), viewer),
    );
  });
  app.post('/browse/:issueKey/comments', async (c) => {
    const { body } = await c.req.parseBody();
    const text = { type: 'paragraph', content: [{ type: 'text', text: String(body) }] };
    const key = encodeURIComponent(c.req.param('issueKey'));
    await callJira(platform, `user:${viewerOf(c)}`, `/rest/api/3/issue/${key}/comment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ body: { type: 'doc', version: 1, content: [text] } }),
    });
    return c.redirect(`/browse/${key}?as=${encodeURIComponent(viewerOf(c))}`, 303);
  });
  app.post('/browse/:issueKey/panels/:moduleKey', async (c) => {
    const issueKey = c.req.param('issueKey');
    await readIssueView(platform, issueKey, viewerOf(c));
    addPanel(platform, c.req.param('moduleKey'), issueKey);
    return c.redirect(
      `/browse/${encodeURIComponent(issueKey)}?as=${encodeURIComponent(viewerOf(c))}`,
      303,
    );
  });
  app.get('/issue-data/:issueKey', async (c) =>
    c.json(await readIssueView(platform, c.req.param('issueKey'), viewerOf(c))),
  );
  app.get('/admin/kraken', async (c) => {
    const viewer = viewerOf(c);
    await frontEnd.open('jira:adminPage', { accountId: viewer });
    return c.html(buildAdminPage(platform, await users(viewer), viewer));
  });
  app.get('/frame/:moduleKey', async (c) => {
    const found = listPages(platform.manifest).find((p) => p.page.key === c.req.param('moduleKey'));
    if (!found) return c.notFound();
    const issueKey = c.req.query('issueKey');
    const caller = { accountId: viewerOf(c), ...(issueKey === undefined ? {} : { issueKey }) };
    const view = await frontEnd.open(found.type, caller, found.page.key);
    const session = randomUUID();
    views.set(session, view);
    return c.html(buildFrame(session, found.page, found.type === 'jira:issuePanel' ? 3 : 2));
  });
}

function addBridgeRoute(
  app: Hono<Env>,
  { platform, frontEnd }: HostServices,
  views: Map<string, PageView>,
): void {
  app.post('/bridge', async (c) => {
    const { session, command, data } = (await c.req.json()) as {
      session: string;
      command: string;
      data: unknown;
    };
    const view = views.get(session);
    if (!view) return c.json({ error: 'this page is no longer open' });
    if (command === 'sandbox:not-drawn') {
      platform.note('not-drawn', view.page.key, String((data as { type?: unknown }).type));
      return c.json({});
    }
    return frontEnd.call(view, command, data).then(
      (value) => c.json({ value }),
      (error: unknown) => c.json({ error: messageOf(error) }),
    );
  });
}

function addIngress(app: Hono<Env>, { webTriggers }: HostServices): void {
  const receive = async (c: Context<Env>): Promise<Response> => {
    const id = c.req.param('id') ?? '';
    const answer = await webTriggers.receive(id, {
      method: c.req.method,
      userPath: c.req.path.slice(`/x1/${id}`.length),
      rawHeaders: c.env.incoming.rawHeaders,
      query: new URL(c.req.url).searchParams,
      body: await c.req.text(),
    });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
  app.all('/x1/:id', receive);
  app.all('/x1/:id/*', receive);
}

/** Starts the server on a free loopback port. `build` gets the server's address before anything is served. */
export async function serveHost(
  build: (url: () => string) => Promise<HostServices>,
): Promise<HostServer> {
  const app = new Hono<Env>();
  let url = '';
  const services = await build(() => url);
  const views = new Map<string, PageView>();
  app.get('/.well-known/jwks.json', (c) =>
    c.json(services.jwks, 200, { 'cache-control': 'max-age=60' }),
  );
  addIngress(app, services);
  addModuleRoutes(app);
  addBundleRoutes(app, services);
  addPageRoutes(app, services, views);
  addBridgeRoute(app, services, views);
  app.onError((error, c) => c.html(buildErrorPage(messageOf(error)), 404));
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      resolve(started as Server);
    });
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, close };
}
