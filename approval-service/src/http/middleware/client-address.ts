/** Address of the client: the socket's, or what Cloudflare says when the socket belongs to a trusted proxy. */
import type { Context } from 'hono';
import type { AppEnv, HttpContext } from '../context.ts';

/** IPv6 addresses count by their /64. `X-Forwarded-For` is never read. */
export function clientAddress(
  c: Context<AppEnv>,
  { trustedProxies }: Pick<HttpContext, 'trustedProxies'>,
): string {
  const peer = c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  const claimed = c.req.header('cf-connecting-ip');
  return bucket(claimed !== undefined && trustedProxies.includes(peer) ? claimed : peer);
}

function bucket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `${networkOf(plain)}::/64` : plain;
}

/** First four groups of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
