/**
 * Issues and what hangs on them, as plain mutable data. Times are UTC milliseconds, people account ids.
 */
import type { BulkWork, IssueExtras } from './issue-extras-types.ts';
import type { SchemeChange } from './scheme-change-types.ts';

/** A JSON value; used where Jira stores whatever the caller sent (properties, ADF). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A comment; a body is ADF. `visibility.ref` is a group id or a role id. */
export interface Comment {
  id: string;
  author: string;
  updateAuthor: string;
  body: Json;
  created: number;
  updated: number;
  visibility: { type: 'group' | 'role'; ref: string } | undefined;
  properties: Record<string, Json>;
}

/** One changed field of an issue, as Jira words it. */
export interface ChangeItem {
  field: string;
  fieldId: string;
  from: string | null;
  fromText: string | null;
  to: string | null;
  toText: string | null;
}

/** One entry of an issue's history. */
export interface ChangeEntry {
  id: string;
  author: string;
  created: number;
  items: ChangeItem[];
}

/** An issue; people are account ids, times UTC milliseconds. */
export interface Issue extends IssueExtras {
  id: string;
  key: string;
  formerKeys: string[];
  projectId: string;
  typeId: string;
  summary: string;
  description: Json;
  statusId: string;
  statusCategoryChanged: number;
  resolutionId: string | undefined;
  resolved: number | undefined;
  priorityId: string;
  assignee: string | undefined;
  reporter: string | undefined;
  creator: string;
  labels: string[];
  created: number;
  updated: number;
  securityLevelId: string | undefined;
  sprintIds: number[];
  rank: number;
  watchers: string[];
  customFields: Record<string, Json>;
  properties: Record<string, Json>;
  comments: Comment[];
  history: ChangeEntry[];
  componentIds: string[];
  fixVersionIds: string[];
  affectsVersionIds: string[];
}

/** A board over one project. */
export interface Board {
  id: number;
  name: string;
  type: 'scrum' | 'kanban';
  projectId: string;
  /** The filter that says which issues are on it. */
  filterId: string;
}

/** A sprint of a board. */
export interface Sprint {
  id: number;
  name: string;
  state: 'future' | 'active' | 'closed';
  boardId: number;
  start: number | undefined;
  end: number | undefined;
  complete: number | undefined;
  goal: string;
}

/** A long task: a bulk change that works through its issues, another scheme for a project, or the pinning of a panel. */
export interface LongTask {
  id: string;
  kind: 'bulk-transition' | 'pin-panel' | 'scheme-change';
  submittedBy: string;
  created: number;
  started: number | undefined;
  updated: number;
  status: 'ENQUEUED' | 'RUNNING' | 'COMPLETE' | 'FAILED';
  /** What a scheme change does, and whether it will fail on the way. */
  change?: SchemeChange;
  willFail?: boolean;
  /** Issue id and transition id still to be done, in order. */
  waiting: Array<{ issueId: string; transitionId: string; willFail: boolean; work?: BulkWork }>;
  processed: string[];
  failed: Record<string, string[]>;
  invalidCount: number;
  totalCount: number;
}
