/** Where issues are moved to, and which of them move as what. */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import {
  chooseProjectIssueType,
  type ProjectIssueType,
  readProjectIssueTypes,
} from '../look-up/find-project-issue-type.ts';
import type { FoundList } from '../look-up/frozen-list.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, textAt } from '../look-up/read-answer.ts';
import type { MoveTarget } from './targets.ts';

/** Fields that tell where an issue is and what goes with it. */
export const FIELDS = ['project', 'issuetype', 'subtasks'];
/** What to keep of them. */
export const PICK = [
  'fields.project.id',
  'fields.issuetype.id',
  'fields.issuetype.name',
  'fields.issuetype.subtask',
  'fields.subtasks[].id',
];

/** Where the issues go. */
export interface Place {
  project: Project;
  types: ProjectIssueType[];
}

/** Finds the project and the types it takes. */
export function* findPlace(
  words: string,
  context: ResolveContext,
): Reading<Result<Place, Obstacle>> {
  const project = yield* findProject(words, context);
  if (!project.ok) return project;
  const { key } = project.value;
  if (project.value.isArchived) {
    return unsupported(`${key} is archived; restore it before moving issues into it.`);
  }
  const types = yield* readProjectIssueTypes(project.value);
  return types.ok ? ok({ project: project.value, types: types.value }) : types;
}

type Group = MoveTarget['groups'][number];

/** Groups what really moves by where it comes from and what it becomes. */
export function groupsOf(
  { issues }: FoundList,
  details: ReadonlyMap<string, Json>,
  place: Place,
  wanted: string | undefined,
): Result<Group[], Obstacle> {
  const groups = new Map<string, Group>();
  for (const issue of issues) {
    const group = groupOf(issue, details.get(issue.id) ?? null, place, wanted);
    if (!group.ok) return group;
    const { fromProject, fromType, toType } = group.value;
    if (fromProject.id === place.project.id && fromType.id === toType.id) continue;
    const at = `${fromProject.id}:${fromType.id}:${toType.id}`;
    const known = groups.get(at) ?? group.value;
    known.issues.push({ id: issue.id, key: issue.key });
    groups.set(at, known);
  }
  return ok([...groups.values()]);
}

/** The group an issue belongs to, still empty. */
function groupOf(
  { key, projectId, projectKey }: FoundList['issues'][number],
  body: Json,
  { project, types }: Place,
  wanted: string | undefined,
): Result<Group, Obstacle> {
  const name = textAt(body, 'fields.issuetype.name') ?? '';
  if (isTrueAt(body, 'fields.issuetype.subtask')) {
    return unsupported(`${key} is a sub-task: it goes with the issue it belongs to.`);
  }
  const type = chooseProjectIssueType(wanted ?? name, types, project);
  if (!type.ok) return type;
  if (type.value.isSubtask) return unsupported(`${key} cannot become a sub-task by moving it.`);
  return ok({
    fromProject: { id: projectId, key: projectKey },
    fromType: { id: idAt(body, 'fields.issuetype.id') ?? '', name },
    toType: { id: type.value.id, name: type.value.name },
    issues: [],
  });
}
