/** A small site for tests: projects ABC, OLD (archived), HELP; roles, schemes, people, boards, sprints and issues. */

import { isJsonObject, type Json } from '../../json.ts';
import { BOARDS_SITE } from './boards-site.ts';
import { type Asked, type FakeJira, Refusal } from './fake-jira.ts';
import { SMALL_DESK } from './small-desk.ts';
import { ACTORS, actor, SMALL_PEOPLE, USERS } from './small-people.ts';

const PROJECTS = [
  { id: '10000', key: 'ABC', name: 'Alpha', scheme: '20000' },
  { id: '10001', key: 'OLD', name: 'Old project', archived: true, scheme: '20000' },
  { id: '10002', key: 'PAY', name: 'Payments', scheme: '20001' },
  { id: '10003', key: 'TEAM', name: 'Team managed', simplified: true, scheme: '20002' },
  { id: '10090', key: 'HELP', name: 'Help desk', scheme: '20001' },
].map((project) => ({
  archived: false,
  simplified: false,
  lead: { accountId: 'lea' },
  issueTypes: [
    { id: '11', name: 'Question', subtask: false },
    { id: '12', name: 'Sub-task', subtask: true },
  ],
  ...project,
}));

const ROLES = [
  { id: '30000', name: 'Administrators' },
  { id: '30001', name: 'Developers' },
  { id: '30002', name: 'Members' },
  { id: '30009', name: 'atlassian-addons-project-access' },
];

let grants = 100;
const grant = (permission: string, type: string, value?: string): Json => ({
  id: ++grants,
  permission,
  holder: { type, ...(value !== undefined && { value, parameter: value }) },
});

const SCHEMES = [
  {
    id: 20000,
    name: 'Default',
    permissions: [
      grant('ADMINISTER_PROJECTS', 'projectRole', '30000'),
      grant('BROWSE_PROJECTS', 'projectRole', '30001'),
      grant('CREATE_ISSUES', 'projectRole', '30001'),
      grant('BROWSE_PROJECTS', 'projectRole', '30002'),
    ],
  },
  {
    id: 20001,
    name: 'Confidential',
    permissions: [grant('BROWSE_PROJECTS', 'projectRole', '30000')],
  },
  { id: 20002, name: 'Of a team', permissions: [] },
  { id: 20003, name: 'Unused', permissions: [] },
];

const SPRINTS = [
  { id: 13, name: 'ABC Sprint 13', state: 'closed' },
  { id: 14, name: 'ABC Sprint 14', state: 'active' },
  { id: 15, name: 'ABC Sprint 15', state: 'future' },
];

const STATUSES = [
  { id: '1', name: 'To Do', statusCategory: { key: 'new' } },
  { id: '2', name: 'In Progress', statusCategory: { key: 'indeterminate' } },
  { id: '3', name: 'Done', statusCategory: { key: 'done' } },
];

const TRANSITIONS = STATUSES.map((to) => ({
  id: `${to.id}1`,
  name: to.name,
  isGlobal: to.id !== '2',
  isConditional: false,
  to,
  fields: {},
}));

const issue = (
  number: number,
  status: number,
  sprints: readonly number[],
  assignee: string | null,
) => ({
  id: String(40_000 + number),
  key: `ABC-${number}`,
  fields: {
    project: { id: '10000', key: 'ABC' },
    issuetype: { id: '10' },
    status: STATUSES[status] ?? null,
    customfield_10020: SPRINTS.filter(({ id }) => sprints.includes(id)),
    assignee: USERS.find(({ accountId }) => accountId === assignee) ?? null,
  },
});

const ISSUES = [
  issue(1, 0, [], null),
  issue(2, 1, [13], 'alex1'),
  issue(3, 2, [13, 14], 'gone'),
  issue(4, 0, [14], 'dana'),
];

const projectOf = (words: string | undefined) =>
  PROJECTS.find(({ id, key }) => id === words || key === words);

function found(value: Json | undefined): Json | Refusal {
  return value ?? new Refusal(404);
}

function listIssues({ body }: Asked): Json | Refusal {
  const jql = String(body['jql']);
  const keys = /key IN \(([^)]*)\)/.exec(jql)?.[1]?.split(', ');
  if (keys?.some((key) => ISSUES.every((one) => one.key !== key))) return new Refusal(400);
  const sprint = /sprint = (\d+)/.exec(jql)?.[1];
  const wanted = /status (NOT )?IN \((\d+)\)/.exec(jql);
  const one = /status = (\d+)/.exec(jql)?.[1];
  const issues = ISSUES.filter(({ key, fields }) => {
    const id = fields.status?.id;
    const isKey = keys === undefined || keys.includes(key);
    const isSprint =
      sprint === undefined || fields.customfield_10020.some((each) => String(each.id) === sprint);
    const isStatus = wanted === null || (wanted[1] === undefined) === (wanted[2] === id);
    return isKey && isSprint && isStatus && (one === undefined || one === id);
  });
  return { issues, isLast: true };
}

const allPermissions = ({ body }: Asked): Json => {
  const asked = (body['projectPermissions'] ?? []) as Array<{
    permissions: string[];
    projects: number[];
  }>;
  const isDan = body['accountId'] === 'dan';
  return {
    globalPermissions: isDan ? ['USER_PICKER'] : ['USER_PICKER', 'ADMINISTER'],
    projectPermissions: asked.flatMap(({ permissions, projects }) =>
      permissions.map((permission) => ({
        permission,
        projects: projects.filter((id) => !isDan || id !== 10_002),
        issues: [],
      })),
    ),
  };
};

/** Answers of the small site; tests replace single operations. */
export const SMALL_SITE: FakeJira = {
  getProject: ({ path }) => found(projectOf(path['projectIdOrKey'])),
  searchProjects: ({ query }) => {
    const wanted = query['query']?.toLowerCase() ?? '';
    const values = PROJECTS.filter(
      ({ key, name }) => name.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted),
    );
    return { values, total: values.length, isLast: true };
  },
  getProjectRoles: () =>
    Object.fromEntries(ROLES.map(({ id, name }) => [name, `https://x.example/role/${id}`])),
  getAllProjectRoles: () => ROLES.map(({ id, name }) => ({ id: Number(id), name })),
  getProjectRole: ({ path }) => ({
    id: Number(path['id']),
    actors: (Object.hasOwn(ACTORS, path['id'] ?? '') ? (ACTORS[path['id'] ?? ''] ?? []) : []).map(
      actor,
    ),
  }),
  ...SMALL_PEOPLE,
  getProjectRoleById: ({ path }) =>
    found(ROLES.map((role) => ({ ...role, description: '' })).find(({ id }) => id === path['id'])),
  getProjectRoleActorsForRole: () => ({ actors: [actor('alex1'), actor('group:devs')] }),
  getPermissionSchemeGrant: ({ path }) =>
    found(
      SCHEMES.flatMap(({ permissions }) => permissions).find(
        (one) => isJsonObject(one) && String(one['id']) === path['permissionId'],
      ),
    ),
  getAllPermissionSchemes: () => ({ permissionSchemes: SCHEMES }),
  getPermissionSchemeGrants: ({ path }) =>
    found(SCHEMES.find(({ id }) => String(id) === path['schemeId'])),
  getAssignedPermissionScheme: ({ path }) => {
    const scheme = projectOf(path['projectKeyOrId'])?.scheme;
    return found(SCHEMES.find(({ id }) => String(id) === scheme));
  },
  getBulkPermissions: allPermissions,
  getFieldsPaginated: ({ query }) => {
    const fields = [
      {
        id: 'customfield_10020',
        name: 'Sprint',
        schema: { custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
      },
      { id: 'customfield_10050', name: 'Customer Tier', schema: { custom: 'x:select' } },
    ];
    const wanted = (query['query'] ?? '').toLowerCase();
    return {
      values: fields.filter(({ name }) => name.toLowerCase().includes(wanted)),
      isLast: true,
    };
  },
  getStatuses: () => STATUSES,
  getIssue: ({ path }) => found(ISSUES.find(({ key }) => key === path['issueIdOrKey'])),
  searchProjectsUsingSecuritySchemes: () => ({ values: [], isLast: true }),
  getTransitions: ({ query }) => ({
    transitions: TRANSITIONS.filter(
      ({ id }) => query['transitionId'] === undefined || id === query['transitionId'],
    ),
  }),
  searchAndReconsileIssuesUsingJqlPost: listIssues,
  countIssues: () => ({ count: 4 }),
  getAvailableTransitions: ({ query }) => ({
    availableTransitions: [
      {
        issues: (query['issueIdsOrKeys'] ?? '').split(','),
        transitions: TRANSITIONS.map(({ id, name, to }) => ({
          transitionId: Number(id),
          transitionName: name,
          to: { statusId: Number(to.id), statusName: to.name },
        })),
      },
    ],
  }),
  getAllSprints: ({ query }) => ({
    values: SPRINTS.filter(({ state }) => (query['state'] ?? '').split(',').includes(state)),
    isLast: true,
  }),
  ...SMALL_DESK,
  getSprint: ({ path }) => found(SPRINTS.find(({ id }) => String(id) === path['sprintId'])),
  ...BOARDS_SITE,
};
