/**
 * What a resolution looked into, from its reads and their answers: which projects, and whether things that only
 * administrators see. An operation that is not in the table counts as one for administrators of the site.
 */
import { isJsonObject, type Json, type OperationId } from '@kraken/shared';
import { issuesSeen, issueWordsOf, projectOfIssue } from './seen-issues.ts';
import { type SeenRead, textsAt } from './seen-reads.ts';

/** Who may know what was found, beside seeing the projects. */
export type Sight = 'members' | 'administrators' | 'site-administrators';

export interface LookedInto {
  /** Ids of projects, as Jira gave them. */
  projectIds: string[];
  /** Keys, or ids out of the wish, of projects whose id no answer gave. */
  unresolved: string[];
  /** Ids of issues: one may be closed to people who see its project. */
  issueIds: string[];
  /** Keys of issues whose id no answer gave. */
  unresolvedIssues: string[];
  sight: Sight;
}

/**
 * `open`: everybody with a licence sees it. `people`: as far as the user picker shows them. `project`: who browses the
 * project. `listing`: projects or parts of many; what the sentence names, or everything in the list. `administration`:
 * administrators of the projects. `part`: belongs to something in the answers of another operation.
 */
type Kind = 'open' | 'people' | 'project' | 'listing' | 'administration' | { partOf: OperationId };

const KINDS: Readonly<Partial<Record<OperationId, Kind>>> = {
  getBulkPermissions: 'open',
  getCurrentUser: 'open',
  getMyPermissions: 'open',
  getStatuses: 'open',
  getIssueAllTypes: 'open',
  getIssueType: 'open',
  getIssueLinkTypes: 'open',
  getAllProjectCategories: 'open',
  getAllAccessibleProjectTypes: 'open',
  getValidProjectKey: 'open',
  getValidProjectName: 'open',
  parseJqlQueries: 'open',
  getUser: 'people',
  findUsers: 'people',
  searchProjects: 'listing',
  getServiceDesks: 'listing',
  getAllBoards: 'listing',
  getProject: 'project',
  getProjectRoles: 'project',
  getProjectRole: 'project',
  findAssignableUsers: 'project',
  getIssue: 'project',
  getTransitions: 'project',
  getAvailableTransitions: 'project',
  getBulkEditableFields: 'project',
  getComments: 'project',
  getComment: 'project',
  getIssueWatchers: 'project',
  getIssueWorklog: 'project',
  getEditIssueMeta: 'project',
  getCreateIssueMetaIssueTypes: 'project',
  getCreateIssueMetaIssueTypeId: 'project',
  searchAndReconsileIssuesUsingJqlPost: 'project',
  countIssues: 'project',
  getRequestParticipants: 'project',
  getProjectComponents: 'project',
  getProjectVersions: 'project',
  bulkFetchIssues: { partOf: 'searchAndReconsileIssuesUsingJqlPost' },
  getCommentProperty: { partOf: 'getComments' },
  getComponent: { partOf: 'getProjectComponents' },
  getComponentRelatedIssues: { partOf: 'getProjectComponents' },
  getVersion: { partOf: 'getProjectVersions' },
  getVersionUnresolvedIssues: { partOf: 'getProjectVersions' },
  getVersionRelatedIssues: { partOf: 'getProjectVersions' },
  getAllSprints: { partOf: 'getAllBoards' },
  getSprint: { partOf: 'getAllSprints' },
  getRequestTypes: { partOf: 'getServiceDesks' },
  getCustomers: 'administration',
  findGroups: 'administration',
  bulkGetGroups: 'administration',
  getAllProjectRoles: 'administration',
  getAllPermissionSchemes: 'administration',
  getPermissionSchemeGrants: 'administration',
  getPermissionSchemeGrant: 'administration',
  getAssignedPermissionScheme: 'administration',
  getEvents: 'administration',
  getNotificationScheme: 'administration',
  getNotificationSchemes: 'administration',
  getNotificationSchemeForProject: 'administration',
  getNotificationSchemeToProjectMappings: 'administration',
  getIssueSecurityScheme: 'administration',
  getIssueSecuritySchemes: 'administration',
  getProjectIssueSecurityScheme: 'administration',
  searchProjectsUsingSecuritySchemes: 'administration',
  getIssueSecurityLevelMembers: 'administration',
  getPrioritySchemes: 'administration',
  getProjectsByPriorityScheme: 'administration',
  getIssueTypeSchemeForProjects: 'administration',
  getIssueTypeSchemesMapping: 'administration',
  getAllIssueTypeSchemes: 'administration',
  getAlternativeIssueTypes: 'administration',
  search: 'administration',
  searchWorkflows: 'administration',
  readWorkflows: 'administration',
  getWorkflowScheme: 'administration',
  getAllWorkflowSchemes: 'administration',
  getWorkflowSchemeProjectAssociations: 'administration',
  getFieldsPaginated: 'administration',
  getContextsForField: 'administration',
  getProjectContextMapping: 'administration',
  getOptionsForContext: 'administration',
  getFieldProjectAssociations: 'administration',
  getFieldAssociationSchemes: 'administration',
  getProjectsWithFieldSchemes: 'administration',
  searchFieldAssociationSchemeFields: 'administration',
  searchFieldAssociationSchemeProjects: 'administration',
  getScreens: 'administration',
  getAllScreenTabs: 'administration',
  getAllScreenTabFields: 'administration',
  getScreensForField: 'administration',
  getScreenSchemes: 'administration',
  getIssueTypeScreenSchemeProjectAssociations: 'administration',
  getIssueTypeScreenSchemeMappings: 'administration',
};

/**
 * What is read only to plan the change, ahead of the round trip that may find it needless: no sentence in which a wish
 * of this type ends tells it. It has to stay true of the action named here.
 */
const UNTOLD: Readonly<Record<string, readonly OperationId[]>> = {
  'project.member.add': ['getAssignedPermissionScheme', 'getProjectIssueSecurityScheme'],
  'project.role.set_actors': ['getAssignedPermissionScheme'],
  'project.member.add_group': [
    'getAssignedPermissionScheme',
    'getProjectIssueSecurityScheme',
    'getUsersFromGroup',
    'getAllApplicationRoles',
  ],
  'project.member.remove_group': ['getUsersFromGroup'],
};

const kindOf = (operationId: string): Kind | undefined =>
  Object.hasOwn(KINDS, operationId) ? KINDS[operationId as OperationId] : undefined;

/** What is to be said of a wish. */
export interface Saying {
  /** Type of the action that was wished for. */
  type: string;
  text: string;
  /** A question without a sentence of its own says nothing about what it does not list. */
  mayOmit: boolean;
}

/** What was looked into for the sake of a sentence. */
export function lookedInto(seen: readonly SeenRead[], saying: Saying): LookedInto {
  const names = projectNames(seen);
  const refs: Ref[] = [];
  const untold: readonly string[] = UNTOLD[saying.type] ?? [];
  const told = seen.filter(({ read }) => !untold.includes(read.request.operationId));
  const issues = issuesSeen(told);
  // Nobody sees an issue that is not there; to say so tells that another one, which he may not see, is.
  let sight: Sight = issues.isOneMissing ? 'site-administrators' : 'members';
  for (const one of told) {
    const { found, asks } = lookAt(one, seen, saying);
    refs.push(...found);
    sight = stricter(sight, asks);
  }
  const ids = refs.flatMap(({ words, isGiven }) => {
    const id = names.get(words) ?? (isGiven && NUMBER.test(words) ? words : undefined);
    return id === undefined ? [] : [id];
  });
  const isOpen = ({ words, isGiven }: Ref) =>
    !(names.has(words) || (isGiven && NUMBER.test(words)));
  return {
    projectIds: [...new Set(ids)].sort(),
    unresolved: [...new Set(refs.filter(isOpen).map(({ words }) => words))].sort(),
    issueIds: issues.ids,
    unresolvedIssues: issues.unresolved,
    sight,
  };
}

const SIGHTS: readonly Sight[] = ['members', 'administrators', 'site-administrators'];
const stricter = (a: Sight, b: Sight): Sight => (SIGHTS.indexOf(a) >= SIGHTS.indexOf(b) ? a : b);

/** A project by id or key. `isGiven`: out of an answer. */
interface Ref {
  words: string;
  isGiven: boolean;
}

interface Look {
  found: Ref[];
  asks: Sight;
}

function lookAt(one: SeenRead, seen: readonly SeenRead[], saying: Saying): Look {
  const { operationId } = one.read.request;
  const kind = kindOf(operationId);
  if (kind === undefined) return { found: [], asks: 'site-administrators' };
  if (kind === 'open') return { found: [], asks: 'members' };
  if (kind === 'people') {
    return { found: [], asks: isBeyondPicker(one) ? 'site-administrators' : 'members' };
  }
  if (kind === 'listing') return lookAtList(one, saying);
  // Where there is no such project, there is nothing to see in it.
  if (operationId === 'getProject' && one.answer.status === 404) {
    return { found: [], asks: 'members' };
  }
  const found = [...refsOfRequest(one), ...refsOfAnswer(one)];
  if (kind === 'administration') return { found, asks: 'administrators' };
  const isPlaced = found.length > 0 || (typeof kind === 'object' && isPart(one, kind, seen));
  return { found, asks: isPlaced ? 'members' : 'site-administrators' };
}

/** Groups and products of a person are not in the user picker; that an account is deactivated shows on every ticket. */
function isBeyondPicker({ read }: SeenRead): boolean {
  return read.pick.some((path) => /groups|applicationRoles/.test(path));
}

/** Everything in a list counts, unless the sentence names which of it is meant. */
function lookAtList(one: SeenRead, { text, mayOmit }: Saying): Look {
  const { query } = one.read.request;
  if (query.some(([name, value]) => name === 'status' && value === 'deleted')) {
    return { found: [], asks: 'site-administrators' };
  }
  const own = refsOfRequest(one);
  const entries = itemsOf(one.answer.body).map((item) => {
    const parts = objectsIn(item);
    return { names: parts.flatMap(namesOfEntry), refs: parts.flatMap(refsOfEntry) };
  });
  const named = entries.filter(({ names }) => names.some((name) => isNamed(text, name)));
  const isAll = named.length === 0 && own.length === 0 && !mayOmit;
  const meant = isAll ? entries : named;
  const isHomeless = own.length === 0 && meant.some(({ refs }) => refs.length === 0);
  return {
    found: [...own, ...meant.flatMap(({ refs }) => refs)],
    asks: isHomeless ? 'site-administrators' : 'members',
  };
}

function itemsOf(body: Json): Json[] {
  const values = isJsonObject(body) ? body['values'] : undefined;
  return Array.isArray(values) ? values : [];
}

function namesOfEntry(entry: Record<string, Json>): string[] {
  return [entry['key'], entry['name'], entry['projectKey'], entry['projectName']].filter(
    (name) => typeof name === 'string',
  );
}

function refsOfEntry({ id, key, projectId }: Record<string, Json>): Ref[] {
  if (projectId !== undefined) return refsIn([projectId]);
  return typeof key === 'string' && KEY.test(key) ? refsIn([id]) : [];
}

/** Whole words only: `AB` is not named by `ABC`. */
function isNamed(text: string, name: string): boolean {
  if (name === '') return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return true;
  }
  return false;
}

/** True when every id the read was sent for stands in an answer of the operation it belongs to. */
function isPart(one: SeenRead, kind: { partOf: OperationId }, seen: readonly SeenRead[]): boolean {
  const { path, body } = one.read.request;
  const { propertyKey: _, ...places } = path;
  const asked = [...Object.values(places), ...textsAt(body, 'issueIdsOrKeys')];
  const whole = seen.filter(({ read }) => read.request.operationId === kind.partOf);
  const known = new Set(
    whole.flatMap(({ answer }) => objectsIn(answer.body).map(({ id }) => String(id))),
  );
  return asked.length > 0 && asked.every((id) => typeof id === 'string' && known.has(id));
}

const NUMBER = /^\d{1,15}$/;
const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;

const PLACES = new Set([
  'projectIdOrKey',
  'projectKeyOrId',
  'projectId',
  'projectIds',
  'projectKey',
  'projectKeys',
  'project',
]);

function refsOfRequest({ read: { request } }: SeenRead): Ref[] {
  const pairs = [...Object.entries(request.path), ...request.query];
  const found = pairs.flatMap(([name, value]) =>
    PLACES.has(name) && typeof value === 'string' ? value.split(',') : [],
  );
  const ofIssues = issueWordsOf(request).flatMap(projectOfIssue);
  return [...found, ...ofIssues, ...projectsOfJql(request.body)]
    .map((words) => words.trim())
    .filter((words) => words !== '' && words !== '-1')
    .map((words) => ({ words, isGiven: false }));
}

/** Projects a query names; Kraken writes these queries, `project = 1`, `project IN (1, 2)`. */
function projectsOfJql(body: Json | undefined): string[] {
  const jql = isJsonObject(body) ? body['jql'] : undefined;
  if (typeof jql !== 'string') return [];
  return [...jql.matchAll(/\bproject\s*(?:=|in)\s*(\([^)]*\)|"?[\w-]+"?)/giu)].flatMap(
    ([, list = '']) => list.replace(/[()"]/g, '').split(','),
  );
}

function refsOfAnswer({ read, answer }: SeenRead): Ref[] {
  if (answer.status !== 200) return [];
  const isProject = read.request.operationId === 'getProject';
  const own = isProject && isJsonObject(answer.body) ? refsIn([answer.body['id']]) : [];
  return [...own, ...objectsIn(answer.body).flatMap(refsOfObject)];
}

function refsOfObject(object: Record<string, Json>): Ref[] {
  const { project, projectId, projectIds, key } = object;
  const place = isJsonObject(project) ? (project['id'] ?? project['key']) : project;
  const ofIssue = typeof key === 'string' ? projectOfIssue(key) : [];
  const several = Array.isArray(projectIds) ? projectIds : [];
  return refsIn([place, projectId, ...several, ...ofIssue]);
}

function refsIn(values: ReadonlyArray<Json | undefined>): Ref[] {
  return values.flatMap((value) => {
    const words = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    return NUMBER.test(words) || KEY.test(words) ? [{ words, isGiven: true }] : [];
  });
}

/** Every object of an answer, the outermost first. */
function objectsIn(body: Json): Array<Record<string, Json>> {
  if (Array.isArray(body)) return body.flatMap(objectsIn);
  if (!isJsonObject(body)) return [];
  return [body, ...Object.values(body).flatMap(objectsIn)];
}

/** Key -> id, and id -> id, of the projects Jira showed; also under the former key they were asked by. */
function projectNames(seen: readonly SeenRead[]): Map<string, string> {
  const shown = seen.filter(({ answer }) => answer.status === 200);
  return new Map(shown.flatMap((one) => [...askedNames(one), ...shownNames(one)]));
}

function askedNames({ read: { request }, answer: { body } }: SeenRead): Array<[string, string]> {
  const asked = request.path['projectIdOrKey'];
  if (request.operationId !== 'getProject' || typeof asked !== 'string') return [];
  return isJsonObject(body) ? pairOf(body['id'], asked) : [];
}

function shownNames({ answer }: SeenRead): Array<[string, string]> {
  return objectsIn(answer.body).flatMap(({ id, key, projectId, projectKey }) => {
    const isProject = typeof key === 'string' && KEY.test(key);
    const own = isProject ? [...pairOf(id, key), ...pairOf(id, String(id))] : [];
    return typeof projectKey === 'string' ? [...own, ...pairOf(projectId, projectKey)] : own;
  });
}

function pairOf(id: Json | undefined, name: string): Array<[string, string]> {
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  return NUMBER.test(text) ? [[name, text]] : [];
}
