/**
 * Projects: reading, searching, archiving, deleting into the recycle bin, restoring.
 */
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import {
  administersProject,
  holdsGlobal,
  holdsInProject,
  seesProject,
} from '../permissions/evaluate-permission.ts';
import { fullProject, listedProject } from '../render/render-project.ts';
import { findProject } from '../world/find-in-world.ts';
import type { Project, World } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, noProject, visibleProject } from './guards.ts';
import { type Call, type Operation, pageOf, queryFlag, queryList, queryText } from './operation.ts';

/** Operations on projects. */
export const projectOperations: Operation[] = [
  {
    operationId: 'searchProjects',
    method: 'GET',
    path: '/rest/api/3/project/search',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const found = searchedProjects(call);
      const page = pageOf(call, found, 50, 100);
      const expand = queryList(call, 'expand');
      const self = `${call.site.baseUrl}/rest/api/3/project/search?maxResults=${page.maxResults}&startAt=${page.startAt}`;
      const next = page.startAt + page.values.length;
      return ok({
        self,
        ...(page.isLast ? {} : { nextPage: self.replace(/startAt=\d+$/, `startAt=${next}`) }),
        ...page,
        values: page.values.map((project) => listedProject(call.site, project, expand)),
      });
    },
  },
  {
    operationId: 'getProject',
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
      return ok(fullProject(call.site, project, queryList(call, 'expand')));
    },
  },
  {
    operationId: 'deleteProject',
    method: 'DELETE',
    path: '/rest/api/3/project/{projectIdOrKey}',
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: deleteProject,
  },
  {
    operationId: 'archiveProject',
    method: 'POST',
    path: '/rest/api/3/project/{projectIdOrKey}/archive',
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: archiveProject,
  },
  {
    operationId: 'restore',
    method: 'POST',
    path: '/rest/api/3/project/{projectIdOrKey}/restore',
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: restoreProject,
  },
];

function searchedProjects(call: Call): Project[] {
  const statuses = queryList(call, 'status');
  const ids = queryList(call, 'id');
  const keys = queryList(call, 'keys');
  const types = queryList(call, 'typeKey');
  const categoryId = queryText(call, 'categoryId');
  const query = queryText(call, 'query')?.toLowerCase();
  const action = queryText(call, 'action') ?? 'view';
  const found = Object.values(call.world.projects).filter(
    (project) =>
      hasStatus(project, statuses.length === 0 ? ['live'] : statuses) &&
      mayFind(call, project, action) &&
      (ids.length === 0 || ids.includes(project.id)) &&
      (keys.length === 0 || keys.includes(project.key)) &&
      (types.length === 0 || types.includes(project.typeKey)) &&
      (categoryId === undefined || project.categoryId === categoryId) &&
      (query === undefined || nameHas(project, query)),
  );
  return ordered(found, queryText(call, 'orderBy') ?? 'key');
}

function nameHas(project: Project, query: string): boolean {
  return project.key.toLowerCase().includes(query) || project.name.toLowerCase().includes(query);
}

function hasStatus(project: Project, statuses: readonly string[]): boolean {
  if (project.deleted !== undefined) return statuses.includes('deleted');
  return statuses.includes(project.archived === undefined ? 'live' : 'archived');
}

/** Deleted projects are seen by Jira administrators only: their schemes no longer count. */
function mayFind(call: Call, project: Project, action: string): boolean {
  const { world, accountId } = call;
  if (project.deleted !== undefined) return holdsGlobal(world, accountId, 'ADMINISTER');
  if (action === 'edit') return administersProject(world, accountId, project);
  if (action === 'browse') return holdsInProject(world, accountId, 'BROWSE_PROJECTS', project);
  if (action === 'create') return holdsInProject(world, accountId, 'CREATE_ISSUES', project);
  return seesProject(world, accountId, project);
}

function ordered(projects: Project[], orderBy: string): Project[] {
  const field = orderBy.replace(/^[+-]/, '') === 'name' ? 'name' : 'key';
  const sorted = projects.sort((a, b) => a[field].localeCompare(b[field], 'en'));
  return orderBy.startsWith('-') ? sorted.reverse() : sorted;
}

function deleteProject(call: Call): Answer {
  demandSignedIn(call);
  const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
  demandJiraAdmin(call, 'You must have global administrator rights in order to modify projects.');
  if (project.archived !== undefined) {
    throw refusal(400, 'You cannot delete an archived project. Restore the project first.');
  }
  if (queryFlag(call, 'enableUndo', true)) {
    project.deleted = { at: call.site.now, by: call.accountId ?? '' };
  } else {
    eraseProject(call.world, project);
  }
  return noContent();
}

/** Removes a project for good, with its issues, boards and sprints. */
export function eraseProject(world: World, project: Project): void {
  for (const issue of Object.values(world.issues)) {
    if (issue.projectId === project.id) delete world.issues[issue.id];
  }
  for (const board of Object.values(world.boards)) {
    if (board.projectId !== project.id) continue;
    for (const sprint of Object.values(world.sprints)) {
      if (sprint.boardId === board.id) delete world.sprints[String(sprint.id)];
    }
    delete world.boards[String(board.id)];
  }
  erasePartsOf(world, project);
  delete world.projects[project.id];
}

function erasePartsOf(world: World, project: Project): void {
  for (const parts of [world.components, world.versions]) {
    for (const [id, part] of Object.entries(parts)) {
      if (part.projectId === project.id) delete parts[id];
    }
  }
}

function archiveProject(call: Call): Answer {
  demandSignedIn(call);
  const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
  demandJiraAdmin(call, 'You must have global administrator rights in order to modify projects.');
  if (call.world.plan !== 'premium') {
    throw refusal(403, 'Archiving projects is only available on Premium and Enterprise plans.');
  }
  if (project.archived !== undefined) throw refusal(400, 'The project is already archived.');
  project.archived = { at: call.site.now, by: call.accountId ?? '' };
  return noContent();
}

function restoreProject(call: Call): Answer {
  demandSignedIn(call);
  const words = call.params['projectIdOrKey'] ?? '';
  const project = findProject(call.world, words);
  const allowed =
    project !== undefined &&
    (holdsGlobal(call.world, call.accountId, 'ADMINISTER') ||
      (project.style === 'next-gen' && administersProject(call.world, call.accountId, project)));
  if (!allowed) throw noProject(words);
  if (project.archived === undefined && project.deleted === undefined) {
    throw refusal(400, 'The project is neither archived nor deleted.');
  }
  project.archived = undefined;
  project.deleted = undefined;
  return ok(fullProject(call.site, project, []));
}
