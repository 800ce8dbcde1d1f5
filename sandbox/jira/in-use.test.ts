/** What is in use is deleted only as Jira's documents say: refused, or with another one in its place. */
import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';
import type { World } from './world/world-types.ts';

const API = '/rest/api/3';
const OFFICE = 'customfield_10002';

/** The first of a record; every one asked for is in the seed. */
function first<T>(items: Record<string, T>): T {
  const [item] = Object.values(items);
  if (item === undefined) throw new Error('nothing there');
  return item;
}

/** Names a role or a field as recipient of a notification scheme, or as holder of a security level or permission. */
const places = {
  'a notification scheme': (world: World, type: 'role' | 'field', ref: string) => {
    const kind = type === 'role' ? 'ProjectRole' : 'UserCustomField';
    first(world.notificationSchemes).events['1'] = {
      notifications: [{ id: 1, type: kind, ref }],
    };
  },
  'an issue security scheme': (world: World, type: 'role' | 'field', parameter: string) => {
    const kind = type === 'role' ? 'projectRole' : 'userCustomField';
    first(world.securitySchemes).levels[0]?.holders.push({ id: 1, type: kind, parameter });
  },
  'a permission scheme': (world: World, type: 'role' | 'field', parameter: string) => {
    const holder = {
      type: type === 'role' ? 'projectRole' : 'userCustomField',
      parameter,
    } as const;
    first(world.schemes).grants.push({ id: 1, permission: 'MODIFY_REPORTER', holder });
  },
  'the audience of a comment': (world: World, _type: 'role' | 'field', ref: string) => {
    const [comment] = Object.values(world.issues).flatMap(({ comments }) => comments);
    if (comment !== undefined) comment.visibility = { type: 'role', ref };
  },
  'a condition of a workflow': (world: World, _type: 'role' | 'field', ref: string) => {
    const [transition] = first(world.workflows).transitions;
    const conditions = [
      { ruleKey: 'system:restrict-issue-transition', parameters: { roleIds: `1,${ref}` } },
    ];
    if (transition !== undefined) transition.kept = { conditions: { conditions } };
  },
};

test.each(Object.entries(places))(
  'a role that only %s names is not deleted without another in its place',
  async (_, name) => {
    const { ask, site, roleId } = testSite();
    const made = String((await ask('POST', `${API}/role`, { name: 'Named once' })).body.id);
    const member = String(roleId('Member'));
    const without = site.exportWorld();
    site.edit((world) => name(world, 'role', made));
    expect(await ask('DELETE', `${API}/role/${made}`)).toMatchObject({ status: 409 });
    expect(await ask('DELETE', `${API}/role/${made}?swap=${member}`)).toMatchObject({
      status: 204,
    });
    name(without, 'role', member);
    delete without.roles[made];
    expect(site.exportWorld()).toEqual(without);
  },
);

test('a role takes no second line where its replacement stands already', async () => {
  const { ask, site, roleId } = testSite();
  const made = String((await ask('POST', `${API}/role`, { name: 'Named twice' })).body.id);
  const member = String(roleId('Member'));
  const name = places['an issue security scheme'];
  site.edit((world) => name(world, 'role', member));
  const before = first(site.exportWorld().securitySchemes).levels[0]?.holders;
  site.edit((world) => name(world, 'role', made));
  expect((await ask('DELETE', `${API}/role/${made}?swap=${member}`)).status).toBe(204);
  expect(first(site.exportWorld().securitySchemes).levels[0]?.holders).toEqual(before);
});

test.each(['an issue security scheme', 'a permission scheme'] as const)(
  'a custom field that %s names is not deleted',
  async (place) => {
    const { ask, site } = testSite();
    site.edit((world) => places[place](world, 'field', OFFICE));
    const answer = await ask('DELETE', `${API}/field/${OFFICE}`);
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body.errorMessages[0]).toContain(place.replace(/^an? /, ''));
  },
);

test('a deleted custom field is no recipient of mail any more', async () => {
  const { ask, site, advance } = testSite();
  site.edit((world) => places['a notification scheme'](world, 'field', OFFICE));
  expect((await ask('DELETE', `${API}/field/${OFFICE}`)).status).toBe(303);
  advance(90_000);
  expect(first(site.exportWorld().notificationSchemes).events['1']?.notifications).toEqual([]);
});

test('a screen a transition shows is not deleted, until the transition shows it no longer', async () => {
  const { ask, site } = testSite();
  const screen = Object.values(site.exportWorld().fieldSetup.screens).find(
    ({ name }) => name === 'Closing Screen',
  );
  const path = `${API}/screens/${screen?.id}`;
  expect(await ask('DELETE', path)).toMatchObject({ status: 400 });
  const read = await ask('POST', `${API}/workflows`, { workflowNames: ['Operations workflow'] });
  const [workflow] = read.body.workflows;
  const shown = workflow.transitions.flatMap(
    (one: { transitionScreen?: { parameters: { screenId: string } } }) =>
      one.transitionScreen?.parameters.screenId ?? [],
  );
  expect(shown).toContain(String(screen?.id));
  for (const transition of workflow.transitions) delete transition.transitionScreen;
  const { id, version, statuses, transitions } = workflow;
  const workflows = [{ id, version, statuses, transitions }];
  const update = { statuses: read.body.statuses, workflows };
  expect((await ask('POST', `${API}/workflows/update`, update)).status).toBe(200);
  expect((await ask('DELETE', path)).status).toBe(204);
});

/** Bug and Task of the seed; no issue of the type Epic is there. */
const [BUG, TASK, EPIC] = ['10004', '10002', '10000'];

test.each<[string, (world: World) => unknown, number]>([
  [
    'another workflow',
    (world) => {
      const scheme = first(world.administration.workflowSchemes);
      const other = Object.keys(world.workflows).find((id) => id !== scheme.defaultWorkflowId);
      scheme.workflowByType[TASK] = other ?? '';
    },
    400,
  ],
  [
    'another screen',
    (world) => {
      const { issueTypeScreenSchemes, screenSchemes } = world.fieldSetup;
      const { items } = first(issueTypeScreenSchemes);
      const other = Object.values(screenSchemes).find(({ id }) => id !== items[0]?.screenSchemeId);
      items.push({ issueTypeId: TASK, screenSchemeId: other?.id ?? 0 });
    },
    400,
  ],
  [
    'no place in a project with such issues',
    (world) => {
      for (const project of Object.values(world.projects)) {
        project.issueTypeIds = project.issueTypeIds.filter((id) => id !== TASK);
      }
    },
    400,
  ],
  ['nothing else', () => undefined, 204],
])('of an issue type in use whose alternative has %s', async (_, change, status) => {
  const { ask, site } = testSite();
  site.edit(change);
  const path = `${API}/issuetype/${BUG}`;
  expect((await ask('DELETE', `${path}?alternativeIssueTypeId=${TASK}`)).status).toBe(status);
  const left = Object.values(site.exportWorld().issues).filter(({ typeId }) => typeId === BUG);
  expect(left.length > 0).toBe(status !== 204);
});

test('an issue type leaves no trace in schemes, projects and contexts, and widens none', async () => {
  const { ask, site } = testSite();
  site.edit((world) => {
    first(world.administration.workflowSchemes).workflowByType[EPIC] = '1';
    first(world.administration.issueTypeSchemes).defaultIssueTypeId = EPIC;
    const { items } = first(world.fieldSetup.issueTypeScreenSchemes);
    items.push({ issueTypeId: EPIC, screenSchemeId: items[0]?.screenSchemeId ?? 0 });
    const context = first(world.fields[OFFICE]?.contexts as never) as { issueTypeIds: string[] };
    context.issueTypeIds = [EPIC];
  });
  expect((await ask('DELETE', `${API}/issuetype/${EPIC}`)).status).toBe(204);
  const { administration, fieldSetup, fields, projects } = site.exportWorld();
  const { issueTypeSchemes, workflowSchemes } = administration;
  const named = [
    ...Object.values(projects).flatMap(({ issueTypeIds }) => issueTypeIds),
    ...Object.values(issueTypeSchemes).flatMap((scheme) => [
      ...scheme.issueTypeIds,
      scheme.defaultIssueTypeId,
    ]),
    ...Object.values(workflowSchemes).flatMap((scheme) => Object.keys(scheme.workflowByType)),
    ...Object.values(fieldSetup.issueTypeScreenSchemes).flatMap(({ items }) =>
      items.map(({ issueTypeId }) => issueTypeId),
    ),
  ];
  expect(named).toContain(TASK);
  expect(named).not.toContain(EPIC);
  expect(fields[OFFICE]?.contexts).toEqual([]);
});

test('an issue type of a request type is in use without any issue', async () => {
  const { ask, site } = testSite();
  site.edit((world) => {
    const type = first(world.serviceDesk.desks).requestTypes[0];
    if (type !== undefined) type.issueTypeId = EPIC;
  });
  expect((await ask('DELETE', `${API}/issuetype/${EPIC}`)).status).toBe(404);
});
