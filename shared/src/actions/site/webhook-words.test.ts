import { describe, expect, test } from 'vitest';
import { canBeRegistered, isPublicAddress, isWebhookFilter, webhookIn } from './webhook-words.ts';

describe('the address of a webhook', () => {
  test.each([
    'https://hooks.kraken-app.com/jira',
    'https://kraken-app.com',
    'https://a.b.kraken-app.co.uk:443/x/y-z_1',
  ])('%s is on a public host', (url) => expect(isPublicAddress(url)).toBe(true));

  test.each([
    'http://hooks.kraken-app.com/jira',
    'https://hooks.kraken-app.com:8443/jira',
    'https://user:secret@kraken-app.com/jira',
    'https://kraken-app.com/jira?token=1',
    'https://kraken-app.com/jira#x',
    'https://localhost/jira',
    'https://jira/',
    'https://127.0.0.1/jira',
    'https://127.1/jira',
    'https://2130706433/jira',
    'https://0x7f.0.0.1/jira',
    'https://[::1]/jira',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1.nip.io/jira',
    'https://db.internal/jira',
    'https://printer.local/jira',
    'https://kraken-app.com./jira',
    'https://kraken-app..com/jira',
    'https://-kraken.com/jira',
    'https://kraken-app.com\\@evil.com/jira',
    'https://kraken-app.com%2f@evil.com/jira',
    'https://kraken‮app.com/jira',
    'https://krаken-app.com/jira',
    ' https://kraken-app.com/jira',
    'https://kraken-app.com/jira\r\nHost: evil',
    'https:kraken-app.com',
    'javascript:alert(1)',
  ])('%j is refused', (url) => expect(isPublicAddress(url)).toBe(false));
});

describe('the filter of a webhook', () => {
  test.each([
    'project = ABC',
    'project in (ABC, "Other One") AND status != Done',
    'issueKey NOT IN (ABC-1)',
  ])('%s is one Jira takes', (jql) => expect(isWebhookFilter(jql)).toBe(true));

  test.each([
    '',
    'summary ~ secret',
    'project = ABC OR project = HR',
    'project = ABC ORDER BY key',
    'project = ABC AND',
    'project = "A\\" OR project = "HR"',
    'reporter = currentUser()',
    'project = ABC) OR (project = HR',
  ])('%j is asked', (jql) => expect(isWebhookFilter(jql)).toBe(false));
});

test('an event is taken by its name with or without its prefix, once', () => {
  const wish = webhookIn({
    url: 'https://kraken-app.com/x',
    events: ['version released', 'jira:version_released'],
    jql: 'project = ABC',
  });
  expect(wish).toMatchObject({ ok: true, value: { events: ['jira:version_released'] } });
  expect(canBeRegistered({ url: 'https://x.test/', events: [], jql: 'project = ABC' })).toBe(false);
});
