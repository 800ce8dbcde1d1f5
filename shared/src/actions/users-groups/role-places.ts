/**
 * Who is in which role of which project, over the whole site. Jira has no reverse look-up, so every role of every project
 * is read; a walk that is too long or not allowed is null, never "nowhere".
 */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import {
  actorIdsRead,
  allRolesIn,
  allRolesRead,
  isAppRole,
  type Role,
} from '../look-up/find-role.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';

/** Reads the walk needs. */
export const ROLE_PLACE_READS = ['searchProjects', 'getAllProjectRoles', 'getProjectRole'] as const;

/** One role of one project, with Jira's answer about its members. */
export interface RolePlace {
  project: Target;
  leadAccountId: string | null;
  role: Role;
  answer: JiraReadResult;
}

const PAGE = 100;
/** More roles are not read. */
const MAX_READS = 800;
const BATCH = 400;

/** Reads every role of every live project, but for the role of apps. */
export function* readRolePlaces(): Reading<RolePlace[] | null> {
  const [list, [roleList]] = yield* readTogether(
    readPages({
      read: (startAt) =>
        readOf('searchProjects', {
          query: [
            ['startAt', String(startAt)],
            ['maxResults', String(PAGE)],
            ['orderBy', 'key'],
            ['expand', 'lead'],
          ],
          pick: ['values[].id', 'values[].key', 'values[].lead.accountId', 'isLast', 'total'],
        }),
      items: 'values',
      pageSize: PAGE,
    }),
    readAll([allRolesRead()]),
  );
  if (list.state === 'refused' || !list.isWhole || roleList.status !== 200) return null;
  const roles = allRolesIn(roleList).filter((role) => !isAppRole(role));
  const wanted = list.items.flatMap((item) => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    if (id === undefined || key === undefined) return [];
    const project: Target = { kind: 'project', id, name: key };
    return roles.map((role) => ({
      project,
      leadAccountId: idAt(item, 'lead.accountId') ?? null,
      role,
    }));
  });
  return wanted.length > MAX_READS ? null : yield* readMembers(wanted);
}

function* readMembers(
  wanted: ReadonlyArray<Omit<RolePlace, 'answer'>>,
): Reading<RolePlace[] | null> {
  const places: RolePlace[] = [];
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const answers = yield* readAll(
      batch.map(({ project, role }) => actorIdsRead(project.name, role)),
    );
    for (const [index, place] of batch.entries()) {
      const answer = answers[index];
      if (answer?.status !== 200) return null;
      places.push({ ...place, answer });
    }
  }
  return places;
}
