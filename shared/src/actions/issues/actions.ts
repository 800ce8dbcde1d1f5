/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addComment } from './add-comment.ts';
import { archiveIssues, unarchiveIssues } from './archive-issues.ts';
import { assignIssue } from './assign-issue.ts';
import { bulkDeleteIssues } from './bulk-delete-issues.ts';
import { bulkEditIssues } from './bulk-edit-issues.ts';
import { bulkTransitionIssues } from './bulk-transition-issues.ts';
import { changeLabels } from './change-labels.ts';
import { changeWatchers } from './change-watchers.ts';
import { createIssue } from './create-issue.ts';
import { deleteComment } from './delete-comment.ts';
import { deleteIssue } from './delete-issue.ts';
import { editIssue } from './edit-issue.ts';
import { linkIssues, unlinkIssues } from './link-issues.ts';
import { logWork } from './log-work.ts';
import { moveIssues } from './move-issues.ts';
import { notifyAboutIssue } from './notify-about-issue.ts';
import { transitionIssue } from './transition-issue.ts';

/** See `catalogue.ts`. */
export const ISSUES_ACTIONS: readonly ActionDefinition[] = [
  transitionIssue,
  bulkTransitionIssues,
  assignIssue,
  createIssue,
  editIssue,
  linkIssues,
  unlinkIssues,
  changeLabels,
  changeWatchers,
  addComment,
  deleteComment,
  deleteIssue,
  moveIssues,
  bulkEditIssues,
  bulkDeleteIssues,
  archiveIssues,
  unarchiveIssues,
  notifyAboutIssue,
  logWork,
];
