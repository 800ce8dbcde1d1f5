import { type Answer, ok } from '../http/jira-answer.ts';
import { accountIdsOf, knownIds, unknownAccounts } from './desk-customer-operations.ts';
import {
  DESK,
  deskPage,
  deskRefusal,
  deskUser,
  managesParticipants,
  notAllowed,
  visibleRequest,
} from './desk-parts.ts';
import type { Call, Operation } from './operation.ts';

const PARTICIPANT = `${DESK}/request/{issueIdOrKey}/participant`;
const WRITE = ['write:servicedesk-request'];

/** Operations on participants. */
export const participantOperations: Operation[] = [
  {
    operationId: 'getRequestParticipants',
    method: 'GET',
    path: PARTICIPANT,
    scopes: ['read:servicedesk-request'],
    kind: 'read',
    run(call) {
      const issue = visibleRequest(call);
      return ok(participantPage(call, issue.id, call.world.serviceDesk.participants[issue.id]));
    },
  },
  {
    operationId: 'addRequestParticipants',
    method: 'POST',
    path: PARTICIPANT,
    scopes: WRITE,
    kind: 'write',
    run: addParticipants,
  },
  {
    operationId: 'removeRequestParticipants',
    method: 'DELETE',
    path: PARTICIPANT,
    scopes: WRITE,
    kind: 'write',
    run: removeParticipants,
  },
];

function participantPage(call: Call, issueId: string, all: readonly string[] = []) {
  const path = `${DESK}/request/${issueId}/participant`;
  return deskPage(call, path, all, (id) => deskUser(call, id));
}

function addParticipants(call: Call): Answer {
  const issue = visibleRequest(call);
  if (!managesParticipants(call, issue)) throw notAllowed();
  const asked = accountIdsOf(call);
  const known = knownIds(call, asked);
  if (asked.length === 0 || known.length < asked.length) {
    throw unknownAccounts(asked.filter((id) => !known.includes(id)));
  }
  const { participants } = call.world.serviceDesk;
  participants[issue.id] = [...new Set([...(participants[issue.id] ?? []), ...asked])];
  return ok(participantPage(call, issue.id, asked));
}

function removeParticipants(call: Call): Answer {
  const issue = visibleRequest(call);
  if (!managesParticipants(call, issue)) throw notAllowed();
  const asked = accountIdsOf(call);
  const { participants } = call.world.serviceDesk;
  const present = participants[issue.id] ?? [];
  const stray = asked.find((id) => !present.includes(id) || id === issue.reporter);
  if (stray !== undefined || asked.length === 0) {
    throw deskRefusal(400, `The user ${stray ?? ''} is not a participant of ${issue.key}.`);
  }
  const left = present.filter((id) => !asked.includes(id));
  if (left.length === 0) delete participants[issue.id];
  else participants[issue.id] = left;
  return ok(participantPage(call, issue.id, left));
}
