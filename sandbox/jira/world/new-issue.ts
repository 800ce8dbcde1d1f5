/**
 * The two constructors every path uses - seed, API and control interface -, so that an issue or comment
 * looks the same however it came about. They check nothing and announce nothing.
 */
import { BadChange } from './find-in-world.ts';
import type { Comment, Issue, Json } from './issue-types.ts';
import { nextNumber } from './make-ids.ts';
import type { Project, World } from './world-types.ts';

/** What a new issue needs; `at` is UTC milliseconds. */
export interface IssueDraft {
  typeName?: string | undefined;
  typeId?: string | undefined;
  summary: string;
  description: Json;
  reporter: string | undefined;
  creator: string;
  labels: string[];
  at: number;
}

/** Creates an issue in the first status of its project's workflow and gives it the next key. */
export function newIssue(world: World, project: Project, draft: IssueDraft): Issue {
  const workflow = world.workflows[project.workflowId];
  const statusId = workflow?.statusIds[0];
  if (statusId === undefined) throw new Error(`project ${project.key} has no workflow`);
  const id = String(nextNumber(world, 'issue'));
  const issue: Issue = {
    id,
    key: `${project.key}-${project.nextIssueNumber}`,
    formerKeys: [],
    projectId: project.id,
    typeId: draft.typeId ?? typeIdOf(world, project, draft.typeName),
    summary: draft.summary,
    description: draft.description,
    statusId,
    statusCategoryChanged: draft.at,
    resolutionId: undefined,
    resolved: undefined,
    priorityId: '3',
    assignee: project.assigneeType === 'PROJECT_LEAD' ? project.leadAccountId : undefined,
    reporter: draft.reporter,
    creator: draft.creator,
    labels: draft.labels,
    created: draft.at,
    updated: draft.at,
    securityLevelId: undefined,
    sprintIds: [],
    rank: nextNumber(world, 'rank'),
    watchers: draft.reporter === undefined ? [] : [draft.reporter],
    customFields: {},
    properties: {},
    comments: [],
    history: [],
    componentIds: [],
    fixVersionIds: [],
    affectsVersionIds: [],
  };
  project.nextIssueNumber += 1;
  world.issues[id] = issue;
  return issue;
}

function typeIdOf(world: World, project: Project, name: string | undefined): string {
  const types = project.issueTypeIds.map((id) => world.issueTypes[id]);
  const found =
    name === undefined
      ? types.find((type) => type !== undefined && type.hierarchyLevel === 0)
      : types.find((type) => type?.name === name);
  if (found === undefined)
    throw new BadChange(`project ${project.key} has no type "${name ?? ''}"`);
  return found.id;
}

/** What a new comment needs. */
export interface CommentDraft {
  author: string;
  body: Json;
  at: number;
  internal?: boolean | undefined;
  visibility?: Comment['visibility'];
  properties?: Record<string, Json> | undefined;
}

/** Property that makes a comment of a service desk internal. */
export const INTERNAL_PROPERTY = 'sd.public.comment';

/** Adds a comment to an issue. */
export function newComment(world: World, issue: Issue, draft: CommentDraft): Comment {
  const comment: Comment = {
    id: String(nextNumber(world, 'comment')),
    author: draft.author,
    updateAuthor: draft.author,
    body: draft.body,
    created: draft.at,
    updated: draft.at,
    visibility: draft.visibility,
    properties: { ...(draft.properties ?? {}) },
  };
  if (draft.internal === true) comment.properties[INTERNAL_PROPERTY] = { internal: true };
  issue.comments.push(comment);
  issue.updated = draft.at;
  return comment;
}

/** Whether a comment is public in the sense of `jsdPublic`: only its property decides. */
export function isPublicComment(comment: Comment): boolean {
  const property = comment.properties[INTERNAL_PROPERTY];
  const internal =
    typeof property === 'object' && property !== null && !Array.isArray(property)
      ? property['internal']
      : undefined;
  return internal !== true && internal !== 'true';
}
