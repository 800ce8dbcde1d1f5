/** Where a new issue goes, what it must have there, and how it is found again by its mark. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import type { Wanted } from '../look-up/field-wishes.ts';
import { type Issue, issueIn, issueKeyIn, issueRead } from '../look-up/find-issue.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import { findProjectIssueType } from '../look-up/find-project-issue-type.ts';
import type { IssueField } from '../look-up/issue-fields.ts';
import { MARK_PROPERTY } from '../look-up/mark.ts';
import { ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';

interface PlaceWords {
  project: string;
  issueType?: string;
  parent?: string;
}

/** Fields that are filled by other means or by Jira itself. */
const GIVEN = new Set(['project', 'issuetype', 'parent', 'reporter', 'labels']);

/** Where the marks stand in the answer to `marksRead`. */
export const MARKS = `issues[].properties.${MARK_PROPERTY}.mark`;
/** The newest issues Kraken made in the project, with their marks. */
export function marksRead(projectId: string): JiraRead {
  return readOf('searchAndReconsileIssuesUsingJqlPost', {
    body: {
      jql: `project = ${projectId} AND creator = currentUser() ORDER BY created DESC`,
      fields: ['id'],
      properties: [MARK_PROPERTY],
      maxResults: 50,
    },
    pick: ['issues[].id', 'issues[].key', MARKS],
  });
}

/** Keys of the issues with this mark. */
export function markedKeys({ body }: JiraReadResult, mark: string): string[] {
  return itemsAt(body, 'issues').flatMap((item) =>
    textAt(item, `properties.${MARK_PROPERTY}.mark`) === mark ? [textAt(item, 'key') ?? ''] : [],
  );
}

/** Where a new issue goes. */
export interface Place {
  project: Project;
  type: { id: string; name: string };
  parent: Issue | null;
}

/** Finds project, type and parent. */
export function* findPlace(
  args: PlaceWords,
  context: ResolveContext,
): Reading<Result<Place, Obstacle>> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  if (project.value.isArchived) {
    return unsupported(`${project.value.key} is archived; restore it before making issues in it.`);
  }
  const type = yield* findProjectIssueType(
    args.issueType,
    project.value,
    args.parent !== undefined,
  );
  if (!type.ok) return type;
  const parent = yield* readOptional(args.parent, (wanted) => findParent(wanted, context));
  if (parent !== undefined && !parent.ok) return parent;
  if (type.value.isSubtask && parent === undefined) {
    return ask('issue', '', [], `Which issue shall the ${quoted(type.value.name)} belong to?`);
  }
  if (parent !== undefined && parent.value.projectId !== project.value.id) {
    return unsupported(
      `A sub-task stands in the project of its issue; ${parent.value.key} is not in ${project.value.key}.`,
    );
  }
  return ok({ project: project.value, type: type.value, parent: parent?.value ?? null });
}

function* findParent(wanted: string, context: ResolveContext): Reading<Result<Issue, Obstacle>> {
  const key = issueKeyIn(wanted, context);
  if (!key.ok) return key;
  const [answer] = yield* readAll([issueRead(key.value, [], [])]);
  return issueIn(wanted, answer);
}

/** Names of the fields the project insists on and nobody filled. */
export function missingIn(fields: readonly IssueField[], wanted: readonly Wanted[]): string[] {
  return fields
    .filter(
      ({ id, isRequired, hasDefault }) =>
        isRequired && !hasDefault && !GIVEN.has(id) && !wanted.some(({ field }) => field.id === id),
    )
    .map(({ name }) => name);
}
