/**
 * Rights: the caller's own and another user's, from the evaluator that also guards every operation.
 */
import { z } from 'zod';
import { fieldRefusal, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal, holdsInProject, holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { PERMISSIONS, type PermissionKey } from '../permissions/permission-keys.ts';
import { findIssue, findProject, projectOf } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Project } from '../world/world-types.ts';
import { demandJiraAdmin, issueIfVisible, noProject, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, queryList, queryText } from './operation.ts';

/** Operations on rights. */
export const permissionOperations: Operation[] = [
  {
    operationId: 'getMyPermissions',
    method: 'GET',
    path: '/rest/api/3/mypermissions',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const keys = queryList(call, 'permissions');
      if (keys.length === 0) throw refusal(400, "The 'permissions' query parameter is required.");
      const place = placeOf(call);
      const permissions: Record<string, unknown> = {};
      for (const key of keys) {
        const permission = PERMISSIONS[key];
        if (permission === undefined) throw refusal(400, `Unrecognized permission: ${key}`);
        const { id, name, type } = permission;
        permissions[key] = {
          id,
          key,
          name,
          type,
          description: `Permission ${name}.`,
          havePermission: holds(call, permission, place),
        };
      }
      return ok({ permissions });
    },
  },
  {
    operationId: 'getAllPermissions',
    method: 'GET',
    path: '/rest/api/3/permissions',
    scopes: ['manage:jira-configuration'],
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const entries = Object.values(PERMISSIONS).map(({ key, name, type }) => [
        key,
        { key, name, type, description: `Permission ${name}.` },
      ]);
      return ok({ permissions: Object.fromEntries(entries) });
    },
  },
  {
    operationId: 'getBulkPermissions',
    method: 'POST',
    path: '/rest/api/3/permissions/check',
    scopes: [],
    kind: 'read',
    run: checkPermissions,
  },
];

interface Place {
  project?: Project;
  issue?: Issue;
}

function placeOf(call: Call): Place {
  const issueWords = queryText(call, 'issueKey') ?? queryText(call, 'issueId');
  if (issueWords !== undefined) {
    const issue = issueIfVisible(call.world, call.accountId, issueWords);
    if (issue === undefined) {
      throw refusal(404, 'Issue does not exist or you do not have permission to see it.');
    }
    return { issue, project: projectOf(call.world, issue) };
  }
  const projectWords = queryText(call, 'projectKey') ?? queryText(call, 'projectId');
  if (projectWords === undefined) return {};
  if (findProject(call.world, projectWords) === undefined) throw noProject(projectWords);
  return { project: visibleProject(call, projectWords) };
}

/** Without a project, a project permission counts when it is held anywhere. */
function holds(call: Call, permission: PermissionKey, place: Place): boolean {
  const { world, accountId } = call;
  if (permission.type === 'GLOBAL') return holdsGlobal(world, accountId, permission.key);
  if (place.project !== undefined) {
    return holdsInProject(world, accountId, permission.key, place.project, place.issue);
  }
  return Object.values(world.projects).some((project) =>
    holdsInProject(world, accountId, permission.key, project),
  );
}

const checkBody = z.object({
  accountId: z.string().optional(),
  globalPermissions: z.array(z.string().nullable()).optional(),
  projectPermissions: z
    .array(
      z.object({
        permissions: z.array(z.string()),
        projects: z.array(z.number().nullable()).optional(),
        issues: z.array(z.number().nullable()).optional(),
      }),
    )
    .optional(),
});

type CheckBody = z.infer<typeof checkBody>;

function checkPermissions(call: Call) {
  const body = readBody(checkBody, call.body);
  const accountId = body.accountId ?? call.accountId;
  if (accountId !== call.accountId) {
    demandJiraAdmin(call, 'Only Jira administrators can perform this operation.');
  }
  const globalPermissions = (body.globalPermissions ?? []).filter((key) => key !== null);
  const wrong = globalPermissions.find((key) => PERMISSIONS[key]?.type !== 'GLOBAL');
  if (wrong !== undefined) throw fieldRefusal(wrong, 'Unrecognized permission');
  demandKnown(body);
  return ok({
    globalPermissions: globalPermissions.filter((key) => holdsGlobal(call.world, accountId, key)),
    projectPermissions: (body.projectPermissions ?? []).flatMap((asked) =>
      asked.permissions
        .filter((permission) => permission !== '')
        .map((permission) => checkOne(call, accountId, permission, asked)),
    ),
  });
}

function demandKnown(body: CheckBody): void {
  for (const one of body.projectPermissions ?? []) {
    if (one.permissions.length === 0) {
      throw refusal(400, 'At least one project permission must be provided.');
    }
    const wrong = one.permissions.find((key) => key !== '' && PERMISSIONS[key]?.type !== 'PROJECT');
    if (wrong !== undefined) throw fieldRefusal(wrong, 'Unrecognized permission');
  }
}

/** Unknown ids are ignored: absent means no. */
function checkOne(
  call: Call,
  accountId: string | undefined,
  permission: string,
  asked: { projects?: Array<number | null> | undefined; issues?: Array<number | null> | undefined },
) {
  const { world } = call;
  const projects = (asked.projects ?? []).filter((id): id is number => {
    const project = id === null ? undefined : world.projects[String(id)];
    return project !== undefined && holdsInProject(world, accountId, permission, project);
  });
  const issues = (asked.issues ?? []).filter((id): id is number => {
    const issue = id === null ? undefined : findIssue(world, String(id));
    return issue !== undefined && holdsOnIssue(world, accountId, permission, issue);
  });
  return { permission, projects, issues };
}
