import { describe, expect, it } from 'vitest';
import { createLog, scrub } from './log.ts';

const SECRETS = [
  'Bearer abcdefgh12345678',
  'eyJhbGciOiJSUzI1NiJ9.eyJhcHAiOnsiaWQiOiJ4In19.c2lnbmF0dXJl',
  'v1.apr_0192aa.0a1b2c3d.1790000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'sk-ant-api03-abcdefghijk',
  'ATATT3xFfGF0abcdefghijklmnop',
  'a'.repeat(64),
];

describe('log lines', () => {
  it.each(SECRETS)('never hold a credential, wherever it stands: %s', (secret) => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    log.info('x', { note: `before ${secret} after` });
    log.error('y', new Error(`failed with ${secret}`, { cause: new Error(secret) }), {
      where: secret,
    });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(secret);
    expect(lines.join()).toContain('[redacted]');
  });

  it('keep ordinary words', () => {
    expect(scrub('order ord_123 was not taken')).toBe('order ord_123 was not taken');
  });
});
