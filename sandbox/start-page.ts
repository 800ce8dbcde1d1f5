/** The start page for people who try Kraken: file a ticket as somebody, open tickets as somebody, sign in to the dashboard. */
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { NoSuchPerson } from './find-person.ts';
import type { Sandbox } from './sandbox-types.ts';
import { START_STYLE } from './start-style.ts';

const MOST_ISSUES = 15;
const INTAKE = 'HELP';

/** People worth acting as, and what they are in the story. */
const CAST: ReadonlyArray<{ name: string; part: string }> = [
  { name: 'Dan Reporter', part: 'files tickets' },
  { name: 'Ana Admin', part: 'administers Jira' },
  { name: 'Ben Carter', part: 'approves' },
  { name: 'Jonas Keller', part: 'a colleague' },
];

type Html = ReturnType<typeof html>;

interface PageParts {
  sandbox: Sandbox;
  message?: string | undefined;
  values?: Record<string, string> | undefined;
}

const browse = ({ host, personId }: Sandbox, key: string, name: string): string =>
  `${host.url}/browse/${encodeURIComponent(key)}?as=${encodeURIComponent(personId(name))}`;

/** Newest tickets of the intake project, and those Kraken wrote on. */
function recentIssues({ jira }: Sandbox) {
  const { issues, appAccountId } = jira.state();
  return Object.entries(issues)
    .filter(
      ([, issue]) =>
        issue.project === INTAKE || issue.comments.some(({ author }) => author === appAccountId),
    )
    .sort(([, a], [, b]) => Number(b.id) - Number(a.id))
    .slice(0, MOST_ISSUES);
}

function issueList(sandbox: Sandbox): Html {
  const rows = recentIssues(sandbox).map(
    ([key, { summary, status }]) => html`<li>
<p><strong>${key}</strong> ${summary} <span class="tag">${status}</span></p>
<p class="small">Open as: ${CAST.map(
      ({ name }) =>
        html`<a href="${browse(sandbox, key, name)}">${name}<span class="hidden"> (${key})</span></a> `,
    )}</p>
</li>`,
  );
  return html`<ul class="list">${rows}</ul>`;
}

function issueForm({ sandbox, values = {} }: PageParts): Html {
  const chosen = (name: string, value: string, first: string): string =>
    (values[name] ?? first) === value ? ' selected' : '';
  const projects = Object.entries(sandbox.jira.state().projects).filter(
    ([, { archived, deleted }]) => !archived && !deleted,
  );
  const options = projects.map(
    ([key, { name }]) =>
      html`<option value="${key}"${chosen('project', key, INTAKE)}>${key}: ${name}</option>`,
  );
  const people = CAST.map(
    ({ name, part }) =>
      html`<option value="${name}"${chosen('reporter', name, 'Dan Reporter')}>${name} (${part})</option>`,
  );
  return html`<form method="post" action="/issues" class="stack">
<label for="reporter">As</label><select id="reporter" name="reporter">${people}</select>
<label for="project">Project</label><select id="project" name="project">${options}</select>
<label for="summary">Summary</label>
<input id="summary" name="summary" required maxlength="255" autocomplete="off" value="${values['summary'] ?? ''}">
<label for="description">Description</label>
<textarea id="description" name="description" rows="4" placeholder="Please add Dana Weber to project ABC. Then delete project OLD.">${values['description'] ?? ''}</textarea>
<button>Create issue</button>
</form>`;
}

function accountTable({ accounts, service }: Sandbox): Html {
  return html`<p><a href="${service.url}/">Kraken’s dashboard</a></p>
<div class="scroll" tabindex="0" role="region" aria-label="Sign-ins"><table>
<thead><tr><th scope="col">E-mail</th><th scope="col">Password</th><th scope="col">Role</th></tr></thead>
<tbody>${accounts.map(
    ({ email, password, role }) =>
      html`<tr><th scope="row">${email}</th><td><code>${password}</code></td><td>${role}</td></tr>`,
  )}</tbody></table></div>`;
}

function startPage(parts: PageParts): Html {
  const { sandbox, message } = parts;
  const admin = `${sandbox.host.url}/admin/kraken?as=${encodeURIComponent(sandbox.personId('Ana Admin'))}`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kraken sandbox</title><link rel="stylesheet" href="/start.css"></head>
<body><header><span class="brand">Kraken sandbox</span><span class="small">Everything here is made up and stays on this machine.</span></header>
<main><h1>Try Kraken</h1>
${message === undefined ? '' : html`<p class="error" role="alert">${message}</p>`}
<section aria-labelledby="file"><h2 id="file">File a ticket</h2>${issueForm(parts)}</section>
<section aria-labelledby="recent"><h2 id="recent">Tickets</h2>${issueList(sandbox)}</section>
<section aria-labelledby="model"><h2 id="model">Language model</h2>
<p>A stand-in for Claude, in the mode “${sandbox.claude.mode}”: it was asked ${sandbox.claude.requests().length} times.
What it is asked: <a href="/sandbox/claude/requests">/sandbox/claude/requests</a>; what it says: <code>POST /sandbox/claude</code>.</p></section>
<section aria-labelledby="admin"><h2 id="admin">Administration</h2>
<p><a href="${admin}">Kraken’s page in Jira’s settings, as Ana Admin</a></p>${accountTable(sandbox)}</section>
</main></body></html>`;
}

/** `GET /`, its stylesheet, and `POST /issues` of its form, which leads to the ticket's page. */
export function addStartPage(app: Hono, sandbox: Sandbox): void {
  app.get('/', (c) => c.html(startPage({ sandbox })));
  app.get('/start.css', (c) =>
    c.body(START_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.post('/issues', async (c) => {
    const form = await c.req.parseBody();
    const values = Object.fromEntries(
      ['project', 'summary', 'description', 'reporter'].map((name) => [
        name,
        typeof form[name] === 'string' ? form[name].trim() : '',
      ]),
    );
    const { project = '', summary = '', description = '', reporter = '' } = values;
    if (summary === '')
      return c.html(startPage({ sandbox, values, message: 'Give the ticket a summary.' }), 422);
    try {
      const person = sandbox.personId(reporter);
      const { key } = sandbox.file({ project, summary, description, reporter: person });
      return c.redirect(browse(sandbox, key, reporter), 303);
    } catch (error) {
      if (!(error instanceof NoSuchPerson) && (error as Error).name !== 'BadChange') throw error;
      return c.html(startPage({ sandbox, values, message: (error as Error).message }), 422);
    }
  });
}
