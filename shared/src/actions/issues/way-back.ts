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
import { quoted } from '../sentence-words.ts';

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
  if (isBack === null)
    return `Whether a way leads back to ${quoted(name)} cannot be seen beforehand`;
  return isBack
    ? `A transition leads back to ${quoted(name)}`
    : `No transition leads back to ${quoted(name)}`;
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

/** A way back: null where nothing shows it, and whether its screen takes a resolution. */
export interface WayBack {
  isBack: boolean | null;
  takesResolution: boolean;
}

/** The way back as far as Jira shows it. */
export function* canComeBack({ status, all }: Known, neighbours: JiraReadResult): Reading<WayBack> {
  const global = all.find(({ isGlobal, to }) => isGlobal && to.id === status.id);
  if (global !== undefined) return { isBack: true, takesResolution: global.resolutions !== null };
  const [first] = neighbours.status === 200 ? itemsAt(neighbours.body, 'issues') : [];
  const key = first === undefined ? undefined : textAt(first, 'key');
  // Where nothing shows it the resolution is asked for, and Jira says no to it rather than lose it unsaid.
  if (key === undefined) return { isBack: null, takesResolution: true };
  const [answer] = yield* readAll([transitionsRead(key)]);
  if (answer.status !== 200) return { isBack: null, takesResolution: true };
  const way = transitionsIn(answer).find(
    ({ to, needs }) => to.id === status.id && needs.length === 0,
  );
  return {
    isBack: way !== undefined,
    takesResolution: way === undefined || way.resolutions !== null,
  };
}
