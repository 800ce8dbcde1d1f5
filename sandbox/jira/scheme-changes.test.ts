/** A project gets another scheme by a long task: later, not beside another one, and not always to the end. */
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from './testing/test-site.ts';
import type { Project, World } from './world/world-types.ts';

const API = '/rest/api/3';

interface Change {
  operationId: string;
  key: string;
  path(world: World): string;
  method: string;
  body(world: World, project: Project): object;
  /** What of the project the task changes, and the same of its issues. */
  scheme(world: World, project: Project): unknown;
  ofIssues(world: World, project: Project): unknown[];
}

const projectOf = (world: World, key: string): Project => {
  const project = Object.values(world.projects).find((one) => one.key === key);
  if (project === undefined) throw new Error(`no project ${key}`);
  return project;
};

const issuesOf = (world: World, { id }: Project) =>
  Object.values(world.issues).filter(({ projectId }) => projectId === id);

const workflowScheme = (world: World, name: string) =>
  Object.values(world.administration.workflowSchemes).find((one) => one.name === name);

/** Every status of the old workflow to the first one of the other. */
function mappings(world: World, project: Project) {
  const target = workflowScheme(world, 'Operations workflow scheme');
  const kept = world.workflows[target?.defaultWorkflowId ?? '']?.statusIds ?? [];
  const old = world.workflows[project.workflowId]?.statusIds ?? [];
  const statusMappings = old
    .filter((id) => !kept.includes(id))
    .map((oldStatusId) => ({ oldStatusId, newStatusId: kept[0] }));
  return project.issueTypeIds.map((issueTypeId) => ({ issueTypeId, statusMappings }));
}

const WORKFLOW: Change = {
  operationId: 'switchWorkflowSchemeForProject',
  key: 'ABC',
  method: 'POST',
  path: () => `${API}/workflowscheme/project/switch`,
  body: (world, project) => ({
    projectId: project.id,
    targetSchemeId: workflowScheme(world, 'Operations workflow scheme')?.id,
    mappingsByIssueTypeOverride: mappings(world, project),
  }),
  scheme: (world, { id }) =>
    Object.values(world.administration.workflowSchemes).find((one) => one.projectIds.includes(id))
      ?.name,
  ofIssues: (world, project) => issuesOf(world, project).map(({ statusId }) => statusId),
};

const SECURITY: Change = {
  operationId: 'associateSchemesToProjects',
  key: 'HRCASES',
  method: 'PUT',
  path: () => `${API}/issuesecurityschemes/project`,
  body(world, project) {
    const target = Object.values(world.securitySchemes).find(({ name }) => name === 'Board papers');
    const old = world.securitySchemes[project.securitySchemeId ?? '']?.levels[0];
    return {
      projectId: project.id,
      schemeId: target?.id,
      oldToNewSecurityLevelMappings: [{ oldLevelId: old?.id, newLevelId: target?.levels[0]?.id }],
    };
  },
  scheme: (world, { securitySchemeId }) => world.securitySchemes[securitySchemeId ?? '']?.name,
  ofIssues: (world, project) =>
    issuesOf(world, project).flatMap(({ securityLevelId }) => securityLevelId ?? []),
};

const PRIORITY: Change = {
  operationId: 'updatePriorityScheme',
  key: 'ABC',
  method: 'PUT',
  path: () => `${API}/priorityscheme/10001`,
  body: (_world, { id }) => ({
    projects: { add: { ids: [Number(id)] } },
    mappings: { in: { 1: 3, 5: 3 } },
  }),
  scheme: (world, { id }) => world.prioritySchemes['10001']?.projectIds.includes(id),
  ofIssues: (world, project) => issuesOf(world, project).map(({ priorityId }) => priorityId),
};

/** Several issues of the project have something to migrate. */
function siteFor(change: Change): TestSite {
  const site = testSite();
  site.site.edit((world) => {
    const project = projectOf(world, change.key);
    const [model] = issuesOf(world, project);
    const id = '990001';
    if (model !== undefined) {
      world.issues[id] = { ...structuredClone(model), id, key: `${change.key}-990` };
    }
    const levelId = world.securitySchemes[project.securitySchemeId ?? '']?.levels[0]?.id;
    for (const issue of issuesOf(world, project)) {
      issue.priorityId = '1';
      if (change === SECURITY) issue.securityLevelId = levelId;
    }
  });
  return site;
}

async function start(site: TestSite, change: Change) {
  const world = site.site.exportWorld();
  const project = projectOf(world, change.key);
  const answer = await site.ask(change.method, change.path(world), change.body(world, project));
  const location: string | undefined = answer.headers['location'];
  const taskId = location?.split('/').at(-1) ?? answer.body.task?.id;
  return { status: answer.status, path: `${API}/task/${taskId}` };
}

function lookAt(site: TestSite, change: Change) {
  const world = site.site.exportWorld();
  const project = projectOf(world, change.key);
  return { scheme: change.scheme(world, project), issues: change.ofIssues(world, project) };
}

describe.each([WORKFLOW, SECURITY, PRIORITY])('$operationId', (change) => {
  test('takes effect when its task is over, not when it is accepted', async () => {
    const site = siteFor(change);
    const before = lookAt(site, change);
    const { status, path } = await start(site, change);
    expect(status).toBe(change === PRIORITY ? 202 : 303);
    expect(lookAt(site, change)).toEqual(before);
    expect((await site.ask('GET', path)).body).toMatchObject({ status: 'RUNNING', progress: 0 });
    expect(lookAt(site, change).scheme).toEqual(before.scheme);
    expect((await site.ask('GET', path)).body).toMatchObject({ status: 'COMPLETE' });
    const after = lookAt(site, change);
    expect(after.scheme).not.toEqual(before.scheme);
    for (const [index, value] of after.issues.entries()) {
      expect(value).not.toBe(before.issues[index]);
    }
  });

  test('ends without anybody looking', async () => {
    const site = siteFor(change);
    const before = lookAt(site, change);
    await start(site, change);
    site.advance(60_000);
    expect(lookAt(site, change).scheme).not.toEqual(before.scheme);
  });

  test('is a conflict while another one runs', async () => {
    const site = siteFor(change);
    const { path } = await start(site, change);
    expect((await start(site, change)).status).toBe(409);
    await site.ask('GET', path);
    expect((await start(site, change)).status).toBe(409);
  });

  test('may fail on its way: some issues are changed, the project is not', async () => {
    const site = siteFor(change);
    const before = lookAt(site, change);
    const match = { operationId: change.operationId };
    site.site.setFaults({ script: [{ match, fault: 'bulk-partial' }] });
    const { path } = await start(site, change);
    await site.ask('GET', path);
    expect((await site.ask('GET', path)).body).toMatchObject({ status: 'FAILED' });
    const after = lookAt(site, change);
    expect(after.scheme).toEqual(before.scheme);
    const changed = after.issues.filter((value, index) => value !== before.issues[index]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(after.issues.length);
    expect((await start(site, change)).status).not.toBe(409);
  });

  test('shows its task to its creator and to administrators only', async () => {
    const site = siteFor(change);
    const { path } = await start(site, change);
    expect((await site.ask('GET', path, undefined, site.asUser('ben@corp.example'))).status).toBe(
      403,
    );
  });
});

test('no workflow is changed while a project is given another scheme', async () => {
  const site = siteFor(WORKFLOW);
  const body = { workflowNames: ['Software workflow'] };
  const { statuses, workflows } = (await site.ask('POST', `${API}/workflows`, body)).body;
  const [{ id, version, transitions, statuses: places }] = workflows;
  const update = { statuses, workflows: [{ id, version, transitions, statuses: places }] };
  await start(site, WORKFLOW);
  expect((await site.ask('POST', `${API}/workflows/update`, update)).status).toBe(409);
});

test('a project comes into a priority scheme only with a mapping, be it empty', async () => {
  const { ask, site } = testSite();
  const scheme = Object.values(site.exportWorld().prioritySchemes).find((one) => one.isDefault);
  const path = `${API}/priorityscheme/${scheme?.id}`;
  const projects = { add: { ids: [Number(projectOf(site.exportWorld(), 'ABC').id)] } };
  expect(await ask('PUT', path, { projects })).toMatchObject({ status: 400 });
  expect(await ask('PUT', path, { projects, mappings: {} })).toMatchObject({ status: 400 });
  expect(await ask('PUT', path, { projects, mappings: { in: {} } })).toMatchObject({ status: 202 });
});
