import { expect, test } from 'vitest';
import { adf, testSite } from './testing/test-site.ts';

test('an issue made over the API fires the event Forge gets, marked as the work of the app itself', async () => {
  const { events, ask, site } = testSite();
  const { body } = await ask('POST', '/rest/api/3/issue', {
    fields: {
      project: { key: 'HELP' },
      issuetype: { name: 'Task' },
      summary: 'From the app',
      description: adf('text'),
    },
  });
  expect(events).toEqual([
    expect.objectContaining({
      eventType: 'avi:jira:created:issue',
      atlassianId: site.appAccountId,
      selfGenerated: true,
      issue: expect.objectContaining({ id: body.id, key: body.key }),
    }),
  ]);
  const fields = events[0]?.issue.fields ?? {};
  expect(Object.keys(fields).sort()).toEqual(
    [
      'assignee',
      'created',
      'creator',
      'issuetype',
      'project',
      'reporter',
      'status',
      'summary',
      'updated',
    ].sort(),
  );
});

test('a ticket filed by a person fires an event that is not the app, and plain text becomes ADF', async () => {
  const { events, ask, site, accountId } = testSite();
  const filed = site.fileIssue({
    project: 'HELP',
    summary: 'Help',
    description: 'One\n\nTwo',
    reporter: 'dan@corp.example',
  });
  expect(events[0]).toMatchObject({ atlassianId: accountId('Dan Reporter'), selfGenerated: false });
  const { body } = await ask('GET', `/rest/api/3/issue/${filed.key}?fields=description,reporter`);
  expect(body.fields.description.content).toHaveLength(2);
  expect(body.fields.reporter.displayName).toBe('Dan Reporter');
});

test('a refused creation leaves no half-made issue behind', async () => {
  const { site, ask, events } = testSite();
  const before = Object.keys(site.state().issues);
  const answer = await ask('POST', '/rest/api/3/issue', {
    fields: {
      project: { key: 'ABC' },
      issuetype: { name: 'Task' },
      summary: 'Bad assignee',
      assignee: { accountId: 'nobody' },
      colour: 'red',
    },
  });
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.body.errors).sort()).toEqual(['assignee', 'colour']);
  expect(Object.keys(site.state().issues)).toEqual(before);
  expect(events).toEqual([]);
});

test('reading chosen fields gives these fields and no others', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/issue/ABC-3?fields=summary,status');
  expect(Object.keys(body.fields).sort()).toEqual(['status', 'summary']);
  const without = await ask('GET', '/rest/api/3/issue/ABC-3?fields=*all,-description');
  expect(without.body.fields).not.toHaveProperty('description');
  expect(without.body.fields).toHaveProperty('assignee');
});

test('a transition moves the issue, sets the resolution and is in the history', async () => {
  const { site, ask, events } = testSite();
  const { body } = await ask('GET', '/rest/api/3/issue/ABC-7/transitions');
  const done = body.transitions.find((one: { to: { name: string } }) => one.to.name === 'Done');
  const answer = await ask('POST', '/rest/api/3/issue/ABC-7/transitions', {
    transition: { id: done.id },
  });
  expect(answer.status).toBe(204);
  expect(site.state().issues['ABC-7']).toMatchObject({ status: 'Done', resolution: 'Done' });
  expect(events[0]?.changelog?.items.map((item) => item['field'])).toEqual([
    'resolution',
    'status',
  ]);
  const log = await ask('GET', '/rest/api/3/issue/ABC-7/changelog');
  expect(log.body.values[0].items[1]).toMatchObject({ fromString: 'In Review', toString: 'Done' });
});

test('a transition with a required resolution refuses to go without it', async () => {
  const { site, ask } = testSite();
  const path = '/rest/api/3/issue/OPS-1/transitions';
  const without = await ask('POST', path, { transition: { id: '2' } });
  expect(without).toMatchObject({
    status: 400,
    body: { errors: { resolution: 'Resolution is required.' } },
  });
  const wrong = await ask('POST', path, {
    transition: { id: '2' },
    fields: { summary: 'x', resolution: { name: 'Done' } },
  });
  expect(wrong.status).toBe(400);
  const right = await ask('POST', path, {
    transition: { id: '2' },
    fields: { resolution: { name: "Won't Do" } },
  });
  expect(right.status).toBe(204);
  expect(site.state().issues['OPS-1']).toMatchObject({ status: 'Closed', resolution: "Won't Do" });
});

test('a transition that does not fit the status is refused', async () => {
  const { ask } = testSite();
  expect(
    (await ask('POST', '/rest/api/3/issue/OPS-1/transitions', { transition: { id: '3' } })).status,
  ).toBe(400);
});

test('a transition with a condition says so, and is there only for who meets it', async () => {
  const { ask, asUser } = testSite();
  const path = '/rest/api/3/issue/OPS-1/transitions';
  const resolution = { name: 'Done' };
  const worker = asUser('Tom Becker');
  const open = (await ask('GET', path, undefined, worker)).body.transitions;
  expect(open.map((one: { isConditional: boolean }) => one.isConditional)).toEqual([false, false]);
  await ask('POST', path, { transition: { id: '2' }, fields: { resolution } });
  const [reopen, ...others] = (await ask('GET', path)).body.transitions;
  expect(others).toEqual([]);
  expect(reopen).toMatchObject({ name: 'Reopen', isConditional: true });
  expect((await ask('GET', path, undefined, worker)).body.transitions).toEqual([]);
  const taken = await ask('POST', path, { transition: { id: '3' } }, worker);
  expect(taken.status).toBe(400);
});

test('assigning takes an account id, null for nobody and -1 for the default, and refuses strangers', async () => {
  const { site, ask, accountId } = testSite();
  const put = (id: string | null) =>
    ask('PUT', '/rest/api/3/issue/ABC-12/assignee', { accountId: id });
  const jonas = accountId('Jonas Keller');
  expect((await put(jonas)).status).toBe(204);
  expect(site.state().issues['ABC-12']?.assignee).toBe(jonas);
  expect((await put(null)).status).toBe(204);
  expect(site.state().issues['ABC-12']?.assignee).toBeNull();
  expect((await put('-1')).status).toBe(204);
  expect((await put(accountId('Hanna Roth'))).status).toBe(400);
  expect((await put(accountId('Greta Lind'))).status).toBe(400);
});

test('a comment takes ADF and nothing else', async () => {
  const { site, ask } = testSite();
  const path = '/rest/api/3/issue/ABC-1/comment';
  expect((await ask('POST', path, { body: 'plain' })).status).toBe(400);
  expect((await ask('POST', path, { body: adf('') })).status).toBe(400);
  const good = await ask('POST', path, { body: adf('fine') });
  expect(good.status).toBe(201);
  expect(good.headers['location']).toBe(good.body.self);
  expect(site.state().issues['ABC-1']?.comments.map((comment) => comment.text)).toEqual(['fine']);
});

test('a comment for a group is read by its members only', async () => {
  const { site, ask, asUser } = testSite();
  const identifier = site.state().groups['approvers']?.id;
  const path = '/rest/api/3/issue/ABC-1/comment';
  const visibility = { type: 'group', identifier };
  const { body } = await ask('POST', path, { body: adf('for approvers'), visibility });
  expect(body.visibility).toEqual({ type: 'group', value: 'approvers', identifier });
  const seenBy = async (who: string) => (await ask('GET', path, undefined, asUser(who))).body.total;
  expect(await seenBy('Ben Carter')).toBe(1);
  expect(await seenBy('Dan Reporter')).toBe(0);
  const direct = await ask('GET', `${path}/${body.id}`, undefined, asUser('Dan Reporter'));
  expect(direct.status).toBe(404);
});

test('an author names only a group or role he is in', async () => {
  const { ask } = testSite();
  const path = '/rest/api/3/issue/ABC-1/comment';
  const group = await ask('POST', path, {
    body: adf('x'),
    visibility: { type: 'group', value: 'hr-team' },
  });
  expect(group).toMatchObject({
    status: 400,
    body: { errors: { commentLevel: expect.stringContaining('hr-team') } },
  });
  const role = await ask('POST', path, {
    body: adf('x'),
    visibility: { type: 'role', value: 'Administrators' },
  });
  expect(role.status).toBe(400);
});

test('a comment in a service desk is public unless its property says otherwise', async () => {
  const { site, ask } = testSite();
  const path = '/rest/api/3/issue/SUP-1/comment';
  const open = await ask('POST', path, { body: adf('oops') });
  expect(open.body.jsdPublic).toBe(true);
  const properties = [{ key: 'sd.public.comment', value: { internal: true } }];
  const hidden = await ask('POST', path, { body: adf('note'), properties });
  expect(hidden.body.jsdPublic).toBe(false);
  const desk = await ask('POST', '/rest/servicedeskapi/request/SUP-1/comment', {
    body: 'desk note',
    public: false,
  });
  expect(desk).toMatchObject({ status: 201, body: { public: false } });
  const list = await ask('GET', `${path}?expand=properties`);
  expect(list.body.comments.at(-1)).toMatchObject({
    jsdPublic: false,
    properties: [{ key: 'sd.public.comment', value: { internal: true } }],
  });
  expect(site.state().issues['SUP-1']?.comments.map((comment) => comment.public)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});

test('a customer reads public comments of his own request only, and comments publicly only', async () => {
  const { ask, asUser } = testSite();
  const anna = asUser('anna@acme.example');
  const list = await ask('GET', '/rest/servicedeskapi/request/SUP-1/comment', undefined, anna);
  expect(list.body.values.map((comment: { body: string }) => comment.body)).toEqual([
    'We are asking the carrier.',
  ]);
  const secret = await ask(
    'POST',
    '/rest/servicedeskapi/request/SUP-1/comment',
    { body: 'x', public: false },
    anna,
  );
  expect(secret.status).toBe(403);
  expect((await ask('GET', '/rest/api/3/issue/ABC-1', undefined, anna)).status).toBe(404);
});

test('comment properties are kept: 201 when new, 200 when replaced', async () => {
  const { ask } = testSite();
  const { body } = await ask('POST', '/rest/api/3/issue/ABC-1/comment', { body: adf('x') });
  const path = `/rest/api/3/comment/${body.id}/properties/kraken.decision`;
  expect((await ask('GET', path)).status).toBe(404);
  expect((await ask('PUT', path, { id: 'dec_1' })).status).toBe(201);
  expect((await ask('PUT', path, { id: 'dec_2' })).status).toBe(200);
  expect((await ask('GET', path)).body).toEqual({ key: 'kraken.decision', value: { id: 'dec_2' } });
});

test('somebody else may neither edit nor delete a comment without the right to', async () => {
  const { ask, asUser, site } = testSite();
  const { body } = await ask('POST', '/rest/api/3/issue/OPS-1/comment', { body: adf('x') });
  const path = `/rest/api/3/issue/OPS-1/comment/${body.id}`;
  const dan = asUser('Dan Reporter');
  expect((await ask('PUT', path, { body: adf('y') }, dan)).status).toBe(400);
  expect((await ask('DELETE', path, undefined, dan)).status).toBe(400);
  expect(site.state().issues['OPS-1']?.comments[0]?.text).toBe('x');
  expect((await ask('DELETE', path)).status).toBe(204);
});

test('times are written as Jira writes them', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/issue/ABC-1?fields=created');
  expect(body.fields.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
});

test('the same seed gives the same ids, another seed other accounts', () => {
  const first = testSite({ seed: 7 }).site;
  const second = testSite({ seed: 7 }).site;
  expect(second.state()).toEqual(first.state());
  expect(testSite({ seed: 8 }).site.appAccountId).not.toBe(first.appAccountId);
});
