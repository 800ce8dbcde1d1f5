/**
 * Giving a project another issue security scheme, which is a task behind a 303. Issues whose level is not mapped lose it.
 */
import { z } from 'zod';
import { type Answer, refusal } from '../http/jira-answer.ts';
import { securityLevelsOf } from '../world/security-levels.ts';
import { demandJiraAdmin, readBody, visibleProject } from './guards.ts';
import type { Call, Operation } from './operation.ts';
import { demandNoChange, submitChange, taskLocation } from './run-scheme-change.ts';

/** Operations that give a project another scheme. */
export const projectSchemeOperations: Operation[] = [
  {
    operationId: 'associateSchemesToProjects',
    method: 'PUT',
    path: '/rest/api/3/issuesecurityschemes/project',
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: associate,
  },
];

const associateBody = z.object({
  projectId: z.string(),
  schemeId: z.string(),
  oldToNewSecurityLevelMappings: z
    .array(z.object({ oldLevelId: z.string(), newLevelId: z.string() }))
    .optional(),
});

function associate(call: Call): Answer {
  demandJiraAdmin(
    call,
    'You are not authorized to perform this action. Administrator privileges are required.',
  );
  const { world } = call;
  const given = readBody(associateBody, call.body);
  const project = visibleProject(call, given.projectId);
  const scheme = world.securitySchemes[given.schemeId];
  if (scheme === undefined) {
    throw refusal(404, `Issue security scheme with ID ${given.schemeId} not found.`);
  }
  if (project.style !== 'classic') throw refusal(400, 'The project is team-managed.');
  const mappings = given.oldToNewSecurityLevelMappings ?? [];
  const old = securityLevelsOf(world, project).map(({ id }) => id);
  const fresh = scheme.levels.map(({ id }) => id);
  for (const { oldLevelId, newLevelId } of mappings) {
    if (!old.includes(oldLevelId) || !fresh.includes(newLevelId)) {
      throw refusal(400, 'A security level of the mapping does not belong to its scheme.');
    }
  }
  demandNoChange(world, 'security', 'A task to change issue security levels is already running.');
  const levels = Object.fromEntries(
    mappings.map(({ oldLevelId, newLevelId }) => [oldLevelId, newLevelId]),
  );
  const projectIds = [project.id];
  const change = { kind: 'security' as const, projectIds, schemeId: scheme.id, levels };
  return taskLocation(call, submitChange(call, change));
}
