/**
 * `workflow_scheme.assign`: one project follows another existing workflow scheme, and issues in statuses that are not
 * there move. Jira does it in a long task. Atlassian marks the operation as experimental; the stable one only works
 * while a project has no issues.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition, words } from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { type EditableProject, findEditableProject } from '../look-up/editable-project.ts';
import type { Project } from '../look-up/find-project.ts';
import { findSchemeNamed } from '../look-up/find-scheme-of.ts';
import { schemeIn, workflowSchemesOf } from '../look-up/find-workflow.ts';
import {
  WORKFLOW_SCHEMES,
  type WorkflowScheme,
  workflowForType,
  workflowSchemeRead,
} from '../look-up/find-workflow-scheme.ts';
import { taskCheck } from '../look-up/long-task.ts';
import { bareWords } from '../look-up/match-name.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { bodyOf, findingOf } from './show-switch.ts';
import { findMoves, type MappingWords, type TypeGroup } from './status-mappings.ts';

type Args = { project: string; scheme: string; mappings?: MappingWords[] };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'workflow_scheme.assign'>> {
  const editable = yield* findEditableProject(args.project, ['issueTypes[].id'], context);
  if (!editable.ok) return editable;
  const { project } = editable.value;
  if (project.isTeamManaged) {
    return unsupported(`${project.key} is team-managed and has no workflow scheme to change.`);
  }
  const name = bareWords(args.scheme).replace(/^the\s+/i, '');
  const scheme = yield* findSchemeNamed(name, WORKFLOW_SCHEMES, context);
  if (!scheme.ok) return scheme;
  const schemes = yield* readSchemes(project, scheme.value);
  if (!schemes.ok) return schemes;
  const { before, oldBody, nextBody, pins } = schemes.value;
  if (before?.id === scheme.value.id) {
    return already(`${project.key} already uses the workflow scheme ${before.name}.`);
  }
  const groups = groupsOf(editable.value, oldBody, nextBody);
  const moves = yield* findMoves(project, groups, args.mappings ?? [], context);
  if (!moves.ok) return moves;
  const [counted] = yield* readAll([countRead(`project = ${project.id}`)]);
  const finding = findingOf(project, before, scheme.value, moves.value, countIn(counted), context);
  const preconditions = [editable.value.pin, ...pins, ...moves.value.preconditions];
  return found({ ...finding, preconditions });
}

interface Schemes {
  before: WorkflowScheme | null;
  oldBody: Json;
  nextBody: Json;
  pins: Precondition[];
}

function* readSchemes(
  { id, key }: Project,
  scheme: WorkflowScheme,
): Reading<Result<Schemes, Obstacle>> {
  const [pin, definition] = [workflowSchemesOf([id]), workflowSchemeRead(scheme.id)];
  const [used, next] = yield* readAll([pin, definition]);
  const [association] = itemsAt(used.body, 'values');
  if (used.status !== 200 || association === undefined) {
    return refusedRead(`the workflow scheme of ${key}`, used);
  }
  if (next.status !== 200) return refusedRead(`the workflow scheme ${scheme.name}`, next);
  const oldBody = schemeIn(association);
  const oldId = idAt(oldBody, 'id');
  return ok({
    before: oldId === undefined ? null : { id: oldId, name: textAt(oldBody, 'name') ?? oldId },
    oldBody,
    nextBody: next.body,
    pins: [
      precondition(`Workflow scheme of ${key}`, pin, used),
      precondition(`Workflows of ${scheme.name}`, definition, next),
    ],
  });
}

/** Issue types by the workflows they leave and get. */
function groupsOf({ answer }: EditableProject, oldBody: Json, nextBody: Json): TypeGroup[] {
  const types = itemsAt(answer.body, 'issueTypes').flatMap((type) => idAt(type, 'id') ?? []);
  const ways = types.map((typeId) => ({
    typeId,
    old: workflowForType(oldBody, typeId),
    next: workflowForType(nextBody, typeId),
  }));
  const grouped = Map.groupBy(ways, ({ old, next }) => JSON.stringify([old, next]));
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ typeIds: group.map(({ typeId }) => typeId), old: first.old, next: first.next }];
  });
}

/** Catalogue entry of `workflow_scheme.assign`. */
export const assignWorkflowScheme = defineAction('workflow_scheme.assign', {
  area: 'workflows_statuses',
  title: 'Use another workflow scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes the status of many issues and how all issues of a project move.',
  level: 'critical',
  reversibility: {
    kind: 'partial',
    sentence:
      'The old scheme can be used again; issues of several statuses that became one stay together',
  },
  blastRadius: 'all issues of the project; issues that change status, by status',
  connections: ['forge', 'oauth'],
  writes: operations('switchWorkflowSchemeForProject', 'getTask'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllWorkflowSchemes',
    'getWorkflowScheme',
    'getWorkflowSchemeProjectAssociations',
    'readWorkflows',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    scheme: words,
    mappings: z.exactOptional(
      z
        .array(z.strictObject({ from: words, to: words }))
        .min(1)
        .max(50),
    ),
  }),
  resolve,
  compile: (target) => [
    requestOf('switchWorkflowSchemeForProject', {
      body: bodyOf(target),
      capture: { taskId: 'id' },
    }),
    requestOf('getTask', {
      path: { taskId: { captured: 'taskId' } },
      poll: { field: 'status', until: ['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'] },
    }),
  ],
  check: ({ project, before, scheme }) =>
    taskCheck({
      reads: [workflowSchemesOf([project.id])],
      judge([answer]) {
        const [association] = itemsAt(answer?.body ?? null, 'values');
        if (answer?.status !== 200 || association === undefined) return 'unknown';
        const now = idAt(schemeIn(association), 'id') ?? null;
        if (now === scheme.id) return 'done';
        return now === (before?.id ?? null) ? 'not-done' : 'differs';
      },
    }),
  inverse: ({ undo }) => (undo === null ? null : [{ type: 'workflow_scheme.assign', args: undo }]),
});
