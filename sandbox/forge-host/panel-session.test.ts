/** The real front-end bundle without a browser: a person's reading, pressing and filling, and what the host refuses. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PanelSession } from './create-host.ts';
import { bundleFixture, type Fixture, startFixture } from './testing/start-fixture.ts';

let fixture: Fixture;
let session: PanelSession;

beforeAll(async () => {
  bundleFixture();
  fixture = await startFixture({}, ({ path }) => ({ status: 200, body: { from: path } }));
  await fixture.host.install();
}, 120_000);
beforeEach(async () => {
  fixture.service.requests.length = 0;
  session = await fixture.host.panel('KRK-1', 'ana');
  return () => session.close();
});
afterAll(() => fixture.stop());

test('a panel shows what the app draws, for the person it was opened as', () => {
  expect(session.text()).toContain('Viewer ana');
  expect(session.notDrawn()).toEqual([]);
  expect(session.errors()).toEqual([]);
});

test('text that looks like markup stays text', () => {
  expect(session.html()).toContain('&lt;b onclick=&quot;x()&quot;&gt;not markup');
  expect(session.html()).not.toContain('<b onclick');
});

test('somebody who cannot see the issue cannot open its panel', async () => {
  await expect(fixture.host.panel('KRK-1', 'stranger')).rejects.toThrow('Jira answered 404');
});

test('only an administrator opens the admin page', async () => {
  await expect(fixture.host.adminPage('ben')).rejects.toThrow('no Jira administrator');
});

test('a form is filled by label, validated, and submitted by its button', async () => {
  await session.click('Save');
  expect(session.text()).toContain('A note is needed');
  await session.fill('Note', 'remember');
  await session.select('Level', 'Strict');
  await session.select('Loud', 'on');
  await session.click('Save');
  expect(fixture.service.bodiesOf('/saved')).toEqual([
    { note: 'remember', level: 'strict', loud: true },
  ]);
  expect(session.text()).toContain('saved remember');
});

test('a dialog hides the page behind it until it is answered', async () => {
  await session.click('Ask');
  expect(session.buttons()).toEqual(['Confirm']);
  await session.click('Confirm');
  expect(session.text()).toContain('confirmed');
  expect(session.buttons()).toContain('Ask');
});

test('a disabled button cannot be pressed', async () => {
  expect(session.buttons()).not.toContain('Forbidden');
  await expect(session.click('Forbidden')).rejects.toThrow('disabled');
});

test('an unknown label is an error that names what is there', async () => {
  await expect(session.click('Nothing')).rejects.toThrow('there are: Ask');
  await expect(session.fill('Nothing', 'x')).rejects.toThrow('there are: Note');
});

test('tabs switch on their own', async () => {
  await session.click('Two');
  expect(session.text()).toContain('Second panel');
  expect(session.text()).not.toContain('Note');
});

test('an error of a resolver reaches the page as an error', async () => {
  await session.click('Fail');
  expect(session.text()).toContain('failed: the resolver failed');
});

test('the bridge reaches the service directly, as the user', async () => {
  await session.click('Remote');
  expect(session.text()).toContain('{"from":"/direct"}');
});

test('a module without endpoint cannot invoke the remote', async () => {
  await session.click('Endpoint');
  expect(session.text()).toContain('no resolver endpoint');
});

test('a resolver gets its user from the session, whatever the page claims', async () => {
  const extension = { issue: { key: 'OTHER-1' }, accountId: 'ben' };
  const caller = { accountId: 'ana', issueKey: 'KRK-1', extension };
  const answer = await fixture.host.invokeResolver('panel', 'whoAmI', {}, caller);
  expect(answer).toEqual({ accountId: 'ana', extension, jira: { actor: 'user:ana' } });
});

test('a function cannot act as somebody who did not call it', async () => {
  const caller = { accountId: 'ben', issueKey: 'KRK-1' };
  expect(await fixture.host.invokeResolver('panel', 'asSomebodyElse', {}, caller)).toBe(
    'NEEDS_AUTHENTICATION_ERR',
  );
});

test('two sessions share nothing', async () => {
  const other = await fixture.host.panel('KRK-1', 'ben');
  await other.click('Ask');
  expect(session.buttons()).toContain('Ask');
  expect(other.text()).toContain('Viewer ben');
  other.close();
});

test('the issue page shows what the viewer may see, escaped, with restricted comments marked', async () => {
  const page = await (await fetch(`${fixture.host.url}/browse/KRK-1?as=ana`)).text();
  expect(page).toContain('Add &lt;Dana&gt; to ABC');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('Restricted to jira-administrators');
  const refused = await fetch(`${fixture.host.url}/browse/KRK-1?as=stranger`);
  expect(refused.status).toBe(404);
});

test('a frame opens the real bundle, and its bridge answers only for the person it was opened as', async () => {
  const frame = await (await fetch(`${fixture.host.url}/frame/panel?as=ben&issueKey=KRK-1`)).text();
  const { session: id, bundle } = JSON.parse(
    /<script type="application\/json" id="session">(.*?)<\/script>/.exec(frame)?.[1] ?? '{}',
  );
  expect((await fetch(`${fixture.host.url}${bundle}`)).headers.get('content-type')).toContain(
    'javascript',
  );
  const send = async (body: unknown) => {
    const response = await fetch(`${fixture.host.url}/bridge`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return (await response.json()) as { value?: { accountId?: string }; error?: string };
  };
  const who = await send({
    session: id,
    command: 'invoke',
    data: { functionKey: 'whoAmI', payload: { accountId: 'ana' } },
  });
  expect(who.value?.accountId).toBe('ben');
  expect((await send({ session: 'made-up', command: 'getContext' })).error).toContain(
    'no longer open',
  );
});

test.each([
  'browser/panel-page.ts',
  'browser/issue-page.ts',
  'browser/patch-dom.ts',
  'render-forge-doc.ts',
  'render/draw-fields.ts',
])('%s is served as JavaScript', async (name) => {
  const response = await fetch(`${fixture.host.url}/host/${name}`);
  expect(response.headers.get('content-type')).toContain('javascript');
  expect(await response.text()).not.toMatch(/^interface /m);
});

test('nothing else of the host is served', async () => {
  for (const name of ['create-host.ts', '..%2Fpackage.json', 'testing/start-fixture.ts']) {
    expect((await fetch(`${fixture.host.url}/host/${name}`)).status, name).toBe(404);
  }
});
