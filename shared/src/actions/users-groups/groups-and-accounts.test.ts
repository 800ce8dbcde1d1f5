import { describe, expect, test } from 'vitest';
import { byType, CATALOGUE } from '../catalogue.ts';
import { Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  inWords,
  judgeForTest,
  LOST,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';

const ADMIN_GROUPS = { groups: [{ name: 'site-admins', groupId: 'id-admins' }] };

describe('groups in a project', () => {
  const ADD = 'project.member.add_group';
  const args = { project: 'ABC', group: 'group staff', role: 'Developers' };

  test('a group goes in by its id, and what it means is counted', () => {
    const action = resolvedForTest(ADD, { ...args, group: 'devs', role: 'admin' });
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/project/ABC/role/30000 {"groupId":["id-devs"]}',
    ]);
    expect(action.facts).toMatchObject({
      counts: { users: 2, projects: 1 },
      grantsAdministration: true,
      touchesKraken: false,
    });
    expect(action.radius[0]).toBe(
      '2 people are in the group "devs", and whoever joins it later gets the role as well',
    );
  });

  test('a group that gives a licence is said to hold everybody', () => {
    expect(resolvedForTest(ADD, args).radius).toContain(
      'The group "staff" gives access to Jira: everybody in Jira may be in it',
    );
  });

  test('members Jira does not show are unknown, never none', () => {
    const jira = { getUsersFromGroup: () => new Refusal(403) };
    const action = resolvedForTest(ADD, args, { jira });
    expect(action.facts.counts).toBeNull();
    expect(action.radius[0]).toContain('Jira does not say who is in the group "staff"');
  });

  test('the only administrators of a project are not removed', () => {
    const jira = {
      getProjectRole: () => ({
        id: 1,
        actors: [{ actorGroup: { name: 'devs', groupId: 'id-devs' } }],
      }),
    };
    const wish = { project: 'ABC', group: 'devs', role: 'admin' };
    expect(inWords(resolveForTest('project.member.remove_group', wish, { jira }).outcome)).toBe(
      'unsupported: The group "devs" is all that administers ABC; name another administrator first.',
    );
  });

  test.each([
    [
      { ...args, project: 'OLD' },
      'unsupported: The project OLD is archived; nobody can be added to it.',
    ],
    [{ ...args, group: 'nobodies' }, 'ask group'],
    [{ ...args, group: '../staff' }, 'ask group'],
    [{ ...args, group: 'id:gone' }, 'ask group'],
    [
      { ...args, group: 'devs' },
      'already: The group "devs" is already in the role "Developers" of ABC.',
    ],
  ])('%o gives "%s"', (wish, expected) => {
    expect(inWords(resolveForTest(ADD, wish).outcome)).toBe(expected);
  });
});

describe('project.role.set_actors', () => {
  const SET = 'project.role.set_actors';
  const wish = { project: 'ABC', role: 'Developers', users: ['Dana Weber'], groups: ['staff'] };

  test('replaces everybody in one request', () => {
    expect(requestsForTest(resolvedForTest(SET, wish))).toEqual([
      'PUT /rest/api/3/project/ABC/role/30001 {"categorisedActors":{"atlassian-user-role-actor":["dana"],"atlassian-group-role-actor-id":["id-staff"]}}',
    ]);
  });

  test('a deactivated member makes the inverse incomplete', () => {
    const jira = {
      getProjectRole: ({ query }: { query: Record<string, string> }) => ({
        id: 1,
        actors: ['alex1', 'gone']
          .filter((id) => id !== 'gone' || query['excludeInactiveUsers'] === undefined)
          .map((accountId) => ({ displayName: accountId, actorUser: { accountId } })),
      }),
    };
    const action = resolvedForTest(SET, wish, { jira });
    expect(action.facts.hasCompleteInverse).toBe(false);
    expect(entryOf(SET).inverse?.(action.target, {})).toEqual([
      {
        type: SET,
        args: { project: 'ABC', role: 'id:30001', users: ['[~accountid:alex1]'], groups: [] },
      },
    ]);
  });

  test.each([
    [{ project: 'ABC', role: 'Developers' }, 'ask person'],
    [{ ...wish, users: ['Sol Ray'] }, 'ask person: Sol Ray'],
    [
      { project: 'ABC', role: 'admin', users: [] },
      'unsupported: ABC would have no administrator; name at least one.',
    ],
    [
      { project: 'ABC', role: 'admin', users: ['[~accountid:lea]'] },
      'already: Exactly these are already in the role "Administrators" of ABC.',
    ],
  ])('%o gives "%s"', (args, expected) => {
    expect(inWords(resolveForTest(SET, args).outcome)).toBe(expected);
  });
});

describe('groups of the site', () => {
  test('what a group gives is shown; what it may do in the whole site is not known', () => {
    const action = resolvedForTest('group.member.add', { user: 'me', group: 'devs' });
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/group/user?groupId=id-devs {"accountId":"dan"}',
    ]);
    expect(action.facts).toMatchObject({ isGlobal: true, grantsAdministration: null });
    expect(action.radius).toEqual([
      '5 projects have the group in a role: ABC, OLD, PAY, TEAM and HELP',
      'No permission scheme names the group',
      'Jira does not tell which global permissions the group carries',
    ]);
  });

  test('groups that administer the site are left to people', () => {
    const jira = {
      findGroups: () => ADMIN_GROUPS,
      getUserGroups: () => [{ name: 'site-admins', groupId: 'id-admins' }],
    };
    const words = (type: string, args: Record<string, string>) =>
      inWords(resolveForTest(type, args, { jira }).outcome);
    expect(words('group.member.add', { user: 'me', group: 'site-admins' })).toMatch(/by hand/);
    expect(words('group.member.remove', { user: 'me', group: 'site-admins' })).toMatch(/the last/);
    expect(words('group.delete', { group: 'site-admins' })).toMatch(
      /administers the site and stays/,
    );
    expect(words('group.create', { name: 'Site-Admins' })).toMatch(/a name Atlassian keeps/);
  });

  test("a group Kraken is in is Kraken's own", () => {
    const values = [{ accountId: 'kraken', active: true, accountType: 'app' }];
    const jira = { getUsersFromGroup: () => ({ values, total: 1, isLast: true }) };
    expect(resolvedForTest('group.delete', { group: 'devs' }, { jira }).facts.touchesKraken).toBe(
      true,
    );
  });

  test('a group that gives a licence is not deleted', () => {
    expect(inWords(resolveForTest('group.delete', { group: 'staff' }).outcome)).toMatch(
      /^unsupported: The group "staff" gives access to Jira/,
    );
  });
});

describe('accounts', () => {
  const wish = { email: 'Noa@Partner.example', products: ['jira'] };

  test('an invitation says what it costs', () => {
    const action = resolvedForTest('user.invite', wish);
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/user {"emailAddress":"noa@partner.example","products":["jira-software"]}',
    ]);
    expect(action.radius[0]).toBe('It takes one licence of Jira; 2 are left afterwards');
    expect(entryOf('user.invite').inverse?.(action.target, {})).toBeNull();
    expect(judgeForTest(action, answered([{ emailAddress: 'noa@partner.example' }]))).toBe('done');
    expect(judgeForTest(action, answered([]))).toBe('unknown');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });

  test.each([
    [{ ...wish, email: 'dana@example.com' }, /^already: There is already an account/],
    [{ ...wish, email: 'noa@' }, /^ask e-mail address/],
    [{ ...wish, email: 'noa@x.example, eve@x.example' }, /^ask e-mail address/],
    [{ email: wish.email }, /^ask product/],
    [{ ...wish, products: ['jira', 'constructor'] }, /^ask product/],
  ])('%o gives %s', (args, expected) => {
    expect(inWords(resolveForTest('user.invite', args).outcome)).toMatch(expected);
  });

  test('without a licence left nobody is invited', () => {
    const product = { key: 'jira-software', name: 'Jira', remainingSeats: 0 };
    const jira = { getAllApplicationRoles: () => [product] };
    expect(inWords(resolveForTest('user.invite', wish, { jira }).outcome)).toMatch(/no licence/);
  });

  test('administrators, and Kraken, are not removed', () => {
    expect(inWords(resolveForTest('user.delete', { user: 'Lea Lead' }).outcome)).toMatch(/by hand/);
    const jira = { getBulkPermissions: () => ({ globalPermissions: [], projectPermissions: [] }) };
    const own = resolvedForTest('user.delete', { user: '[~accountid:kraken]' }, { jira });
    expect(own.facts.touchesKraken).toBe(true);
  });
});

test('an action that only answers writes nothing', () => {
  const report = CATALOGUE.find(({ type }) => type === 'user.access.report');
  const other = CATALOGUE.find(({ type }) => type === 'project.member.add');
  if (report === undefined || other === undefined) throw new Error('they are in the catalogue');
  expect(() => byType([{ ...report, writes: other.writes }])).toThrow('only answers');
  expect(() => byType([{ ...report, onlyAnswers: undefined }])).toThrow('changes nothing');
});
