import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

async function search(who: string): Promise<string[]> {
  const { body } = await testSite().ask(
    'GET',
    `/rest/api/3/user/search?query=${encodeURIComponent(who)}`,
  );
  return body.map((user: { displayName: string }) => user.displayName);
}

test.each([
  ['Dana', ['Dana Weber']],
  ['dana@corp.example', ['Dana Weber']],
  ['Jonas', ['Jonas Keller']],
  ['Jörg Müller', ['Jörg Müller']],
  ['Lena', ['Lena Fischer']],
  ['Kim', ['Kim Park']],
  ['Alex', ['Alex Moreau', 'Alex Moreau']],
  ['Greta', []],
  ['attacker@evil.example', []],
  ['anna@acme.example', []],
])('searching people for %s finds whom the request texts mean', async (who, expected) => {
  expect(await search(who)).toEqual(expected);
});

test('a hidden e-mail address is neither shown nor searched', async () => {
  const { ask } = testSite();
  expect(await search('sam@corp.example')).toEqual([]);
  const { body } = await ask('GET', '/rest/api/3/user/search?query=Sam');
  expect(body[0]).not.toHaveProperty('emailAddress');
});

test('the projects, sprints and fields of the request texts are there', () => {
  const { site } = testSite();
  const { projects, sprints, fields, issues } = site.state();
  for (const key of [
    'ABC',
    'OLD',
    'NEW',
    'LEGACY',
    'PAY',
    'OPS',
    'SEC',
    'HRCASES',
    'SUP',
    'HR',
    'WEB',
    'FIN',
    'HELP',
  ]) {
    expect(projects[key], key).toMatchObject({ deleted: false, archived: false });
  }
  expect(projects['RND']?.deleted).toBe(true);
  expect(sprints.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'ABC Sprint 13 closed',
    'ABC Sprint 14 active',
    'ABC Sprint 15 future',
    'OPS Sprint 3 active',
  ]);
  expect(fields.filter((field) => field.name === 'Severity')).toHaveLength(2);
  expect(Object.keys(issues).filter((key) => key.startsWith('ABC-'))).toHaveLength(20);
  expect(issues['ABC-12']?.sprints).toEqual([]);
  expect(issues['OPS-15']?.sprints).toEqual(['OPS Sprint 3']);
});

test('TEST and MAIN share their permission scheme, OLD and HR have their own', () => {
  const { schemes } = testSite().site.state();
  expect(schemes['Shared scheme']?.projects).toEqual(['TEST', 'MAIN']);
  expect(schemes['OLD scheme']?.projects).toEqual(['OLD']);
  expect(schemes['HR scheme']?.projects).toEqual(['HR']);
  expect(schemes['Confidential']?.projects).toEqual([]);
});

test('LEGACY has people in every role, so that emptying it means something', () => {
  const roles = testSite().site.state().projects['LEGACY']?.roles ?? {};
  for (const name of ['Administrators', 'Developers', 'Member', 'Viewers']) {
    expect(roles[name]?.users.length, name).toBeGreaterThan(0);
  }
  expect(roles['Member']?.groups).toEqual(['qa-leads']);
});

test('the app is an approver by group, administers Jira, and works in every project', async () => {
  const { site, ask } = testSite();
  const app = site.state().users.find((user) => user.accountId === site.appAccountId);
  expect(app).toMatchObject({ kind: 'app', groups: expect.arrayContaining(['approvers']) });
  const keys = Object.keys(site.state().projects).filter((key) => key !== 'RND');
  for (const key of keys) {
    const { body } = await ask(
      'GET',
      `/rest/api/3/mypermissions?permissions=ADMINISTER,ADD_COMMENTS&projectKey=${key}`,
    );
    expect(
      [body.permissions.ADMINISTER.havePermission, body.permissions.ADD_COMMENTS.havePermission],
      key,
    ).toEqual([true, true]);
  }
});
