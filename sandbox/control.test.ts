/** The control interface does what HTTP.md says, refuses what makes no sense with a sentence, and is closed to web pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Control, startControl } from './control.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const SEED = 3;

let sandbox: Sandbox;
let control: Control;
beforeAll(async () => {
  // Looks at single faults and single effects, which the usual faults would hide.
  sandbox = await startSandbox({ seed: SEED, faults: 0 });
  await sandbox.makeAccounts();
  control = await startControl(sandbox);
});
afterAll(async () => {
  await control.close();
  await sandbox.close();
});

interface Answer {
  status: number;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each looked at by its test
  body: any;
}

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${control.url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: await answer.json() };
}

const fileTicket = async (description: string): Promise<string> => {
  const { status, body } = await call('POST', '/sandbox/issues', {
    project: 'HELP',
    summary: 'A wish',
    description,
    reporter: 'Dan Reporter',
  });
  expect(status).toBe(201);
  await call('POST', '/sandbox/settle');
  return body.key;
};

describe('the control interface', () => {
  it('files a ticket as somebody, and Kraken acts on it', async () => {
    const { body: before } = await call('GET', '/sandbox/effects');
    const key = await fileTicket('Please add Dana Weber to project ABC as Developer.');
    const since = before.at(-1)?.seq ?? 0;
    const { body: effects } = await call('GET', `/sandbox/effects?since=${since}`);
    expect(effects.map((one: { method: string }) => one.method)).toEqual(['POST', 'POST']);
    expect(effects[0].path).toContain('/project/ABC/role/');
    const { body: state } = await call('GET', '/sandbox/state');
    expect(state.issues[key].comments[0].text).toContain('Done: Add Dana Weber');
  });

  it('comments as somebody', async () => {
    const key = await fileTicket('I will say below what I need.');
    const made = await call('POST', `/sandbox/issues/${key}/comments`, {
      author: 'dan@corp.example',
      body: 'Please add Lena Fischer to project ABC as Developer.',
    });
    expect(made.status).toBe(201);
    await call('POST', '/sandbox/settle');
    const { body: state } = await call('GET', '/sandbox/state');
    const lena = sandbox.personId('Lena Fischer');
    expect(state.projects.ABC.roles.Developers.users).toContain(lena);
  });

  it('shows the panel as somebody and presses its buttons', async () => {
    const key = await fileTicket('Please delete project OLD.');
    const { body: dan } = await call('GET', `/sandbox/panel/${key}?as=Dan%20Reporter`);
    expect(dan.buttons).not.toContain('Approve');
    const { body: ana } = await call('GET', `/sandbox/panel/${key}?as=ana@example.com`);
    expect([ana.buttons.includes('Approve'), ana.errors]).toEqual([true, []]);
    const press = (label: string, fill?: Record<string, string>) =>
      call('POST', `/sandbox/panel/${key}/click`, { as: 'ana@example.com', label, fill });
    const { body: shown } = await press('Show 1 request');
    expect(shown.html).toContain('DELETE /rest/api/3/project/OLD?enableUndo=true');
    expect((await press('Approve')).body.text).toContain('Type OLD to confirm');
    const words = { Reason: 'Agreed', 'Type OLD to confirm': 'OLD' };
    expect((await press('Approve', words)).body.text).toContain('Done');
    const { body: state } = await call('GET', '/sandbox/state');
    const old = Object.values(state.projects as Record<string, { name: string; deleted: boolean }>);
    expect(old.find(({ name }) => name === 'Old Shop')?.deleted).toBe(true);
  });

  it('changes the world outside Kraken', async () => {
    const change = { kind: 'add-to-group', user: 'kim@corp.example', group: 'approvers' };
    expect((await call('POST', '/sandbox/jira', change)).status).toBe(200);
    const { body: state } = await call('GET', '/sandbox/state');
    expect(state.groups.approvers.members).toContain(sandbox.personId('Kim Park'));
  });

  it('moves the clock of the whole system', async () => {
    const before = sandbox.nowMs();
    const { body } = await call('POST', '/sandbox/time', { advanceMs: 3_600_000 });
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(before + 3_600_000);
    const page = await fetch(`${sandbox.jiraUrl}/rest/api/3/serverInfo`, {
      headers: { 'x-sandbox-actor': 'app' },
    });
    const { serverTime } = (await page.json()) as { serverTime: string };
    expect(Date.parse(serverTime)).toBeGreaterThanOrEqual(before + 3_600_000);
    const status = await sandbox.service.status();
    expect(status?.nowMs).toBeGreaterThanOrEqual(before + 3_600_000);
    // The app signs and verifies by the same time: an order still goes through.
    await fileTicket('Please add Ines Duarte to project ABC as Developer.');
    const { body: state } = await call('GET', '/sandbox/state');
    expect(state.projects.ABC.roles.Developers.users).toContain(sandbox.personId('Ines Duarte'));
  });

  it('makes Jira misbehave exactly as ordered', async () => {
    const script = [{ match: { method: 'POST', path: '/project/ABC/role/' }, fault: 'free-plan' }];
    expect((await call('POST', '/sandbox/faults', { jira: { script } })).status).toBe(200);
    const key = await fileTicket('Please add Vic Stone to project ABC as Developer.');
    const { body: state } = await call('GET', '/sandbox/state');
    expect(state.projects.ABC.roles.Developers.users).not.toContain(sandbox.personId('Vic Stone'));
    expect(state.issues[key].comments[0].text).toContain('Failed: Add Vic Stone');
    await call('POST', '/sandbox/faults', { jira: 0 });
  });

  it('hands out everything that was logged, and no secret in it', async () => {
    const { body } = await call('GET', '/sandbox/logs');
    expect([body.service.length > 0, body.app.length > 0, body.forgeHost.length > 0]).toEqual([
      true,
      true,
      true,
    ]);
    const text = JSON.stringify([body.service, body.app, body.forgeHost]);
    for (const { password } of sandbox.accounts) expect(text).not.toContain(password);
    expect(text).not.toMatch(/\/approve\/v1\.|eyJ[A-Za-z0-9_-]{10,}\./);
  });

  it('has no mail', async () => {
    expect((await call('GET', '/sandbox/mail')).body).toEqual([]);
  });

  it('says what the model says next, shows what it was asked, and forgets both', async () => {
    const nothing = { outcome: 'none', confidence: 1, actions: [], questions: [], unsupported: [] };
    const { body: state } = await call('POST', '/sandbox/claude', {
      responses: [nothing, '{"outcome":'],
      mode: 'obedient',
    });
    expect(state).toEqual({ mode: 'obedient', waiting: 2 });
    await call('DELETE', '/sandbox/claude/requests');
    await fileTicket('Our printer in the hall smells of apples.');
    const { body: requests } = await call('GET', '/sandbox/claude/requests');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/v1/messages', status: 200 });
    expect(JSON.stringify(requests[0].body.messages)).toContain('smells of apples');
    expect((await call('GET', '/sandbox/claude')).body).toEqual({ mode: 'obedient', waiting: 1 });
    expect((await call('GET', `/sandbox/claude/requests?since=${requests[0].seq}`)).body).toEqual(
      [],
    );
    expect((await call('DELETE', '/sandbox/claude')).body).toEqual({ mode: 'off', waiting: 0 });
    expect((await call('GET', '/sandbox/claude/requests')).body).toEqual([]);
  });

  it('makes the model fail exactly as ordered', async () => {
    await call('POST', '/sandbox/faults', { claude: { script: ['529', 'none'] } });
    const key = await fileTicket('The window in the hall does not close.');
    expect((await sandbox.decision(key))?.stateSentence).toBeDefined();
    await sandbox.catchUp();
    const { body: requests } = await call('GET', '/sandbox/claude/requests');
    expect(requests.map((one: { status: number }) => one.status)).toEqual([529, 200]);
    await call('POST', '/sandbox/faults', { claude: 0 });
  });

  const wrong: Array<[string, string, string, unknown, number]> = [
    [
      'an unknown key',
      'POST',
      '/sandbox/issues',
      { project: 'HELP', summary: 'x', reporter: 'Dan Reporter', extra: 1 },
      422,
    ],
    [
      'nobody of that name',
      'POST',
      '/sandbox/issues',
      { project: 'HELP', summary: 'x', reporter: 'Nobody' },
      422,
    ],
    [
      'two people of that name',
      'POST',
      '/sandbox/issues',
      { project: 'HELP', summary: 'x', reporter: 'Alex Moreau' },
      422,
    ],
    [
      'an unknown project',
      'POST',
      '/sandbox/issues',
      { project: 'NOPE', summary: 'x', reporter: 'Dan Reporter' },
      422,
    ],
    ['an unknown change', 'POST', '/sandbox/jira', { kind: 'burn-down' }, 422],
    [
      'a change of nothing',
      'POST',
      '/sandbox/jira',
      { kind: 'delete-project', project: 'NOPE' },
      422,
    ],
    [
      'an unknown fault of the model',
      'POST',
      '/sandbox/faults',
      { claude: { script: ['fog'] } },
      422,
    ],
    ['no order for the model', 'POST', '/sandbox/claude', {}, 422],
    ['half an answer of the model', 'POST', '/sandbox/claude', { responses: [{ text: 1 }] }, 422],
    ['an unknown fault', 'POST', '/sandbox/faults', { jira: { kinds: ['earthquake'] } }, 422],
    ['going back in time', 'POST', '/sandbox/time', { advanceMs: -1 }, 422],
    ['a panel for nobody', 'GET', '/sandbox/panel/HELP-1', undefined, 422],
    ['a panel of no issue', 'GET', '/sandbox/panel/HELP-999?as=Ana%20Admin', undefined, 409],
    [
      'a button that is not there',
      'POST',
      '/sandbox/panel/HELP-1/click',
      { as: 'Ana Admin', label: 'Explode' },
      409,
    ],
    ['since when', 'GET', '/sandbox/effects?since=yesterday', undefined, 422],
    ['an unknown route', 'GET', '/sandbox/nothing', undefined, 404],
  ];
  it.each(wrong)(
    'refuses %s with a problem document',
    async (_name, method, path, body, status) => {
      const answer = await call(method, path, body);
      expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
      expect([typeof answer.body.code, answer.body.status]).toEqual(['string', status]);
      expect(answer.body.detail.length).toBeGreaterThan(5);
    },
  );

  it('answers 400 to what is no JSON', async () => {
    const answer = await fetch(`${control.url}/sandbox/time`, { method: 'POST', body: 'soon' });
    expect(answer.status).toBe(400);
  });

  it('does nothing for a web page of another site', async () => {
    const before = JSON.stringify(sandbox.jira.state().groups);
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await fetch(`${control.url}/sandbox/jira`, {
        method: 'POST',
        headers,
        body: JSON.stringify({
          kind: 'add-to-group',
          user: 'dan@corp.example',
          group: 'approvers',
        }),
      });
      expect(answer.status).toBe(403);
    }
    expect(JSON.stringify(sandbox.jira.state().groups)).toBe(before);
  });
});

describe('the start page', () => {
  const open = async (path: string): Promise<string> =>
    (await fetch(`${control.url}${path}`)).text();
  const post = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${control.url}/issues`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });

  it('offers people to act as, tickets to open and the sign-ins, without scripts', async () => {
    const page = await open('/');
    for (const name of ['Dan Reporter', 'Ana Admin', 'Create issue', 'HELP-1', 'ben@example.com'])
      expect(page).toContain(name);
    expect(page).not.toContain('<script');
  });

  it('files a ticket and leads to its page, seen by who filed it', async () => {
    const answer = await post({
      project: 'HELP',
      summary: '<b>Bold</b> & "quoted"',
      description: 'Just to say hello.',
      reporter: 'Dan Reporter',
    });
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).toContain(`${sandbox.host.url}/browse/HELP-`);
    expect(location).toContain(encodeURIComponent(sandbox.personId('Dan Reporter')));
    const ticket = await (await fetch(location)).text();
    expect(ticket).toContain('&lt;b&gt;Bold');
    expect(await open('/')).toContain('&lt;b&gt;Bold&lt;/b&gt;');
    await sandbox.settled();
  });

  it('keeps what was typed when something is missing', async () => {
    const answer = await post({
      project: 'NEW',
      summary: ' ',
      description: 'Words',
      reporter: 'Dan Reporter',
    });
    const page = await answer.text();
    expect([answer.status, page.includes('Give the ticket a summary.')]).toEqual([422, true]);
    expect(page).toContain('>Words</textarea>');
    expect(page).toMatch(/value="NEW" selected/);
  });
});
