/**
 * Versions of projects. A name is unique in its project; a start after the release is refused; deleting or merging one
 * changes the issues that carry it.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { administersProject, seesProject } from '../permissions/evaluate-permission.ts';
import { versionBody } from '../render/render-version.ts';
import { changeItem } from '../world/change-issue.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Version } from '../world/versions-types.ts';
import type { Project, World } from '../world/world-types.ts';
import { readBody, visibleProject } from './guards.ts';
import type { Call, Operation } from './operation.ts';
import { replaceInIssues } from './replace-in-issues.ts';

const READ = ['read:jira-work'];
const MANAGE = ['manage:jira-project'];
const ONE = '/rest/api/3/version/{id}';

/** Operations on versions. */
export const versionOperations: Operation[] = [
  {
    operationId: 'getProjectVersions',
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}/versions',
    scopes: READ,
    kind: 'read',
    run(call) {
      const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
      return ok(inProject(call.world, project.id).map((one) => versionBody(call.site, one)));
    },
  },
  {
    operationId: 'getVersion',
    method: 'GET',
    path: ONE,
    scopes: READ,
    kind: 'read',
    run: (call) => ok(versionBody(call.site, versionOf(call))),
  },
  {
    operationId: 'getVersionRelatedIssues',
    method: 'GET',
    path: `${ONE}/relatedIssueCounts`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { id } = versionOf(call);
      const issues = Object.values(call.world.issues);
      return ok({
        self: `${call.site.baseUrl}/rest/api/3/version/${id}`,
        issuesFixedCount: issues.filter((issue) => issue.fixVersionIds.includes(id)).length,
        issuesAffectedCount: issues.filter((issue) => issue.affectsVersionIds.includes(id)).length,
        issueCountWithCustomFieldsShowingVersion: 0,
        customFieldUsage: [],
      });
    },
  },
  {
    operationId: 'getVersionUnresolvedIssues',
    method: 'GET',
    path: `${ONE}/unresolvedIssueCount`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { id } = versionOf(call);
      const issues = Object.values(call.world.issues).filter((issue) =>
        issue.fixVersionIds.includes(id),
      );
      return ok({
        self: `${call.site.baseUrl}/rest/api/3/version/${id}`,
        issuesUnresolvedCount: issues.filter((issue) => issue.resolutionId === undefined).length,
        issuesCount: issues.length,
      });
    },
  },
  {
    operationId: 'createVersion',
    method: 'POST',
    path: '/rest/api/3/version',
    scopes: MANAGE,
    kind: 'write',
    run: create,
  },
  {
    operationId: 'updateVersion',
    method: 'PUT',
    path: ONE,
    scopes: MANAGE,
    kind: 'write',
    run: update,
  },
  {
    operationId: 'deleteAndReplaceVersion',
    method: 'POST',
    path: `${ONE}/removeAndSwap`,
    scopes: MANAGE,
    kind: 'write',
    run: removeAndSwap,
  },
];

/** In the order in which they were made, as Jira ranks new versions last. */
function inProject(world: World, projectId: string): Version[] {
  return Object.values(world.versions).filter((version) => version.projectId === projectId);
}

function versionOf(call: Call, id = call.params['id'] ?? ''): Version {
  const version = call.world.versions[id];
  const project = call.world.projects[version?.projectId ?? ''];
  const isVisible =
    project !== undefined &&
    project.deleted === undefined &&
    seesProject(call.world, call.accountId, project);
  if (version === undefined || !isVisible) {
    throw refusal(404, `Could not find version for id '${id}'`);
  }
  return version;
}

/** Jira answers 404 to those who may not, except for an update, which it answers 400. */
function demandAdministration(call: Call, project: Project | undefined, status: number): void {
  if (project === undefined || !administersProject(call.world, call.accountId, project)) {
    throw refusal(status, 'You must have global or project administrator rights to do this.');
  }
  if (project.archived !== undefined) throw refusal(400, 'The project is archived.');
}

const shape = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  archived: z.boolean().optional(),
  released: z.boolean().optional(),
  startDate: z.string().optional(),
  releaseDate: z.string().optional(),
  projectId: z.number().optional(),
  moveUnfixedIssuesTo: z.string().optional(),
});
type Given = z.infer<typeof shape>;

function create(call: Call): Answer {
  const given = readBody(shape, call.body);
  if (given.projectId === undefined) {
    throw fieldRefusal('projectId', 'You must specify a project to create a version.');
  }
  const project = visibleProject(call, String(given.projectId));
  demandAdministration(call, project, 404);
  if (given.name === undefined || given.name.trim() === '') {
    throw fieldRefusal('name', 'You must specify a valid version name.');
  }
  const { released: _, ...initial } = given;
  const version: Version = {
    id: '',
    projectId: project.id,
    name: '',
    description: '',
    archived: false,
    released: false,
    startDate: undefined,
    releaseDate: undefined,
  };
  fill(call.world, version, initial);
  version.id = String(nextNumber(call.world, 'version'));
  call.world.versions[version.id] = version;
  return { status: 201, body: versionBody(call.site, version) };
}

function update(call: Call): Answer {
  const version = versionOf(call);
  demandAdministration(call, call.world.projects[version.projectId], 400);
  const given = readBody(shape, call.body);
  const target =
    given.moveUnfixedIssuesTo === undefined ? undefined : bySelf(call, given.moveUnfixedIssuesTo);
  if (target !== undefined && target.projectId !== version.projectId) throw badSwap();
  const isReleasing = given.released === true && !version.released;
  fill(call.world, version, given);
  if (target !== undefined && isReleasing) {
    swap(call, version, target, 'fix', ({ resolutionId }) => resolutionId === undefined);
  }
  return ok(versionBody(call.site, version));
}

function bySelf(call: Call, self: string): Version {
  const id = /\/rest\/api\/3\/version\/(\d+)$/.exec(self)?.[1];
  const isOurs = id !== undefined && self === `${call.site.baseUrl}/rest/api/3/version/${id}`;
  if (!isOurs) throw fieldRefusal('moveUnfixedIssuesTo', 'The version link is not valid.');
  return versionOf(call, id);
}

/** Takes over what is given; nothing is changed where one of it is wrong. */
function fill(world: World, version: Version, given: Given): void {
  const name = given.name?.trim();
  const isTaken = inProject(world, version.projectId).some(
    (one) => one.id !== version.id && one.name.toLowerCase() === name?.toLowerCase(),
  );
  if (isTaken) {
    throw fieldRefusal('name', 'A version with this name already exists in this project.');
  }
  const start = given.startDate ?? version.startDate;
  const release = given.releaseDate ?? version.releaseDate;
  if (start !== undefined && release !== undefined && start > release) {
    throw fieldRefusal('releaseDate', 'The start date must be before the release date.');
  }
  version.name = name ?? version.name;
  version.description = given.description ?? version.description;
  version.archived = given.archived ?? version.archived;
  version.released = given.released ?? version.released;
  version.startDate = start;
  version.releaseDate = release;
}

const swapShape = z.object({
  moveFixIssuesTo: z.number().optional(),
  moveAffectedIssuesTo: z.number().optional(),
  customFieldReplacementList: z
    .array(z.object({ customFieldId: z.number(), moveTo: z.number() }))
    .optional(),
});

function removeAndSwap(call: Call): Answer {
  const version = versionOf(call);
  demandAdministration(call, call.world.projects[version.projectId], 404);
  const given = readBody(swapShape, call.body);
  const fix = replacement(call, version, given.moveFixIssuesTo);
  const affected = replacement(call, version, given.moveAffectedIssuesTo);
  swap(call, version, fix, 'fix');
  swap(call, version, affected, 'affects');
  delete call.world.versions[version.id];
  return noContent();
}

const badSwap = (): Error =>
  refusal(400, 'The version to move issues to must be another one of the same project.');

function replacement(call: Call, version: Version, id: number | undefined): Version | undefined {
  if (id === undefined) return undefined;
  const other = call.world.versions[String(id)];
  if (other === undefined || other === version || other.projectId !== version.projectId) {
    throw badSwap();
  }
  return other;
}

function swap(
  call: Call,
  version: Version,
  other: Version | undefined,
  list: 'fix' | 'affects',
  isMeant?: Parameters<typeof replaceInIssues>[3]['isMeant'],
): void {
  const to: [string | null, string | null] =
    other === undefined ? [null, null] : [other.id, other.name];
  const [field, fieldId] =
    list === 'fix' ? ['Fix Version', 'fixVersions'] : ['Version', 'versions'];
  replaceInIssues(call, version.id, other?.id, {
    idsOf: (issue) => (list === 'fix' ? issue.fixVersionIds : issue.affectsVersionIds),
    item: () => changeItem(field, [version.id, version.name], to, fieldId),
    ...(isMeant !== undefined && { isMeant }),
  });
}
