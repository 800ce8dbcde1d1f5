/**
 * Workflow schemes and the switch of a project from one to another. Statuses the new workflows lack must all be mapped,
 * whether an issue is in them or not; the switch is a long task that is told by 303.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import type { WorkflowScheme } from '../world/administration-types.ts';
import type { Project, World } from '../world/world-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';
import { demandNoChange, submitChange, taskLocation } from './run-scheme-change.ts';
import { demandWorkflowAdmin } from './workflow-operations.ts';

const SCOPES = ['manage:jira-configuration'];
const PATH = '/rest/api/3/workflowscheme';

/** Operations on workflow schemes. */
export const workflowSchemeOperations: Operation[] = [
  {
    operationId: 'getAllWorkflowSchemes',
    method: 'GET',
    path: PATH,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const page = pageOf(call, schemesOf(call.world), 50, 50);
      return ok({ ...page, values: page.values.map((scheme) => schemeBody(call, scheme)) });
    },
  },
  {
    operationId: 'getWorkflowScheme',
    method: 'GET',
    path: `${PATH}/{id}`,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const scheme = call.world.administration.workflowSchemes[call.params['id'] ?? ''];
      if (scheme === undefined) throw refusal(404, 'The workflow scheme was not found.');
      return ok(schemeBody(call, scheme));
    },
  },
  {
    operationId: 'getWorkflowSchemeProjectAssociations',
    method: 'GET',
    path: `${PATH}/project`,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const wanted = queryList(call, 'projectId');
      const values = schemesOf(call.world).flatMap((scheme) => {
        const projectIds = scheme.projectIds.filter((id) => wanted.includes(id));
        return projectIds.length === 0
          ? []
          : [{ projectIds, workflowScheme: schemeBody(call, scheme) }];
      });
      return ok({ values });
    },
  },
  {
    operationId: 'switchWorkflowSchemeForProject',
    method: 'POST',
    path: `${PATH}/project/switch`,
    scopes: SCOPES,
    kind: 'write',
    run: switchScheme,
  },
];

const schemesOf = (world: World): WorkflowScheme[] =>
  Object.values(world.administration.workflowSchemes);

function schemeBody(call: Call, scheme: WorkflowScheme): Record<string, unknown> {
  const nameOf = (id: string): string => call.world.workflows[id]?.name ?? id;
  return {
    id: Number(scheme.id),
    name: scheme.name,
    description: scheme.description,
    defaultWorkflow: nameOf(scheme.defaultWorkflowId),
    issueTypeMappings: Object.fromEntries(
      Object.entries(scheme.workflowByType).map(([type, id]) => [type, nameOf(id)]),
    ),
    self: `${call.site.baseUrl}${PATH}/${scheme.id}`,
  };
}

const switchShape = z.object({
  projectId: z.string(),
  targetSchemeId: z.string(),
  mappingsByIssueTypeOverride: z
    .array(
      z.object({
        issueTypeId: z.string(),
        statusMappings: z.array(z.object({ oldStatusId: z.string(), newStatusId: z.string() })),
      }),
    )
    .optional(),
});

type Mappings = NonNullable<z.infer<typeof switchShape>['mappingsByIssueTypeOverride']>;

function switchScheme(call: Call): Answer {
  demandWorkflowAdmin(call);
  const { world } = call;
  const given = readBody(switchShape, call.body);
  const project = world.projects[given.projectId];
  const next = world.administration.workflowSchemes[given.targetSchemeId];
  if (project === undefined || project.deleted !== undefined || next === undefined) {
    throw refusal(400, 'The project or the workflow scheme was not found.');
  }
  if (project.style === 'next-gen') {
    throw refusal(400, 'Workflow schemes can only be assigned to classic projects.');
  }
  demandNoChange(world, 'workflow', 'A conflicting task is already running.');
  const before = schemesOf(world).find(({ projectIds }) => projectIds.includes(project.id));
  if (before === next) throw refusal(400, 'The project already uses this workflow scheme.');
  const mappings = given.mappingsByIssueTypeOverride ?? [];
  const moves = project.issueTypeIds.flatMap((typeId) =>
    movesOf(world, { project, before, next }, typeId, mappings),
  );
  const projectIds = [project.id];
  const task = submitChange(call, { kind: 'workflow', projectIds, schemeId: next.id, moves });
  return taskLocation(call, task);
}

interface Switch {
  project: Project;
  before: WorkflowScheme | undefined;
  next: WorkflowScheme;
}

/** Where issues of a type go; a status without a mapping is refused. */
function movesOf(world: World, { project, before, next }: Switch, typeId: string, all: Mappings) {
  const workflowOf = (scheme: WorkflowScheme | undefined): string =>
    scheme?.workflowByType[typeId] ?? scheme?.defaultWorkflowId ?? project.workflowId;
  const old = world.workflows[workflowOf(before)]?.statusIds ?? [];
  const kept = world.workflows[workflowOf(next)]?.statusIds ?? [];
  const mappings = all.find(({ issueTypeId }) => issueTypeId === typeId)?.statusMappings ?? [];
  return old
    .filter((id) => !kept.includes(id))
    .map((from) => {
      const to = mappings.find(({ oldStatusId }) => oldStatusId === from)?.newStatusId;
      if (to === undefined || !kept.includes(to)) {
        throw refusal(400, `Issue type ${typeId} needs a mapping for the status ${from}.`);
      }
      return { typeId, from, to };
    });
}
