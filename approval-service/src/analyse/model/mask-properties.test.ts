import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOKENS } from '../../testing/made-up-secrets.ts';
import { maskSecrets } from './mask-secrets.ts';

describe('for any text made of secrets and words', () => {
  const secret = 'known-Secret-77';
  const piece = fc.oneof(
    fc.constantFrom(...TOKENS.map(([, token]) => token)),
    fc.constantFrom(
      ...[
        'password: ',
        'pwd=',
        'token: ',
        ' is ',
        'secret',
        ' to ',
        '=',
        ':',
        ' ',
        '\n',
        '@',
        '://',
        '/',
        '"',
        '「',
        'は',
        '|',
      ],
      ...[
        '[masked: password]',
        '[masked: ',
        '\uFFFF',
        'https://bob:',
        'Bearer ',
        'Authorization: Basic ',
        ' -u ',
        'dan@example.com:',
      ],
      ...[
        'hunter2',
        'forgotten',
        'ABC-12',
        'AKIA',
        'sk-',
        'eyJ',
        '-----BEGIN PRIVATE KEY-----',
        secret,
        secret.slice(0, 9),
      ],
    ),
    fc.string({ maxLength: 6 }),
  );
  const texts = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));

  it('masking twice is masking once', () => {
    void fc.assert(
      fc.property(texts, (text) => {
        const once = maskSecrets(text, [secret]).text;
        expect(maskSecrets(once, [secret])).toEqual({ text: once, masks: [] });
      }),
      { seed: 11, numRuns: 3_000 },
    );
  });

  it('a known secret is never left, and what stands outside the masks is the text', () => {
    void fc.assert(
      fc.property(texts, (text) => {
        const masked = maskSecrets(text, [secret]);
        expect(masked.text).not.toContain(secret);
        if (masked.masks.length === 0) expect(masked.text).toBe(text);
      }),
      { seed: 12, numRuns: 1_000 },
    );
  });
});

describe('a hostile text of 200 kB is read to its end', () => {
  it.each([
    ...[
      'ATATT3',
      'AKIA',
      'AIza',
      'ghp_',
      'github_pat_',
      'glpat-',
      'xoxb-',
      'sk_live_',
      'sk-',
      'SG.',
      'SG.a',
      'eyJ',
      'eyJaaaaaa.',
    ],
    ...[
      '123456789:',
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\n',
      '-----END ',
      'https://a:b',
      'a://b:',
      'a@b.co:',
    ],
    ...[
      'password:',
      'password: ',
      'token:',
      'pw=',
      'pw:"',
      'pw |',
      'password for ',
      'パスワードは',
      'Bearer ',
      'Authorization: Basic ',
      ' -u a:',
    ],
    ...[
      'aws_secret_access_key',
      '?sig=',
      'AccountKey=',
      'hooks.slack.com/services/',
      'a',
      '"',
      '=',
      ' ',
      '\n',
      '\uFFFF',
      '[masked: ',
    ],
    ...['0123456789abcdef', 'known-Se', 'a1Q~', 'pypi-', 'npm_', '\u200B'],
  ])('%j over and over', (part) => {
    const text = part.repeat(Math.ceil(200_000 / part.length));
    const { text: masked, masks } = maskSecrets(text, ['known-Secret-77', 'aaaaaaaa']);
    expect(masked === text).toBe(masks.length === 0);
  });
});
