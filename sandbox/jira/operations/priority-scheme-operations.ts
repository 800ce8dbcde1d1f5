/**
 * Priority schemes. A project comes into a scheme only with a mapping for every priority of its old scheme that the new
 * one lacks, and for no other; the mapping is sent where it is empty too. Changed issues are the work of a task.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { priorityBody } from '../render/render-issue.ts';
import { projectReference } from '../render/render-project.ts';
import type { PriorityScheme } from '../world/priority-schemes.ts';
import type { Project, World } from '../world/world-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';
import { demandNoChange, giveScheme, submitChange } from './run-scheme-change.ts';

const MANAGE = ['manage:jira-configuration'];
const PATH = '/rest/api/3/priorityscheme';

/** Operations on priority schemes. */
export const prioritySchemeOperations: Operation[] = [
  {
    operationId: 'getPrioritySchemes',
    method: 'GET',
    path: PATH,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const page = pageOf(call, Object.values(call.world.prioritySchemes), 50, 50);
      const values = page.values.map((scheme) => schemeBody(call, scheme));
      return ok({ ...page, values });
    },
  },
  {
    operationId: 'getProjectsByPriorityScheme',
    method: 'GET',
    path: `${PATH}/{schemeId}/projects`,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      const scheme = schemeOf(call);
      const ids = queryList(call, 'projectId');
      const projects = Object.values(call.world.projects).filter(
        (project) =>
          project.deleted === undefined &&
          schemeOfProject(call.world, project) === scheme &&
          (ids.length === 0 || ids.includes(project.id)),
      );
      const page = pageOf(call, projects, 50, 50);
      return ok({ ...page, values: page.values.map((one) => projectReference(call.site, one)) });
    },
  },
  {
    operationId: 'updatePriorityScheme',
    method: 'PUT',
    path: `${PATH}/{schemeId}`,
    scopes: MANAGE,
    kind: 'write',
    run: update,
  },
];

function schemeOf(call: Call): PriorityScheme {
  const scheme = call.world.prioritySchemes[call.params['schemeId'] ?? ''];
  if (scheme === undefined) throw refusal(400, 'The priority scheme does not exist.');
  return scheme;
}

function schemeOfProject(world: World, project: Project): PriorityScheme | undefined {
  const schemes = Object.values(world.prioritySchemes);
  return (
    schemes.find(({ projectIds }) => projectIds.includes(project.id)) ??
    schemes.find(({ isDefault }) => isDefault)
  );
}

function schemeBody(call: Call, scheme: PriorityScheme) {
  const priorities = scheme.priorityIds.map((id) => priorityBody(call.site, id));
  return {
    self: `${call.site.baseUrl}${PATH}/${scheme.id}`,
    id: scheme.id,
    name: scheme.name,
    description: scheme.description,
    isDefault: scheme.isDefault,
    ...(queryList(call, 'expand').includes('priorities') && {
      priorities: {
        startAt: 0,
        maxResults: 50,
        total: priorities.length,
        isLast: true,
        values: priorities,
      },
    }),
  };
}

const updateBody = z.object({
  projects: z.object({ add: z.object({ ids: z.array(z.number()) }) }),
  mappings: z.object({ in: z.record(z.string(), z.number()).optional() }).optional(),
});

/** Whoever adds projects has to send a mapping, even where no priority has to be mapped. */
const NO_MAPPING =
  "The changes to priority schemes require mapping of priorities. Please provide a value for the 'in' mappings object.";

function update(call: Call): Answer {
  demandJiraAdmin(call);
  const { world } = call;
  const scheme = schemeOf(call);
  const given = readBody(updateBody, call.body);
  const mapping = given.mappings?.in;
  if (mapping === undefined) throw refusal(400, NO_MAPPING);
  const projects = given.projects.add.ids.map((id) => {
    const project = world.projects[String(id)];
    if (project === undefined) throw refusal(400, `The project ${id} does not exist.`);
    return project;
  });
  demandNoChange(world, 'priority', 'An action with this priority scheme is still in progress.');
  checkMapping(world, scheme, projects, mapping);
  const change = {
    kind: 'priority' as const,
    projectIds: projects.map(({ id }) => id),
    schemeId: scheme.id,
    priorities: Object.fromEntries(Object.entries(mapping).map(([from, to]) => [from, String(to)])),
  };
  // The document calls the task the migration of issues: without any to migrate it promises none.
  if (Object.keys(mapping).length === 0) {
    for (const id of change.projectIds) giveScheme(world, change, id);
    return { status: 202, body: { priorityScheme: schemeBody(call, scheme) } };
  }
  const task = submitChange(call, change);
  return {
    status: 202,
    body: { priorityScheme: schemeBody(call, scheme), task: taskBody(call, task.id) },
  };
}

function checkMapping(
  world: World,
  scheme: PriorityScheme,
  projects: readonly Project[],
  mapping: Record<string, number>,
): void {
  const old = projects.flatMap((project) => schemeOfProject(world, project)?.priorityIds ?? []);
  const needed = [...new Set(old)].filter((id) => !scheme.priorityIds.includes(id));
  const missing = needed.filter((id) => mapping[id] === undefined);
  if (missing.length > 0) {
    throw refusal(400, `The priorities with IDs [${missing.join(', ')}] require mapping.`);
  }
  const extra = Object.keys(mapping).filter((id) => !needed.includes(id));
  if (extra.length > 0) {
    throw refusal(400, `The priorities with IDs [${extra.join(', ')}] do not require mapping.`);
  }
  const wrong = Object.values(mapping).filter((id) => !scheme.priorityIds.includes(String(id)));
  if (wrong.length > 0) {
    throw refusal(
      400,
      `The priorities with IDs [${wrong.join(', ')}] are not in the current scheme.`,
    );
  }
}

function taskBody(call: Call, id: string) {
  const at = call.site.now;
  return {
    self: `${call.site.baseUrl}/rest/api/3/task/${id}`,
    id,
    status: 'ENQUEUED',
    submittedBy: 10_000,
    progress: 0,
    elapsedRuntime: 0,
    submitted: at,
    lastUpdate: at,
  };
}
