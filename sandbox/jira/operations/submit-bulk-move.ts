/**
 * Submitting a bulk move. Jira takes no issue into a status that the workflow of its new place lacks: either it picks the
 * first one there, or the caller maps every such status to one the workflow has.
 */
import { z } from 'zod';
import type { Answer } from '../http/jira-answer.ts';
import { holdsInProject } from '../permissions/evaluate-permission.ts';
import { subtasksOf } from '../render/render-issue-extras.ts';
import { findProject } from '../world/find-in-world.ts';
import type { Issue, LongTask } from '../world/issue-types.ts';
import type { Project } from '../world/world-types.ts';
import { bulkIssues, bulkRefusal, demandOnAll, submitTask } from './bulk-operations.ts';
import { readBody } from './guards.ts';
import type { Call } from './operation.ts';

const source = z.object({
  issueIdsOrKeys: z.array(z.string()),
  inferStatusDefaults: z.boolean(),
  targetStatus: z
    .array(z.object({ statuses: z.record(z.string(), z.array(z.string())) }))
    .nullable()
    .optional(),
});
type Source = z.infer<typeof source>;

const moveBody = z.object({ targetToSourcesMapping: z.record(z.string(), source) });

/** `submitBulkMove`. */
export function submitMove(call: Call, accountId: string): Answer {
  const { targetToSourcesMapping } = readBody(moveBody, call.body);
  const waiting = Object.entries(targetToSourcesMapping).flatMap(([place, given]) => {
    const { project, typeId } = placeOf(call, accountId, place);
    const issues = bulkIssues(call, given.issueIdsOrKeys);
    demandOnAll(call, issues, 'MOVE_ISSUES', 'move');
    const statusFor = statusMapping(call, project, given);
    return issues.map((issue): LongTask['waiting'][number] => {
      const statusId = statusFor(issue);
      const work = { kind: 'move' as const, projectId: project.id, typeId, statusId };
      return { issueId: issue.id, transitionId: '', willFail: false, work };
    });
  });
  if (waiting.length === 0) throw bulkRefusal('At least one issue must be provided');
  const family = waiting.reduce((sum, { issueId }) => {
    const issue = call.world.issues[issueId];
    return sum + 1 + (issue === undefined ? 0 : subtasksOf(call.site, issue).length);
  }, 0);
  if (family > 1_000) throw bulkRefusal('A maximum of 1000 issues is allowed');
  return submitTask(call, accountId, waiting);
}

function placeOf(call: Call, accountId: string, place: string) {
  const [projectWords = '', typeId = ''] = place.split(',');
  const project = findProject(call.world, projectWords);
  const mayCreate =
    project !== undefined && holdsInProject(call.world, accountId, 'CREATE_ISSUES', project);
  if (!mayCreate) throw bulkRefusal(`The project ${projectWords} is not a valid destination`);
  if (!project.issueTypeIds.includes(typeId)) {
    throw bulkRefusal(`The issue type ${typeId} is not valid in the project ${projectWords}`);
  }
  return { project, typeId };
}

/** The status an issue gets at its new place; undefined where its own one is there too, or Jira picks the first. */
function statusMapping(call: Call, project: Project, given: Source) {
  const known = call.world.workflows[project.workflowId]?.statusIds ?? [];
  const mapped = (given.targetStatus ?? []).flatMap(({ statuses }) => Object.entries(statuses));
  if (given.inferStatusDefaults && mapped.length > 0) {
    throw bulkRefusal('targetStatus must not be given when inferStatusDefaults is true');
  }
  const foreign = mapped.find(([target]) => !known.includes(target));
  if (foreign !== undefined) {
    throw bulkRefusal(`The status ${foreign[0]} is not in the workflow of ${project.key}`);
  }
  return ({ key, statusId }: Issue): string | undefined => {
    if (given.inferStatusDefaults || known.includes(statusId)) return undefined;
    const target = mapped.find(([, sources]) => sources.includes(statusId))?.[0];
    if (target !== undefined) return target;
    throw bulkRefusal(`The status ${statusId} of ${key} has no target status`);
  };
}
