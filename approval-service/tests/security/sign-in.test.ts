/** P18 to P20, T10, T20: sign-in, its limits, and the session cookie. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../../src/testing/harness.ts';
import { makeAccount, PASSWORD, registeredInstance } from '../../src/testing/stage-deletion.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  const instance = await registeredInstance(harness);
  for (const name of ['ana', 'bob', 'cleo', 'dora']) {
    await makeAccount(harness, instance, {
      email: `${name}@example.com`,
      role: 'owner',
      jiraAccountId: name,
    });
  }
});
afterAll(() => harness.close());

const login = (email: string, password: string, headers: Record<string, string>) =>
  harness.service.app.request('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  });

describe('sign-in', () => {
  it('sets an HTTP-only cookie that is in no body', async () => {
    const answer = await login('ana@example.com', PASSWORD, { 'cf-connecting-ip': '192.0.2.1' });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^kraken_session=[^;]+;.*HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await answer.text()).not.toContain(/=([^;]+)/.exec(cookie)?.[1] ?? 'none');
  });

  it('answers an unknown e-mail and a wrong password with the same words', async () => {
    const wrong = await login('ana@example.com', 'wrong wrong wrong', {
      'cf-connecting-ip': '192.0.2.2',
    });
    const unknown = await login('nobody@example.com', 'wrong wrong wrong', {
      'cf-connecting-ip': '192.0.2.2',
    });
    const words = async (answer: Response) => ({
      ...((await answer.json()) as object),
      requestId: '',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await words(wrong)).toEqual(await words(unknown));
  });

  it('is refused at the 11th attempt from one address, whatever account or X-Forwarded-For it names, with the time to wait', async () => {
    const headers = { 'cf-connecting-ip': '192.0.2.10' };
    const statuses: number[] = [];
    for (let index = 0; index < 11; index += 1) {
      const forged = { ...headers, 'x-forwarded-for': `10.1.1.${index}` }; // never believed
      statuses.push((await login(`x${index}@example.com`, 'x', forged)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const answer = await login('bob@example.com', PASSWORD, headers);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('ratelimit-policy')).toContain('q=10');
  });

  it('is refused at the 11th attempt on one account from as many addresses, even with the right password', async () => {
    for (let index = 0; index < 10; index += 1)
      await login('cleo@example.com', 'x', { 'cf-connecting-ip': `192.0.2.${100 + index}` });
    expect(
      (await login('cleo@example.com', PASSWORD, { 'cf-connecting-ip': '192.0.2.200' })).status,
    ).toBe(429);
  });

  it.each([
    ['text/plain', { 'content-type': 'text/plain' }, 415],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('sent as %s is refused', async (_name, headers, status) => {
    expect(
      (await login('dora@example.com', PASSWORD, { 'cf-connecting-ip': '192.0.2.12', ...headers }))
        .status,
    ).toBe(status);
  });

  it('leads nowhere but to a path of this site', async () => {
    for (const returnTo of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const answer = await harness.service.app.request('/auth/sign-in', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'cf-connecting-ip': '192.0.2.13',
        },
        body: new URLSearchParams({
          email: 'dora@example.com',
          password: PASSWORD,
          returnTo,
        }).toString(),
      });
      expect([returnTo, answer.status, answer.headers.get('location')]).toEqual([
        returnTo,
        303,
        '/',
      ]);
    }
  });
});

describe('a session', () => {
  it('ends at sign-out for every copy of its cookie', async () => {
    const answer = await login('dora@example.com', PASSWORD, { 'cf-connecting-ip': '192.0.2.14' });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const me = async () =>
      (await harness.service.app.request('/api/me', { headers: { cookie } })).status;
    expect(await me()).toBe(200);
    await harness.service.app.request('/api/auth/logout', { method: 'POST', headers: { cookie } });
    expect(await me()).toBe(401);
  });

  it('is needed for every route of the API', async () => {
    for (const path of [
      '/api/me',
      '/api/decisions',
      '/api/decisions/dec_12345678',
      '/api/approvals',
      '/api/audit/head',
      '/api/audit/verify',
      '/api/nothing',
    ]) {
      expect([path, (await harness.service.app.request(path)).status]).toEqual([path, 401]);
    }
  });
});
