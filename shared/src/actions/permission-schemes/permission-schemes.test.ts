import { describe, expect, test } from 'vitest';
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

describe('permission_scheme.assign', () => {
  const ASSIGN = 'permission_scheme.assign';
  const args = { project: 'ABC', scheme: '"Confidential" permission scheme' };

  test('names the scheme by id and shows who loses and gains what', () => {
    const action = resolvedForTest(ASSIGN, args);
    expect(requestsForTest(action)).toEqual([
      'PUT /rest/api/3/project/ABC/permissionscheme {"id":20001}',
    ]);
    expect(action.rows).toEqual([
      { label: 'Permission scheme of ABC', before: 'Default', after: 'Confidential' },
      { label: 'Administer Projects', before: 'the role "Administrators"', after: 'nobody' },
      {
        label: 'Browse Projects',
        before: 'the role "Developers" and the role "Members"',
        after: 'the role "Administrators"',
      },
      { label: 'Create Issues', before: 'the role "Developers"', after: 'nobody' },
    ]);
    expect(action.facts).toMatchObject({
      projectIds: ['10000'],
      grantsAdministration: false,
      hasCompleteInverse: true,
      sharedWith: [
        { id: '10002', name: 'PAY' },
        { id: '10090', name: 'HELP' },
      ],
    });
    expect(action.radius).toEqual([
      '2 other projects use "Confidential": PAY and HELP',
      'In ABC 4 people lose Browse Projects',
      'In ABC 1 person gains Browse Projects',
      'In ABC 1 person loses Administer Projects',
      'Nobody administers ABC afterwards but administrators of Jira',
    ]);
    expect(entryOf(ASSIGN).describe(action.target)).toBe(
      'Use the permission scheme "Confidential" for ABC instead of "Default"',
    );
  });

  test('a scheme that administers through other holders grants administration', () => {
    const facts = resolvedForTest(ASSIGN, { project: 'PAY', scheme: 'Default' }).facts;
    expect(facts.grantsAdministration).toBe(true);
  });

  test('a scheme open to the web is said', () => {
    const permissions = [{ permission: 'BROWSE_PROJECTS', holder: { type: 'anyone' } }];
    const jira = { getPermissionSchemeGrants: () => ({ permissions }) };
    expect(resolvedForTest(ASSIGN, args, { jira }).radius).toContain(
      'It lets anyone on the web: Browse Projects',
    );
  });

  test.each([
    [
      'the scheme it has',
      { project: 'ABC', scheme: 'default' },
      'already: ABC already uses the permission scheme "Default".',
    ],
    [
      'an unknown scheme, from somebody who may not list them',
      { project: 'ABC', scheme: 'Open' },
      'ask permission scheme',
    ],
    ['a path as a scheme', { project: 'ABC', scheme: '../../1' }, 'ask permission scheme'],
    [
      'a team-managed project',
      { project: 'TEAM', scheme: 'Default' },
      'unsupported: TEAM is team-managed and has no permission scheme to change.',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(ASSIGN, wish).outcome)).toBe(expected);
  });

  test('an administrator who asks is shown the schemes', () => {
    const world = { context: { speakerAccountId: 'lea' } };
    expect(inWords(resolveForTest(ASSIGN, { project: 'ABC', scheme: 'Open' }, world).outcome)).toBe(
      'ask permission scheme: Default, Confidential, Of a team, Unused',
    );
  });

  test('a walk that cannot be finished leaves sharing unknown', () => {
    const pages = [
      { searchProjects: () => ({ values: [], total: 9, isLast: true }) },
      { searchProjects: () => ({ values: [], total: 5000, isLast: false }) },
    ];
    for (const jira of pages) {
      expect(resolvedForTest(ASSIGN, args, { jira }).facts.sharedWith).toBeNull();
    }
  });

  test('the effect check knows the old scheme from a third one', () => {
    const action = resolvedForTest(ASSIGN, args);
    expect(judgeForTest(action, answered({ id: 20_001 }))).toBe('done');
    expect(judgeForTest(action, answered({ id: 20_000 }))).toBe('not-done');
    expect(judgeForTest(action, answered({ id: 5 }))).toBe('differs');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});

describe('permission_scheme.grant.add', () => {
  const GRANT = 'permission_scheme.grant.add';
  const args = { project: 'PAY', permission: 'delete issues', holder: 'Developers' };

  test('changes the scheme of the project and lists every project that shares it', () => {
    const action = resolvedForTest(GRANT, args);
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/permissionscheme/20001/permission {"holder":{"type":"projectRole","value":"30001"},"permission":"DELETE_ISSUES"}',
    ]);
    expect(action.facts).toMatchObject({
      projectIds: ['10002', '10090'],
      counts: { projects: 2 },
      sharedWith: [{ name: 'HELP' }],
      access: { projectId: '10002', permissions: ['DELETE_ISSUES'] },
      grantsAdministration: false,
      touchesKraken: false,
    });
    expect(action.radius).toEqual([
      '2 projects use this scheme: PAY and HELP',
      'A copy of the scheme would change only PAY; ask for one if that is meant',
      "It also changes who may do this in Kraken's own project HELP",
      'In PAY 4 people gain Delete Issues',
      'In HELP 4 people gain Delete Issues',
    ]);
    expect(entryOf(GRANT).describe(action.target)).toBe(
      'Grant Delete Issues to the role "Developers" in the permission scheme "Confidential"',
    );
    const labels = action.preconditions.map(({ label }) => label);
    expect(labels).toContain('Permission scheme of ABC');
    expect(labels).toContain('Projects of the site');
  });

  test.each([
    ['group devs', { type: 'group', value: 'id-devs' }],
    ['the role Developers', { type: 'projectRole', value: '30001' }],
    ['dana@example.com', { type: 'user', value: 'dana' }],
    ['anyone', { type: 'anyone' }],
    ['any logged-in user', { type: 'applicationRole' }],
  ])('"%s" becomes the holder %o', (holder, expected) => {
    const [request] = entryOf(GRANT).compile(resolvedForTest(GRANT, { ...args, holder }).target);
    expect(request?.body).toEqual({ holder: expected, permission: 'DELETE_ISSUES' });
  });

  test('an administrative permission is recognised', () => {
    for (const permission of ['Administer Projects', 'EDIT_WORKFLOW', 'edit issue layout']) {
      expect(resolvedForTest(GRANT, { ...args, permission }).facts.grantsAdministration).toBe(true);
    }
  });

  test.each([
    [
      'a scheme and a project that do not belong together',
      { ...args, scheme: 'Default' },
      'ask permission scheme',
    ],
    [
      'neither scheme nor project',
      { permission: 'browse', holder: 'Developers' },
      'ask permission: Browse Projects',
    ],
    [
      'neither, with a clear permission',
      { permission: 'browse projects', holder: 'Developers' },
      'ask permission scheme',
    ],
    ['an unknown permission', { ...args, permission: 'fly' }, 'ask permission'],
    ['an unknown holder', { ...args, holder: 'Nobodies' }, 'ask role or group'],
    ['an unclear person', { ...args, holder: '@Alex' }, 'ask person: Alex Kim, Alex Roth'],
    [
      'a grant that is there',
      { project: 'PAY', permission: 'Browse Projects', holder: 'the role "Administrators"' },
      'ask role or group',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(GRANT, wish).outcome)).toBe(expected);
  });

  test('a word that names a role and a group is asked', () => {
    const jira = { findGroups: () => ({ groups: [{ name: 'developers', groupId: 'g' }] }) };
    const world = { jira, context: { speakerAccountId: 'lea' } };
    expect(inWords(resolveForTest(GRANT, args, world).outcome)).toBe(
      'ask role or group: role Developers, group developers',
    );
  });

  test('an unfinished walk means neither counts nor sharing are known', () => {
    const jira = { searchProjects: () => new Refusal(403) };
    const wish = { scheme: 'Default', permission: 'Move Issues', holder: 'Developers' };
    expect(resolvedForTest(GRANT, wish, { jira }).facts).toMatchObject({
      counts: null,
      sharedWith: null,
    });
  });

  test('the effect check looks for the very grant', () => {
    const action = resolvedForTest(GRANT, args);
    const grants = (value: string) =>
      answered({
        permissions: [{ permission: 'DELETE_ISSUES', holder: { type: 'projectRole', value } }],
      });
    expect(judgeForTest(action, grants('30001'))).toBe('done');
    expect(judgeForTest(action, grants('30002'))).toBe('not-done');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});

describe('permission_scheme.grant.remove', () => {
  const REMOVE = 'permission_scheme.grant.remove';
  const args = { project: 'ABC', permission: 'Browse Projects', holder: 'Developers' };

  test('takes exactly the grant that is named, and few round trips find it', () => {
    const { outcome, rounds } = resolveForTest(REMOVE, args);
    if (outcome.outcome !== 'resolved') throw new Error(JSON.stringify(outcome));
    expect(requestsForTest(outcome.action)).toEqual([
      expect.stringMatching(/^DELETE \/rest\/api\/3\/permissionscheme\/20000\/permission\/\d+$/),
    ]);
    expect(outcome.action.rows).toEqual([
      {
        label: 'Browse Projects in the permission scheme "Default"',
        before: 'the role "Developers" and the role "Members"',
        after: 'the role "Members"',
      },
    ]);
    expect(rounds).toBeLessThan(12);
  });

  test.each([
    [
      { ...args, holder: 'Administrators' },
      'already: the role "Administrators" does not hold Browse Projects in "Default".',
    ],
    [
      { ...args, permission: 'Move Issues', holder: 'all' },
      'already: Nobody but apps holds Move Issues in "Default".',
    ],
    [
      { ...args, holder: 'atlassian-addons-project-access' },
      'unsupported: What apps hold in "Default" stays: without it they stop working.',
    ],
    [{ project: 'ABC', permission: 'Browse Projects' }, 'ask holder'],
    [{ permission: 'Browse Projects', holder: 'all' }, 'ask permission scheme'],
    [
      { ...args, project: 'TEAM' },
      'unsupported: TEAM is team-managed and has no permission scheme to change.',
    ],
  ])('%o gives "%s"', (wish, expected) => {
    expect(inWords(resolveForTest(REMOVE, wish).outcome)).toBe(expected);
  });
});

describe('permission_scheme.copy_and_assign', () => {
  const COPY = 'permission_scheme.copy_and_assign';
  const give = { change: 'grant', permission: 'Move Issues', holder: 'Developers' } as const;

  test('makes the copy, then gives it to the project by its number', () => {
    const action = resolvedForTest(COPY, { project: 'PAY', changes: [give] });
    const [create, assign] = entryOf(COPY).compile(action.target);
    expect(create).toMatchObject({
      operationId: 'createPermissionScheme',
      body: { name: 'Confidential for PAY' },
      capture: { schemeId: 'id' },
    });
    expect(assign).toMatchObject({
      path: { projectKeyOrId: 'PAY' },
      body: { id: { capturedNumber: 'schemeId' } },
    });
    expect(entryOf(COPY).inverse?.(action.target, { schemeId: '7' })).toEqual([
      { type: 'permission_scheme.assign', args: { project: 'PAY', scheme: 'id:20001' } },
      { type: 'permission_scheme.delete', args: { scheme: 'id:7' } },
    ]);
    expect(entryOf(COPY).inverse?.(action.target, {})).toHaveLength(1);
  });

  test.each([
    [{ project: 'PAY' }, 'ask permission'],
    [{ project: 'PAY', changes: [{ ...give, permission: 'fly' }] }, 'ask permission'],
    [{ project: 'PAY', changes: [give], name: 'Default' }, 'ask name'],
    [{ project: 'OLD', changes: [give] }, 'unsupported: OLD is archived; restore it first.'],
    [
      { project: 'PAY', changes: [{ ...give, change: 'revoke' }] },
      'already: The permission scheme "Confidential" of PAY is already as asked.',
    ],
  ])('%o gives "%s"', (wish, expected) => {
    expect(inWords(resolveForTest(COPY, wish as never).outcome)).toBe(expected);
  });
});
