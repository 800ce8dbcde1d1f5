/**
 * The ways an issue changes, with its history. Both the API and the control interface go through here.
 * Nothing here checks rights, and announcing is left to the caller.
 */
import { isDeepStrictEqual } from 'node:util';
import { textFromAdf } from './adf-text.ts';
import { BadChange } from './find-in-world.ts';
import type { ChangeEntry, ChangeItem, Issue, Json, Sprint } from './issue-types.ts';
import { nextNumber } from './make-ids.ts';
import type { Transition, World } from './world-types.ts';

/** Writes changed fields into the history. An empty list changes nothing and gives undefined. */
export function recordChange(
  world: World,
  issue: Issue,
  author: string,
  now: number,
  items: ChangeItem[],
): ChangeEntry | undefined {
  if (items.length === 0) return undefined;
  const entry = { id: String(nextNumber(world, 'change')), author, created: now, items };
  issue.history.push(entry);
  issue.updated = now;
  return entry;
}

/** One changed field. */
export function changeItem(
  field: string,
  from: readonly [string | null, string | null],
  to: readonly [string | null, string | null],
  fieldId = field,
): ChangeItem {
  return { field, fieldId, from: from[0], fromText: from[1], to: to[0], toText: to[1] };
}

/** The transitions whose start fits the issue's status. */
export function transitionsOf(world: World, issue: Issue): Transition[] {
  const project = world.projects[issue.projectId];
  const workflow = world.workflows[project?.workflowId ?? ''];
  return (workflow?.transitions ?? []).filter(
    (transition) => transition.from === 'any' || transition.from.includes(issue.statusId),
  );
}

/**
 * Takes a transition. Entering a done status sets a resolution (the given one, else the first), leaving
 * one clears it, as Jira's simple workflows do.
 */
export function takeTransition(
  world: World,
  issue: Issue,
  transition: Transition,
  now: number,
  resolutionId?: string,
): ChangeItem[] {
  const from = world.statuses[issue.statusId];
  const to = world.statuses[transition.to];
  if (from === undefined || to === undefined) throw new Error('a workflow names no status');
  const items: ChangeItem[] = [];
  const resolution =
    to.category === 'done' ? (resolutionId ?? world.resolutions[0]?.id) : undefined;
  if (resolution !== issue.resolutionId) {
    items.push(changeItem('resolution', pair(world, issue.resolutionId), pair(world, resolution)));
    issue.resolutionId = resolution;
    issue.resolved = resolution === undefined ? undefined : now;
  }
  if (from.id !== to.id) {
    items.push(changeItem('status', [from.id, from.name], [to.id, to.name]));
    if (from.category !== to.category) issue.statusCategoryChanged = now;
    issue.statusId = to.id;
  }
  return items;
}

function pair(world: World, resolutionId: string | undefined): [string | null, string | null] {
  const found = world.resolutions.find((candidate) => candidate.id === resolutionId);
  return found === undefined ? [null, null] : [found.id, found.name];
}

/** Gives an issue to somebody, or to nobody. */
export function setAssignee(
  world: World,
  issue: Issue,
  accountId: string | undefined,
): ChangeItem[] {
  if (issue.assignee === accountId) return [];
  const name = (id: string | undefined): [string | null, string | null] =>
    id === undefined ? [null, null] : [id, world.users[id]?.displayName ?? null];
  const item = changeItem('assignee', name(issue.assignee), name(accountId));
  issue.assignee = accountId;
  return [item];
}

/** Moves an issue into an open sprint, or to the backlog; sprints it was in when they closed stay. */
export function setSprint(world: World, issue: Issue, sprint: Sprint | undefined): ChangeItem[] {
  if (sprint?.state === 'closed') throw new BadChange(`sprint "${sprint.name}" is closed`);
  const names = (ids: readonly number[]): [string, string] => [
    ids.join(', '),
    ids.map((id) => world.sprints[String(id)]?.name ?? '').join(', '),
  ];
  const before = issue.sprintIds;
  const past = before.filter((id) => world.sprints[String(id)]?.state === 'closed');
  const after = sprint === undefined ? past : [...past, sprint.id];
  if (before.join() === after.join()) return [];
  issue.sprintIds = after;
  const field = Object.values(world.fields).find((one) => one.name === 'Sprint' && one.custom);
  return [changeItem('Sprint', names(before), names(after), field?.id ?? 'Sprint')];
}

/** Sets the summary and gives what changed. */
export function setSummary(issue: Issue, value: string): ChangeItem[] {
  const before = issue.summary;
  if (before === value) return [];
  issue.summary = value;
  return [changeItem('summary', [null, before], [null, value])];
}

/** Sets the description, an ADF document or null, and gives what changed; histories show it as text. */
export function setDescription(issue: Issue, value: Json): ChangeItem[] {
  const before = issue.description;
  if (isDeepStrictEqual(before, value)) return [];
  issue.description = value;
  const [from, to] = [before, value].map((one) => (one === null ? null : textFromAdf(one)));
  return [changeItem('description', [null, from ?? null], [null, to ?? null])];
}

/** Sets the labels and gives what changed. */
export function setLabels(issue: Issue, labels: readonly string[]): ChangeItem[] {
  const before = issue.labels.join(' ');
  const after = labels.join(' ');
  if (before === after) return [];
  issue.labels = [...labels];
  return [changeItem('labels', [null, before], [null, after])];
}
