/**
 * What may stay unknown for a person to look at, by action, and why reading back cannot settle it. Everything else is
 * settled whenever Jira can be read twice.
 */
import type { ActionType } from '@kraken/shared';
import { UNKNOWN_TASK } from './action-case.ts';
import type { Settled } from './service-on-site.ts';

/** Looks that have to find nothing before it is told as not done. */
const LOOKS = 2;

/** How the app says that nobody knows: no answer, or a run that was cut off. */
const REASONS = [
  'Jira gave no answer that says whether it was done',
  'Kraken was interrupted while doing this more than 5 minutes ago',
];

/** Reading back shows nothing that proves either. */
const NOTHING_TO_SEE: Partial<Record<ActionType, string>> = {
  'custom_field.create': 'the id by which its project and values are read was lost',
  'custom_field.delete': UNKNOWN_TASK,
  'custom_field.option.delete': UNKNOWN_TASK,
  'issue.bulk_delete': UNKNOWN_TASK,
  'issue.bulk_edit': UNKNOWN_TASK,
  'issue.bulk_transition': UNKNOWN_TASK,
  'issue.move': UNKNOWN_TASK,
  'issue.notify': 'Jira keeps no record of a mail that an app may read',
  'issue_security.scheme.assign': UNKNOWN_TASK,
  'priority_scheme.assign': UNKNOWN_TASK,
  'user.invite': 'a person may hide the address, so not to find it proves nothing',
  'workflow_scheme.assign': UNKNOWN_TASK,
};

/** Several requests, of which some were done: only a person can say whether to go on or back. */
const DONE_IN_PART: readonly ActionType[] = [
  'board.create',
  'custom_field.create',
  'custom_field.option.delete',
  'filter.create',
  'issue.watcher.change',
  'jsm.customer.add',
  'jsm.customer.remove',
  'jsm.organization.user.add',
  'jsm.organization.user.remove',
  'jsm.participant.add',
  'jsm.participant.remove',
  'permission_scheme.copy_and_assign',
  'permission_scheme.grant.remove',
  'project.member.clear',
  'project.member.remove',
  'project.member.remove_group',
  'role.default_actors.add',
  'role.default_actors.remove',
  'sprint.complete',
  'sprint.issue.move',
  'user.offboard',
];

/** Whether it had to stay so. */
export function mayStayUnknown(type: ActionType, { reason = '', seen, looks }: Settled): boolean {
  if (!REASONS.includes(reason)) return false;
  if (seen === 'differs') return DONE_IN_PART.includes(type);
  return looks < LOOKS || (seen === undefined && NOTHING_TO_SEE[type] !== undefined);
}
