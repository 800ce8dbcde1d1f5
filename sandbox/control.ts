/**
 * The control interface of HTTP.md and the start page for people, on one loopback server. For development and tests only:
 * whoever reaches it can do anything in the sandbox, so requests that a web page of another site sends are refused.
 */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { addClaudeRoutes } from './claude/claude-control.ts';
import { answerProblem, ControlProblem, readBody } from './control-problem.ts';
import {
  clickShape,
  faultsShape,
  newCommentShape,
  newIssueShape,
  timeShape,
} from './control-shapes.ts';
import { worldChangeShape } from './jira/change-shapes.ts';
import type { FaultSettings } from './jira/create-site.ts';
import { createPanelSessions, type PanelSessions } from './panel-sessions.ts';
import type { Sandbox } from './sandbox-types.ts';
import { addStartPage } from './start-page.ts';

/** A running control interface. */
export interface Control {
  url: string;
  close(): Promise<void>;
}

/** Settings with nothing undefined in them, as the stand-in wants them. */
const withoutGaps = <T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(settings));

/** A number is a rate. */
const asSettings = <T extends object>(faults: number | T): { rate: number } | T =>
  typeof faults === 'number' ? { rate: faults } : faults;

function addJiraRoutes(app: Hono, sandbox: Sandbox): void {
  const { jira } = sandbox;
  app.post('/sandbox/issues', async (c) => {
    const { reporter, ...issue } = await readBody(c, newIssueShape);
    return c.json(sandbox.file({ ...issue, reporter: sandbox.personId(reporter) }), 201);
  });
  app.post('/sandbox/issues/:key/comments', async (c) => {
    const { author, ...comment } = await readBody(c, newCommentShape);
    const made = { ...comment, author: sandbox.personId(author) };
    return c.json(sandbox.comment(c.req.param('key'), made), 201);
  });
  app.get('/sandbox/effects', (c) => c.json(jira.effects(sinceOf(c))));
  app.get('/sandbox/state', (c) => c.json(jira.state() as object));
  app.post('/sandbox/jira', async (c) => {
    const changed = jira.change(await readBody(c, worldChangeShape));
    return c.json({ changed: changed ?? null });
  });
  app.get('/sandbox/violations', (c) => c.json(jira.violations()));
}

function sinceOf(c: Context): number {
  const text = c.req.query('since') ?? '0';
  if (!/^\d{1,15}$/.test(text))
    throw new ControlProblem(422, 'unprocessable', 'since: expected the seq of an effect');
  return Number(text);
}

function addSystemRoutes(app: Hono, sandbox: Sandbox): void {
  app.post('/sandbox/faults', async (c) => {
    const { jira, claude, forge, clock, seed } = await readBody(c, faultsShape);
    if (jira !== undefined)
      sandbox.setFaults(withoutGaps({ seed, ...asSettings(jira) }) as FaultSettings);
    if (claude !== undefined) sandbox.claude.setFaults({ seed, ...asSettings(claude) });
    if (forge !== undefined) sandbox.host.setFaults(withoutGaps(forge));
    if (clock !== undefined) await sandbox.advance(clock);
    return c.json({ now: new Date(sandbox.nowMs()).toISOString() });
  });
  app.post('/sandbox/time', async (c) => {
    const { advanceMs } = await readBody(c, timeShape);
    await sandbox.advance(advanceMs);
    return c.json({ now: new Date(sandbox.nowMs()).toISOString() });
  });
  app.post('/sandbox/settle', async (c) => {
    await sandbox.settled();
    return c.json({ now: new Date(sandbox.nowMs()).toISOString() });
  });
  app.post('/sandbox/sweep', async (c) => {
    await sandbox.host.runScheduled();
    return c.json({});
  });
  app.get('/sandbox/logs', (c) =>
    c.json({
      service: sandbox.service.lines,
      app: sandbox.appLines,
      forgeHost: sandbox.host.log,
      jira: sandbox.jira.requests(),
    }),
  );
  app.get('/sandbox/mail', (c) => c.json([]));
}

function addPanelRoutes(app: Hono, sandbox: Sandbox, panels: PanelSessions): void {
  app.get('/sandbox/panel/:issueKey', async (c) => {
    const viewer = c.req.query('as');
    if (viewer === undefined)
      throw new ControlProblem(422, 'unprocessable', 'as: who looks at the panel?');
    const picture = await visible(panels.load(c.req.param('issueKey'), sandbox.personId(viewer)));
    return c.json(picture);
  });
  app.post('/sandbox/panel/:issueKey/click', async (c) => {
    const { as: viewer, label, fill = {} } = await readBody(c, clickShape);
    const accountId = sandbox.personId(viewer);
    return c.json(await visible(panels.press(c.req.param('issueKey'), accountId, { label, fill })));
  });
}

/** A panel that is not there for this person, or has no such button, is the caller's mistake. */
async function visible<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ControlProblem(
      409,
      'not-possible',
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** Refuses what a page of another site makes a browser send. */
function guardOrigin(app: Hono, ownUrl: () => string): void {
  app.use('*', async (c, next) => {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isForeign =
      (origin !== undefined && origin !== ownUrl()) ||
      site === 'cross-site' ||
      site === 'same-site';
    if (isForeign && c.req.method !== 'GET')
      throw new ControlProblem(403, 'forbidden', 'this request came from another site');
    await next();
  });
}

/** Starts the interface on a free loopback port. The start page shows the sign-ins, so make the accounts first. */
export async function startControl(sandbox: Sandbox): Promise<Control> {
  const app = new Hono();
  const panels = createPanelSessions(sandbox);
  let url = '';
  app.onError((error, c) => answerProblem(c, error));
  guardOrigin(app, () => url);
  addJiraRoutes(app, sandbox);
  addSystemRoutes(app, sandbox);
  addClaudeRoutes(app, sandbox.claude);
  addPanelRoutes(app, sandbox, panels);
  addStartPage(app, sandbox);
  app.notFound((c) =>
    answerProblem(c, new ControlProblem(404, 'not-found', 'there is no such route')),
  );
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      resolve(started as Server);
    });
  });
  return {
    url,
    close: () => {
      panels.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
