/**
 * Components of projects. Names are unique in a project, case ignored; deleting one takes it off its issues, or gives
 * them another one.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { administersProject, seesProject } from '../permissions/evaluate-permission.ts';
import { componentBody } from '../render/render-version.ts';
import { changeItem } from '../world/change-issue.ts';
import { findProject } from '../world/find-in-world.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Component } from '../world/versions-types.ts';
import type { Project, World } from '../world/world-types.ts';
import { noProject, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';
import { replaceInIssues } from './replace-in-issues.ts';

const READ = ['read:jira-work'];
const MANAGE = ['manage:jira-project'];
const ONE = '/rest/api/3/component/{id}';

/** Operations on components. */
export const componentOperations: Operation[] = [
  {
    operationId: 'getProjectComponents',
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}/components',
    scopes: READ,
    kind: 'read',
    run(call) {
      const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
      return ok(inProject(call.world, project.id).map((one) => componentBody(call.site, one)));
    },
  },
  {
    operationId: 'getComponent',
    method: 'GET',
    path: ONE,
    scopes: READ,
    kind: 'read',
    run: (call) => ok(componentBody(call.site, componentOf(call, call.params['id'] ?? ''))),
  },
  {
    operationId: 'getComponentRelatedIssues',
    method: 'GET',
    path: `${ONE}/relatedIssueCounts`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { id } = componentOf(call, call.params['id'] ?? '');
      const issues = Object.values(call.world.issues);
      return ok({
        self: `${call.site.baseUrl}/rest/api/3/component/${id}/relatedIssueCounts`,
        issueCount: issues.filter(({ componentIds }) => componentIds.includes(id)).length,
      });
    },
  },
  {
    operationId: 'createComponent',
    method: 'POST',
    path: '/rest/api/3/component',
    scopes: MANAGE,
    kind: 'write',
    run: create,
  },
  {
    operationId: 'updateComponent',
    method: 'PUT',
    path: ONE,
    scopes: MANAGE,
    kind: 'write',
    run: update,
  },
  {
    operationId: 'deleteComponent',
    method: 'DELETE',
    path: ONE,
    scopes: MANAGE,
    kind: 'write',
    run: remove,
  },
];

function inProject(world: World, projectId: string): Component[] {
  return Object.values(world.components)
    .filter((component) => component.projectId === projectId)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function componentOf(call: Call, id: string): Component {
  const component = call.world.components[id];
  const project = call.world.projects[component?.projectId ?? ''];
  const isVisible =
    project !== undefined &&
    project.deleted === undefined &&
    seesProject(call.world, call.accountId, project);
  if (component === undefined || !isVisible) {
    throw refusal(404, `The component with id ${id} does not exist.`);
  }
  return component;
}

function demandAdministration(call: Call, project: Project | undefined): void {
  if (project === undefined || !administersProject(call.world, call.accountId, project)) {
    throw refusal(403, 'You do not have permission to manage the components of this project.');
  }
  if (project.archived !== undefined) throw refusal(400, 'The project is archived.');
}

const shape = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  leadAccountId: z.string().optional(),
  assigneeType: z
    .enum(['PROJECT_DEFAULT', 'COMPONENT_LEAD', 'PROJECT_LEAD', 'UNASSIGNED'])
    .optional(),
  project: z.string().optional(),
});
type Given = z.infer<typeof shape>;

function create(call: Call): Answer {
  const given = readBody(shape, call.body);
  const project = findProject(call.world, given.project ?? '');
  if (project === undefined) throw noProject(given.project ?? '');
  visibleProject(call, project.id);
  demandAdministration(call, project);
  if (given.name === undefined || given.name.trim() === '') {
    throw fieldRefusal(
      'name',
      'The component name specified is invalid - cannot be an empty string.',
    );
  }
  const id = String(nextNumber(call.world, 'component'));
  const component: Component = {
    id,
    projectId: project.id,
    name: '',
    description: '',
    lead: undefined,
    assigneeType: 'PROJECT_DEFAULT',
  };
  fill(call.world, component, given);
  call.world.components[id] = component;
  return { status: 201, body: componentBody(call.site, component) };
}

function update(call: Call): Answer {
  const component = componentOf(call, call.params['id'] ?? '');
  demandAdministration(call, call.world.projects[component.projectId]);
  fill(call.world, component, readBody(shape, call.body));
  return ok(componentBody(call.site, component));
}

/** Takes over what is given; nothing is changed where one of it is wrong. An empty lead removes the lead. */
function fill(world: World, component: Component, given: Given): void {
  const { name, leadAccountId } = given;
  const isTaken = inProject(world, component.projectId).some(
    (one) => one.id !== component.id && one.name.toLowerCase() === name?.trim().toLowerCase(),
  );
  if (isTaken) {
    throw fieldRefusal(
      'name',
      `A component with the name ${name ?? ''} already exists in this project.`,
    );
  }
  const lead = leadAccountId === undefined || leadAccountId === '' ? undefined : leadAccountId;
  if (lead !== undefined && world.users[lead]?.active !== true) {
    throw fieldRefusal('leadAccountId', `The user with id ${lead} does not exist.`);
  }
  if (name !== undefined) component.name = name.trim();
  if (leadAccountId !== undefined) component.lead = lead;
  component.description = given.description ?? component.description;
  component.assigneeType = given.assigneeType ?? component.assigneeType;
}

function remove(call: Call): Answer {
  const component = componentOf(call, call.params['id'] ?? '');
  demandAdministration(call, call.world.projects[component.projectId]);
  const wanted = queryText(call, 'moveIssuesTo');
  const other = wanted === undefined ? undefined : componentOf(call, wanted);
  if (other !== undefined && (other.projectId !== component.projectId || other === component)) {
    throw refusal(404, `The component with id ${other.id} does not exist.`);
  }
  replaceInIssues(call, component.id, other?.id, {
    idsOf: (issue) => issue.componentIds,
    item: () =>
      changeItem(
        'Component',
        [component.id, component.name],
        other === undefined ? [null, null] : [other.id, other.name],
        'components',
      ),
  });
  delete call.world.components[component.id];
  return noContent();
}
