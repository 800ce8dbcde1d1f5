/**
 * What hangs on issues beside their core: due dates, sub-tasks, attachments, work logs, archiving, links, and what a
 * bulk task does to one issue. Plain mutable data.
 */
import type { Json } from '@kraken/shared';

/** A file at an issue; only what is counted. */
export interface Attachment {
  id: string;
  filename: string;
  size: number;
}

/** Time somebody worked on an issue. */
export interface Worklog {
  id: string;
  author: string;
  seconds: number;
  started: number;
  comment: Json;
  properties: Record<string, Json>;
}

/** Parts of an issue that most issues lack. */
export interface IssueExtras {
  /** `2026-12-24`. */
  dueDate?: string | undefined;
  /** Id of the issue a sub-task belongs to. */
  parentId?: string | undefined;
  attachments?: Attachment[];
  worklogs?: Worklog[];
  /** Archived by whom; such an issue is not found by search and takes no changes. */
  archived?: { by: string } | undefined;
}

/** A kind of link: `inward` and `outward` are how it reads from either end. */
export interface LinkType {
  id: string;
  name: string;
  inward: string;
  outward: string;
}

/** A link: the issue `from` reads the outward words about `to`. Both are issue ids. */
export interface IssueLink {
  id: string;
  typeId: string;
  from: string;
  to: string;
}

/** A mail that `notify` ordered. */
export interface Mail {
  issueId: string;
  subject: string;
  text: string;
  to: string[];
}

/** What a bulk task does to one issue. */
export type BulkWork =
  | { kind: 'edit'; fields: Record<string, Json>; addLabels: string[]; removeLabels: string[] }
  | { kind: 'move'; projectId: string; typeId: string; statusId: string | undefined }
  | { kind: 'delete' };

/** The kinds of link every site starts with. */
export const LINK_TYPES: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];
