import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { type Env, readEnv } from './read-env.ts';
import { SecretBytes } from './secrets.ts';

const GOOD: Env = {
  PUBLIC_URL: 'https://kraken.example.com',
  MASTER_KEY: randomBytes(32).toString('base64'),
  FORGE_APP_ID: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555',
};

describe('the configuration', () => {
  it('starts from three variables and serves production tokens only', () => {
    expect(readConfig(GOOD)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      forge: { environments: ['PRODUCTION'] },
    });
  });

  it.each<[string, Env, RegExp]>([
    [
      'no master key',
      { ...GOOD, MASTER_KEY: undefined as unknown as string },
      /MASTER_KEY is missing/,
    ],
    [
      'a short master key',
      { ...GOOD, MASTER_KEY: randomBytes(16).toString('base64') },
      /not 32 bytes/,
    ],
    [
      'a master key in hex',
      { ...GOOD, MASTER_KEY: randomBytes(32).toString('hex') },
      /not 32 bytes/,
    ],
    [
      'a master key of one repeated byte',
      { ...GOOD, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      /too regular/,
    ],
    [
      'no public address',
      { ...GOOD, PUBLIC_URL: undefined as unknown as string },
      /PUBLIC_URL is missing/,
    ],
    [
      'a public address in clear text',
      { ...GOOD, PUBLIC_URL: 'http://kraken.example.com' },
      /https/,
    ],
    ['no app id', { ...GOOD, FORGE_APP_ID: 'my-app' }, /FORGE_APP_ID/],
    [
      'a key address in clear text',
      { ...GOOD, FORGE_JWKS_URL: 'http://keys.example.com/jwks' },
      /FORGE_JWKS_URL/,
    ],
    ['a port that is none', { ...GOOD, PORT: 'abc' }, /PORT/],
    ['an unknown log level', { ...GOOD, LOG_LEVEL: 'chatty' }, /LOG_LEVEL/],
  ])('refuses to start with %s, in one sentence', (_name, env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  it('takes nothing from the environment but the named variables', () => {
    expect(readEnv({ PORT: '80', HOME: '/root', AWS_SECRET: 'x', LOG_LEVEL: '' })).toEqual({
      PORT: '80',
    });
  });

  it('never prints a secret', () => {
    const secret = new SecretBytes(new Uint8Array([1, 2, 3]));
    expect(`${secret} ${JSON.stringify({ secret })}`).toBe('[redacted] {"secret":"[redacted]"}');
  });
});
