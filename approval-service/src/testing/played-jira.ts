/**
 * A small Jira for service tests: answers reads of the played site and changes it by the writes it is sent. Any operation
 * can be answered otherwise (no answer, 503, a page of HTML). It knows no HTTP.
 */
import {
  isJsonObject,
  type JiraRead,
  type JiraReadResult,
  type JiraRequest,
  type Json,
  pickFields,
} from '@kraken/shared';
import type { JiraAnswer, PlayedJira, PlayedPerson, PlayedProject } from './played-site.ts';

const ROLES = [
  { id: '30000', name: 'Administrators' },
  { id: '30001', name: 'Developers' },
  { id: '30002', name: 'Members' },
];

const SCHEME: Json = {
  id: 20_000,
  name: 'Default',
  permissions: [
    ['ADMINISTER_PROJECTS', '30000'],
    ['BROWSE_PROJECTS', '30001'],
    ['BROWSE_PROJECTS', '30002'],
  ].map(([permission = '', value = '']) => ({
    permission,
    holder: { type: 'projectRole', value, parameter: value },
  })),
};

interface Asked {
  jira: PlayedJira;
  path: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, Json>;
}

const OK: JiraAnswer = { status: 204, body: null };
const shown = (body: Json | undefined): JiraAnswer =>
  body === undefined ? { status: 404, body: null } : { status: 200, body };

const projectOf = ({ jira }: Asked, words: string | undefined) =>
  jira.projects.find(({ id, key, deleted }) => !deleted && (id === words || key === words));
const projectView = ({ issues: _, deleted: __, ...view }: PlayedProject): Json => ({
  ...view,
  components: [],
  versions: [],
});
const personView = (one: PlayedPerson): Json => ({ ...one, applicationRoles: { size: 1 } });
const issueOf = ({ jira, path }: Asked) =>
  jira.issues.find(({ key }) => key === path['issueIdOrKey']);

function listProjects({ jira, query }: Asked): JiraAnswer {
  const wanted = query['query']?.toLowerCase();
  const wantsDeleted = query['status'] === 'deleted';
  const values = jira.projects.filter(
    ({ id, name, archived, deleted }) =>
      deleted === wantsDeleted &&
      (query['status'] !== 'archived' || archived) &&
      (query['id'] === undefined || query['id'] === id) &&
      (wanted === undefined || name.toLowerCase().includes(wanted)),
  );
  return shown({ values: values.map(projectView), isLast: true });
}

function showRole({ jira, path }: Asked): JiraAnswer {
  const actors = jira.actors.get(`${path['projectIdOrKey']}/${path['id']}`) ?? [];
  return shown({
    id: Number(path['id']),
    actors: actors.map((accountId) => ({ displayName: accountId, actorUser: { accountId } })),
  });
}

function findPeople({ jira, query }: Asked): JiraAnswer {
  const wanted = (query['query'] ?? '').toLowerCase();
  const hits = jira.people.filter(
    ({ displayName, emailAddress }) =>
      displayName.toLowerCase().includes(wanted) || emailAddress.startsWith(wanted),
  );
  return shown(hits.map(personView));
}

/** What everybody may do in every project, beside seeing it. */
const EVERYBODYS = new Set([
  'BROWSE_PROJECTS',
  'ASSIGN_ISSUES',
  'TRANSITION_ISSUES',
  'SCHEDULE_ISSUES',
]);

/** Site administrators hold everything, everybody else may do everyday work in all projects but those he is blind to. */
function permissions({ jira, body }: Asked): JiraAnswer {
  const accountId = String(body['accountId']);
  const isAdmin = jira.siteAdmins.has(accountId);
  const asked = Array.isArray(body['projectPermissions']) ? body['projectPermissions'] : [];
  const [{ permissions: names = [], projects = [], issues = [] } = {}] = asked.filter(isJsonObject);
  const held = (Array.isArray(names) ? names : []).filter(
    (name) => isAdmin || EVERYBODYS.has(String(name)),
  );
  const seen = (Array.isArray(projects) ? projects : []).filter((id) => {
    const key = jira.projects.find((one) => one.id === String(id))?.key;
    return key !== undefined && !jira.blind.has(`${accountId}/${key}`);
  });
  const open = (Array.isArray(issues) ? issues : []).filter((id) => {
    const issue = jira.issues.find((one) => one.id === String(id));
    if (issue === undefined) return false;
    const isSeen = !jira.blind.has(`${accountId}/${issue.key.replace(/-.*/, '')}`);
    return isSeen && !jira.closed.has(`${accountId}/${issue.key}`);
  });
  return shown({
    globalPermissions: isAdmin ? ['USER_PICKER', 'ADMINISTER'] : ['USER_PICKER'],
    projectPermissions: held.map((permission) => ({ permission, projects: seen, issues: open })),
  });
}

function showIssue(asked: Asked): JiraAnswer {
  const issue = issueOf(asked);
  if (!issue) return shown(undefined);
  const assignee = asked.jira.people.find(({ accountId }) => accountId === issue.assignee);
  const { id, key, projectId } = issue;
  const fields = {
    project: { id: projectId, key: 'ABC' },
    assignee: assignee ? personView(assignee) : null,
  };
  return shown({ id, key, fields });
}

function count({ jira, body }: Asked): JiraAnswer {
  const id = /project = (\d+)/.exec(String(body['jql']))?.[1];
  return shown({ count: jira.projects.find((one) => one.id === id)?.issues ?? 0 });
}

function addActors({ jira, path, body }: Asked): JiraAnswer {
  const key = `${path['projectIdOrKey']}/${path['id']}`;
  const added = Array.isArray(body['user']) ? body['user'].map(String) : [];
  jira.actors.set(key, [...(jira.actors.get(key) ?? []), ...added]);
  return { status: 200, body: {} };
}

function endProject(asked: Asked, patch: Partial<PlayedProject>): JiraAnswer {
  const found = projectOf(asked, asked.path['projectIdOrKey']);
  if (!found) return shown(undefined);
  Object.assign(found, patch);
  return OK;
}

function assign(asked: Asked): JiraAnswer {
  const issue = issueOf(asked);
  if (!issue) return shown(undefined);
  const { accountId } = asked.body;
  issue.assignee = typeof accountId === 'string' ? accountId : null;
  return OK;
}

function createField({ jira, body }: Asked): JiraAnswer {
  const field = { id: `customfield_${10_100 + jira.fields.length}`, name: String(body['name']) };
  jira.fields.push(field);
  return { status: 201, body: field };
}

const OPERATIONS: Readonly<Record<string, (asked: Asked) => JiraAnswer>> = {
  getProject: (asked) => {
    const found = projectOf(asked, asked.path['projectIdOrKey']);
    return shown(found && projectView(found));
  },
  searchProjects: listProjects,
  getProjectRoles: () =>
    shown(Object.fromEntries(ROLES.map(({ id, name }) => [name, `https://x.example/role/${id}`]))),
  getProjectRole: showRole,
  getAssignedPermissionScheme: () => shown(SCHEME),
  // No project of this site has issue security.
  searchProjectsUsingSecuritySchemes: () => shown({ values: [], isLast: true }),
  getUser: ({ jira, query }) => {
    const found = jira.people.find(({ accountId }) => accountId === query['accountId']);
    return shown(found && personView(found));
  },
  findUsers: findPeople,
  findAssignableUsers: ({ jira, query }) =>
    shown(jira.people.filter(({ accountId }) => accountId === query['accountId']).map(personView)),
  getBulkPermissions: permissions,
  countIssues: count,
  getAllBoards: () => shown({ values: [{ id: 7 }], isLast: true }),
  getIssue: showIssue,
  bulkFetchIssues: ({ jira, body }) => {
    const asked = Array.isArray(body['issueIdsOrKeys']) ? body['issueIdsOrKeys'] : [];
    const issues = jira.issues.filter(({ id, key }) => asked.includes(id) || asked.includes(key));
    return shown({ issues: issues.map(({ id, key }) => ({ id, key })), issueErrors: [] });
  },
  getFieldsPaginated: ({ jira }) => shown({ values: jira.fields, isLast: true }),
  addActorUsers: addActors,
  archiveProject: (asked) => endProject(asked, { archived: true }),
  deleteProject: (asked) => endProject(asked, { deleted: true }),
  assignIssue: assign,
  createCustomField: createField,
};

/** Sends one request; changes the site when it is a write. Operations it does not know are an error of the test. */
export function sendToJira(jira: PlayedJira, request: JiraRequest): JiraAnswer {
  const path = Object.entries(request.path).map(([key, value]) => [key, String(value)]);
  const asked: Asked = {
    jira,
    path: Object.fromEntries(path),
    query: Object.fromEntries(request.query),
    body: isJsonObject(request.body) ? request.body : {},
  };
  const usual = (): JiraAnswer => {
    const operation = OPERATIONS[request.operationId];
    if (!operation) throw new Error(`the played Jira has no operation ${request.operationId}`);
    return operation(asked);
  };
  const other = jira.answers.get(request.operationId);
  return other ? other(request, usual) : usual();
}

/** Reads as the app does: picked fields only; a page of HTML says nothing and counts as no answer. */
export function readJira(jira: PlayedJira, { request, pick }: JiraRead): JiraReadResult {
  const { status, body } = sendToJira(jira, request);
  if (typeof body === 'string') return { status: 0, body: null };
  return { status, body: status === 200 ? pickFields(body, pick) : null };
}
