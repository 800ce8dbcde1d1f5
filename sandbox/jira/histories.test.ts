import { expect, test } from 'vitest';
import { adf, type Loose, testSite } from './testing/test-site.ts';

const EXPANDED = '/rest/api/3/issue/ABC-3?fields=summary&expand=changelog';
const CHANGELOG = '/rest/api/3/issue/ABC-3/changelog';

/** Author and changed fields of each entry, in the order given. */
const told = (entries: Loose[]): Array<[string, string[]]> =>
  entries.map((entry) => [
    entry.author.displayName,
    entry.items.map((item: { fieldId: string }) => item.fieldId),
  ]);

test('an issue tells its changes only when it is asked for them', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/issue/ABC-3');
  expect(body).not.toHaveProperty('changelog');
  const expanded = await ask('GET', EXPANDED);
  expect(expanded.body.changelog).toEqual({ startAt: 0, maxResults: 0, total: 0, histories: [] });
});

test('every edit is told with its author, newest first when expanded and oldest first in pages', async () => {
  const { ask, site, asUser, advance } = testSite();
  const edit = { fields: { summary: 'By Ana', description: adf('Ana’s words') } };
  expect((await ask('PUT', '/rest/api/3/issue/ABC-3', edit, asUser('Ana Admin'))).status).toBe(204);
  advance(60_000);
  site.change({ kind: 'edit-issue', issue: 'ABC-3', by: 'Dan Reporter', description: 'By Dan' });
  advance(60_000);
  site.change({ kind: 'assign-issue', issue: 'ABC-3', by: 'Ana Admin', assignee: null });
  site.change({ kind: 'transition-issue', issue: 'ABC-3', by: 'Ana Admin', status: 'Done' });
  const expected: Array<[string, string[]]> = [
    ['Ana Admin', ['summary', 'description']],
    ['Dan Reporter', ['description']],
    ['Ana Admin', ['assignee']],
    ['Ana Admin', ['resolution', 'status']],
  ];
  const pages = await ask('GET', CHANGELOG);
  expect(pages.body).toMatchObject({ startAt: 0, total: 4, isLast: true });
  expect(told(pages.body.values)).toEqual(expected);
  const expanded = await ask('GET', EXPANDED);
  expect(told(expanded.body.changelog.histories)).toEqual(expected.toReversed());
  expect(pages.body.values[1]).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    author: { accountId: expect.any(String) },
    created: '2026-11-23T10:01:00.000+0000',
    items: [
      {
        field: 'description',
        fieldtype: 'jira',
        fieldId: 'description',
        from: null,
        fromString: 'Ana’s words',
        to: null,
        toString: 'By Dan',
      },
    ],
  });
});

test('an edit that changes nothing leaves no trace', async () => {
  const { ask, site } = testSite();
  const { body } = await ask('GET', '/rest/api/3/issue/ABC-3?fields=summary,description');
  const { summary, description } = body.fields;
  const same = await ask('PUT', '/rest/api/3/issue/ABC-3', { fields: { summary, description } });
  expect(same.status).toBe(204);
  site.change({ kind: 'edit-issue', issue: 'ABC-3', by: 'Ana Admin', summary });
  expect((await ask('GET', CHANGELOG)).body.values).toEqual([]);
});

test('of a long history only the newest hundred changes are expanded, and the pages hold all', async () => {
  const { ask, site } = testSite();
  for (let at = 0; at < 120; at += 1) {
    site.change({ kind: 'edit-issue', issue: 'ABC-3', by: 'Ana Admin', summary: `Title ${at}` });
  }
  const { changelog } = (await ask('GET', EXPANDED)).body;
  expect(changelog).toMatchObject({ startAt: 0, maxResults: 100, total: 120 });
  expect(changelog.histories[0].items[0].toString).toBe('Title 119');
  expect(changelog.histories[99].items[0].toString).toBe('Title 20');
  const page = (await ask('GET', `${CHANGELOG}?startAt=100&maxResults=100`)).body;
  expect(page).toMatchObject({ startAt: 100, total: 120, isLast: true });
  expect(page.values[19].items[0].toString).toBe('Title 119');
});
