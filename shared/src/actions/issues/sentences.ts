/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { counted, plain } from '../sentence-words.ts';

/** One issue that changes its status. */
export type TransitionTarget = {
  issue: { id: string; key: string };
  from: { id: string; name: string };
  to: { id: string; name: string };
  transitionId: string;
  resolutionId: string | null;
};

/** Many issues that change their status: the frozen list. */
export type BulkTransitionTarget = {
  to: { name: string; ids: string[] };
  issues: Array<{ id: string; key: string; statusId: string }>;
  groups: Array<{ transitionId: string; keys: string[] }>;
};

/** One issue that changes hands; null: nobody. */
export type AssignTarget = {
  issue: { id: string; key: string };
  before: { accountId: string; name: string } | null;
  assignee: { accountId: string; name: string } | null;
};

/** Action type -> sentence. */
export const issuesSentences = {
  'issue.transition': ({ issue, from, to }: TransitionTarget): string =>
    `Move ${issue.key} from ${plain(from.name)} to ${plain(to.name)}`,
  'issue.bulk_transition': ({ groups, to }: BulkTransitionTarget): string =>
    `Move ${counted(groups.flatMap(({ keys }) => keys).length, 'issue')} to ${plain(to.name)}`,
  'issue.assign': ({ issue, assignee }: AssignTarget): string =>
    assignee === null
      ? `Remove the assignee of ${issue.key}`
      : `Assign ${issue.key} to ${plain(assignee.name)}`,
};
