/**
 * Boards, sprints and issues of a description. Ages are fixed: the first issue is the oldest.
 */
import { adfFromText } from './adf-text.ts';
import type { IssueDescription, WorldDescription } from './describe-world.ts';
import { BadChange, findPerson, findProject } from './find-in-world.ts';
import type { Issue } from './issue-types.ts';
import { nextNumber } from './make-ids.ts';
import { newComment, newIssue } from './new-issue.ts';
import { securityLevelsOf } from './security-levels.ts';
import type { Project, World } from './world-types.ts';

const DAY = 86_400_000;

/** Adds boards with their sprints, then the issues in the given order. */
export function buildIssues(world: World, description: WorldDescription, now: number): void {
  for (const given of description.boards) {
    const project = mustFindProject(world, given.project);
    const id = nextNumber(world, 'board');
    world.boards[String(id)] = {
      id,
      name: given.name,
      type: given.type ?? 'scrum',
      projectId: project.id,
      filterId: '',
    };
    for (const sprint of given.sprints ?? []) addSprint(world, id, sprint, now);
  }
  const total = description.issues.length;
  for (const [index, given] of description.issues.entries()) {
    addIssue(world, given, now - 30 * DAY + Math.floor((index * 20 * DAY) / total));
  }
}

type SprintDescription = NonNullable<WorldDescription['boards'][number]['sprints']>[number];

function addSprint(world: World, boardId: number, given: SprintDescription, now: number): void {
  const id = nextNumber(world, 'sprint');
  const start = given.startDay === undefined ? undefined : now + given.startDay * DAY;
  const end = start === undefined ? undefined : start + (given.days ?? 14) * DAY;
  world.sprints[String(id)] = {
    id,
    name: given.name,
    state: given.state,
    boardId,
    start,
    end,
    complete: given.state === 'closed' ? end : undefined,
    goal: given.goal ?? '',
  };
}

function mustFindProject(world: World, key: string): Project {
  const project = findProject(world, key);
  if (project === undefined) throw new BadChange(`there is no project "${key}"`);
  return project;
}

function addIssue(world: World, given: IssueDescription, at: number): void {
  const project = mustFindProject(world, given.key.slice(0, given.key.lastIndexOf('-')));
  const reporter = findPerson(world, given.reporter).accountId;
  const issue = newIssue(world, project, {
    typeName: given.type,
    summary: given.summary,
    description: given.description === undefined ? null : adfFromText(given.description),
    reporter,
    creator: reporter,
    labels: [...(given.labels ?? [])],
    at,
  });
  if (issue.key !== given.key) throw new BadChange(`${given.key} would become ${issue.key}`);
  if (given.assignee !== undefined) issue.assignee = findPerson(world, given.assignee).accountId;
  setStatus(world, issue, given, at);
  setSprints(world, issue, given);
  const level = securityLevelsOf(world, project).find(
    (candidate) => candidate.name === given.security,
  );
  issue.securityLevelId = level?.id;
  for (const [name, value] of Object.entries(given.fields ?? {})) {
    const field = Object.values(world.fields).find((candidate) => candidate.name === name);
    if (field === undefined) throw new BadChange(`there is no field "${name}"`);
    issue.customFields[field.id] = value;
  }
  for (const comment of given.comments ?? []) {
    newComment(world, issue, {
      author: findPerson(world, comment.author).accountId,
      body: adfFromText(comment.body),
      at: at + 3_600_000,
      internal: comment.internal ?? false,
    });
  }
}

function setStatus(world: World, issue: Issue, given: IssueDescription, at: number): void {
  if (given.status === undefined) return;
  const status = Object.values(world.statuses).find((candidate) => candidate.name === given.status);
  if (status === undefined) throw new BadChange(`there is no status "${given.status}"`);
  issue.statusId = status.id;
  issue.statusCategoryChanged = at;
  if (given.resolution === undefined) return;
  const resolution = world.resolutions.find((candidate) => candidate.name === given.resolution);
  if (resolution === undefined) throw new BadChange(`no resolution "${given.resolution}"`);
  issue.resolutionId = resolution.id;
  issue.resolved = at;
}

function setSprints(world: World, issue: Issue, given: IssueDescription): void {
  for (const name of given.sprints ?? []) {
    const sprint = Object.values(world.sprints).find((candidate) => candidate.name === name);
    if (sprint === undefined) throw new BadChange(`there is no sprint "${name}"`);
    issue.sprintIds.push(sprint.id);
  }
}
