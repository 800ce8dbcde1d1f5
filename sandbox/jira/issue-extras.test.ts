import { expect, test } from 'vitest';
import { childOf, issueIn, projectIn } from '../action-cases/in-world.ts';
import { type TestSite, testSite } from './testing/test-site.ts';

const PLAIN = '/rest/api/3/issue';

async function finished(site: TestSite, taskId: string) {
  for (let look = 0; look < 5; look += 1) {
    const answer = await site.ask('GET', `/rest/api/3/bulk/queue/${taskId}`);
    if (answer.body.status === 'COMPLETE') return answer.body;
  }
  throw new Error('the task does not end');
}

test('edit metadata offers what the project has, and nothing to whom may not edit', async () => {
  const { ask, asUser } = testSite();
  const { fields } = (await ask('GET', `${PLAIN}/ABC-12/editmeta`)).body;
  const names = Object.values(fields).map((field) => (field as { name: string }).name);
  expect(names).toContain('Office');
  expect(names).toContain('Reporter');
  expect(names).not.toContain('Invoice number');
  expect(names).not.toContain('Sprint');
  const other = await ask('GET', `${PLAIN}/ABC-12/editmeta`, undefined, asUser('Tom Becker'));
  expect(other.body).toEqual({ fields: {} });
});

test('a value that is not offered is refused by its field, and nothing changes', async () => {
  const site = testSite();
  const world = site.site.exportWorld();
  const id = (name: string) =>
    Object.values(world.fields).find((field) => field.name === name)?.id ?? '';
  for (const [field, value] of [
    [id('Office'), { value: 'Rome' }],
    [id('Story Points'), 'three'],
    [id('Invoice number'), 'A1'],
    ['duedate', '24.12.2026'],
    ['reporter', { id: 'nobody' }],
  ] as const) {
    const answer = await site.ask('PUT', `${PLAIN}/ABC-12`, { fields: { [field]: value } });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  }
  expect(site.site.effects()).toEqual([]);
});

test.each([
  ['assignee', 'ASSIGN_ISSUES', null],
  ['assignee', 'ASSIGN_ISSUES', 'Bea Novak'],
  ['reporter', 'MODIFY_REPORTER', 'Bea Novak'],
  ['duedate', 'SCHEDULE_ISSUES', '2026-12-24'],
])(
  '%s is set only by who holds %s, on new issues and old ones',
  async (field, permission, name) => {
    const outcomes = async (isGranted: boolean) => {
      const site = testSite();
      const holder = { type: 'user', parameter: site.accountId('Dan Reporter') } as const;
      const held = [
        'BROWSE_PROJECTS',
        'CREATE_ISSUES',
        'EDIT_ISSUES',
        ...(isGranted ? [permission] : []),
      ];
      site.site.edit((world) => {
        const scheme = world.schemes[projectIn(world, 'ABC').permissionSchemeId];
        const rest = (scheme?.grants ?? []).filter(
          (grant) => grant.permission === 'ASSIGNABLE_USER',
        );
        const own = held.map((each, id) => ({ id: 9_000 + id, permission: each, holder }));
        if (scheme !== undefined) scheme.grants = [...rest, ...own];
      });
      const dan = site.asUser('Dan Reporter');
      const value =
        name === null || field === 'duedate' ? name : { accountId: site.accountId(name) };
      const fields = { [field]: value };
      const basics = { project: { key: 'ABC' }, issuetype: { name: 'Task' }, summary: 'x' };
      const made = await site.ask('POST', PLAIN, { fields: { ...basics, ...fields } }, dan);
      const edited = await site.ask('PUT', `${PLAIN}/ABC-12`, { fields }, dan);
      const meta = await site.ask('GET', `${PLAIN}/ABC-12/editmeta`, undefined, dan);
      return [made.status, edited.status, edited.body?.errors, field in meta.body.fields];
    };
    expect(await outcomes(true)).toEqual([201, 204, undefined, true]);
    const refused = { [field]: expect.stringContaining('cannot be set') };
    expect(await outcomes(false)).toEqual([400, 400, refused, false]);
  },
);

test('labels are added and removed one by one; a blank in one is refused', async () => {
  const site = testSite();
  const labels = (...steps: object[]) =>
    site.ask('PUT', `${PLAIN}/ABC-16`, { update: { labels: steps } });
  expect((await labels({ add: 'shop' }, { remove: 'idea' })).status).toBe(204);
  expect(issueIn(site.site.exportWorld(), 'ABC-16').labels).toEqual(['shop']);
  expect((await labels({ add: 'two words' })).status).toBe(400);
});

test('an issue with sub-tasks is deleted only when that is said, and its links go', async () => {
  const site = testSite();
  site.site.edit((world) => {
    childOf(world, 'ABC-12');
  });
  const link = {
    type: { name: 'Blocks' },
    inwardIssue: { key: 'ABC-12' },
    outwardIssue: { key: 'ABC-13' },
  };
  expect((await site.ask('POST', '/rest/api/3/issueLink', link)).status).toBe(201);
  expect((await site.ask('POST', '/rest/api/3/issueLink', link)).status).toBe(201);
  const { fields } = (await site.ask('GET', `${PLAIN}/ABC-13?fields=issuelinks`)).body;
  expect(fields.issuelinks).toHaveLength(1);
  expect(fields.issuelinks[0].inwardIssue.key).toBe('ABC-12');
  expect((await site.ask('DELETE', `${PLAIN}/ABC-12`)).status).toBe(400);
  expect(
    (await site.ask('DELETE', `${PLAIN}/ABC-12`, undefined, site.asUser('Kim Park'))).status,
  ).toBe(403);
  expect((await site.ask('DELETE', `${PLAIN}/ABC-12?deleteSubtasks=true`)).status).toBe(204);
  expect((await site.ask('GET', `${PLAIN}/ABC-21`)).status).toBe(404);
  expect(site.site.exportWorld().links).toEqual([]);
});

test('a bulk change needs its right on every issue, and names only what can be seen', async () => {
  const site = testSite();
  const body = { selectedIssueIdsOrKeys: ['ABC-1', 'ABC-999'], sendBulkNotification: false };
  expect((await site.ask('POST', '/rest/api/3/bulk/issues/delete', body)).status).toBe(400);
  const own = { ...body, selectedIssueIdsOrKeys: ['ABC-1'] };
  const kim = await site.ask(
    'POST',
    '/rest/api/3/bulk/issues/delete',
    own,
    site.asUser('Kim Park'),
  );
  expect(kim.status).toBe(400);
  expect(site.site.effects()).toEqual([]);
});

test('a bulk task that ends partly failed says which issues', async () => {
  const site = testSite();
  const keys = ['LEGACY-1', 'LEGACY-2', 'LEGACY-3'];
  site.site.setFaults({
    script: [{ match: { operationId: 'submitBulkDelete' }, fault: 'bulk-partial' }],
  });
  const { body } = await site.ask('POST', '/rest/api/3/bulk/issues/delete', {
    selectedIssueIdsOrKeys: keys,
  });
  const task = await finished(site, body.taskId);
  expect(task.processedAccessibleIssues).toHaveLength(2);
  expect(Object.keys(task.failedAccessibleIssues)).toHaveLength(1);
  expect((await site.ask('GET', `${PLAIN}/LEGACY-3`)).status).toBe(200);
});

test('moving gives new keys, keeps ids, and the old key still opens the issue', async () => {
  const site = testSite();
  const before = issueIn(site.site.exportWorld(), 'WEB-1');
  const { body } = await site.ask('POST', '/rest/api/3/bulk/issues/move', {
    targetToSourcesMapping: {
      'NEW,10002': {
        issueIdsOrKeys: ['WEB-1'],
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferStatusDefaults: true,
        inferSubtaskTypeDefault: true,
      },
    },
  });
  await finished(site, body.taskId);
  const moved = (await site.ask('GET', `${PLAIN}/WEB-1?fields=project`)).body;
  expect(moved).toMatchObject({ id: before.id, key: 'NEW-3' });
});

test('archiving needs Premium, and takes an issue out of search but not out of sight', async () => {
  const site = testSite({ plan: 'standard' });
  const body = { issueIdsOrKeys: ['LEGACY-1'] };
  expect((await site.ask('PUT', `${PLAIN}/archive`, body)).status).toBe(403);
  site.site.edit((world) => {
    world.plan = 'premium';
  });
  expect((await site.ask('PUT', `${PLAIN}/archive`, body)).body.numberOfIssuesUpdated).toBe(1);
  const found = await site.ask('POST', '/rest/api/3/search/jql', {
    jql: 'project = LEGACY',
    fields: ['key'],
  });
  expect(found.body.issues).toHaveLength(3);
  expect((await site.ask('GET', `${PLAIN}/LEGACY-1`)).status).toBe(200);
  expect((await site.ask('PUT', `${PLAIN}/LEGACY-1`, { fields: { summary: 'x' } })).status).toBe(
    400,
  );
});

test('fetching many issues leaves out what is missing or out of sight', async () => {
  const site = testSite();
  const body = { issueIdsOrKeys: ['ABC-2', 'HRCASES-1', 'ABC-999', 'ABC-1'], fields: ['summary'] };
  const { issues } = (
    await site.ask('POST', `${PLAIN}/bulkfetch`, body, site.asUser('Dan Reporter'))
  ).body;
  expect(issues.map(({ key }: { key: string }) => key)).toEqual(['ABC-1', 'ABC-2']);
  const many = Array.from({ length: 101 }, (_, index) => String(index));
  expect((await site.ask('POST', `${PLAIN}/bulkfetch`, { issueIdsOrKeys: many })).status).toBe(400);
});

test('watchers, work logs and mails need their rights and a recipient', async () => {
  const site = testSite();
  const kim = site.asUser('Kim Park');
  const dan = encodeURIComponent(site.accountId('Dan Reporter'));
  const watchers = `${PLAIN}/ABC-7/watchers?accountId=${dan}`;
  expect((await site.ask('DELETE', watchers, undefined, kim)).status).toBe(403);
  expect((await site.ask('DELETE', watchers)).status).toBe(204);
  const log = { timeSpentSeconds: 3_600 };
  expect(
    (await site.ask('POST', `${PLAIN}/ABC-7/worklog`, log, site.asUser('Tom Becker'))).status,
  ).toBe(400);
  expect((await site.ask('POST', `${PLAIN}/ABC-7/worklog`, { timeSpentSeconds: 1 })).status).toBe(
    400,
  );
  const mail = { subject: 'x', textBody: 'y', to: { assignee: true } };
  expect((await site.ask('POST', `${PLAIN}/ABC-12/notify`, mail)).status).toBe(400);
  expect(site.site.exportWorld().mails).toEqual([]);
});
