/**
 * Workflows: read, checked, changed, deleted. An update carries the version it was made from; another version is a
 * conflict. Whoever does not administer Jira gets 401 here, as the documents say.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import {
  raiseVersion,
  versionOf,
  workflowBody,
  workflowByUuid,
  workflowStatusBody,
} from '../render/render-workflow.ts';
import type { WorkflowScheme } from '../world/administration-types.ts';
import type { Workflow, World } from '../world/world-types.ts';
import {
  applyUpdate,
  type Fault,
  faultsOf,
  updateShape,
  type WorkflowPayload,
} from './change-workflow.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryNumber, queryText } from './operation.ts';
import { demandNoChange, moveStatus } from './run-scheme-change.ts';

const SCOPES = ['manage:jira-configuration'];

function operationOf(
  operationId: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  kind: 'read' | 'write',
  run: Operation['run'],
): Operation {
  return {
    operationId,
    method,
    path,
    scopes: SCOPES,
    kind,
    run(call) {
      demandWorkflowAdmin(call);
      return run(call);
    },
  };
}

/** Demands Administer Jira. Throws 401 for everybody else. */
export function demandWorkflowAdmin(call: Call): void {
  if (!holdsGlobal(call.world, call.accountId, 'ADMINISTER')) {
    throw refusal(401, 'You do not have the permission to administer workflows.');
  }
}

/** Operations on workflows. */
export const workflowOperations: Operation[] = [
  operationOf('readWorkflows', 'POST', '/rest/api/3/workflows', 'read', readMany),
  operationOf('searchWorkflows', 'GET', '/rest/api/3/workflows/search', 'read', search),
  operationOf(
    'validateUpdateWorkflows',
    'POST',
    '/rest/api/3/workflows/update/validation',
    'read',
    (call) => {
      const { payload } = readBody(z.object({ payload: updateShape }), call.body);
      return ok({ errors: check(call.world, payload) });
    },
  ),
  operationOf('updateWorkflows', 'POST', '/rest/api/3/workflows/update', 'write', update),
  operationOf(
    'getProjectUsagesForWorkflow',
    'GET',
    '/rest/api/3/workflow/{workflowId}/projectUsages',
    'read',
    (call) => {
      const workflow = workflowOf(call, call.params['workflowId'] ?? '');
      const ids = projectsUsing(call.world, workflow);
      return ok({ workflowId: call.params['workflowId'], projects: tokenPage(call, ids) });
    },
  ),
  operationOf(
    'getWorkflowSchemeUsagesForWorkflow',
    'GET',
    '/rest/api/3/workflow/{workflowId}/workflowSchemes',
    'read',
    (call) => {
      const workflow = workflowOf(call, call.params['workflowId'] ?? '');
      const ids = schemesUsing(call.world, workflow).map(({ id }) => id);
      return ok({ workflowId: call.params['workflowId'], workflowSchemes: tokenPage(call, ids) });
    },
  ),
  operationOf(
    'deleteInactiveWorkflow',
    'DELETE',
    '/rest/api/3/workflow/{entityId}',
    'write',
    remove,
  ),
];

function workflowOf(call: Call, uuid: string): Workflow {
  const workflow = workflowByUuid(call.world, uuid);
  if (workflow === undefined) throw refusal(404, 'The workflow was not found.');
  return workflow;
}

/** The workflow schemes that name a workflow. */
export function schemesUsing(world: World, workflow: Workflow): WorkflowScheme[] {
  return Object.values(world.administration.workflowSchemes).filter(
    ({ defaultWorkflowId, workflowByType }) =>
      defaultWorkflowId === workflow.id || Object.values(workflowByType).includes(workflow.id),
  );
}

function projectsUsing(world: World, workflow: Workflow): string[] {
  return schemesUsing(world, workflow)
    .flatMap(({ projectIds }) => projectIds)
    .filter((id) => world.projects[id] !== undefined && world.projects[id].deleted === undefined);
}

/** A page of ids that names the next one by a token. */
export function tokenPage(call: Call, ids: readonly string[]): Record<string, unknown> {
  const start = Number(queryText(call, 'nextPageToken') ?? '0');
  const count = queryNumber(call, 'maxResults', 50);
  if (count < 1 || count > 200 || !Number.isInteger(start)) {
    throw refusal(400, 'maxResults must be between 1 and 200.');
  }
  const values = ids.slice(start, start + count).map((id) => ({ id }));
  const next = start + values.length;
  return { ...(next < ids.length ? { nextPageToken: String(next) } : {}), values };
}

const readShape = z.object({
  workflowIds: z.array(z.string()).optional(),
  workflowNames: z.array(z.string()).optional(),
});

function readMany(call: Call): Answer {
  const { workflowIds = [], workflowNames = [] } = readBody(readShape, call.body);
  const { world } = call;
  const found = Object.values(world.workflows).filter(
    (workflow) =>
      workflowNames.includes(workflow.name) ||
      workflowIds.some((uuid) => workflowByUuid(world, uuid) === workflow),
  );
  return ok(bodies(call, found));
}

function bodies(call: Call, workflows: readonly Workflow[]) {
  const ids = new Set(workflows.flatMap(({ statusIds }) => statusIds));
  const statuses = [...ids].flatMap((id) => call.world.statuses[id] ?? []);
  return {
    statuses: statuses.map(workflowStatusBody),
    workflows: workflows.map((workflow) => workflowBody(call.site, workflow)),
  };
}

function search(call: Call): Answer {
  const words = queryText(call, 'queryString')?.toLowerCase() ?? '';
  const isActive = queryText(call, 'isActive');
  const all = Object.values(call.world.workflows).filter(
    (workflow) =>
      workflow.name.toLowerCase().includes(words) &&
      (isActive === undefined ||
        projectsUsing(call.world, workflow).length > 0 === (isActive === 'true')),
  );
  const page = pageOf(call, all, 50, 200);
  const { workflows, statuses } = bodies(call, page.values);
  const self = `${call.site.baseUrl}/rest/api/3/workflows/search`;
  return ok({ ...page, self, statuses, values: workflows });
}

function check(world: World, payload: WorkflowPayload): Fault[] {
  return payload.workflows.flatMap((update) => {
    const current = workflowByUuid(world, update.id);
    if (current === undefined) throw refusal(400, 'The workflow was not found.');
    return faultsOf(world, payload, update, current, projectsUsing(world, current));
  });
}

function update(call: Call): Answer {
  const { world } = call;
  const payload = readBody(updateShape, call.body);
  demandNoChange(world, 'workflow', 'Another workflow configuration update task is ongoing.');
  const faults = check(world, payload).filter(({ level }) => level === 'ERROR');
  if (faults.length > 0) {
    throw refusal(
      400,
      faults.map(({ message }) => message),
    );
  }
  const changed: Workflow[] = [];
  for (const given of payload.workflows) {
    const current = workflowByUuid(world, given.id);
    if (current === undefined) continue;
    const { id, versionNumber } = versionOf(world, current);
    if (given.version.id !== id || given.version.versionNumber !== versionNumber) {
      throw refusal(409, 'The workflow has been changed since it was read.');
    }
    migrate(call, given, projectsUsing(world, current));
    applyUpdate(world, payload, given, current);
    raiseVersion(world, current);
    changed.push(current);
  }
  return ok(bodies(call, changed));
}

function migrate(
  call: Call,
  given: WorkflowPayload['workflows'][number],
  projectIds: readonly string[],
): void {
  for (const { oldStatusReference, newStatusReference } of given.defaultStatusMappings ?? []) {
    for (const issue of Object.values(call.world.issues)) {
      if (issue.statusId !== oldStatusReference || !projectIds.includes(issue.projectId)) continue;
      moveStatus(call.site, issue.id, newStatusReference, call.accountId ?? '');
    }
  }
}

function remove(call: Call): Answer {
  const workflow = workflowOf(call, call.params['entityId'] ?? '');
  if (schemesUsing(call.world, workflow).length > 0) {
    throw refusal(400, 'The workflow is in use by a workflow scheme and cannot be deleted.');
  }
  delete call.world.workflows[workflow.id];
  return noContent();
}
