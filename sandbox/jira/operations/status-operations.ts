/** Statuses of the whole site: searched, made, deleted while no workflow has them. */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { CATEGORY_WORDS, jiraStatusBody, workflowUuid } from '../render/render-workflow.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Status, Workflow, World } from '../world/world-types.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';
import { demandWorkflowAdmin, schemesUsing, tokenPage } from './workflow-operations.ts';

const SCOPES = ['manage:jira-configuration'];
const PATH = '/rest/api/3/statuses';

/** Operations on statuses. */
export const statusOperations: Operation[] = [
  {
    operationId: 'search',
    method: 'GET',
    path: `${PATH}/search`,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandWorkflowAdmin(call);
      const words = queryText(call, 'searchString')?.toLowerCase() ?? '';
      const found = Object.values(call.world.statuses).filter(({ name }) =>
        name.toLowerCase().includes(words),
      );
      const page = pageOf(call, found, 200, 200);
      return ok({ ...page, values: page.values.map(jiraStatusBody) });
    },
  },
  {
    operationId: 'createStatuses',
    method: 'POST',
    path: PATH,
    scopes: SCOPES,
    kind: 'write',
    run: createStatuses,
  },
  {
    operationId: 'deleteStatusesById',
    method: 'DELETE',
    path: PATH,
    scopes: SCOPES,
    kind: 'write',
    run(call) {
      demandWorkflowAdmin(call);
      const ids = queryList(call, 'id');
      if (ids.length === 0) throw refusal(400, 'At least one id.');
      for (const id of ids) {
        if (call.world.statuses[id] === undefined) throw refusal(400, `No status ${id}.`);
        if (workflowsWith(call.world, id).length > 0) {
          throw refusal(400, `The status ${id} is in use and cannot be deleted.`);
        }
      }
      for (const id of ids) delete call.world.statuses[id];
      return noContent();
    },
  },
  {
    operationId: 'getWorkflowUsagesForStatus',
    method: 'GET',
    path: `${PATH}/{statusId}/workflowUsages`,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      const statusId = statusOf(call).id;
      const ids = workflowsWith(call.world, statusId).map((each) => workflowUuid(call.world, each));
      return ok({ statusId, workflows: tokenPage(call, ids) });
    },
  },
  {
    operationId: 'getProjectUsagesForStatus',
    method: 'GET',
    path: `${PATH}/{statusId}/projectUsages`,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      const statusId = statusOf(call).id;
      const ids = workflowsWith(call.world, statusId)
        .flatMap((workflow) => schemesUsing(call.world, workflow))
        .flatMap(({ projectIds }) => projectIds);
      return ok({ statusId, projects: tokenPage(call, [...new Set(ids)]) });
    },
  },
];

function workflowsWith(world: World, statusId: string): Workflow[] {
  return Object.values(world.workflows).filter(({ statusIds }) => statusIds.includes(statusId));
}

function statusOf(call: Call): Status {
  demandWorkflowAdmin(call);
  const status = call.world.statuses[call.params['statusId'] ?? ''];
  if (status === undefined) throw refusal(404, 'The status was not found.');
  return status;
}

const createShape = z.object({
  scope: z.object({ type: z.enum(['GLOBAL', 'PROJECT']) }),
  statuses: z
    .array(
      z.object({
        name: z.string().min(1).max(255),
        statusCategory: z.enum(['TODO', 'IN_PROGRESS', 'DONE']),
        description: z.string().optional(),
      }),
    )
    .min(1),
});

function createStatuses(call: Call): Answer {
  demandWorkflowAdmin(call);
  const { world } = call;
  const { scope, statuses } = readBody(createShape, call.body);
  if (scope.type !== 'GLOBAL') throw refusal(400, 'The stand-in has statuses of the site only.');
  const names = Object.values(world.statuses).map(({ name }) => name.toLowerCase());
  const taken = statuses.find(({ name }) => names.includes(name.toLowerCase()));
  if (taken !== undefined) throw refusal(400, `The status name ${taken.name} is already in use.`);
  const made = statuses.map(({ name, statusCategory, description }): Status => {
    const id = String(nextNumber(world, 'status'));
    const category = (Object.entries(CATEGORY_WORDS).find(
      ([, word]) => word === statusCategory,
    ) ?? ['new'])[0] as Status['category'];
    return { id, name, description: description ?? '', category };
  });
  for (const status of made) world.statuses[status.id] = status;
  return ok(made.map(jiraStatusBody));
}
