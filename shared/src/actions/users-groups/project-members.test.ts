import { describe, expect, it, test } from 'vitest';
import { type FakeJira, Refusal } from '../testing/fake-jira.ts';
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
import { ACTORS } from '../testing/small-people.ts';

const inRole = (...accountIds: string[]) =>
  answered({ id: 1, actors: accountIds.map((accountId) => ({ actorUser: { accountId } })) });

describe('project.member.add', () => {
  const ADD = 'project.member.add';
  const args = { project: 'abc', user: 'Dana', role: 'developer' };

  test('a name, a key and a role in other words become one request with ids, in three round trips', () => {
    const action = resolvedForTest(ADD, args);
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/project/ABC/role/30001 {"user":["dana"]}',
    ]);
    expect(entryOf(ADD).describe(action.target)).toBe(
      'Add Dana Weber to ABC in the role "Developers"',
    );
    expect(resolveForTest(ADD, args).rounds).toBe(3);
  });

  test('the facts say which access is given, and that it can be taken back', () => {
    const { facts, preconditions, radius } = resolvedForTest(ADD, args);
    expect(facts).toMatchObject({
      projectIds: ['10000'],
      counts: { users: 1, issues: 0, projects: 1, boards: 0 },
      access: { projectId: '10000', permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'] },
      grantsAdministration: false,
      hasCompleteInverse: true,
      touchesKraken: false,
      sharedWith: [],
      people: [{ accountId: 'dana', name: 'Dana Weber', kind: 'licensed', isActive: true }],
    });
    expect(preconditions.map(({ label }) => label)).toEqual([
      'Project ABC',
      'Permissions in ABC',
      'Issue security of ABC',
      'Members of the role "Developers" of ABC',
      'Account of Dana Weber',
    ]);
    expect(radius).toEqual(['The role "Developers" carries Browse Projects and Create Issues']);
  });

  test.each<[string, FakeJira]>([
    [
      'an issue security scheme',
      { searchProjectsUsingSecuritySchemes: () => ({ values: [{ issueSecuritySchemeId: '7' }] }) },
    ],
    ['one that Jira refuses', { searchProjectsUsingSecuritySchemes: () => new Refusal(403) }],
    ['one that Jira hides', { searchProjectsUsingSecuritySchemes: () => new Refusal(404) }],
    ['one that Jira does not tell of', { searchProjectsUsingSecuritySchemes: () => ({}) }],
    [
      'a team-managed project, whose restrictions no list holds',
      { getProject: () => ({ id: '10000', key: 'ABC', name: 'Alpha', simplified: true }) },
    ],
    [
      'a role of a team-managed project that shows no permission',
      {
        getProject: () => ({ id: '10000', key: 'ABC', name: 'Alpha', simplified: true }),
        getAssignedPermissionScheme: () => ({ id: 1, name: 'own', permissions: [] }),
      },
    ],
  ])('%s may give what no permission scheme shows, so a person decides', (_, jira) => {
    const { facts, preconditions } = resolvedForTest(ADD, args, { jira });
    expect(facts.grantsAdministration).toBeNull();
    const pinned = preconditions.find(({ label }) => label === 'Issue security of ABC');
    expect(pinned?.read.request.operationId).toBe('searchProjectsUsingSecuritySchemes');
  });

  test('a whole name that is also the first words of another is asked', () => {
    const people = ['Alex', 'Alex Kim'].map((displayName, index) => ({
      accountId: `alex${index}`,
      accountType: 'atlassian',
      active: true,
      displayName,
    }));
    const jira = { findUsers: () => people };
    const { outcome } = resolveForTest(ADD, { ...args, user: 'Alex' }, { jira });
    expect(outcome).toMatchObject({
      outcome: 'ask',
      question: { choices: ['Alex', 'Alex Kim'], sentence: expect.stringMatching(/More than one/) },
    });
    const gone = { findUsers: () => people.map((one, at) => ({ ...one, active: at === 1 })) };
    const asked = resolveForTest(ADD, { ...args, user: 'Alex' }, { jira: gone }).outcome;
    expect(asked).toMatchObject({ question: { sentence: expect.stringMatching(/deactivated/) } });
  });

  test('of the members only the person counts, so that others may come and go meanwhile', () => {
    const { preconditions } = resolvedForTest(ADD, args);
    expect(preconditions.filter(({ holds }) => holds !== undefined)).toMatchObject([
      {
        label: 'Members of the role "Developers" of ABC',
        read: { pick: expect.arrayContaining(['actors[].actorUser.accountId']) },
        holds: { list: 'actors[].actorUser.accountId', value: 'dana', isIn: false },
      },
    ]);
  });

  test.each([
    [{ project: 'ABC', user: 'Dana' }, 'Members'],
    [{ project: 'Alpha', user: 'me' }, 'Members'],
    [{ project: 'the project ABC', user: 'dana@example.com', role: 'Entwickler' }, 'Developers'],
    [{ project: 'ABC', user: '[~accountid:dana]', role: 'MEMBERS' }, 'Members'],
    [{ project: 'ABC', user: 'Dana Weber', role: 'admin' }, 'Administrators'],
  ])('%o resolves to the role %s', (wish, role) => {
    expect(resolvedForTest(ADD, wish).target).toMatchObject({ roles: [{ name: role }] });
  });

  test('the role Administrators gives administration by name, even where Jira hides the scheme', () => {
    const jira = { getAssignedPermissionScheme: () => new Refusal(403) };
    const admin = { ...args, role: 'Administrators' };
    expect(resolvedForTest(ADD, admin, { jira }).facts.grantsAdministration).toBe(true);
    expect(resolvedForTest(ADD, args, { jira }).facts).toMatchObject({
      grantsAdministration: null,
      access: { permissions: [] },
    });
  });

  test.each([
    ['two people of that first name', { ...args, user: 'Alex' }, 'ask person: Alex Kim, Alex Roth'],
    ['two people of that very name', { ...args, user: 'Sol Ray' }, 'ask person: Sol Ray'],
    ['a last name only', { ...args, user: 'Weber' }, 'ask person: Dana Weber'],
    ['half a first name', { ...args, user: 'Dan' }, 'resolved'],
    ['part of a word', { ...args, user: 'Da' }, 'ask person: Dan Reporter, Dana Weber'],
    ['nobody of that name', { ...args, user: 'Zoe' }, 'ask person'],
    ['a deactivated person', { ...args, user: 'Ivo Gone' }, 'ask person'],
    ['an unknown account', { ...args, user: '[~accountid:nobody]' }, 'ask person'],
    ['an unknown address', { ...args, user: 'zoe@example.com' }, 'ask person'],
    ['half an address', { ...args, user: 'dana@example.co' }, 'ask person: Dana Weber'],
    ['an unknown project', { ...args, project: 'XYZ' }, 'ask project'],
    ['part of a project name', { ...args, project: 'Alph' }, 'ask project: ABC (Alpha)'],
    ['a project the asker cannot see', { ...args, project: 'Paym' }, 'ask project'],
    ['a path as a project', { ...args, project: 'ABC/../../user?accountId=1' }, 'ask project'],
    ['an unknown role', { ...args, role: 'Boss' }, 'ask role: Administrators, Developers, Members'],
    [
      'the role of apps',
      { ...args, role: 'atlassian-addons-project-access' },
      'ask role: Administrators, Developers, Members',
    ],
    [
      'an archived project',
      { ...args, project: 'OLD' },
      'unsupported: The project OLD is archived; nobody can be added to it.',
    ],
    [
      'a person already in the role',
      { ...args, user: 'Alex Kim' },
      'already: Alex Kim is already in the role "Developers" of ABC.',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(ADD, wish).outcome)).toBe(expected);
  });

  test('a former key finds the project under its present key', () => {
    const now = { id: '10000', key: 'ABC', name: 'Alpha' };
    const jira = { getProject: () => now, searchProjects: () => ({ values: [], isLast: true }) };
    const action = resolvedForTest(ADD, { ...args, project: 'WAS' }, { jira });
    expect(action.target).toMatchObject({ project: { id: '10000', key: 'ABC' } });
  });

  test('`me` is asked when nobody knows who speaks', () => {
    const world = { context: { speakerAccountId: null } };
    expect(inWords(resolveForTest(ADD, { ...args, user: 'me' }, world).outcome)).toBe('ask person');
  });

  test('a read that Jira refuses is said, not guessed around', () => {
    const jira = { getProjectRoles: () => new Refusal(403) };
    expect(inWords(resolveForTest(ADD, args, { jira }).outcome)).toBe(
      'unsupported: Jira does not let Kraken read the roles of ABC (answer 403).',
    );
  });

  test('a full page of people hides others, so even one exact hit is asked', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      accountId: `x${index}`,
      displayName: index === 0 ? 'Dana Weber' : `Dana ${index}`,
      accountType: 'atlassian',
      active: true,
    }));
    const world = { jira: { findUsers: () => many } };
    expect(inWords(resolveForTest(ADD, { ...args, user: 'Dana Weber' }, world).outcome)).toMatch(
      /^ask person/,
    );
  });

  test('Kraken itself and its own project are recognised', () => {
    const own = { user: '[~accountid:kraken]', project: 'ABC' };
    expect(resolvedForTest(ADD, own).facts.touchesKraken).toBe(true);
    expect(resolvedForTest(ADD, { user: 'Dana', project: 'HELP' }).facts.touchesKraken).toBe(true);
  });

  test('the effect check tells done from not done, and silence from both', () => {
    const action = resolvedForTest(ADD, args);
    expect(judgeForTest(action, inRole('alex1', 'dana'))).toBe('done');
    expect(judgeForTest(action, inRole('alex1'))).toBe('not-done');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});

describe('project.member.remove', () => {
  const REMOVE = 'project.member.remove';

  test('without a role every direct role is left, each by its own request', () => {
    const jira = {
      getProjectRole: () => ({
        actors: [{ actorUser: { accountId: 'dana' } }, { actorUser: { accountId: 'lea' } }],
      }),
    };
    const action = resolvedForTest(REMOVE, { project: 'ABC', user: 'Dana' }, { jira });
    expect(requestsForTest(action)).toEqual([
      'DELETE /rest/api/3/project/ABC/role/30000?user=dana',
      'DELETE /rest/api/3/project/ABC/role/30001?user=dana',
      'DELETE /rest/api/3/project/ABC/role/30002?user=dana',
    ]);
    expect(action.radius).toEqual(['4 open issues of ABC assigned to Dana Weber stay as they are']);
    expect(judgeForTest(action, inRole(), inRole('x'), inRole())).toBe('done');
    expect(judgeForTest(action, inRole('dana'), inRole('dana'), inRole('dana'))).toBe('not-done');
    expect(judgeForTest(action, inRole('dana'), inRole(), inRole())).toBe('differs');
    expect(judgeForTest(action, inRole(), inRole(), LOST)).toBe('unknown');
  });

  test.each([
    [
      'in no role',
      { user: 'Dana', role: 'Developers' },
      'already: Dana Weber is in none of these roles of ABC: Developers.',
    ],
    [
      'the last administrator',
      { user: 'Lea', role: 'admins' },
      'unsupported: Lea Lead is the last administrator of ABC; name another one first.',
    ],
    [
      'the last administrator, from everywhere',
      { user: 'Lea', role: 'all' },
      'unsupported: Lea Lead is the last administrator of ABC; name another one first.',
    ],
    ['a deactivated person', { user: 'Ivo Gone' }, 'resolved'],
    ['an unclear person', { user: 'Alex' }, 'ask person: Alex Kim, Alex Roth'],
    [
      'an unknown role',
      { user: 'Dana', role: 'Boss' },
      'ask role: Administrators, Developers, Members',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(REMOVE, { project: 'ABC', ...wish }).outcome)).toBe(expected);
  });

  test('only whether the person is in a role counts; of administrators everybody does', () => {
    const jira = {
      getProjectRole: () => ({
        actors: [{ actorUser: { accountId: 'dana' } }, { actorUser: { accountId: 'lea' } }],
      }),
    };
    const { preconditions } = resolvedForTest(REMOVE, { project: 'ABC', user: 'Dana' }, { jira });
    const holds = { list: 'actors[].actorUser.accountId', value: 'dana', isIn: true };
    expect(preconditions.map(({ label, holds: narrowed }) => [label, narrowed])).toEqual([
      ['Project ABC', undefined],
      ['Members of the role "Administrators" of ABC', undefined],
      ['Members of the role "Developers" of ABC', holds],
      ['Members of the role "Members" of ABC', holds],
    ]);
  });

  test('a deactivated person cannot be put back, so the inverse is not complete', () => {
    const { facts } = resolvedForTest(REMOVE, { project: 'ABC', user: 'Ivo Gone' });
    expect(facts).toMatchObject({ hasCompleteInverse: false, people: [{ isActive: false }] });
  });

  test('that the person leads the project is said', () => {
    const jira = {
      getProjectRole: () => ({
        actors: [{ actorUser: { accountId: 'lea' } }, { actorGroup: { groupId: 'g' } }],
      }),
    };
    const action = resolvedForTest(REMOVE, { project: 'ABC', user: 'Lea' }, { jira });
    expect(action.radius).toContain('Lea Lead leads ABC and stays its lead');
  });
});

describe('project.member.clear', () => {
  const CLEAR = 'project.member.clear';

  test('administrators and apps stay; every other filled role is emptied', () => {
    const action = resolvedForTest(CLEAR, { project: 'ABC' });
    expect(requestsForTest(action)).toEqual([
      'PUT /rest/api/3/project/ABC/role/30001 {"categorisedActors":{"atlassian-user-role-actor":[],"atlassian-group-role-actor-id":[]}}',
    ]);
    expect(action.rows).toEqual([
      {
        label: 'Role "Developers" of ABC',
        before: 'Alex Kim, Ivo Gone and group "devs"',
        after: 'nobody',
      },
    ]);
    expect(action.facts).toMatchObject({
      counts: { users: 2, projects: 1 },
      hasCompleteInverse: true,
    });
    expect(action.radius).toEqual([
      '1 group loses its role as well, and so do its members',
      'Who is in "Administrators" stays: 1 person or group',
    ]);
    expect(entryOf(CLEAR).describe(action.target)).toBe(
      'Remove everybody but administrators from ABC: 2 people and 1 group out of the role "Developers"',
    );
  });

  it('never empties the role that apps hold, whoever is in it', () => {
    expect(ACTORS['30009']).toEqual(['kraken']);
    const action = resolvedForTest(CLEAR, { project: 'ABC' });
    expect(requestsForTest(action).join()).not.toContain('30009');
  });

  test.each([
    [
      'an empty project',
      { getProjectRole: () => ({ actors: [] }) },
      'already: Nobody but administrators is in a role of ABC.',
    ],
    [
      'a project whose administrators cannot be told',
      { getProjectRoles: () => ({ Folk: 'https://x/role/5' }) },
      'unsupported: Kraken cannot tell which role of ABC holds its administrators.',
    ],
    [
      'a role Jira does not show',
      { getProjectRole: () => new Refusal(403) },
      'unsupported: Jira does not let Kraken read the roles of ABC (answer 403).',
    ],
  ])('%s gives "%s"', (_, jira, expected) => {
    expect(inWords(resolveForTest(CLEAR, { project: 'ABC' }, { jira }).outcome)).toBe(expected);
  });

  it('has no prepared way back from what was stored before users and groups were kept apart', () => {
    const action = resolvedForTest(CLEAR, { project: 'ABC' });
    const { inverse } = entryOf(CLEAR);
    expect(inverse?.(action.target, {})).toHaveLength(1);
    const role = { id: '30001', name: 'Developers', actorIds: ['alex1'] };
    const stored = { project: { id: '1', key: 'ABC' }, roles: [role], people: 1, groups: 0 };
    expect(inverse?.(stored, {})).toBeNull();
  });

  test('the effect check compares with who was there', () => {
    const action = resolvedForTest(CLEAR, { project: 'ABC' });
    const before = answered({
      actors: [
        { actorGroup: { groupId: 'id-devs' } },
        { actorUser: { accountId: 'alex1' } },
        { actorUser: { accountId: 'gone' } },
      ],
    });
    expect(judgeForTest(action, inRole())).toBe('done');
    expect(judgeForTest(action, before)).toBe('not-done');
    expect(judgeForTest(action, inRole('alex1'))).toBe('differs');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});
