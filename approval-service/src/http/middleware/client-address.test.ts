/** Attempts are counted by where they come from, and nobody can choose where that is. */
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '../context.ts';
import { clientAddress } from './client-address.ts';

async function addressOf(
  peer: string,
  headers: Record<string, string> = {},
  trustedProxies: string[] = [],
): Promise<string> {
  const app = new Hono<AppEnv>();
  app.get('/', (c) => c.text(clientAddress(c, { trustedProxies })));
  const incoming = { socket: { remoteAddress: peer } };
  return (await app.request('/', { headers }, { incoming })).text();
}

describe('the address of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', async (peer, expected) => {
    expect(await addressOf(peer)).toBe(expected);
  });

  it('is one for the whole of an IPv6 /64, and another one for the next', async () => {
    const spellings = ['2001:db8::1', '2001:db8::ffff:1', '2001:db8:0:0:1::', '2001:db8::1:0:0:1'];
    const found = await Promise.all(spellings.map((peer) => addressOf(peer)));
    expect(new Set(found)).toEqual(new Set(['2001:db8:0:0::/64']));
    expect(await addressOf('2001:db8:0:1::1')).not.toBe(found[0]);
  });

  it('is what Cloudflare says only where the socket is a trusted proxy’s', async () => {
    const headers = { 'cf-connecting-ip': '198.51.100.9' };
    expect(await addressOf('192.0.2.7', headers)).toBe('192.0.2.7');
    expect(await addressOf('192.0.2.7', headers, ['192.0.2.7'])).toBe('198.51.100.9');
  });

  it('is never taken from X-Forwarded-For', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.9' };
    expect(await addressOf('192.0.2.7', headers, ['192.0.2.7'])).toBe('192.0.2.7');
  });
});
