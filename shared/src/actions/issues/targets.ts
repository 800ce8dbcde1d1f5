/** What resolution finds, per action on issues. Plain JSON and no schema: the issue panel loads it. */

/** An issue by id and key. */
export type IssueRef = { id: string; key: string };

/** A field's value before and after; `value` is what is compared, `shown` what people read. */
export type FieldEdit = {
  id: string;
  name: string;
  kind: 'text' | 'paragraph' | 'number' | 'date' | 'option' | 'priority' | 'user' | 'other';
  before: string | number | null;
  after: string | number | null;
  shown: string;
};

/** Fields of one issue that change. `canPutBack`: the inverse gives exactly the old values. */
export type EditTarget = { issue: IssueRef; changes: FieldEdit[]; canPutBack: boolean };

/** A new issue. `mark`: how it is found again. */
export type CreateTarget = {
  project: { id: string; key: string };
  type: { id: string; name: string };
  parent: IssueRef | null;
  summary: string;
  fields: Array<Pick<FieldEdit, 'id' | 'name' | 'kind' | 'after' | 'shown'>>;
  labels: string[];
  mark: string;
};

/** A link: `from` reads `outward` about `to`. */
export type LinkTarget = {
  from: IssueRef;
  to: IssueRef;
  type: { id: string; outward: string; isSymmetric: boolean };
};

/** A link that goes. */
export type UnlinkTarget = LinkTarget & { linkId: string };

/** Labels of one issue. */
export type LabelTarget = { issue: IssueRef; add: string[]; remove: string[] };

type Someone = { accountId: string; name: string };

/** Watchers of one issue. */
export type WatcherTarget = { issue: IssueRef; add: Someone[]; remove: Someone[] };

/** A new comment. `isInternal` null: the project is no service desk. */
export type CommentTarget = {
  issue: IssueRef;
  /** Whose words they are. */
  intro: string;
  text: string;
  isInternal: boolean | null;
  mark: string;
};

/** A comment that goes. */
export type DeleteCommentTarget = {
  issue: IssueRef;
  comment: { id: string; author: string; day: string };
};

/** One issue that goes, with its sub-tasks. */
export type DeleteIssueTarget = { issue: IssueRef; subtasks: IssueRef[] };

/** Issues that go to another project or type, grouped by where they come from. */
export type MoveTarget = {
  project: { id: string; key: string };
  groups: Array<{
    fromProject: { id: string; key: string };
    fromType: { id: string; name: string };
    toType: { id: string; name: string };
    issues: IssueRef[];
  }>;
  subtasks: number;
};

/** One field, or one label, of many issues: the frozen list, grouped by the value it has now. */
export type BulkEditTarget = {
  change:
    | { kind: 'field'; field: Omit<FieldEdit, 'before'> }
    | { kind: 'label'; label: string; isIn: boolean };
  groups: Array<{ before: string | number | null; issues: IssueRef[] }>;
};

/** Many issues that go: the frozen list. */
export type BulkDeleteTarget = { issues: IssueRef[]; subtasks: number; attachments: number };

/** Issues that are archived or taken out of the archive. */
export type ArchiveTarget = {
  issues: Array<IssueRef & { projectId: string; projectKey: string }>;
  /** They go along, and are shown. */
  subtasks: IssueRef[];
};

/** A mail about an issue. */
export type NotifyTarget = {
  issue: IssueRef;
  to: { assignee: boolean; reporter: boolean; watchers: boolean; users: Someone[] };
  subject: string;
  text: string;
};

/** Time logged on an issue. */
export type WorklogTarget = { issue: IssueRef; seconds: number; words: string; mark: string };
