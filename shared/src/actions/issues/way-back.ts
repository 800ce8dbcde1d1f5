/** Whether a transition leads back to where an issue came from, as far as Jira shows it. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Issue } from '../look-up/find-issue.ts';
import {
  type Status,
  type Transition,
  transitionsIn,
  transitionsRead,
} from '../look-up/find-transition.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';

/** What is known of the issue before it moves. */
export interface Known {
  issue: Issue;
  now: JiraReadResult;
  status: Status;
  all: readonly Transition[];
  typeId: string | undefined;
  oldResolution: string | null;
}

/** Says whether a way leads back. */
export function backSentence(isBack: boolean | null, { name }: Status): string {
  if (isBack === null) return `Whether a way leads back to ${name} cannot be seen beforehand`;
  return isBack ? `A transition leads back to ${name}` : `No transition leads back to ${name}`;
}

/** An issue of the same project and type that is where this one goes: it shows whether a way leads back. */
export function neighbourRead({ issue, typeId }: Known, to: Status): JiraRead {
  const ofType = typeId !== undefined && /^\d+$/.test(typeId) ? ` AND issuetype = ${typeId}` : '';
  return readOf('searchAndReconsileIssuesUsingJqlPost', {
    body: {
      jql: `project = ${issue.projectId} AND status = ${to.id}${ofType} ORDER BY key DESC`,
      fields: ['status'],
      maxResults: 1,
    },
    pick: ['issues[].key'],
  });
}

/** True or false where Jira shows it, null where nothing shows it. */
export function* canComeBack(
  { status, all }: Known,
  neighbours: JiraReadResult,
): Reading<boolean | null> {
  if (all.some(({ isGlobal, to }) => isGlobal && to.id === status.id)) return true;
  const [first] = neighbours.status === 200 ? itemsAt(neighbours.body, 'issues') : [];
  const key = first === undefined ? undefined : textAt(first, 'key');
  if (key === undefined) return null;
  const [answer] = yield* readAll([transitionsRead(key)]);
  if (answer.status !== 200) return null;
  return transitionsIn(answer).some(({ to, needs }) => to.id === status.id && needs.length === 0);
}
