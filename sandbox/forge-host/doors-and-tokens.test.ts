/** Web triggers keep Forge's rules, and invocation tokens say exactly what the platform would say. */
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleFixture, type Fixture, startFixture } from './testing/start-fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  bundleFixture();
  fixture = await startFixture();
  await fixture.host.install();
}, 120_000);
beforeEach(() => {
  fixture.service.requests.length = 0;
});
afterAll(() => fixture.stop());

const ring = (body: string, init: RequestInit = {}) =>
  fetch(fixture.host.webTriggerUrl('door'), { method: 'POST', body, ...init });
const claimsOf = (path: string): Record<string, unknown> => {
  const sent = fixture.service.requests.find((r) => r.path === path);
  return decodeJwt(String(sent?.headers.authorization).replace('Bearer ', ''));
};

test('a static web trigger answers with the output the function names', async () => {
  const response = await ring('accepted');
  expect(response.status).toBe(202);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.text()).toBe('{"result":"accepted"}');
});

test('a static web trigger never answers with an output that is not declared', async () => {
  expect((await ring('invented')).status).toBe(500);
});

test('an unknown web trigger address is not found', async () => {
  const url = `${fixture.host.url}/x1/${'0'.repeat(64)}`;
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('headers reach the function as arrays, method and values as sent', async () => {
  await ring('accepted', { headers: { 'X-Webtrigger-Signature': 'sha256=abc' } });
  const [rung] = fixture.service.bodiesOf('/rung') as {
    method: string;
    headers: Record<string, string[]>;
  }[];
  expect(rung?.method).toBe('POST');
  const lower = Object.fromEntries(
    Object.entries(rung?.headers ?? {}).map(([n, v]) => [n.toLowerCase(), v]),
  );
  expect(lower['x-webtrigger-signature']).toEqual(['sha256=abc']);
});

test('a call from a function carries a token without user, signed for this app and installation', async () => {
  const { host } = fixture;
  await host.runScheduled('sweep');
  const sent = fixture.service.requests.find((r) => r.path === '/swept');
  const jwks = (await (await fetch(host.jwksUrl)).json()) as JSONWebKeySet;
  const token = String(sent?.headers.authorization).replace('Bearer ', '');
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
    issuer: 'forge/invocation-token',
    audience: host.appId,
  });
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).not.toHaveProperty('context');
  expect(payload).not.toHaveProperty('principal');
  expect(payload['app']).toMatchObject({ id: host.appId, installationId: host.installationId });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(25);
  expect(sent?.headers).not.toHaveProperty('x-forge-oauth-system');
});

test("the app's own authorization header never reaches the service", async () => {
  await fixture.host.runScheduled('sweep');
  expect(fixture.service.requests[0]?.headers.authorization).not.toContain('forged');
});

test('every call carries a fresh token', async () => {
  await fixture.host.runScheduled('sweep');
  await fixture.host.runScheduled('sweep');
  const tokens = fixture.service.requests.map(
    (r) => decodeJwt(String(r.headers.authorization).slice(7)).jti,
  );
  expect(new Set(tokens).size).toBe(2);
});

test('a call from the front end names the user in a signed token', async () => {
  const session = await fixture.host.adminPage('ana');
  await session.click('Endpoint');
  session.close();
  const claims = claimsOf('/endpoint');
  expect(claims['principal']).toBe('ana');
  expect(claims['context']).toMatchObject({ accountId: 'ana', moduleKey: 'admin' });
});

test.each([
  ['another issuer', { issuer: 'x' }, (c: Record<string, unknown>) => c['iss'], 'x'],
  ['another audience', { audience: 'x' }, (c: Record<string, unknown>) => c['aud'], 'x'],
  [
    'a lifetime of our own',
    { issuedAt: 10, expiresAt: 20 },
    (c: Record<string, unknown>) => c['exp'],
    20,
  ],
  ['no token id', { omit: ['jti'] }, (c: Record<string, unknown>) => c['jti'], undefined],
])('a token can be minted with %s', async (_name, overrides, read, expected) => {
  expect(read(decodeJwt(await fixture.host.mintFit(overrides)))).toBe(expected);
});

test('tokens under another key, without signature or with a shared secret do not verify', async () => {
  const jwks = createLocalJWKSet(
    (await (await fetch(fixture.host.jwksUrl)).json()) as JSONWebKeySet,
  );
  await expect(jwtVerify(await fixture.host.mintFit(), jwks)).resolves.toBeDefined();
  for (const signWith of ['other-key', 'none', 'HS256'] as const) {
    await expect(
      jwtVerify(await fixture.host.mintFit({ signWith }), jwks),
      signWith,
    ).rejects.toThrow();
  }
});
