/**
 * Issue security schemes: their levels, who is in a level, and which projects use which scheme. Adding somebody twice
 * is refused; giving a project another scheme is a task behind a 303.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { administersProject } from '../permissions/evaluate-permission.ts';
import { userReference } from '../render/render-user.ts';
import { groupByName } from '../world/find-in-world.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { SecurityScheme } from '../world/site-scheme-types.ts';
import type { Holder, SecurityLevel, World } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const SCHEMES = '/rest/api/3/issuesecurityschemes';
const MEMBER = `${SCHEMES}/{schemeId}/level/{levelId}/member`;
const ADMIN_TEXT =
  'You are not authorized to perform this action. Administrator privileges are required.';

/** Operations on issue security schemes. */
export const securityOperations: Operation[] = [
  {
    operationId: 'getIssueSecuritySchemes',
    method: 'GET',
    path: SCHEMES,
    scopes: ['manage:jira-project'],
    kind: 'read',
    run(call) {
      demandJiraAdmin(call, ADMIN_TEXT);
      const schemes = Object.values(call.world.securitySchemes);
      return ok({ issueSecuritySchemes: schemes.map((one) => schemeBody(call, one, false)) });
    },
  },
  {
    operationId: 'searchProjectsUsingSecuritySchemes',
    method: 'GET',
    path: `${SCHEMES}/project`,
    scopes: MANAGE,
    kind: 'read',
    run: mappings,
  },
  {
    operationId: 'getIssueSecurityScheme',
    method: 'GET',
    path: `${SCHEMES}/{id}`,
    scopes: ['manage:jira-project'],
    kind: 'read',
    run(call) {
      demandJiraAdmin(call, ADMIN_TEXT);
      return ok(schemeBody(call, schemeOf(call, call.params['id'] ?? ''), true));
    },
  },
  {
    operationId: 'getIssueSecurityLevelMembers',
    method: 'GET',
    path: `${SCHEMES}/{issueSecuritySchemeId}/members`,
    scopes: MANAGE,
    kind: 'read',
    run: members,
  },
  {
    operationId: 'getProjectIssueSecurityScheme',
    method: 'GET',
    path: '/rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const project = visibleProject(call, call.params['projectKeyOrId'] ?? '');
      if (!administersProject(call.world, call.accountId, project)) {
        throw refusal(403, ADMIN_TEXT);
      }
      const scheme = call.world.securitySchemes[project.securitySchemeId ?? ''];
      if (scheme === undefined) {
        throw refusal(404, 'The issue security scheme of the project was not found.');
      }
      return ok(schemeBody(call, scheme, true));
    },
  },
  {
    operationId: 'addSecurityLevelMembers',
    method: 'PUT',
    path: MEMBER,
    scopes: MANAGE,
    kind: 'write',
    run: addMembers,
  },
  {
    operationId: 'removeMemberFromSecurityLevel',
    method: 'DELETE',
    path: `${MEMBER}/{memberId}`,
    scopes: MANAGE,
    kind: 'write',
    run(call) {
      const { level } = levelOf(call);
      const wanted = call.params['memberId'] ?? '';
      const kept = level.holders.filter(({ id }) => String(id) !== wanted);
      if (kept.length === level.holders.length) {
        throw refusal(404, `Issue security level member with ID ${wanted} not found.`);
      }
      level.holders = kept;
      return noContent();
    },
  },
];

function schemeOf(call: Call, id: string): SecurityScheme {
  const scheme = call.world.securitySchemes[id];
  if (scheme === undefined) throw refusal(404, `Issue security scheme with ID ${id} not found.`);
  return scheme;
}

function levelOf(call: Call): { scheme: SecurityScheme; level: SecurityLevel } {
  demandJiraAdmin(call, ADMIN_TEXT);
  const scheme = schemeOf(call, call.params['schemeId'] ?? '');
  const id = call.params['levelId'] ?? '';
  const level = scheme.levels.find((one) => one.id === id);
  if (level === undefined) throw refusal(404, `Issue security level with ID ${id} not found.`);
  return { scheme, level };
}

function schemeBody(call: Call, scheme: SecurityScheme, withLevels: boolean) {
  const base = `${call.site.baseUrl}/rest/api/3`;
  return {
    self: `${base}/issuesecurityschemes/${scheme.id}`,
    id: Number(scheme.id),
    name: scheme.name,
    description: scheme.description,
    ...(withLevels && {
      levels: scheme.levels.map(({ id, name }) => ({
        self: `${base}/securitylevel/${id}`,
        id,
        name,
        description: '',
      })),
    }),
  };
}

function mappings(call: Call): Answer {
  demandJiraAdmin(call, ADMIN_TEXT);
  const schemes = queryList(call, 'issueSecuritySchemeId');
  const projects = queryList(call, 'projectId');
  const rows = Object.values(call.world.projects).flatMap((project) => {
    const { securitySchemeId, deleted, style } = project;
    if (securitySchemeId === undefined || deleted !== undefined || style !== 'classic') return [];
    const isWanted =
      (schemes.length === 0 || schemes.includes(securitySchemeId)) &&
      (projects.length === 0 || projects.includes(project.id));
    return isWanted ? [{ issueSecuritySchemeId: securitySchemeId, projectId: project.id }] : [];
  });
  return ok(pageOf(call, rows, 50, 50));
}

/** Jira answers 404 where nobody is in the levels asked for. */
function members(call: Call): Answer {
  demandJiraAdmin(call, ADMIN_TEXT);
  const scheme = schemeOf(call, call.params['issueSecuritySchemeId'] ?? '');
  const levels = queryList(call, 'issueSecurityLevelId');
  const rows = scheme.levels
    .filter(({ id }) => levels.length === 0 || levels.includes(id))
    .flatMap((level) =>
      level.holders.map((holder) => ({
        id: holder.id,
        issueSecurityLevelId: Number(level.id),
        holder: holderBody(call, holder),
      })),
    );
  if (rows.length === 0) throw refusal(404, 'No issue security level members were found.');
  return ok(pageOf(call, rows, 50, 100));
}

/** A person is named only where `expand` asks for people, as in Atlassian's example; a group is named always. */
function holderBody(call: Call, { type, parameter }: Holder) {
  if (parameter === undefined) return { type };
  const { world } = call;
  const expand = queryList(call, 'expand');
  const role = type === 'projectRole' ? world.roles[parameter] : undefined;
  const group = type === 'group' ? world.groups[parameter] : undefined;
  return {
    type,
    parameter: group?.name ?? parameter,
    value: parameter,
    ...(type === 'user' &&
      expand.includes('user') && { user: userReference(call.site, parameter), expand: 'user' }),
    ...(role !== undefined &&
      expand.includes('projectRole') && {
        projectRole: { id: role.id, name: role.name, description: role.description },
        expand: 'projectRole',
      }),
  };
}

const addBody = z.object({
  members: z.array(z.object({ type: z.string(), parameter: z.string().optional() })).min(1),
});

function addMembers(call: Call): Answer {
  const { level } = levelOf(call);
  const given = readBody(addBody, call.body).members.map((one) => holderFrom(call.world, one));
  const known = given.find((holder) => level.holders.some((one) => isSame(one, holder)));
  if (known !== undefined) {
    throw refusal(400, 'The member already exists in this issue security level.');
  }
  level.holders.push(
    ...given.map((holder) => ({ ...holder, id: nextNumber(call.world, 'security-member') })),
  );
  return noContent();
}

const isSame = (a: Holder, b: Holder): boolean => a.type === b.type && a.parameter === b.parameter;

/** Requests write `projectrole` in small letters and name a group. */
function holderFrom(world: World, given: { type: string; parameter?: string | undefined }): Holder {
  const words = given.parameter ?? '';
  const found = (type: Holder['type'], parameter: string | undefined): Holder => {
    if (parameter !== undefined) return { type, parameter };
    throw refusal(400, `The parameter '${words}' is not valid for the member type ${given.type}.`);
  };
  switch (given.type) {
    case 'reporter':
    case 'assignee':
      return { type: given.type };
    case 'lead':
      return { type: 'projectLead' };
    case 'group':
      return found('group', groupByName(world, words)?.id);
    case 'user':
      return found('user', world.users[words]?.accountId);
    case 'projectrole':
      return found('projectRole', world.roles[words] === undefined ? undefined : words);
    case 'applicationRole':
      return { type: 'applicationRole', parameter: given.parameter };
    default:
      throw refusal(400, `${given.type} is not a valid member type.`);
  }
}
