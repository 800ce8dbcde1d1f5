/**
 * Which projects share a scheme for which Jira documents a mapping of schemes to projects. Such a mapping knows
 * company-managed projects only; team-managed ones have no such schemes. A walk that is not finished is null, which the
 * policy treats as shared with everybody.
 */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { type OperationId, readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { projectsOfIds } from './find-projects.ts';
import { readPinned } from './pin-reads.ts';
import { idAt } from './read-answer.ts';
import type { PinnedProjects } from './walk-projects.ts';

/** An operation that answers pairs of scheme and project, and its filter by scheme. */
export interface SchemeMapping {
  operationId: OperationId;
  filter: string;
  /** Words for the precondition: `notification scheme`. */
  thing: string;
}

const PAGE = 50;
const ID = /^\d{1,20}$/;

/** Walks the mapping of one scheme; null when it cannot be read whole. */
export function* findSharing(
  { operationId, filter, thing }: SchemeMapping,
  scheme: { id: string; name: string },
): Reading<PinnedProjects | null> {
  const read = (startAt: number): JiraRead =>
    readOf(operationId, {
      query: [
        [filter, scheme.id],
        ['startAt', String(startAt)],
        ['maxResults', String(PAGE)],
      ],
      pick: ['values[].projectId', 'isLast', 'total'],
    });
  const list = { read, items: 'values', pageSize: PAGE };
  const whole = yield* readPinned(`Projects of the ${thing} ${quoted(scheme.name)}`, list);
  if (whole === null) return null;
  const ids = whole.found.map((item) => idAt(item, 'projectId') ?? '');
  if (!ids.every((id) => ID.test(id))) return null;
  return { projects: yield* projectsOfIds(ids), preconditions: whole.preconditions };
}
