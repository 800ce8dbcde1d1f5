/** P-FIT: a call under /forge/v1 without a valid Forge Invocation Token gets 401 and writes nothing. */
import * as jose from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APP_ID,
  delivery,
  type Harness,
  register,
  startHarness,
  type TokenOverrides,
} from '../../src/testing/harness.ts';
import { hashOfTables } from '../../src/testing/hash-tables.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await register(harness);
});
afterAll(() => harness.close());

const nowSeconds = (): number => Math.floor(harness.clock.nowMs() / 1_000);

async function send(authorization: string | undefined): Promise<number> {
  const answer = await harness.service.app.request('/forge/v1/deliveries', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(delivery('Please add Dana to project ABC')),
  });
  return answer.status;
}

describe('the Forge Invocation Token', () => {
  const refused: Array<[name: string, overrides: () => Promise<TokenOverrides> | TokenOverrides]> =
    [
      ['another issuer', () => ({ issuer: 'forge/other' })],
      ['another audience', () => ({ audience: `${APP_ID}0` })],
      [
        'another app in its claims',
        () => ({ appId: 'ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000000' }),
      ],
      ['another key', async () => ({ key: (await jose.generateKeyPair('RS256')).privateKey })],
      ['a symmetric algorithm', () => ({ algorithm: 'HS256', key: new Uint8Array(32).fill(7) })],
      ['no expiry', () => ({ expiresAt: null })],
      [
        'an expiry in the past',
        () => ({ issuedAt: nowSeconds() - 60, expiresAt: nowSeconds() - 30 }),
      ],
      [
        'an age of two minutes although not expired',
        () => ({ issuedAt: nowSeconds() - 120, expiresAt: nowSeconds() + 600 }),
      ],
      [
        'an installation that is none',
        () => ({ installationId: 'ari:cloud:ecosystem::installation/x' }),
      ],
      ['another environment', () => ({ environment: 'PRODUCTION' })],
      ['an isolated cloud label', () => ({ claims: { icLabel: 'abc' } })],
      ['a principal that is no account id', () => ({ claims: { principal: '../../x y' } })],
    ];

  it.each(refused)('with %s is refused and nothing is written', async (_name, overrides) => {
    const before = hashOfTables(harness);
    expect(await send(`Bearer ${await harness.mintToken(await overrides())}`)).toBe(401);
    expect(hashOfTables(harness)).toBe(before);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['garbage', 'Bearer a.b.c'],
    ['of another scheme', 'Basic abc'],
    [
      'unsigned',
      `Bearer ${new jose.UnsecuredJWT({ app: { id: APP_ID } }).setIssuer('forge/invocation-token').setAudience(APP_ID).encode()}`,
    ],
  ])('that is %s is refused and nothing is written', async (_name, authorization) => {
    const before = hashOfTables(harness);
    expect(await send(authorization)).toBe(401);
    expect(hashOfTables(harness)).toBe(before);
  });

  it('is taken once: the same token again is refused and nothing is written', async () => {
    const token = `Bearer ${await harness.mintToken()}`;
    expect(await send(token)).toBe(202);
    const before = hashOfTables(harness);
    expect(await send(token)).toBe(401);
    expect(hashOfTables(harness)).toBe(before);
  });

  it('is refused on every other route under /forge/v1 as well', async () => {
    for (const [method, path] of [
      ['GET', '/forge/v1/issues/1/decisions'],
      ['POST', '/forge/v1/lifecycle'],
      ['POST', '/forge/v1/work-orders/claim'],
      ['POST', '/forge/v1/work-orders/ord_12345678/results'],
      ['POST', '/forge/v1/decisions/dec_12345678/approve'],
      ['GET', '/forge/v1/settings'],
      ['PUT', '/forge/v1/settings'],
      ['POST', '/forge/v1/pause'],
      ['GET', '/forge/v1/approvals'],
    ] as const) {
      const answer = await harness.service.app.request(path, {
        method,
        headers: { authorization: 'Bearer a.b.c' },
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});
