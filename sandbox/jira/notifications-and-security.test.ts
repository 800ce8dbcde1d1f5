import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';
import type { World } from './world/world-types.ts';

const API = '/rest/api/3';
const mailId = (world: World, name: string): number =>
  Object.values(world.notificationSchemes).find((each) => each.name === name)?.id ?? 0;
const security = (world: World, name: string) => {
  const scheme = Object.values(world.securitySchemes).find((each) => each.name === name);
  if (scheme === undefined) throw new Error(`no scheme ${name}`);
  return scheme;
};
const adding = (eventId: string, notificationType: string, parameter?: string) => ({
  notificationSchemeEvents: [
    { event: { id: eventId }, notifications: [{ notificationType, parameter }] },
  ],
});

test('a scheme shows its events only where they are expanded, a group by name and id', async () => {
  const { site, ask } = testSite();
  const id = mailId(site.exportWorld(), 'Main notifications');
  const plain = await ask('GET', `${API}/notificationscheme/${id}`);
  expect(plain.body.notificationSchemeEvents).toBeUndefined();
  const { body } = await ask('GET', `${API}/notificationscheme/${id}?expand=all`);
  const group = body.notificationSchemeEvents[1].notifications[1];
  expect(group).toMatchObject({ notificationType: 'Group', parameter: 'qa-leads' });
  expect(group.recipient).toBe(group.group.groupId);
});

test('the mapping names the projects of one scheme', async () => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const id = mailId(world, 'Main notifications');
  const { body } = await ask('GET', `${API}/notificationscheme/project?notificationSchemeId=${id}`);
  const keys = body.values.map((row: { projectId: string }) => world.projects[row.projectId]?.key);
  expect(keys).toEqual(['TEST', 'MAIN']);
  expect(body).toMatchObject({ total: 2, isLast: true });
});

test.each([
  ['an unknown event', adding('99', 'Reporter')],
  ['an e-mail address, which Jira Cloud no longer has', adding('1', 'EmailAddress', 'a@b.example')],
  ['a group by its id', adding('1', 'Group', 'not-a-name')],
  ['somebody who is there already', adding('6', 'AllWatchers')],
])('adding %s is refused and changes nothing', async (_, body) => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const id = mailId(world, 'Main notifications');
  expect((await ask('PUT', `${API}/notificationscheme/${id}/notification`, body)).status).toBe(400);
  expect(site.exportWorld()).toEqual(world);
});

test('only Jira administrators change a scheme; project administrators read theirs', async () => {
  const { site, ask, asUser } = testSite();
  const world = site.exportWorld();
  const id = mailId(world, 'Main notifications');
  const ben = asUser('Ben Carter');
  const put = (body: unknown, actor = ben) =>
    ask('PUT', `${API}/notificationscheme/${id}/notification`, body, actor);
  expect((await ask('GET', `${API}/notificationscheme/${id}`, undefined, ben)).status).toBe(200);
  expect((await put(adding('1', 'Reporter'))).status).toBe(403);
  const bea = asUser('Bea Novak');
  expect((await ask('GET', `${API}/notificationscheme/${id}`, undefined, bea)).status).toBe(404);
  const answer = await ask('DELETE', `${API}/notificationscheme/${id}/notification/1`);
  expect(answer.status).toBe(404);
  expect(site.exportWorld()).toEqual(world);
});

test('who comes into a security level sees its issues, and who leaves it does not', async () => {
  const { site, ask, asUser, accountId } = testSite();
  const scheme = security(site.exportWorld(), 'HR cases security');
  const level = scheme.levels[0]?.id;
  const ana = asUser('Ana Admin');
  site.edit((world) => {
    const role = Object.values(world.roles).find(({ name }) => name === 'Administrators');
    const project = Object.values(world.projects).find(({ key }) => key === 'HRCASES');
    project?.actors[String(role?.id)]?.push({ id: 1, kind: 'user', ref: accountId('Ana Admin') });
  });
  const see = async () => (await ask('GET', `${API}/issue/HRCASES-1`, undefined, ana)).status;
  expect(await see()).toBe(404);
  const path = `${API}/issuesecurityschemes/${scheme.id}/level/${level}/member`;
  const members = [{ type: 'user', parameter: accountId('Ana Admin') }];
  expect((await ask('PUT', path, { members })).status).toBe(204);
  expect(await see()).toBe(200);
  expect((await ask('PUT', path, { members })).status).toBe(400);
  const list = await ask('GET', `${API}/issuesecurityschemes/${scheme.id}/members`);
  const id = list.body.values.at(-1).id;
  expect((await ask('DELETE', `${path}/${id}`)).status).toBe(204);
  expect(await see()).toBe(404);
  expect((await ask('DELETE', `${path}/${id}`)).status).toBe(404);
});

test('a level without members is 404, as Atlassian documents it', async () => {
  const { site, ask } = testSite();
  const scheme = security(site.exportWorld(), 'Board papers');
  site.edit((world) => {
    for (const level of security(world, 'Board papers').levels) level.holders = [];
  });
  expect((await ask('GET', `${API}/issuesecurityschemes/${scheme.id}/members`)).status).toBe(404);
});

test('security schemes are for Jira administrators, and a kind of member that is none is refused', async () => {
  const { site, ask, asUser } = testSite();
  const ben = asUser('Ben Carter');
  const world = site.exportWorld();
  const scheme = security(world, 'Confidential work');
  const path = `${API}/issuesecurityschemes/${scheme.id}/level/${scheme.levels[0]?.id}/member`;
  expect((await ask('GET', `${API}/issuesecurityschemes`, undefined, ben)).status).toBe(403);
  expect((await ask('PUT', path, { members: [{ type: 'reporter' }] }, ben)).status).toBe(403);
  expect((await ask('PUT', path, { members: [{ type: 'projectRole' }] })).status).toBe(400);
  expect(site.exportWorld()).toEqual(world);
});
