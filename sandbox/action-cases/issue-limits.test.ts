/** What Kraken does not do to issues, and what it finds out about them that a case does not reach. */
import type { Json } from '@kraken/shared';
import { expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { newComment } from '../jira/world/new-issue.ts';
import type { World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import { childOf, issueIn, projectIn } from './in-world.ts';
import { contextOn } from './on-site.ts';

function siteWith(change: (world: World) => void): TestSite {
  const site = testSite();
  site.site.edit(change);
  return site;
}

const nothing = (): void => undefined;

test.each<[string, string, Json, (world: World) => void, RegExp]>([
  [
    'the ticket itself is not deleted',
    'issue.delete',
    { issue: 'this issue' },
    nothing,
    /is this ticket/,
  ],
  ['nor as one of many', 'issue.bulk_delete', { project: 'HELP' }, nothing, /is this ticket/],
  ['nor archived', 'issue.archive', { issues: ['HELP-1'] }, nothing, /is this ticket/],
  [
    'a field that is not on the screen is a person’s work',
    'issue.edit',
    { issue: 'ABC-12', fields: [{ field: 'Invoice number', value: 'A1' }] },
    nothing,
    /does not offer the field Invoice number on ABC-12/,
  ],
  [
    'who is the assignee is no field of an edit',
    'issue.edit',
    { issue: 'ABC-12', fields: [{ field: 'Assignee', value: 'Bea Novak' }] },
    nothing,
    /ask to assign the issue/,
  ],
  [
    'nothing is internal where there is no desk',
    'issue.comment.add',
    { issue: 'ABC-7', text: 'Between us.', internal: true },
    nothing,
    /ABC is no service desk/,
  ],
  [
    'labels are no field of an edit',
    'issue.edit',
    { issue: 'ABC-12', fields: [{ field: 'Labels', value: 'shop' }] },
    nothing,
    /does not fill fields like "Labels"/,
  ],
  [
    'a summary cannot be empty',
    'issue.edit',
    { issue: 'ABC-12', fields: [{ field: 'Summary', value: null }] },
    nothing,
    /cannot be empty/,
  ],
  [
    'an archived project takes no new issues',
    'issue.create',
    { project: 'ABC', issueType: 'Bug', summary: 'x' },
    (world) => {
      projectIn(world, 'ABC').archived = { at: 0, by: '' };
    },
    /ABC is archived/,
  ],
  [
    'a sub-task is not moved alone',
    'issue.move',
    { issues: ['WEB-4'], toProject: 'NEW' },
    (world) => {
      childOf(world, 'WEB-1');
    },
    /WEB-4 is a sub-task/,
  ],
  [
    'texts are not replaced on many issues',
    'issue.bulk_edit',
    { issues: ['ABC-1', 'ABC-2'], field: 'Summary', value: 'x' },
    nothing,
    /a text of each issue/,
  ],
  [
    'whoever may not see an issue is not made to watch it',
    'issue.watcher.change',
    { issue: 'SEC-1', add: ['Dan Reporter'] },
    nothing,
    /may not see SEC-1/,
  ],
  [
    'nobody is no recipient',
    'issue.notify',
    { issue: 'ABC-12', to: ['assignee'], text: 'x' },
    nothing,
    /has no assignee/,
  ],
])('%s', async (_, type, args, change, sentence) => {
  const outcome = await resolveOn(siteWith(change), type, args);
  expect(outcome).toMatchObject({
    outcome: 'unsupported',
    sentence: expect.stringMatching(sentence) as string,
  });
});

test('what Kraken said about a decision is not deleted, what an action wrote for somebody is', async () => {
  const comment = (key: string) => (world: World) => {
    newComment(world, issueIn(world, 'ABC-7'), {
      author: world.appAccountId,
      body: { type: 'doc', version: 1, content: [] },
      at: 0,
      properties: { [key]: { ref: 'x' } },
    });
  };
  const ask = (key: string) => {
    const site = siteWith(comment(key));
    const id = issueIn(site.site.exportWorld(), 'ABC-7').comments[0]?.id ?? '';
    return resolveOn(site, 'issue.comment.delete', { issue: 'ABC-7', comment: `id:${id}` });
  };
  expect(await ask('kraken')).toMatchObject({ outcome: 'unsupported' });
  expect(await ask('kraken-action')).toMatchObject({ outcome: 'resolved' });
});

test('a comment is named by its address, its id, or its only author', async () => {
  const site = testSite();
  const id = issueIn(site.site.exportWorld(), 'SUP-1').comments[0]?.id ?? '';
  const address = `https://corp.atlassian.net/browse/SUP-1?focusedCommentId=${id}`;
  for (const comment of [address, id, `id:${id}`]) {
    const action = await resolvedOn(site, 'issue.comment.delete', { issue: 'SUP-1', comment });
    expect(action.target).toMatchObject({ comment: { id } });
  }
});

test('a public comment in a service desk waits for a person, an internal one is internal', async () => {
  const site = testSite();
  const args = { issue: 'SUP-1', text: 'Refund it.' };
  const shown = await resolvedOn(site, 'issue.comment.add', args);
  expect(shown.facts.hasCompleteInverse).toBe(false);
  expect(shown.radius).toContain('The customer reads it');
  const hidden = await resolvedOn(site, 'issue.comment.add', { ...args, internal: true });
  expect(hidden.facts.hasCompleteInverse).toBe(true);
  await executeOn(site, hidden);
  const customer = site.asUser('Anna Acme');
  const seen = await site.ask('GET', '/rest/api/3/issue/SUP-1/comment', undefined, customer);
  expect(JSON.stringify(seen.body)).not.toContain('Refund it.');
});

test('a comment says whose words it holds, and quotes them', async () => {
  const site = testSite();
  const args = { issue: 'ABC-7', text: 'The carrier says: tomorrow.\n\nAsk again.' };
  const action = await resolvedOn(site, 'issue.comment.add', args);
  expect(action.rows[0]?.after).toMatch(/^Dan Reporter asked Kraken on HELP-1 to write:\n/);
  await executeOn(site, action);
  const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  expect(issueIn(site.site.exportWorld(), 'ABC-7').comments[0]?.body).toMatchObject({
    content: [
      line('Dan Reporter asked Kraken on HELP-1 to write:'),
      { type: 'blockquote', content: [line('The carrier says: tomorrow.'), line('Ask again.')] },
    ],
  });
});

test('a comment of nobody known names nobody, and a person decides', async () => {
  const site = testSite();
  const args = { issue: 'ABC-7', text: 'The carrier says: tomorrow.' };
  const known = await resolvedOn(site, 'issue.comment.add', args);
  expect(known.facts.askerDoubt).toBeUndefined();
  const nobody = { ...contextOn(site), speakerAccountId: null };
  const action = await resolvedOn(site, 'issue.comment.add', args, nobody);
  expect(action.rows[0]?.after).toMatch(/^Somebody asked Kraken on HELP-1 to write:\n/);
  expect(action.facts.askerDoubt).toContain('not certain whose words');
});

test('who reads a comment in a project of an unknown type is not known', async () => {
  const site = siteWith((world) => {
    projectIn(world, 'ABC').typeKey = 'customer_service' as 'business';
  });
  const args = { issue: 'ABC-7', text: 'Tomorrow.' };
  const action = await resolvedOn(site, 'issue.comment.add', args);
  expect(action.facts.hasCompleteInverse).toBeNull();
});

test('an issue made for himself may give its maker rights, which a person is to see', async () => {
  const mine = (project: string) => ({ project, issueType: 'Task', summary: 'x', assignee: 'me' });
  const given = async (change: (world: World) => void) =>
    (await resolvedOn(siteWith(change), 'issue.create', mine('ABC'))).facts.grantsAdministration;
  expect(await given(nothing)).toBe(false);
  const scheme = (world: World) => world.schemes[projectIn(world, 'ABC').permissionSchemeId];
  const holder = { type: 'assignee' } as const;
  expect(
    await given((world) =>
      scheme(world)?.grants.push({ id: 9, permission: 'EDIT_ISSUES', holder }),
    ),
  ).toBeNull();
  expect(
    await given((world) => {
      projectIn(world, 'ABC').securitySchemeId = projectIn(world, 'FIN').securitySchemeId ?? '';
    }),
  ).toBeNull();
});

test('formatting that would be lost is said, and such an edit waits for a person', async () => {
  const site = siteWith((world) => {
    const text = { type: 'text', text: 'old', marks: [{ type: 'strong' }] };
    const content = [{ type: 'paragraph', content: [text] }];
    issueIn(world, 'ABC-12').description = { type: 'doc', version: 1, content };
  });
  const action = await resolvedOn(site, 'issue.edit', { issue: 'ABC-12', description: 'new' });
  expect(action.facts.hasCompleteInverse).toBe(false);
  expect(action.radius.join()).toMatch(/formatting/);
});

test('a new reporter may get rights nobody knows of, so a person decides', async () => {
  const site = testSite();
  const action = await resolvedOn(site, 'issue.edit', { issue: 'ABC-12', reporter: 'Bea Novak' });
  expect(action.facts.grantsAdministration).toBeNull();
  expect(action.facts.people.map(({ name }) => name)).toEqual(['Bea Novak']);
});

test('a resolution that would be lost is no complete way back', async () => {
  const site = testSite();
  const action = await resolvedOn(site, 'issue.transition', { issue: 'ABC-1', status: 'To Do' });
  expect(action.facts.hasCompleteInverse).toBe(false);
});

test('moving says how many sub-tasks go along and touches both projects', async () => {
  const site = siteWith((world) => {
    childOf(world, 'WEB-1');
    childOf(world, 'WEB-1');
  });
  const action = await resolvedOn(site, 'issue.move', { issues: ['WEB-1'], toProject: 'NEW' });
  const world = site.site.exportWorld();
  expect(action.facts.counts).toMatchObject({ issues: 3, projects: 2 });
  expect(action.facts.projectIds.sort()).toEqual(
    [projectIn(world, 'WEB').id, projectIn(world, 'NEW').id].sort(),
  );
  expect(action.radius).toContain('2 sub-tasks go with them');
});
