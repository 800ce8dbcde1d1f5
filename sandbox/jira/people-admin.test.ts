/** Groups, roles and accounts on the stand-in: who may change them, and how Jira refuses. */
import { describe, expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

/** The seeded site with the app as a site and organisation administrator. */
function asSiteAdmin() {
  const site = testSite();
  site.site.edit((world) => {
    world.people.organisationAdmins.push(world.appAccountId);
    Object.values(world.groups)
      .find(({ name }) => name === 'site-admins')
      ?.members.push(world.appAccountId);
  });
  const groupId = (name: string): string => site.site.state().groups[name]?.id ?? '';
  return { ...site, groupId };
}

const ROLE = '/rest/api/3/role';

describe('groups', () => {
  test('a member is added once and taken away once', async () => {
    const { ask, accountId, groupId } = asSiteAdmin();
    const path = `/rest/api/3/group/user?groupId=${groupId('qa-leads')}`;
    const body = { accountId: accountId('Dana Weber') };
    const gone = `${path}&accountId=${encodeURIComponent(body.accountId)}`;
    expect(await ask('POST', path, body)).toMatchObject({
      status: 201,
      body: { name: 'qa-leads' },
    });
    expect(await ask('POST', path, body)).toMatchObject({ status: 400 });
    expect(await ask('DELETE', gone)).toMatchObject({ status: 200, body: '' });
    expect(await ask('DELETE', gone)).toMatchObject({ status: 400 });
  });

  test('a name is taken once; a deleted group leaves roles and licences', async () => {
    const { site, ask, groupId } = asSiteAdmin();
    expect(await ask('POST', '/rest/api/3/group', { name: 'qa-leads' })).toMatchObject({
      status: 400,
    });
    expect(await ask('POST', '/rest/api/3/group', { name: 'vendors' })).toMatchObject({
      status: 201,
      body: { name: 'vendors', groupId: expect.any(String) },
    });
    const path = `/rest/api/3/group?groupId=${groupId('qa-leads')}`;
    expect(await ask('DELETE', path)).toMatchObject({ status: 200 });
    expect(await ask('DELETE', path)).toMatchObject({ status: 404 });
    expect(site.state().projects['LEGACY']?.roles['Member']?.groups).toEqual([]);
  });

  test('an app, and an administrator of Jira alone, may do none of it', async () => {
    const { site, ask, asUser } = testSite();
    site.edit((world) => {
      for (const group of Object.values(world.groups)) {
        if (group.name === 'site-admins') group.members = [];
      }
    });
    for (const actor of [{ kind: 'app' } as const, asUser('Ana Admin')]) {
      expect(await ask('POST', '/rest/api/3/group', { name: 'x' }, actor)).toMatchObject({
        status: 403,
      });
    }
  });
});

describe('accounts', () => {
  const NEW = { emailAddress: 'noa@partner.example', products: ['jira-software'] };

  test('an invited person holds a licence; a second invitation gives the same account', async () => {
    const { site, ask } = asSiteAdmin();
    const first = await ask('POST', '/rest/api/3/user', NEW);
    expect(first).toMatchObject({ status: 201, body: { emailAddress: NEW.emailAddress } });
    const again = await ask('POST', '/rest/api/3/user', NEW);
    expect(again.body.accountId).toBe(first.body.accountId);
    const user = site.state().users.find(({ email }) => email === NEW.emailAddress);
    expect(user).toMatchObject({ licensed: true, groups: ['jira-software-users'] });
  });

  test.each([
    ['an address that is none', { ...NEW, emailAddress: 'noa' }],
    ['a product that is none', { ...NEW, products: ['jira'] }],
    ['somebody without access', { ...NEW, emailAddress: 'rita@partner.example' }],
  ])('%s is refused', async (_, body) => {
    expect(await asSiteAdmin().ask('POST', '/rest/api/3/user', body)).toMatchObject({
      status: 400,
    });
  });

  test('without a licence left, and without the organisation, nobody is invited', async () => {
    const full = asSiteAdmin();
    full.site.edit((world) => {
      world.people.seats['jira-software'] = 1;
    });
    expect(await full.ask('POST', '/rest/api/3/user', NEW)).toMatchObject({ status: 400 });
    expect(await testSite().ask('POST', '/rest/api/3/user', NEW)).toMatchObject({ status: 403 });
  });

  test('licences are counted', async () => {
    const { body } = await testSite().ask('GET', '/rest/api/3/applicationrole');
    const software = body.find(({ key }: { key: string }) => key === 'jira-software');
    expect(software).toMatchObject({ name: 'Jira', numberOfSeats: 100 });
    expect(software.userCount + software.remainingSeats).toBe(100);
  });

  test('a removed person is gone; one does not remove oneself', async () => {
    const { site, ask, accountId } = asSiteAdmin();
    const path = (id: string) => `/rest/api/3/user?accountId=${encodeURIComponent(id)}`;
    const rita = accountId('Rita Guest');
    expect(await ask('DELETE', path(rita))).toMatchObject({ status: 204 });
    expect(await ask('GET', path(rita))).toMatchObject({ status: 404 });
    expect(await ask('DELETE', path(site.appAccountId))).toMatchObject({ status: 400 });
  });
});

describe('roles', () => {
  test('a role is there in every project at once, and its name is taken', async () => {
    const { ask } = testSite();
    const made = await ask('POST', ROLE, { name: 'Vendors' });
    expect(made).toMatchObject({ status: 200, body: { name: 'Vendors', actors: [] } });
    expect((await ask('GET', '/rest/api/3/project/WEB/role')).body).toHaveProperty('Vendors');
    expect(await ask('POST', ROLE, { name: 'vendors' })).toMatchObject({ status: 409 });
    expect(await ask('POST', ROLE, { name: ' Guests' })).toMatchObject({ status: 400 });
  });

  test('a full change needs name and description', async () => {
    const { ask, roleId } = testSite();
    const path = `${ROLE}/${roleId('Viewers')}`;
    expect(await ask('PUT', path, { name: 'Readers' })).toMatchObject({ status: 400 });
    expect(await ask('PUT', path, { name: 'Member', description: '' })).toMatchObject({
      status: 400,
    });
    expect(await ask('PUT', path, { name: 'Readers', description: '' })).toMatchObject({
      status: 200,
      body: { name: 'Readers' },
    });
  });

  test('a role in use is deleted only with a replacement, which takes its grants', async () => {
    const { site, ask, roleId } = testSite();
    const path = `${ROLE}/${roleId('Viewers')}`;
    expect(await ask('DELETE', path)).toMatchObject({ status: 409 });
    expect(await ask('DELETE', `${path}?swap=4`)).toMatchObject({ status: 400 });
    const member = roleId('Member');
    expect(await ask('DELETE', `${path}?swap=${member}`)).toMatchObject({ status: 204 });
    const held = site
      .state()
      .schemes['HR scheme']?.grants.filter(
        ({ holder }) => 'parameter' in holder && holder.parameter === String(member),
      );
    expect(held?.length).toBeGreaterThan(0);
  });

  test('people and groups become default members apart, and leave one at a time', async () => {
    const { ask, roleId, accountId, site } = testSite();
    const path = `${ROLE}/${roleId('Member')}/actors`;
    const group = site.state().groups['auditors']?.id ?? '';
    const dana = accountId('Dana Weber');
    expect(await ask('POST', path, { user: [dana], groupId: [group] })).toMatchObject({
      status: 400,
    });
    expect(await ask('POST', path, { user: [dana] })).toMatchObject({ status: 200 });
    expect(await ask('POST', path, { user: [dana] })).toMatchObject({ status: 400 });
    expect((await ask('POST', path, { groupId: [group] })).body.actors).toHaveLength(2);
    const user = `user=${encodeURIComponent(dana)}`;
    expect(await ask('DELETE', `${path}?${user}&groupId=${group}`)).toMatchObject({ status: 400 });
    expect((await ask('DELETE', `${path}?${user}`)).body.actors).toHaveLength(1);
  });

  test('roles are for administrators of Jira', async () => {
    const { ask, asUser } = testSite();
    const ben = asUser('Ben Carter');
    expect(await ask('POST', ROLE, { name: 'Vendors' }, ben)).toMatchObject({ status: 403 });
  });
});

test('a permission scheme in use is not deleted', async () => {
  const { site, ask } = testSite();
  const idOf = (name: string) => site.state().schemes[name]?.id;
  const path = (name: string) => `/rest/api/3/permissionscheme/${idOf(name)}`;
  expect(await ask('DELETE', path('Shared scheme'))).toMatchObject({ status: 403 });
  expect(await ask('DELETE', path('Confidential'))).toMatchObject({ status: 204 });
});
