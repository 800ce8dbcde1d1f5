/**
 * Creating and editing an issue: every field is checked, and a field that Jira would not take on this
 * screen is refused by name.
 */
import { z } from 'zod';
import { type Answer, JiraRefusal, noContent, refusal } from '../http/jira-answer.ts';
import { holdsInProject, isAssignable } from '../permissions/evaluate-permission.ts';
import { issueSelf } from '../render/render-issue.ts';
import { adfProblem, isRecord } from '../world/adf-text.ts';
import {
  changeItem,
  recordChange,
  setAssignee,
  setDescription,
  setLabels,
  setSummary,
} from '../world/change-issue.ts';
import { findProject, projectOf } from '../world/find-in-world.ts';
import type { ChangeItem, Issue, Json } from '../world/issue-types.ts';
import { newIssue } from '../world/new-issue.ts';
import type { Project } from '../world/world-types.ts';
import { demandOnIssue, demandSignedIn, readBody, visibleIssue } from './guards.ts';
import type { Call } from './operation.ts';
import {
  accountIdIn,
  applyFieldValues,
  checkFieldValues,
  labelsAfter,
  parentFrom,
} from './write-field-values.ts';

const issueBody = z.object({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
});

/** `POST issue`. */
export function createIssue(call: Call): Answer {
  const creator = demandSignedIn(call);
  const body = readBody(issueBody, call.body);
  const fields = body.fields ?? {};
  const errors: Record<string, string> = {};
  const project = projectFrom(call, fields['project'], errors);
  const typeId =
    project === undefined ? undefined : typeFrom(call, project, fields['issuetype'], errors);
  checkSummary(fields['summary'], errors);
  checkKnownFields(call, fields, errors, ['project', 'issuetype', 'reporter', 'parent']);
  const parent = parentFrom(call, typeId, fields['parent'], errors);
  if (project !== undefined) {
    checkChoices(call, project, fields, errors);
    checkFieldValues(call, { project, typeId: typeId ?? '' }, fields, errors);
  }
  refuseIfAny(errors);
  if (project === undefined || typeId === undefined)
    throw new Error('unreachable: errors are empty');
  const issue = newIssue(call.world, project, {
    typeId,
    summary: String(fields['summary']),
    description: (fields['description'] ?? null) as Json,
    reporter: accountIdIn(fields['reporter']) ?? creator,
    creator,
    labels: [],
    at: call.site.now,
  });
  applyFields(call, issue, without(fields, 'summary', 'description', 'reporter'));
  if (parent !== undefined) issue.parentId = parent.id;
  for (const { key, value } of body.properties ?? []) issue.properties[key] = value as Json;
  call.site.announce.created(issue, creator);
  const self = issueSelf(call.site, issue);
  return { status: 201, body: { id: issue.id, key: issue.key, self } };
}

/** `PUT issue`. */
export function editIssue(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  demandOnIssue(call, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit this issue.');
  const body = readBody(issueBody, call.body);
  const fields = body.fields ?? {};
  const errors: Record<string, string> = {};
  if ('summary' in fields) checkSummary(fields['summary'], errors);
  if (issue.archived !== undefined) throw refusal(400, 'The issue is archived and read-only.');
  const project = projectOf(call.world, issue);
  checkKnownFields(call, fields, errors, ['reporter']);
  checkChoices(call, project, fields, errors);
  checkFieldValues(call, { project, typeId: issue.typeId, issue }, fields, errors);
  const labels = labelsAfter(issue, body.update ?? {}, errors);
  refuseIfAny(errors);
  const items = applyFields(call, issue, fields);
  if (body.update !== undefined) items.push(...setLabels(issue, labels));
  for (const { key, value } of body.properties ?? []) issue.properties[key] = value as Json;
  const entry = recordChange(call.world, issue, call.accountId ?? '', call.site.now, items);
  if (entry !== undefined) call.site.announce.updated(issue, call.accountId, items, entry.id);
  return noContent();
}

function projectFrom(
  call: Call,
  value: unknown,
  errors: Record<string, string>,
): Project | undefined {
  const words = isRecord(value) ? (value['key'] ?? value['id']) : undefined;
  const project = typeof words === 'string' ? findProject(call.world, words) : undefined;
  const allowed =
    project !== undefined && holdsInProject(call.world, call.accountId, 'CREATE_ISSUES', project);
  if (!allowed) errors['project'] = 'valid project is required';
  return allowed ? project : undefined;
}

function typeFrom(
  call: Call,
  project: Project,
  value: unknown,
  errors: Record<string, string>,
): string | undefined {
  const words = isRecord(value) ? (value['id'] ?? value['name']) : undefined;
  const found = project.issueTypeIds.find(
    (id) => id === words || call.world.issueTypes[id]?.name === words,
  );
  if (found === undefined) errors['issuetype'] = 'Specify a valid issue type';
  return found;
}

function checkSummary(value: unknown, errors: Record<string, string>): void {
  if (typeof value !== 'string' || value.trim() === '') {
    errors['summary'] = 'You must specify a summary of the issue.';
  } else if (value.length > 255) {
    errors['summary'] = "Summary can't exceed 255 characters.";
  } else if (/[\r\n]/.test(value)) {
    errors['summary'] = 'The summary is invalid because it contains newline characters.';
  }
}

const EDITABLE = new Set(['summary', 'description', 'labels', 'assignee', 'priority', 'duedate']);

function checkKnownFields(
  call: Call,
  fields: Record<string, unknown>,
  errors: Record<string, string>,
  also: readonly string[],
): void {
  for (const id of Object.keys(fields)) {
    const field = call.world.fields[id];
    const known =
      EDITABLE.has(id) || also.includes(id) || (field?.custom === true && !field.trashed);
    if (!known) {
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
    }
  }
  const description = fields['description'] ?? null;
  if (description !== null && adfProblem(description) !== undefined) {
    errors['description'] =
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  }
}

function refuseIfAny(errors: Record<string, string>): void {
  if (Object.keys(errors).length > 0) throw new JiraRefusal(400, { errorMessages: [], errors });
}

function applyFields(call: Call, issue: Issue, fields: Record<string, unknown>): ChangeItem[] {
  const items: ChangeItem[] = [];
  if (typeof fields['summary'] === 'string') items.push(...setSummary(issue, fields['summary']));
  if ('description' in fields) {
    items.push(...setDescription(issue, (fields['description'] ?? null) as Json));
  }
  if (Array.isArray(fields['labels']))
    items.push(...setLabels(issue, fields['labels'].map(String)));
  if ('assignee' in fields) {
    items.push(...setAssignee(call.world, issue, accountIdIn(fields['assignee'])));
  }
  if ('priority' in fields) items.push(...applyPriority(call, issue, fields['priority']));
  return [...items, ...applyFieldValues(call, issue, fields)];
}

/** Assignee and priority are judged before anything changes, so that a refusal leaves no half-made issue. */
function checkChoices(
  call: Call,
  project: Project,
  fields: Record<string, unknown>,
  errors: Record<string, string>,
): void {
  const id = accountIdIn(fields['assignee']);
  if (id !== undefined) {
    const known = call.world.users[id] !== undefined;
    if (!known || !isAssignable(call.world, id, project)) {
      errors['assignee'] = `User '${id}' cannot be assigned issues.`;
    }
  }
  const priority = fields['priority'];
  if (priority !== undefined && priorityFrom(call, priority) === undefined) {
    errors['priority'] = 'The priority selected is invalid.';
  }
}

function priorityFrom(call: Call, value: unknown) {
  const words = isRecord(value) ? (value['id'] ?? value['name']) : undefined;
  return call.world.priorities.find((one) => one.id === words || one.name === words);
}

function applyPriority(call: Call, issue: Issue, value: unknown): ChangeItem[] {
  const to = priorityFrom(call, value);
  const from = call.world.priorities.find((one) => one.id === issue.priorityId);
  if (to === undefined || from === undefined || from.id === to.id) return [];
  issue.priorityId = to.id;
  return [changeItem('priority', [from.id, from.name], [to.id, to.name])];
}

function without(fields: Record<string, unknown>, ...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}
