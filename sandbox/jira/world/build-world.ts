/**
 * Builds the state of a site from its description. The same description, seed and time give the same
 * world. Throws `BadChange` when a name in the description does not resolve.
 */

import { buildAdministration } from './build-administration.ts';
import { buildDesks } from './build-desks.ts';
import { buildFieldSetup } from './build-field-setup.ts';
import { buildFields } from './build-fields.ts';
import { buildFilters } from './build-filters.ts';
import { buildIssues } from './build-issues.ts';
import { buildProjects, buildSchemes } from './build-projects.ts';
import { buildSiteSchemes } from './build-site-schemes.ts';
import { buildVersions } from './build-versions.ts';
import { buildWorkflowRules } from './build-workflow-rules.ts';
import type { WorkflowDescription, WorldDescription } from './describe-world.ts';
import { noFieldSetup } from './field-setup-types.ts';
import { BadChange, findGroup, findPerson } from './find-in-world.ts';
import { LINK_TYPES } from './issue-extras-types.ts';
import { nextNumber, seededAccountId, seededUuid } from './make-ids.ts';
import { emptyPeople } from './people-types.ts';
import { newPrioritySchemes } from './priority-schemes.ts';
import { newSiteAdministration } from './site-admin-types.ts';
import type { IssueType, User, World } from './world-types.ts';

/** What a world is built with; `now` is the start of the site. */
export interface BuildSettings {
  seed: number;
  now: number;
  plan: World['plan'];
  siteUrl: string;
  cloudId: string;
}

/** The world of a description. */
export function buildWorld(description: WorldDescription, settings: BuildSettings): World {
  const world = emptyWorld(settings);
  for (const name of description.groups) addGroup(world, settings.seed, name);
  for (const [key, names] of Object.entries(description.licensedGroups)) {
    const groupIds = names.map((name) => mustFindGroupId(world, name));
    world.applicationRoles.push({ key, name: APPLICATION_NAMES[key] ?? key, groupIds });
  }
  for (const user of description.users) addUser(world, settings.seed, user);
  world.appAccountId = findPerson(world, description.appUser).accountId;
  for (const [permission, names] of Object.entries(description.globalPermissions)) {
    for (const name of names) {
      world.globalGrants.push({ permission, groupId: mustFindGroupId(world, name) });
    }
  }
  for (const role of description.roles) {
    const id = nextNumber(world, 'role');
    world.roles[String(id)] = { id, admin: false, ...role };
  }
  for (const workflow of description.workflows) addWorkflow(world, workflow);
  buildSchemes(world, description.schemes);
  buildProjects(world, description.projects, settings.now);
  buildAdministration(world);
  buildFields(world, description.fields);
  buildSiteSchemes(world, description);
  buildFieldSetup(world, description.fieldSetup);
  buildWorkflowRules(world, description.workflowRules);
  buildIssues(world, description, settings.now);
  buildVersions(world, description);
  buildFilters(world, description.filters ?? [], description.dashboards ?? []);
  buildDesks(world, description, settings.now);
  return world;
}

const APPLICATION_NAMES: Record<string, string> = {
  'jira-software': 'Jira',
  'jira-servicedesk': 'Jira Service Management',
};

const ISSUE_TYPES: readonly IssueType[] = [
  {
    id: '10000',
    name: 'Epic',
    description: 'A big body of work.',
    subtask: false,
    hierarchyLevel: 1,
  },
  { id: '10001', name: 'Story', description: 'A user goal.', subtask: false, hierarchyLevel: 0 },
  {
    id: '10002',
    name: 'Task',
    description: 'A small piece of work.',
    subtask: false,
    hierarchyLevel: 0,
  },
  {
    id: '10003',
    name: 'Subtask',
    description: 'A part of a task.',
    subtask: true,
    hierarchyLevel: -1,
  },
  {
    id: '10004',
    name: 'Bug',
    description: 'A problem or error.',
    subtask: false,
    hierarchyLevel: 0,
  },
  {
    id: '10005',
    name: 'Service request',
    description: 'A request of a customer.',
    subtask: false,
    hierarchyLevel: 0,
  },
];

function emptyWorld(settings: BuildSettings): World {
  return {
    plan: settings.plan,
    siteUrl: settings.siteUrl,
    cloudId: settings.cloudId,
    appAccountId: '',
    users: {},
    groups: {},
    applicationRoles: [],
    globalGrants: [],
    roles: {},
    schemes: {},
    statuses: {},
    workflows: {},
    issueTypes: Object.fromEntries(ISSUE_TYPES.map((type) => [type.id, { ...type }])),
    resolutions: [
      { id: '10000', name: 'Done', description: 'Work has been completed.' },
      { id: '10001', name: "Won't Do", description: 'This will not be worked on.' },
      { id: '10002', name: 'Duplicate', description: 'It exists already.' },
    ],
    priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({
      id: String(index + 1),
      name,
    })),
    projects: {},
    fields: {},
    boards: {},
    sprints: {},
    filters: {},
    dashboards: {},
    issues: {},
    tasks: {},
    components: {},
    versions: {},
    notificationSchemes: {},
    securitySchemes: {},
    fieldSetup: noFieldSetup(),
    linkTypes: LINK_TYPES.map((type) => ({ ...type })),
    links: [],
    mails: [],
    people: emptyPeople(),
    serviceDesk: { desks: {}, organizations: {}, participants: {}, requestTypeOf: {} },
    administration: { categories: {}, issueTypeSchemes: {}, workflowSchemes: {} },
    administrationOfSite: newSiteAdministration(),
    prioritySchemes: newPrioritySchemes(),
    counters: {},
  };
}

function addGroup(world: World, seed: number, name: string): void {
  const id = seededUuid(seed, 'group', name);
  world.groups[id] = { id, name, members: [] };
}

function mustFindGroupId(world: World, name: string): string {
  const group = findGroup(world, name);
  if (group === undefined) throw new BadChange(`there is no group "${name}"`);
  return group.id;
}

function addUser(world: World, seed: number, given: WorldDescription['users'][number]): void {
  const kind = given.kind ?? 'atlassian';
  const accountId = seededAccountId(seed, given.email ?? given.name, kind);
  const user: User = {
    accountId,
    displayName: given.name,
    email: given.email,
    emailVisible: given.emailVisible ?? true,
    kind,
    active: given.active ?? true,
    timeZone: given.timeZone ?? 'Europe/Berlin',
  };
  world.users[accountId] = user;
  for (const name of given.groups ?? []) {
    world.groups[mustFindGroupId(world, name)]?.members.push(accountId);
  }
}

function addWorkflow(world: World, given: WorkflowDescription): void {
  const statusIds = given.statuses.map((status) => statusId(world, status.name, status.category));
  const idOf = (name: string): string => {
    const index = given.statuses.findIndex((status) => status.name === name);
    const id = statusIds[index];
    if (id === undefined) throw new BadChange(`workflow "${given.name}" has no status "${name}"`);
    return id;
  };
  const id = String(nextNumber(world, 'workflow'));
  world.workflows[id] = {
    id,
    name: given.name,
    statusIds,
    transitions: given.transitions.map((transition) => ({
      id: transition.id,
      name: transition.name,
      from: transition.from === undefined ? 'any' : transition.from.map(idOf),
      to: idOf(transition.to),
      screenFields: [...(transition.screen ?? [])],
      requiredFields: [...(transition.required ?? [])],
      ...(transition.onlyWith !== undefined && { onlyWith: transition.onlyWith }),
    })),
  };
}

function statusId(world: World, name: string, category: 'new' | 'indeterminate' | 'done'): string {
  const known = Object.values(world.statuses).find((status) => status.name === name);
  if (known !== undefined) return known.id;
  const id = String(nextNumber(world, 'status'));
  world.statuses[id] = { id, name, description: '', category };
  return id;
}
