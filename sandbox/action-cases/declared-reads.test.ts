/**
 * An action declares the reads it makes, and no others: `reads` decides which consent a site is asked for, and what the
 * table of actions says. Reads that only a branch makes which no case takes are named here, and only those.
 */
import { ALL_OPERATIONS, CATALOGUE, type Json } from '@kraken/shared';
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, resolveOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { entryOf } from './on-site.ts';

/** Fifteen seconds of work, on a machine others use as well. */
const TIMEOUT_MS = 240_000;
const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

const made = new Map<string, Set<string>>();

async function note(site: ReturnType<typeof testSite>, type: string, args: Json) {
  const before = site.site.requests().at(-1)?.seq ?? 0;
  const outcome = await resolveOn(site, type, args);
  const ids = made.get(type) ?? new Set<string>();
  made.set(type, ids);
  for (const { operationId } of site.site.requests(before)) if (operationId) ids.add(operationId);
  if (outcome.outcome !== 'resolved') return undefined;
  for (const { request } of entryOf(type).check(outcome.action.target).reads) {
    ids.add(request.operationId);
  }
  return outcome.action;
}

function siteFor({ prepare }: Pick<ActionCase, 'prepare'>) {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  return site;
}

/** Operation -> the actions that declare it for a branch no case takes. This list only ever gets shorter. */
const UNTRIED: Record<string, string[]> = {
  // Whether the one who asks may see what several things of a name would tell.
  getBulkPermissions: [
    'project.restore',
    'project.create',
    'project.update',
    'project.key.change',
    'issue.bulk_transition',
    'component.delete',
    'version.create',
    'version.merge',
    'sprint.start',
    'custom_field.context.add_project',
    'issue.create',
    'issue.move',
    'issue.bulk_delete',
    'issue.archive',
    'permission_scheme.copy_and_assign',
    'role.delete',
    'role.default_actors.remove',
    'jsm.customer.invite',
    'board.create',
    'filter.create',
  ],
  // A person named by account id.
  getUser: [
    'project.create',
    'permission_scheme.grant.add',
    'issue.create',
    'issue.comment.delete',
    'issue.notify',
    'permission_scheme.grant.remove',
    'permission_scheme.copy_and_assign',
    'filter.share',
    'notification_scheme.remove',
    'issue_security.level.member.add',
    'issue_security.level.member.remove',
  ],
  // A group named by id.
  bulkGetGroups: [
    'permission_scheme.grant.add',
    'permission_scheme.copy_and_assign',
    'filter.create',
    'notification_scheme.add',
    'notification_scheme.remove',
    'issue_security.level.member.add',
    'issue_security.level.member.remove',
  ],
  // An argument names the project too, or names it by key.
  getProject: [
    'issue.bulk_transition',
    'sprint.create',
    'sprint.update',
    'sprint.start',
    'custom_field.option.rename',
    'custom_field.option.reorder',
    'custom_field.option.delete',
    'issue.bulk_edit',
    'issue.archive',
    'jsm.customer.invite',
    'board.delete',
  ],
  // The same, or a field that is for some projects only.
  searchProjects: [
    'issue.bulk_transition',
    'sprint.create',
    'sprint.update',
    'sprint.start',
    'custom_field.update',
    'custom_field.restore',
    'custom_field.trash',
    'custom_field.delete',
    'custom_field.option.reorder',
    'issue.bulk_edit',
    'issue.archive',
    'board.delete',
  ],
  // An argument names the sprint the issues are in.
  getAllBoards: ['issue.bulk_transition', 'issue.move', 'issue.bulk_delete', 'issue.archive'],
  // An argument names the sprint the issues are in.
  getAllSprints: ['issue.bulk_transition', 'issue.move', 'issue.bulk_delete', 'issue.archive'],
  // A person named beside the thing.
  findUsers: [
    'component.create',
    'issue.create',
    'permission_scheme.grant.remove',
    'filter.share',
    'dashboard.create',
  ],
  // A board named by id.
  getConfiguration: ['sprint.create', 'sprint.start', 'sprint.complete'],
  // Which of several fields of a name is for which projects.
  getProjectContextMapping: ['screen.field.add'],
  // Whoever asks makes himself the assignee.
  getAssignedPermissionScheme: ['issue.create'],
  // Whoever asks makes himself the assignee.
  searchProjectsUsingSecuritySchemes: ['issue.create'],
  // A grant to a group.
  getUsersFromGroup: ['permission_scheme.copy_and_assign'],
  // A grant to a group.
  findGroups: ['permission_scheme.copy_and_assign'],
  // A grant to a group.
  getUserGroups: ['permission_scheme.copy_and_assign'],
};

/** Every case, what takes it back, and its unclear words. */
async function tryOut(each: ActionCase): Promise<void> {
  const site = siteFor(each);
  const action = await note(site, each.type, each.args);
  if (action === undefined) throw new Error(`${each.type} is not resolved`);
  const { captured = {} } = await executeOn(site, action);
  for (const wish of entryOf(each.type).inverse?.(action.target, captured) ?? []) {
    await note(site, wish.type, wish.args);
  }
  const { args, prepare } = each.ambiguous;
  const other = siteFor(each);
  if (prepare !== undefined) other.site.edit((world) => prepare(world, other));
  await note(other, each.type, args);
}

const sorted = (lists: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]));

test('every read an action declares is made by a case, or named here with why not', {
  timeout: TIMEOUT_MS,
}, async () => {
  for (const each of ACTION_CASES) await tryOut(each);
  const untried: Record<string, string[]> = {};
  for (const { type, reads, onlyAnswers } of CATALOGUE) {
    if (onlyAnswers === true) continue;
    for (const { operationId } of reads) {
      if (made.get(type)?.has(operationId) === true) continue;
      untried[operationId] = [...(untried[operationId] ?? []), type];
    }
  }
  expect(sorted(untried)).toEqual(sorted(UNTRIED));
});
