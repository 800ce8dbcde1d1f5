import { expect, test } from 'vitest';
import { adf, type TestSite, testSite } from './testing/test-site.ts';

async function keys(world: TestSite, jql: string, who?: string): Promise<string[]> {
  const actor = who === undefined ? undefined : world.asUser(who);
  const answer = await world.ask(
    'POST',
    '/rest/api/3/search/jql',
    { jql, fields: ['key'], maxResults: 100 },
    actor,
  );
  if (answer.status !== 200) throw new Error(answer.body.errorMessages[0]);
  return answer.body.issues.map((issue: { key: string }) => issue.key);
}

const SPRINT_14 = ['ABC-3', 'ABC-4', 'ABC-5', 'ABC-6', 'ABC-7', 'ABC-8', 'ABC-9'];

test.each([
  ['project = ABC AND sprint = "ABC Sprint 14" ORDER BY key', SPRINT_14],
  ['sprint in openSprints() and project = ABC order by key asc', SPRINT_14],
  ['key in (ABC-2, ABC-1) order by key', ['ABC-1', 'ABC-2']],
  ['project = ABC and statusCategory = Done order by key desc', ['ABC-9', 'ABC-2', 'ABC-1']],
  ['project = ABC and not (statusCategory != Done) order by key', ['ABC-1', 'ABC-2', 'ABC-9']],
  ['project = ABC AND resolution IS NOT EMPTY ORDER BY key', ['ABC-1', 'ABC-2', 'ABC-9']],
  ['labels = idea order by key', ['ABC-16', 'ABC-17']],
  ['project = ABC and assignee = "Bea Novak"', ['ABC-9']],
  ['project in (TEST, WEB) and reporter != "Kim Park" order by key', ['TEST-1', 'TEST-2']],
  ["(project = TEST or project = 'WEB') and summary ~ bot order by key", ['TEST-1', 'TEST-2']],
  ['project = ABC and created < -90d', []],
  ['project = OPS and status = Working', ['OPS-15']],
  ['project = ABC and "Old Estimate" is not empty', ['ABC-19']],
  ['project = ABC AND assignee is EMPTY and sprint is empty AND type = Bug', ['ABC-18']],
])('JQL %s finds what it says', async (jql, expected) => {
  expect(await keys(testSite(), jql)).toEqual(expected);
});

test.each([
  [
    '',
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
  ],
  [
    'order by key',
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
  ],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['colour = red', "Field 'colour' does not exist or you do not have permission to view it."],
  ['key = ABC-999', "An issue with key 'ABC-999' does not exist for field 'key'."],
  [
    'project = ABC status = Done',
    "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'status'. (line 1, character 15)",
  ],
  [
    'project = "ABC',
    "Error in the JQL Query: The quoted string 'ABC' has not been completed. (line 1, character 11)",
  ],
  ['assignee = someFunction()', "Unable to find JQL function 'someFunction()'."],
])('JQL %j is refused as Jira refuses it', async (jql, message) => {
  const { ask } = testSite();
  const answer = await ask('POST', '/rest/api/3/search/jql', { jql });
  expect(answer).toMatchObject({ status: 400, body: { errorMessages: [message] } });
});

test('an account is searched by id in quotes, as its colon needs', async () => {
  const world = testSite();
  const id = world.accountId('Bea Novak');
  expect(await keys(world, `project = ABC and assignee = "${id}"`)).toEqual(['ABC-9']);
});

test('a search finds only what the caller may browse', async () => {
  const world = testSite();
  expect(await keys(world, 'project in (SEC, TEST) order by key', 'Dan Reporter')).toEqual([
    'TEST-1',
    'TEST-2',
  ]);
});

test('without fields an answer holds ids only', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/search/jql?jql=project%20%3D%20TEST');
  expect(body.issues.map(Object.keys)).toEqual([['id'], ['id']]);
});

test('the old search is gone', async () => {
  const { ask } = testSite();
  expect((await ask('POST', '/rest/api/3/search', { jql: 'project = ABC' })).status).toBe(410);
});

test('pages follow the token, and a token of another query is refused', async () => {
  const { ask } = testSite();
  const jql = 'project = ABC order by key';
  const first = (
    await ask('POST', '/rest/api/3/search/jql', { jql, fields: ['key'], maxResults: 15 })
  ).body;
  expect(first).toMatchObject({ isLast: false });
  const token = first.nextPageToken;
  const second = (
    await ask('POST', '/rest/api/3/search/jql', {
      jql,
      fields: ['key'],
      maxResults: 15,
      nextPageToken: token,
    })
  ).body;
  expect(second.issues).toHaveLength(5);
  expect(second).not.toHaveProperty('nextPageToken');
  expect(
    (await ask('POST', '/rest/api/3/search/jql', { jql: 'project = OPS', nextPageToken: token }))
      .status,
  ).toBe(400);
});

test('search lags behind writes, unless the issue is reconciled', async () => {
  const world = testSite({ searchLagMs: 1_000 });
  await world.ask('POST', '/rest/api/3/issue/ABC-12/transitions', { transition: { id: '41' } });
  const jql = 'key = ABC-12 and statusCategory = Done';
  expect(await keys(world, jql)).toEqual([]);
  const id = Number(world.site.state().issues['ABC-12']?.id);
  world.advance(999);
  expect(await keys(world, jql)).toEqual([]);
  const strong = await world.ask('POST', '/rest/api/3/search/jql', { jql, reconcileIssues: [id] });
  expect(strong.body.issues).toHaveLength(1);
  await world.ask('POST', '/rest/api/3/issue/ABC-13/transitions', { transition: { id: '41' } });
  world.advance(1_000);
  expect(await keys(world, 'key = ABC-13 and statusCategory = Done')).toEqual(['ABC-13']);
});

test('changes from outside are searchable at once', async () => {
  const world = testSite({ searchLagMs: 60_000 });
  world.site.change({
    kind: 'transition-issue',
    issue: 'ABC-12',
    by: 'Ben Carter',
    status: 'Done',
  });
  expect(await keys(world, 'key = ABC-12 and status = Done')).toEqual(['ABC-12']);
});

test('at most 50 issues move to a sprint per call, and none into a closed one', async () => {
  const { site, ask } = testSite();
  const [closed, active] = site.state().sprints;
  const many = Array.from({ length: 51 }, () => 'ABC-12');
  expect(
    (await ask('POST', `/rest/agile/1.0/sprint/${active?.id}/issue`, { issues: many })).status,
  ).toBe(400);
  expect(
    (await ask('POST', `/rest/agile/1.0/sprint/${closed?.id}/issue`, { issues: ['ABC-12'] }))
      .status,
  ).toBe(400);
  expect(
    (
      await ask('POST', `/rest/agile/1.0/sprint/${active?.id}/issue`, {
        issues: ['ABC-12', 'NOPE-1'],
      })
    ).status,
  ).toBe(400);
  expect(site.state().issues['ABC-12']?.sprints).toEqual([]);
  expect(
    (
      await ask('POST', `/rest/agile/1.0/sprint/${active?.id}/issue`, {
        issues: ['ABC-12', 'ABC-15'],
      })
    ).status,
  ).toBe(204);
  expect(site.state().issues['ABC-15']?.sprints).toEqual(['ABC Sprint 14']);
  expect((await ask('POST', '/rest/agile/1.0/backlog/issue', { issues: ['ABC-15'] })).status).toBe(
    204,
  );
  expect(site.state().issues['ABC-15']?.sprints).toEqual([]);
});

test('sprints of a board come closed, active, future, and can be asked by state', async () => {
  const { site, ask } = testSite();
  const board = site.state().boards.find((one) => one.project === 'ABC')?.id;
  const names = async (query: string) =>
    (await ask('GET', `/rest/agile/1.0/board/${board}/sprint${query}`)).body.values.map(
      (one: { name: string }) => one.name,
    );
  expect(await names('')).toEqual(['ABC Sprint 13', 'ABC Sprint 14', 'ABC Sprint 15']);
  expect(await names('?state=active')).toEqual(['ABC Sprint 14']);
});

const bulk = (issues: string[], transitionId = '41') => ({
  bulkTransitionInputs: [{ selectedIssueIdsOrKeys: issues, transitionId }],
  sendBulkNotification: false,
});

test('a bulk transition answers 201 with a task, runs, and ends with an outcome per issue', async () => {
  const { site, ask } = testSite();
  const { status, body } = await ask('POST', '/rest/api/3/bulk/issues/transition', bulk(SPRINT_14));
  expect(status).toBe(201);
  expect(site.state().issues['ABC-5']?.status).toBe('To Do');
  const progress = () => ask('GET', `/rest/api/3/bulk/queue/${body.taskId}`);
  expect((await progress()).body).toMatchObject({ status: 'RUNNING' });
  const done = (await progress()).body;
  expect(done).toMatchObject({
    status: 'COMPLETE',
    progressPercent: 100,
    totalIssueCount: 7,
    failedAccessibleIssues: {},
  });
  expect(done.processedAccessibleIssues).toHaveLength(7);
  expect(SPRINT_14.map((key) => site.state().issues[key]?.status)).toEqual(
    SPRINT_14.map(() => 'Done'),
  );
});

test('a bulk task nobody asks about completes when its time is over', async () => {
  const { site, ask, advance, events } = testSite();
  await ask('POST', '/rest/api/3/bulk/issues/transition', bulk(['ABC-5', 'ABC-8']));
  expect(site.state().issues['ABC-5']?.status).toBe('To Do');
  advance(2_000);
  expect(site.state().issues['ABC-5']?.status).toBe('Done');
  expect(events.filter((event) => event.eventType === 'avi:jira:updated:issue')).toHaveLength(2);
});

test('a bulk task may end partly failed', async () => {
  const { site, ask } = testSite({ faults: { script: [{ match: {}, fault: 'bulk-partial' }] } });
  const { body } = await ask(
    'POST',
    '/rest/api/3/bulk/issues/transition',
    bulk(['ABC-4', 'ABC-5', 'ABC-8']),
  );
  await ask('GET', `/rest/api/3/bulk/queue/${body.taskId}`);
  const done = (await ask('GET', `/rest/api/3/bulk/queue/${body.taskId}`)).body;
  const failed = site.state().issues['ABC-8']?.id ?? '';
  expect(done).toMatchObject({
    status: 'COMPLETE',
    failedAccessibleIssues: { [failed]: [expect.any(String)] },
  });
  expect(['ABC-4', 'ABC-5', 'ABC-8'].map((key) => site.state().issues[key]?.status)).toEqual([
    'Done',
    'Done',
    'To Do',
  ]);
});

test('one unknown issue refuses the whole bulk call, in the shape bulk calls have', async () => {
  const { site, ask } = testSite();
  const answer = await ask(
    'POST',
    '/rest/api/3/bulk/issues/transition',
    bulk(['ABC-4', 'ABC-999']),
  );
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ message: 'Some of the issues in the issueIdsOrKeys are not valid' }] },
  });
  expect(site.effects()).toEqual([]);
});

test('bulk calls need the global permission', async () => {
  const { site, ask } = testSite();
  site.change({
    kind: 'revoke-global',
    permission: 'BULK_CHANGE',
    group: 'atlassian-addons-admin',
  });
  expect((await ask('POST', '/rest/api/3/bulk/issues/transition', bulk(['ABC-4']))).status).toBe(
    403,
  );
});

test('transitions with a screen are not offered in bulk', async () => {
  const { ask } = testSite();
  const { body } = await ask(
    'GET',
    '/rest/api/3/bulk/issues/transition?issueIdsOrKeys=OPS-1,OPS-2,ABC-4',
  );
  expect(body.availableTransitions).toMatchObject([
    {
      issues: ['OPS-1', 'OPS-2'],
      isTransitionsFiltered: true,
      transitions: [{ transitionName: 'Start work' }],
    },
    { issues: ['ABC-4'], isTransitionsFiltered: false },
  ]);
});

test('pinning the panel is remembered per project', async () => {
  const { site, ask } = testSite();
  const projectList = [
    { action: 'PIN', projectIdOrKey: 'HELP' },
    { action: 'PIN', projectIdOrKey: 'ABC' },
  ];
  const { status, body } = await ask('POST', '/rest/api/3/forge/panel/action/bulk/async', {
    moduleId: 'kraken-panel',
    projectList,
  });
  expect(status).toBe(202);
  expect((await ask('GET', `/rest/api/3/task/${body.taskId}`)).body).toMatchObject({
    status: 'COMPLETE',
    progress: 100,
  });
  expect(site.state().projects['HELP']?.pinnedModules).toEqual(['kraken-panel']);
  expect(site.state().projects['OPS']?.pinnedModules).toEqual([]);
});

test('an app that is no person writes as itself', async () => {
  const { site, ask } = testSite();
  await ask('POST', '/rest/api/3/issue/ABC-1/comment', { body: adf('done') });
  expect(site.state().issues['ABC-1']?.comments[0]?.author).toBe(site.appAccountId);
});
