/**
 * Categories and schemes of the seeded site. Every company-managed project has both schemes: a shared one that is
 * named here, or one of its own.
 */
import type { IssueTypeScheme, WorkflowScheme } from './administration-types.ts';
import { nextNumber } from './make-ids.ts';
import type { PermissionScheme, Project, World } from './world-types.ts';

const CATEGORIES = [
  { name: 'Products', description: 'What customers buy', projects: ['NEW', 'MAIN'] },
  { name: 'Internal', description: 'For ourselves', projects: ['OPS'] },
];

const SHARED_TYPES = [
  { name: 'Software issue types', projects: ['NEW', 'TEST', 'MAIN'] },
  { name: 'Service issue types', projects: ['SUP'] },
];

const SHARED_WORKFLOWS = [
  { name: 'Operations workflow scheme', workflow: 'Operations workflow', projects: ['OPS', 'SEC'] },
  { name: 'Shared workflow scheme', workflow: 'Software workflow', projects: ['TEST', 'MAIN'] },
];

/** Adds categories and schemes to a world whose projects, types and workflows are there. */
export function buildAdministration(world: World): void {
  const projects = Object.values(world.projects).filter(({ style }) => style === 'classic');
  const keyed = (keys: readonly string[]) => projects.filter(({ key }) => keys.includes(key));
  for (const { name, description, projects: keys } of CATEGORIES) {
    const id = String(nextNumber(world, 'category'));
    world.administration.categories[id] = { id, name, description };
    for (const project of keyed(keys)) project.categoryId = id;
  }
  addTypeScheme(world, {
    name: 'Default Issue Type Scheme',
    description: 'New issue types enter it by themselves',
    isDefault: true,
    issueTypeIds: Object.keys(world.issueTypes),
    projectIds: [],
  });
  for (const shared of SHARED_TYPES) typesFor(world, shared.name, keyed(shared.projects));
  for (const shared of SHARED_WORKFLOWS) {
    const workflow = Object.values(world.workflows).find(({ name }) => name === shared.workflow);
    if (workflow !== undefined) {
      addWorkflowScheme(world, shared.name, workflow.id, keyed(shared.projects));
    }
  }
  for (const project of projects) ownSchemes(world, project);
}

/** Gives a project schemes of its own where it has none. */
export function ownSchemes(world: World, project: Project): void {
  const { issueTypeSchemes, workflowSchemes } = world.administration;
  const isIn = ({ projectIds }: { projectIds: string[] }) => projectIds.includes(project.id);
  if (!Object.values(issueTypeSchemes).some(isIn)) {
    typesFor(world, `${project.key}: Issue Type Scheme`, [project]);
  }
  if (!Object.values(workflowSchemes).some(isIn)) {
    addWorkflowScheme(world, `${project.key}: Workflow Scheme`, project.workflowId, [project]);
  }
}

/** A team-managed project shares its permissions with none: it gets a copy of what it would have started with. */
export function ownPermissions(world: World, project: Project): PermissionScheme {
  const model = world.schemes[String(project.permissionSchemeId)];
  const id = nextNumber(world, 'scheme');
  const scheme: PermissionScheme = {
    id,
    name: `${project.key}: Permission scheme`,
    description: 'Of one team-managed project',
    grants: (model?.grants ?? []).map((grant) => ({ ...grant, id: nextNumber(world, 'grant') })),
  };
  world.schemes[String(id)] = scheme;
  return scheme;
}

function typesFor(world: World, name: string, projects: readonly Project[]): void {
  const [first] = projects;
  if (first === undefined) return;
  addTypeScheme(world, {
    name,
    description: '',
    isDefault: false,
    issueTypeIds: [...first.issueTypeIds],
    projectIds: projects.map(({ id }) => id),
  });
}

function addTypeScheme(
  world: World,
  given: Omit<IssueTypeScheme, 'id' | 'defaultIssueTypeId'>,
): void {
  const id = String(nextNumber(world, 'issueTypeScheme'));
  world.administration.issueTypeSchemes[id] = { id, defaultIssueTypeId: undefined, ...given };
}

/** Adds a workflow scheme that follows one workflow for every issue type. */
export function addWorkflowScheme(
  world: World,
  name: string,
  defaultWorkflowId: string,
  projects: readonly Project[],
): WorkflowScheme {
  const id = String(nextNumber(world, 'workflowScheme'));
  const scheme: WorkflowScheme = {
    id,
    name,
    description: '',
    defaultWorkflowId,
    workflowByType: {},
    projectIds: projects.map((project) => project.id),
  };
  world.administration.workflowSchemes[id] = scheme;
  return scheme;
}
