/**
 * Transitions of one issue. What a caller may not do is not listed, and asking for it anyway is 400.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { transitionsFor } from '../permissions/transitions-for.ts';
import { statusBody, transitionBody } from '../render/render-status.ts';
import { isRecord } from '../world/adf-text.ts';
import { recordChange, takeTransition } from '../world/change-issue.ts';
import type { Transition } from '../world/world-types.ts';
import { readBody, visibleIssue } from './guards.ts';
import { type Call, type Operation, queryList, queryText } from './operation.ts';

const PATH = '/rest/api/3/issue/{issueIdOrKey}/transitions';

/** Operations on transitions and statuses. */
export const transitionOperations: Operation[] = [
  {
    operationId: 'getTransitions',
    method: 'GET',
    path: PATH,
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      const one = queryText(call, 'transitionId');
      const withFields = queryList(call, 'expand').includes('transitions.fields');
      const transitions = transitionsFor(call.world, call.accountId, issue)
        .filter((transition) => one === undefined || transition.id === one)
        .map((transition) => transitionBody(call.site, transition, withFields));
      return ok({ expand: 'transitions', transitions });
    },
  },
  {
    operationId: 'doTransition',
    method: 'POST',
    path: PATH,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: doTransition,
  },
  {
    operationId: 'getStatuses',
    method: 'GET',
    path: '/rest/api/3/status',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: (call) =>
      ok(Object.values(call.world.statuses).map((status) => statusBody(call.site, status))),
  },
  {
    operationId: 'getStatus',
    method: 'GET',
    path: '/rest/api/3/status/{idOrName}',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const words = call.params['idOrName'] ?? '';
      const status =
        call.world.statuses[words] ??
        Object.values(call.world.statuses).find((one) => one.name === words);
      if (status === undefined) {
        throw refusal(404, `The status with id '${words}' does not exist`);
      }
      return ok(statusBody(call.site, status));
    },
  },
];

const transitionShape = z.object({
  transition: z.object({ id: z.string() }).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

function doTransition(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const body = readBody(transitionShape, call.body);
  if (body.transition === undefined) throw refusal(400, 'Missing transition identifier.');
  const { id } = body.transition;
  const transition = transitionsFor(call.world, call.accountId, issue).find((one) => one.id === id);
  if (transition === undefined) {
    throw refusal(400, `Transition id '${id}' is not valid for this issue.`);
  }
  const resolutionId = screenResolution(call, transition, body.fields ?? {});
  const items = takeTransition(call.world, issue, transition, call.site.now, resolutionId);
  const entry = recordChange(call.world, issue, call.accountId ?? '', call.site.now, items);
  if (entry !== undefined) call.site.announce.updated(issue, call.accountId, items, entry.id);
  return noContent();
}

/** Fields that are not on the screen, missing required ones and unknown resolutions are refused. */
function screenResolution(
  call: Call,
  transition: Transition,
  fields: Record<string, unknown>,
): string | undefined {
  for (const id of Object.keys(fields)) {
    if (!transition.screenFields.includes(id)) {
      throw fieldRefusal(
        id,
        `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`,
      );
    }
  }
  const missing = transition.requiredFields.find((id) => !isRecord(fields[id]));
  if (missing !== undefined) {
    const name = call.world.fields[missing]?.name ?? missing;
    throw fieldRefusal(missing, `${name} is required.`);
  }
  const given = fields['resolution'];
  if (!isRecord(given)) return undefined;
  const found = call.world.resolutions.find(
    (one) => one.id === given['id'] || one.name === given['name'],
  );
  if (found === undefined) throw fieldRefusal('resolution', 'The resolution is invalid.');
  return found.id;
}
