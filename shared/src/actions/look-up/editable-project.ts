/** A project whose own details may be changed, with the facts of it that the action is about. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { findProject, type Project, projectRead } from './find-project.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { readAll } from './read-together.ts';

/** A project, the picked fields of it, and the read that gives them. */
export interface EditableProject {
  project: Project;
  read: JiraRead;
  answer: JiraReadResult;
  pin: Precondition;
}

/** Finds the project and reads fields of it; an archived project is left to a person. */
export function* findEditableProject(
  words: string,
  fields: readonly string[],
  context: ResolveContext,
): Reading<Result<EditableProject, Obstacle>> {
  const project = yield* findProject(words, context);
  if (!project.ok) return project;
  const { key, isArchived } = project.value;
  if (isArchived) {
    return unsupported(`The project ${key} is archived and cannot be changed. Restore it first.`);
  }
  const read = projectRead(key, ['id', 'key', 'archived', ...fields]);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead(`the project ${key}`, answer);
  const pin = { label: `Project ${key}`, read, expected: answer };
  return ok({ project: project.value, read, answer, pin });
}
