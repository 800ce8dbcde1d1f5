/**
 * Making and changing projects: details need Administer Projects, a new key or scheme needs Administer Jira. A new key
 * renames every issue and keeps the old one as an alias. A new project comes with schemes of its own.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, ok, refusal } from '../http/jira-answer.ts';
import { administersProject } from '../permissions/evaluate-permission.ts';
import { fullProject } from '../render/render-project.ts';
import { ownPermissions, ownSchemes } from '../world/build-administration.ts';
import { nextNumber } from '../world/make-ids.ts';
import { ADDONS_ROLE_NAME, type Project, type World } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, queryList, queryText } from './operation.ts';

const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;
const MAX_NAME = 80;

/** Operations that make and change projects. */
export const projectChangeOperations: Operation[] = [
  {
    operationId: 'createProject',
    method: 'POST',
    path: '/rest/api/3/project',
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: createProject,
  },
  {
    operationId: 'updateProject',
    method: 'PUT',
    path: '/rest/api/3/project/{projectIdOrKey}',
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: updateProject,
  },
  {
    operationId: 'getAllAccessibleProjectTypes',
    method: 'GET',
    path: '/rest/api/3/project/type/accessible',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: (call) => ok(typesOfSite(call)),
  },
  {
    operationId: 'getValidProjectKey',
    method: 'GET',
    path: '/rest/api/3/projectvalidate/validProjectKey',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const key = queryText(call, 'key') ?? '';
      return ok(keyFault(call.world, key) === undefined ? key : freeKey(call.world));
    },
  },
  {
    operationId: 'getValidProjectName',
    method: 'GET',
    path: '/rest/api/3/projectvalidate/validProjectName',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const name = queryText(call, 'name') ?? '';
      if (nameFault(call.world, name) === undefined) return ok(name);
      for (let number = 2; number < 100; number += 1) {
        if (nameFault(call.world, `${name} ${number}`) === undefined)
          return ok(`${name} ${number}`);
      }
      throw refusal(404, 'A valid project name could not be generated.');
    },
  },
];

function typesOfSite({ world }: Call): Record<string, string>[] {
  const products = world.applicationRoles.map(({ key }) => key);
  return [
    { key: 'business', formattedKey: 'Business' },
    ...(products.includes('jira-software') ? [{ key: 'software', formattedKey: 'Software' }] : []),
    ...(products.includes('jira-servicedesk')
      ? [{ key: 'service_desk', formattedKey: 'Service Desk' }]
      : []),
  ];
}

function freeKey(world: World): string {
  for (let number = 1; ; number += 1) {
    const key = `FREE${number}`;
    if (keyFault(world, key) === undefined) return key;
  }
}

/** Why a key cannot be taken; keys of deleted projects and former keys of others are taken too. */
function keyFault(world: World, key: string, own?: Project): string | undefined {
  if (!KEY.test(key)) {
    return 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
  }
  const owner = Object.values(world.projects).find(
    (project) => project.key === key || project.formerKeys.includes(key),
  );
  if (owner === undefined || owner === own) return undefined;
  return `Project '${owner.name}' uses this project key.`;
}

function nameFault(world: World, name: string, own?: Project): string | undefined {
  if (name.trim().length < 2) return 'You must specify a valid project name.';
  if (name.length > MAX_NAME) return `The project name must not exceed ${MAX_NAME} characters.`;
  const wanted = name.toLowerCase();
  const taken = Object.values(world.projects).some(
    (project) => project !== own && project.name.toLowerCase() === wanted,
  );
  return taken ? 'A project with that name already exists.' : undefined;
}

const detailsShape = {
  name: z.string(),
  key: z.string(),
  description: z.string(),
  url: z.string(),
  assigneeType: z.enum(['PROJECT_LEAD', 'UNASSIGNED']),
  leadAccountId: z.string(),
  categoryId: z.number(),
  permissionScheme: z.number(),
  notificationScheme: z.number(),
};

const createBody = z.strictObject({
  ...z.object(detailsShape).partial().shape,
  name: z.string(),
  key: z.string(),
  projectTypeKey: z.enum(['software', 'service_desk', 'business']).optional(),
  projectTemplateKey: z.string().optional(),
});

function createProject(call: Call): Answer {
  demandSignedIn(call);
  demandJiraAdmin(call, 'You must have global administrator rights in order to modify projects.');
  const { world } = call;
  const given = readBody(createBody, call.body);
  if (given.projectTypeKey === undefined) {
    throw fieldRefusal('projectTypeKey', 'A project type must be specified.');
  }
  checkTemplate(given.projectTypeKey, given.projectTemplateKey);
  if (!typesOfSite(call).some(({ key }) => key === given.projectTypeKey)) {
    throw fieldRefusal('projectTypeKey', 'The project type is not available on this site.');
  }
  checkDetails(call, given, undefined);
  if (given.leadAccountId === undefined) {
    throw fieldRefusal('projectLead', 'You must specify a valid project lead.');
  }
  const id = String(nextNumber(world, 'project'));
  const project: Project = {
    id,
    key: given.key,
    formerKeys: [],
    name: given.name,
    description: '',
    typeKey: given.projectTypeKey,
    style: isTeamManaged(given.projectTemplateKey) ? 'next-gen' : 'classic',
    leadAccountId: given.leadAccountId,
    assigneeType: 'UNASSIGNED',
    permissionSchemeId: Object.values(world.schemes)[0]?.id ?? 0,
    workflowId: Object.values(world.workflows)[0]?.id ?? '',
    issueTypeIds: typesFor(world, given.projectTypeKey),
    actors: firstActors(world),
    archived: undefined,
    deleted: undefined,
    nextIssueNumber: 1,
    pinnedModules: [],
  };
  applyDetails(project, given);
  world.projects[id] = project;
  if (project.style === 'classic') ownSchemes(world, project);
  else project.permissionSchemeId = ownPermissions(world, project).id;
  const self = `${call.site.baseUrl}/rest/api/3/project/${id}`;
  return { status: 201, body: { self, id: Number(id), key: project.key } };
}

const isTeamManaged = (template: string | undefined): boolean =>
  /agility|team-managed|next-gen/.test(template ?? '');

const TEMPLATES = {
  software: 'com.pyxis.greenhopper.jira:',
  service_desk: 'com.atlassian.servicedesk:',
  business: 'com.atlassian.jira-core-project-templates:',
};

function checkTemplate(type: keyof typeof TEMPLATES, template: string | undefined): void {
  if (template !== undefined && !template.startsWith(TEMPLATES[type])) {
    throw fieldRefusal('projectTemplateKey', 'The template does not match the project type.');
  }
}

function typesFor(world: World, type: Project['typeKey']): string[] {
  const names =
    type === 'service_desk'
      ? ['Service request', 'Task']
      : ['Epic', 'Story', 'Task', 'Subtask', 'Bug'];
  return Object.values(world.issueTypes)
    .filter(({ name }) => names.includes(name))
    .map(({ id }) => id);
}

function firstActors(world: World): Project['actors'] {
  const role = Object.values(world.roles).find(({ name }) => name === ADDONS_ROLE_NAME);
  if (role === undefined) return {};
  const actor = { id: nextNumber(world, 'actor'), kind: 'user' as const, ref: world.appAccountId };
  return { [String(role.id)]: [actor] };
}

const updateBody = z.strictObject(detailsShape).partial();
type Details = z.infer<typeof updateBody>;

function updateProject(call: Call): Answer {
  demandSignedIn(call);
  const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
  if (!administersProject(call.world, call.accountId, project)) {
    throw refusal(403, 'You cannot edit the configuration of this project.');
  }
  const given = readBody(updateBody, call.body);
  const adminsOnly = [given.key, given.permissionScheme, given.notificationScheme];
  if (adminsOnly.some((value) => value !== undefined)) demandJiraAdmin(call);
  if (given.permissionScheme !== undefined && call.world.plan === 'free') {
    throw refusal(403, 'Permission schemes cannot be changed on the Jira Software Free plan.');
  }
  if (project.archived !== undefined) throw refusal(400, 'The project is archived.');
  checkDetails(call, given, project);
  if (given.key !== undefined && given.key !== project.key) {
    changeKey(call.world, project, given.key);
  }
  applyDetails(project, given);
  return ok(fullProject(call.site, project, queryList(call, 'expand')));
}

/** Everything is checked before anything is changed. Throws 400 with a text for each wrong part. */
function checkDetails({ world }: Call, given: Details, own: Project | undefined): void {
  const errors: Record<string, string> = {};
  const blame = (field: string, fault: string | undefined): void => {
    if (fault !== undefined) errors[field] = fault;
  };
  if (given.key !== undefined) blame('projectKey', keyFault(world, given.key, own));
  if (given.name !== undefined) blame('projectName', nameFault(world, given.name, own));
  if (given.url !== undefined && given.url !== '' && !/^https?:\/\/[^\s/]+/.test(given.url)) {
    blame('projectUrl', 'The URL specified is not valid - it must start with http:// or https://');
  }
  const lead = given.leadAccountId;
  if (lead !== undefined && world.users[lead]?.active !== true) {
    blame('projectLead', 'You must specify a valid project lead.');
  }
  const category = given.categoryId;
  if (category !== undefined && category !== -1) {
    const isKnown = world.administration.categories[String(category)] !== undefined;
    blame('categoryId', isKnown ? undefined : `The project category ${category} does not exist.`);
  }
  for (const part of ['permissionScheme', 'notificationScheme'] as const) {
    blame(part, schemeFault(world, part, given[part]));
  }
  if (Object.keys(errors).length > 0) throw refusal(400, [], errors);
}

function schemeFault(
  world: World,
  part: 'permissionScheme' | 'notificationScheme',
  id: number | undefined,
): string | undefined {
  const known = part === 'permissionScheme' ? world.schemes : world.notificationSchemes;
  if (id === undefined || known[String(id)] !== undefined) return undefined;
  return `The scheme with ID ${id} does not exist.`;
}

function applyDetails(project: Project, given: Details): void {
  if (given.name !== undefined) project.name = given.name;
  if (given.description !== undefined) project.description = given.description;
  if (given.url === '') delete project.url;
  else if (given.url !== undefined) project.url = given.url;
  if (given.assigneeType !== undefined) project.assigneeType = given.assigneeType;
  if (given.leadAccountId !== undefined) project.leadAccountId = given.leadAccountId;
  if (given.permissionScheme !== undefined) project.permissionSchemeId = given.permissionScheme;
  if (given.notificationScheme !== undefined) {
    project.notificationSchemeId = given.notificationScheme;
  }
  if (given.categoryId !== undefined) {
    project.categoryId = given.categoryId === -1 ? undefined : String(given.categoryId);
  }
}

/** Renames every issue; the old keys stay aliases of project and issues. */
function changeKey(world: World, project: Project, key: string): void {
  const old = project.key;
  project.formerKeys = [...project.formerKeys.filter((one) => one !== key), old];
  project.key = key;
  for (const issue of Object.values(world.issues)) {
    if (issue.projectId !== project.id) continue;
    const renamed = `${key}${issue.key.slice(old.length)}`;
    issue.formerKeys = [...issue.formerKeys.filter((one) => one !== renamed), issue.key];
    issue.key = renamed;
  }
}
