/**
 * Who is in which role of which project, over the whole site. Jira has no reverse look-up, so every role of every project
 * is read; a walk that is too long or not allowed is null, never "nowhere".
 */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import {
  actorIdsRead,
  allRolesIn,
  allRolesRead,
  isAppRole,
  type Role,
} from '../look-up/find-role.ts';
import { readAll, readMany, readTogether } from '../look-up/read-together.ts';
import { type LedProject, walkLeads } from '../look-up/walk-projects.ts';

/** Reads the walk needs. */
export const ROLE_PLACE_READS = ['searchProjects', 'getAllProjectRoles', 'getProjectRole'] as const;

/** One role of one project, with Jira's answer about its members. */
export interface RolePlace extends LedProject {
  role: Role;
  answer: JiraReadResult;
}

/** Reads every role of every project, or of every live one, but for the role of apps. */
export function* readRolePlaces(which: 'all' | 'live'): Reading<RolePlace[] | null> {
  const [projects, [roleList]] = yield* readTogether(walkLeads(which), readAll([allRolesRead()]));
  if (projects === null || roleList.status !== 200) return null;
  const roles = allRolesIn(roleList).filter((role) => !isAppRole(role));
  const wanted = projects.flatMap((led) => roles.map((role) => ({ ...led, role })));
  const answers = yield* readMany(
    wanted.map(({ project, role }) => actorIdsRead(project.name, role)),
  );
  if (answers === null || answers.some(({ status }) => status !== 200)) return null;
  return wanted.flatMap((place, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ ...place, answer }];
  });
}
