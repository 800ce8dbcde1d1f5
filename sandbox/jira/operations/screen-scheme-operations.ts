/** The way from projects to screens: issue type screen schemes and screen schemes, to read. */
import { type Answer, ok } from '../http/jira-answer.ts';
import { classicProjects, typeSchemeOf } from '../world/field-reach.ts';
import { demandJiraAdmin } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const CONFIGURATION = ['manage:jira-configuration'];

/** Operations on the schemes of screens. */
export const screenSchemeOperations: Operation[] = [
  {
    operationId: 'getScreenSchemes',
    method: 'GET',
    path: '/rest/api/3/screenscheme',
    scopes: ['manage:jira-project'],
    kind: 'read',
    run: listScreenSchemes,
  },
  {
    operationId: 'getIssueTypeScreenSchemeMappings',
    method: 'GET',
    path: '/rest/api/3/issuetypescreenscheme/mapping',
    scopes: CONFIGURATION,
    kind: 'read',
    run: listMappings,
  },
  {
    operationId: 'getIssueTypeScreenSchemeProjectAssociations',
    method: 'GET',
    path: '/rest/api/3/issuetypescreenscheme/project',
    scopes: CONFIGURATION,
    kind: 'read',
    run: listProjects,
  },
];

function listScreenSchemes(call: Call): Answer {
  demandJiraAdmin(call);
  const ids = queryList(call, 'id');
  const query = queryText(call, 'queryString')?.toLowerCase() ?? '';
  const found = Object.values(call.world.fieldSetup.screenSchemes)
    .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
    .filter(({ name }) => name.toLowerCase().includes(query));
  return ok(pageOf(call, found, 25, 100));
}

function listMappings(call: Call): Answer {
  demandJiraAdmin(call);
  const ids = queryList(call, 'issueTypeScreenSchemeId');
  const items = Object.values(call.world.fieldSetup.issueTypeScreenSchemes)
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .flatMap((scheme) =>
      scheme.items.map(({ issueTypeId, screenSchemeId }) => ({
        issueTypeScreenSchemeId: scheme.id,
        issueTypeId,
        screenSchemeId: String(screenSchemeId),
      })),
    );
  return ok(pageOf(call, items, 50, 50));
}

function listProjects(call: Call): Answer {
  demandJiraAdmin(call);
  const asked = new Set(queryList(call, 'projectId'));
  const projects = classicProjects(call.world).filter(({ id }) => asked.has(id));
  const values = Object.values(call.world.fieldSetup.issueTypeScreenSchemes).flatMap((scheme) => {
    const own = projects.filter(({ id }) => typeSchemeOf(call.world, id) === scheme);
    if (own.length === 0) return [];
    const { id, name, description } = scheme;
    return [{ issueTypeScreenScheme: { id, name, description }, projectIds: own.map((p) => p.id) }];
  });
  return ok(pageOf(call, values, 50, 50));
}
