import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = createPasswords(randomBytes(32));
afterAll(() => passwords.close());

describe('passwords', () => {
  it('are bcrypt hashes of cost 12', async () => {
    expect(await passwords.hash('correct horse battery staple')).toMatch(/^\$2[aby]\$12\$/);
  });

  it('differ beyond the 72nd byte as well', async () => {
    const long = `${'x'.repeat(74)}a${'x'.repeat(5)}`;
    const hash = await passwords.hash(long);
    expect(await passwords.verify(long, hash)).toBe(true);
    expect(await passwords.verify(`${'x'.repeat(74)}b${'x'.repeat(5)}`, hash)).toBe(false);
  });

  it('of nobody are refused after the same work', async () => {
    expect(await passwords.verify('correct horse battery staple', undefined)).toBe(false);
  });

  it('hashed with another pepper are refused', async () => {
    const other = createPasswords(randomBytes(32));
    expect(
      await other.verify(
        'correct horse battery staple',
        await passwords.hash('correct horse battery staple'),
      ),
    ).toBe(false);
    await other.close();
  });
});
