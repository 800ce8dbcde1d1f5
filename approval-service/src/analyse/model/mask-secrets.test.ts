import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { glue, run, TOKENS } from '../../testing/made-up-secrets.ts';
import { maskSecrets } from './mask-secrets.ts';

const SURROUNDINGS: [string, string][] = [
  ['', ''],
  ['Please use ', ' for the build of ABC-12.'],
  ['Bitte nehmt (', ').'],
  ['トークンは', 'です。'],
  ['```\nexport KEY=', '\n```\nThanks'],
  ['| build | ', ' |\n| test | none |'],
  ['{"value":"', '","user":"dana@example.com"}'],
  ['https://host.example/x?key=', '&page=2'],
  ['> ', '\n> cited'],
];

describe('a token is masked whole, and nothing else is', () => {
  it.each(TOKENS)('%s %#', (kind, token) => {
    for (const [before, after] of SURROUNDINGS) {
      expect(maskSecrets(before + token + after, [])).toEqual({
        text: `${before}[masked: ${kind}]${after}`,
        masks: [kind],
      });
    }
  });

  it.each([
    ['a GitHub token that was cut', glue('ghp_', run(20)), '[masked: GitHub token]'],
    [
      'a private key without its end',
      glue('-----BEGIN ', 'PRIVATE KEY-----\n', run(64), '\n', run(64), '\nThanks, Dan'),
      '[masked: private key]\nThanks, Dan',
    ],
    [
      'a Slack webhook',
      glue('https://hooks.slack.com/services/', 'T0000AAAA/B0000AAAA/', run(24), ' posts'),
      'https://hooks.slack.com/services/[masked: Slack webhook] posts',
    ],
    [
      'an Azure connection string',
      glue('AccountName=x;AccountKey=', run(86), '==;EndpointSuffix=core'),
      'AccountName=x;AccountKey=[masked: Azure key];EndpointSuffix=core',
    ],
    [
      'a password in an address',
      glue('postgres://kraken:', 'hunter2pw', '@db.example:5432/x?y=z'),
      'postgres://kraken:[masked: password]@db.example:5432/x?y=z',
    ],
    [
      'one with an at sign',
      glue('https://bob:', 'p@ss', '@host.example/a'),
      'https://bob:[masked: password]@host.example/a',
    ],
    [
      'one with a slash',
      glue('redis://:', 'pa/ss', '@cache.example'),
      'redis://:[masked: password]@cache.example',
    ],
    [
      'curl',
      glue('curl -u dan:', 'hunter2 ', 'https://x.example'),
      'curl -u dan:[masked: password] https://x.example',
    ],
    [
      'an address with its older token',
      glue('dan@example.com:', run(24)),
      'dan@example.com:[masked: password]',
    ],
    [
      'a Bearer header',
      glue('Authorization: Bearer ', run(30), '\nAccept: x'),
      'Authorization: Bearer [masked: authorization]\nAccept: x',
    ],
    [
      'a Basic header',
      glue('-H "authorization: Basic ', 'Ym9iOmh1bnRlcjI=', '"'),
      '-H "authorization: Basic [masked: authorization]"',
    ],
    [
      'both halves of an AWS key',
      glue('AKIA', 'IOSFODNN7ABCDEFG', '\n', run(40)),
      '[masked: AWS access key id]\n[masked: AWS secret access key]',
    ],
  ])('%s', (_name, text, masked) => {
    expect(maskSecrets(text, []).text).toBe(masked);
  });
});

describe('what the words around it call a secret is masked', () => {
  it.each([
    ['password: ', 'x9!k', '', 'password'],
    ['password: ', 'swordfish', '\nThanks', 'password'],
    ['Password: ', 'hunter2', ', user dana', 'password'],
    ['pwd=', 'letmein', ' host=db', 'password'],
    ['DB_PASSWORD=', 'Tr0ub4dor&3', '\n', 'password'],
    ['"password": "', 'correct horse battery', '",', 'password'],
    ['<password>', 'hunter2', '</password>', 'password'],
    ['mysql --password ', 'hunter2', ' -h db', 'password'],
    ['*Password:* ', 'hunter2', '', 'password'],
    ['the password is ', 'Summer2026!', ' since Monday', 'password'],
    ['Please set the password to ', 'Summer2026!', '', 'password'],
    ['the password for staging is ', 'Summer2026!', '', 'password'],
    ['password of the database: ', 'Summer2026', ' (old)', 'password'],
    ['Password | ', 'Summer2026', ' | old', 'password'],
    ['Server=db;Pwd=', 'letmein', ';Database=x', 'password'],
    ['secret=', 'abcdefgh', '', 'secret'],
    ['secret: ', 'x7Y9z1', '', 'secret'],
    ['client_secret: ', run(40), '', 'client secret'],
    ['clientSecret = "', run(40), '"', 'client secret'],
    ['the API key is ', run(24), ', thanks', 'API key'],
    ['X-Api-Key: ', run(32), '', 'API key'],
    ['api token: ', run(24), '', 'token'],
    ['aws_secret_access_key = ', run(40), '', 'AWS secret access key'],
    ['Das Passwort lautet ', 'Sommer2026!', ' und gilt', 'password'],
    ['Kennwort: ', 'geheim', '', 'password'],
    ['Der API-Schlüssel ist ', run(24), '.', 'API key'],
    ['Le mot de passe est ', 'Ete2026!x', ' merci', 'password'],
    ['mdp : ', 'soleil', '', 'password'],
    ['clé API : ', run(24), '', 'API key'],
    ["La clé d'API est ", run(24), '', 'API key'],
    ['La contraseña es ', 'Verano2026', ', gracias', 'password'],
    ['contraseña: ', 'verano', '', 'password'],
    ['La clave de API es ', run(24), '', 'API key'],
    ['パスワードは', 'Natsu2026', 'です。', 'password'],
    ['パスワード：', 'Natsu2026', '', 'password'],
    ['パスワードは「', 'Natsu2026', '」です', 'password'],
    ['APIキーは', run(24), 'です', 'API key'],
  ])('%s… %#', (before, secret, after, kind) => {
    expect(maskSecrets(`Hi. ${before}${secret}${after}`, []).text).toBe(
      `Hi. ${before}[masked: ${kind}]${after}`,
    );
  });
});

const ORDINARY = [
  'Please reset my password.',
  'The password policy needs at least 12-character passwords.',
  'Password: forgotten',
  'password: I forgot it, please help',
  'Problem with password: cannot sign in since 2026-11-24',
  'The password is wrong. The password is too short, the password is expired.',
  'Reset password: dana@example.com',
  'Password reset for dana@example.com and bob.smith+jira@example.co.uk',
  'New token: see HELP-12. Token: HELP-12',
  'The API key is broken; the access token was revoked on 2026-11-24 at 10:30.',
  'Add Dana to project ABC (ABC-1, ABC-22) as Developer.',
  'See commit 9fceb02d0ae598e95dc970b74767f19372d61af8 and 3f2a9c1.',
  'Issue id 550e8400-e29b-41d4-a716-446655440000 is stuck.',
  'The value aGVsbG8gd29ybGQ= is base64 of ordinary words.',
  'git clone git@github.com:organisation9/repository.git or ssh://git@host.example:7999/x.git',
  'https://host.example:8443/path?to=bob@example.com#part',
  'Basic authentication and Bearer tokens are documented under Authorization: see the wiki',
  'Set npm_config_registry_for_all_builds and task-management-in-the-large.',
  'The sk-SK locale, risk-averse people, disk-usage-of-the-old-server-room.',
  'Secret: none. Token: unknown. Secret Santa board, please.',
  'Project key: OPS, issue key: OPS-12, board id 1234567',
  'Password: <your password>, token: {{TOKEN}}, api key: ********',
  'Das Passwort ist abgelaufen. Kennwort: vergessen. Bitte Passwort zurücksetzen für Müller.',
  'Le mot de passe est expiré, mot de passe : oublié.',
  'La contraseña es incorrecta; contraseña: olvidada. La clave es entender el flujo.',
  'パスワードを忘れました。パスワードは無効です。パスワード：不明',
  'Meeting at 10:30, ratio 16:9, version 10.3.1, phone +49 30 1234567.',
  'Move ABC-1 to 2.0 & close ABC-2; sprint "Token Ring" and version "v1.2.3-rc.1"',
  'pass: 120, fail: 3',
];

describe('ordinary text stays as it is', () => {
  it.each(ORDINARY)('%s', (text) => {
    expect(maskSecrets(text, ['the tenant’s own secret'])).toEqual({ text, masks: [] });
  });
});

describe('a secret of the tenant', () => {
  const secret = 'correct-Horse+battery/9?';
  const known = [secret, 'short'];
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  it.each([
    ['as it is', secret, ''],
    ['in base64', base64(secret), ''],
    ['in base64url', Buffer.from(secret).toString('base64url'), ''],
    ['in hex', Buffer.from(secret).toString('hex'), ''],
    ['in capital hex', Buffer.from(secret).toString('hex').toUpperCase(), ''],
    ['in percent spelling', encodeURIComponent(secret), ''],
    ['after a name, in base64', base64(`d:${secret}`), ''],
    ['after a longer name and before more, in base64', base64(`dan:${secret}:more`), ''],
    ['over two lines', secret.replace('+', '\n +'), ''],
    ['with invisible characters', [...secret].join('\u200B'), ''],
  ])('%s is masked', (_name, spelling) => {
    expect(maskSecrets(`see ${spelling} there`, known)).toEqual({
      text: 'see [masked: known secret] there',
      masks: ['known secret'],
    });
  });

  it('is masked where it overlaps itself, and short ones are left to the patterns', () => {
    expect(maskSecrets(`short ${'ab'.repeat(9)}`, ['abababab', 'short']).text).toBe(
      'short [masked: known secret]',
    );
  });
});
