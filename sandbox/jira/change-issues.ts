/**
 * What users of the site do with issues outside Kraken: filing, commenting, editing, transitions. Events
 * fire as if Jira's own screens had been used.
 */
import type { ChangeOf } from './change-shapes.ts';
import type { SiteContext } from './operations/operation.ts';
import type { Outside } from './outside.ts';
import type { NewComment, NewIssue } from './site-types.ts';
import { adfFromText, adfProblem } from './world/adf-text.ts';
import {
  changeItem,
  recordChange,
  setAssignee,
  setDescription,
  setLabels,
  setSprint,
  setSummary,
  takeTransition,
  transitionsOf,
} from './world/change-issue.ts';
import {
  BadChange,
  findGroup,
  findIssue,
  findPerson,
  findProject,
  findRole,
} from './world/find-in-world.ts';
import type { ChangeItem, Comment, Issue, Json } from './world/issue-types.ts';
import { newComment, newIssue } from './world/new-issue.ts';
import type { World } from './world/world-types.ts';

/** Files an issue as its reporter. */
export function fileNewIssue(things: Outside, given: NewIssue): { id: string; key: string } {
  const { site } = things;
  const project = findProject(site.world, given.project);
  if (project === undefined || project.deleted !== undefined || project.archived !== undefined) {
    throw new BadChange(`there is no project "${given.project}"`);
  }
  const reporter = findPerson(site.world, given.reporter).accountId;
  const issue = newIssue(site.world, project, {
    typeName: given.issueType,
    summary: given.summary,
    description: given.description === undefined ? null : readAdf(given.description),
    reporter,
    creator: reporter,
    labels: [...(given.labels ?? [])],
    at: site.now,
  });
  site.announce.created(issue, reporter);
  return { id: issue.id, key: issue.key };
}

/** Comments as somebody. */
export function addCommentTo(things: Outside, issueKey: string, given: NewComment): { id: string } {
  const { site } = things;
  const issue = mustFindIssue(site.world, issueKey);
  const author = findPerson(site.world, given.author).accountId;
  const comment = newComment(site.world, issue, {
    author,
    body: readAdf(given.body),
    at: site.now,
    internal: given.internal ?? false,
    visibility: audienceOf(site.world, given.visibility),
  });
  site.announce.commented(issue, author, comment);
  return { id: comment.id };
}

function readAdf(value: string | Json): Json {
  if (typeof value === 'string') return adfFromText(value);
  if (adfProblem(value) !== undefined) throw new BadChange('the text is no ADF document');
  return value;
}

function audienceOf(world: World, given: NewComment['visibility']): Comment['visibility'] {
  if (given === undefined) return undefined;
  const ref =
    given.type === 'group'
      ? findGroup(world, given.value)?.id
      : findRole(world, given.value)?.id.toString();
  if (ref === undefined) throw new BadChange(`there is no ${given.type} "${given.value}"`);
  return { type: given.type, ref };
}

function mustFindIssue(world: World, key: string): Issue {
  const issue = findIssue(world, key);
  if (issue === undefined) throw new BadChange(`there is no issue "${key}"`);
  return issue;
}

type IssueChange = ChangeOf<
  | 'edit-issue'
  | 'assign-issue'
  | 'transition-issue'
  | 'move-to-sprint'
  | 'delete-issue'
  | 'delete-comment'
>;

/** Carries out a change of an issue. */
export function changeIssue(site: SiteContext, change: IssueChange): undefined {
  const issue = mustFindIssue(site.world, change.issue);
  if (change.kind === 'delete-issue') {
    delete site.world.issues[issue.id];
    return undefined;
  }
  if (change.kind === 'delete-comment') {
    const kept = issue.comments.filter((comment) => comment.id !== change.comment);
    if (kept.length === issue.comments.length) throw new BadChange('there is no such comment');
    issue.comments = kept;
    return undefined;
  }
  const by = findPerson(site.world, change.by).accountId;
  const items = itemsOf(site, issue, change);
  const entry = recordChange(site.world, issue, by, site.now, items);
  if (entry !== undefined) site.announce.updated(issue, by, items, entry.id);
  return undefined;
}

function itemsOf(
  site: SiteContext,
  issue: Issue,
  change: Exclude<IssueChange, ChangeOf<'delete-issue' | 'delete-comment'>>,
): ChangeItem[] {
  const { world } = site;
  switch (change.kind) {
    case 'edit-issue':
      return editItems(world, issue, change);
    case 'assign-issue': {
      const assignee =
        change.assignee === null ? undefined : findPerson(world, change.assignee).accountId;
      return setAssignee(world, issue, assignee);
    }
    case 'transition-issue': {
      const transition = transitionsOf(world, issue).find(
        (one) => one.name === change.status || world.statuses[one.to]?.name === change.status,
      );
      if (transition === undefined) {
        throw new BadChange(`${issue.key} has no transition to "${change.status}"`);
      }
      return takeTransition(world, issue, transition, site.now);
    }
    case 'move-to-sprint': {
      const sprint = Object.values(world.sprints).find((one) => one.name === change.sprint);
      if (change.sprint !== null && sprint === undefined) {
        throw new BadChange(`there is no sprint "${change.sprint}"`);
      }
      return setSprint(world, issue, sprint);
    }
  }
}

function editItems(world: World, issue: Issue, change: ChangeOf<'edit-issue'>): ChangeItem[] {
  const items: ChangeItem[] = [];
  if (change.summary !== undefined) items.push(...setSummary(issue, change.summary));
  if (change.description !== undefined) {
    items.push(...setDescription(issue, adfFromText(change.description)));
  }
  if (change.labels !== undefined) items.push(...setLabels(issue, change.labels));
  if (change.reporter !== undefined) {
    const to = findPerson(world, change.reporter);
    const before = issue.reporter;
    const beforeName = before === undefined ? null : (world.users[before]?.displayName ?? null);
    issue.reporter = to.accountId;
    items.push(
      changeItem('reporter', [before ?? null, beforeName], [to.accountId, to.displayName]),
    );
  }
  return items;
}
