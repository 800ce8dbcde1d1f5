/**
 * Organisations of customers: made, deleted, filled, and given to desks. Making one of a name that is there gives that
 * one; deleting one ends it on every desk without a word.
 */
import { z } from 'zod';
import { type Answer, noContent, ok } from '../http/jira-answer.ts';
import type { Organization } from '../world/desk-types.ts';
import { nextNumber, seededUuid } from '../world/make-ids.ts';
import { accountIdsOf, knownIds, unknownAccounts } from './desk-customer-operations.ts';
import {
  DESK,
  demandAgent,
  demandDeskAdmin,
  deskPage,
  deskRefusal,
  deskTime,
  deskUser,
  notAllowed,
  visibleDesk,
  worksOn,
} from './desk-parts.ts';
import { demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

const ONE = `${DESK}/organization/{organizationId}`;
const USERS = `${ONE}/user`;
const OF_DESK = `${DESK}/servicedesk/{serviceDeskId}/organization`;
const scopes = ['manage:servicedesk-customer'];

type Parts = [Operation['method'], string, Operation['kind'], Operation['run']];

const operation = (operationId: string, [method, path, kind, run]: Parts): Operation => ({
  operationId,
  method,
  path,
  scopes,
  kind,
  run,
});

/** Operations on organisations. */
export const organizationOperations: Operation[] = [
  operation('getOrganizations', ['GET', `${DESK}/organization`, 'read', listAll]),
  operation('createOrganization', ['POST', `${DESK}/organization`, 'write', create]),
  operation('getOrganization', ['GET', ONE, 'read', (call) => ok(render(call, visible(call)))]),
  operation('deleteOrganization', ['DELETE', ONE, 'write', remove]),
  operation('getUsersInOrganization', ['GET', USERS, 'read', listUsers]),
  operation('addUsersToOrganization', ['POST', USERS, 'write', addUsers]),
  operation('removeUsersFromOrganization', ['DELETE', USERS, 'write', removeUsers]),
  operation('getOrganizations', ['GET', OF_DESK, 'read', listOfDesk]),
  operation('addOrganization', ['POST', OF_DESK, 'write', attach]),
  operation('removeOrganization', ['DELETE', OF_DESK, 'write', detach]),
];

function render(call: Call, { id, name, created }: Organization): Record<string, unknown> {
  return {
    id,
    name,
    uuid: seededUuid(0, 'organization', call.world.cloudId, id),
    created: deskTime(created),
    scimManaged: false,
    _links: { self: `${call.site.baseUrl}${DESK}/organization/${id}` },
  };
}

const allOf = (call: Call): Organization[] => Object.values(call.world.serviceDesk.organizations);

const isCustomer = (call: Call): boolean =>
  call.world.users[call.accountId ?? '']?.kind === 'customer';

/** What a caller sees: customers only their own. */
function visibleTo(call: Call): Organization[] {
  const own = call.accountId ?? '';
  return isCustomer(call)
    ? allOf(call).filter(({ members }) => members.includes(own))
    : allOf(call);
}

function noOrganization(id: string): Error {
  return deskRefusal(404, `The organization with ID ${id} does not exist.`);
}

function visible(call: Call): Organization {
  demandSignedIn(call);
  const id = call.params['organizationId'] ?? '';
  const found = visibleTo(call).find((organization) => organization.id === id);
  if (found === undefined) throw noOrganization(id);
  return found;
}

/** Narrows to those of one account, which only agents may ask. */
function ofAccount(call: Call, all: readonly Organization[]): readonly Organization[] {
  const accountId = queryText(call, 'accountId');
  if (accountId === undefined) return all;
  demandAgent(call);
  if (call.world.users[accountId] === undefined) {
    throw deskRefusal(404, `The user ${accountId} does not exist.`);
  }
  return all.filter(({ members }) => members.includes(accountId));
}

function listAll(call: Call): Answer {
  demandSignedIn(call);
  const found = ofAccount(call, visibleTo(call));
  return ok(deskPage(call, `${DESK}/organization`, found, (each) => render(call, each)));
}

function create(call: Call): Answer {
  demandAgent(call);
  const { name } = readBody(z.object({ name: z.string() }), call.body);
  const wanted = name.trim();
  if (wanted === '') {
    throw deskRefusal(400, 'The organization name must contain 1-200 characters.');
  }
  const known = allOf(call).find((organization) => organization.name === wanted);
  if (known !== undefined) return { status: 201, body: render(call, known) };
  const id = String(nextNumber(call.world, 'organization'));
  const made: Organization = { id, name: wanted, members: [], created: call.site.now };
  call.world.serviceDesk.organizations[id] = made;
  return { status: 201, body: render(call, made) };
}

function remove(call: Call): Answer {
  demandDeskAdmin(call);
  const { id } = visible(call);
  const { organizations, desks } = call.world.serviceDesk;
  delete organizations[id];
  for (const desk of Object.values(desks)) {
    desk.organizationIds = desk.organizationIds.filter((each) => each !== id);
  }
  return noContent();
}

function listUsers(call: Call): Answer {
  demandAgent(call);
  const { id, members } = visible(call);
  const path = `${DESK}/organization/${id}/user`;
  return ok(deskPage(call, path, [...members].sort(), (each) => deskUser(call, each)));
}

function addUsers(call: Call): Answer {
  demandAgent(call);
  const organization = visible(call);
  const asked = accountIdsOf(call);
  const known = knownIds(call, asked);
  if (known.length < asked.length) throw unknownAccounts(asked.filter((id) => !known.includes(id)));
  organization.members = [...new Set([...organization.members, ...asked])];
  return noContent();
}

function removeUsers(call: Call): Answer {
  demandAgent(call);
  const organization = visible(call);
  const asked = accountIdsOf(call);
  const unknown = asked.filter((id) => call.world.users[id] === undefined);
  if (unknown.length > 0) throw unknownAccounts(unknown);
  organization.members = organization.members.filter((id) => !asked.includes(id));
  return noContent();
}

function servedDesk(call: Call) {
  const found = visibleDesk(call);
  if (!worksOn(call, found.project)) throw notAllowed();
  return found;
}

function listOfDesk(call: Call): Answer {
  const { desk } = servedDesk(call);
  const own = allOf(call).filter(({ id }) => desk.organizationIds.includes(id));
  const path = `${DESK}/servicedesk/${desk.id}/organization`;
  return ok(deskPage(call, path, ofAccount(call, own), (each) => render(call, each)));
}

/** The organisation of the body. Throws 404. */
function named(call: Call): string {
  const { organizationId } = readBody(z.object({ organizationId: z.number() }), call.body);
  const id = String(organizationId);
  if (call.world.serviceDesk.organizations[id] === undefined) throw noOrganization(id);
  return id;
}

function attach(call: Call): Answer {
  const { desk } = servedDesk(call);
  desk.organizationIds = [...new Set([...desk.organizationIds, named(call)])];
  call.world.serviceDesk.desks[desk.id] = desk;
  return noContent();
}

function detach(call: Call): Answer {
  const { desk } = servedDesk(call);
  const id = named(call);
  desk.organizationIds = desk.organizationIds.filter((each) => each !== id);
  return noContent();
}
