/** Permission schemes: reading them, and what their grants mean. */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { isNamedAdministrators, type Role } from './find-role.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';

/** One grant of a scheme. `value` is the id of the role, group or person (empty without one), `label` Jira's own name. */
export type Grant = { permission: string; type: string; value: string; label: string };

/** What a grant of a scheme shows. */
export const GRANT_FIELDS = [
  'permissions[].permission',
  'permissions[].holder.type',
  'permissions[].holder.value',
  'permissions[].holder.parameter',
];

/** One grant with Jira's own number of it. */
export type GrantLine = Grant & { id: string };

/** Keys that let their holder change the project itself. */
const ADMINISTRATIVE = /ADMIN|^EDIT_WORKFLOW$|^EDIT_ISSUE_LAYOUT$/;

/** True for a permission that lets its holder change the project's own set-up. */
export function isAdministrative(permission: string): boolean {
  return ADMINISTRATIVE.test(permission);
}

/** Reads the scheme a project uses with its grants. */
export function assignedSchemeRead(projectKey: string): JiraRead {
  return readOf('getAssignedPermissionScheme', {
    path: { projectKeyOrId: projectKey },
    query: [['expand', 'permissions']],
    pick: ['id', 'name', ...GRANT_FIELDS],
  });
}

/** Reads only which scheme a project uses. */
export function assignedSchemeIdRead(projectKeyOrId: string): JiraRead {
  return readOf('getAssignedPermissionScheme', {
    path: { projectKeyOrId },
    pick: ['id'],
  });
}

/** Reads the grants of a scheme. */
export function grantsRead(schemeId: string): JiraRead {
  return readOf('getPermissionSchemeGrants', { path: { schemeId }, pick: GRANT_FIELDS });
}

/** Reads the grants of a scheme with their numbers. */
export function grantLinesRead(schemeId: string): JiraRead {
  return readOf('getPermissionSchemeGrants', {
    path: { schemeId },
    pick: ['permissions[].id', ...GRANT_FIELDS],
  });
}

/** Reads only the numbers of a scheme's grants. */
export function grantIdsRead(schemeId: string): JiraRead {
  return readOf('getPermissionSchemeGrants', { path: { schemeId }, pick: ['permissions[].id'] });
}

/** Reads one grant of a scheme: 404 where it is gone. */
export function grantRead(schemeId: string, permissionId: string): JiraRead {
  return readOf('getPermissionSchemeGrant', {
    path: { schemeId, permissionId },
    pick: GRANT_FIELDS.map((field) => field.replace('permissions[].', '')),
  });
}

/** The grants in an answer to `grantLinesRead`. */
export function grantLinesIn(body: Json): GrantLine[] {
  return itemsAt(body, 'permissions').flatMap((item) => {
    const id = idAt(item, 'id');
    const [grant] = grantsIn({ permissions: [item] });
    return id === undefined || grant === undefined ? [] : [{ ...grant, id }];
  });
}

/** The grants in an answer to one of the reads above. */
export function grantsIn(body: Json): Grant[] {
  return itemsAt(body, 'permissions').flatMap((grant) => {
    const permission = textAt(grant, 'permission');
    const type = textAt(grant, 'holder.type');
    if (permission === undefined || type === undefined) return [];
    const label = idAt(grant, 'holder.parameter') ?? '';
    return [{ permission, type, value: idAt(grant, 'holder.value') ?? label, label }];
  });
}

/** True for a role that administers the project: by its name, or by what the scheme gives it. */
export function administers(scheme: JiraReadResult, role: Role): boolean {
  return (
    isNamedAdministrators(role) ||
    (permissionsOfRole(scheme, role)?.some(isAdministrative) ?? false)
  );
}

/** Permissions a role carries, sorted; null when Jira does not show the scheme. */
export function permissionsOfRole(answer: JiraReadResult, role: Role): string[] | null {
  if (answer.status !== 200) return null;
  const held = grantsIn(answer.body).filter(
    (grant) => grant.type === 'projectRole' && grant.value === role.id,
  );
  return [...new Set(held.map((grant) => grant.permission))].sort();
}
