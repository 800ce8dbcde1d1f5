/**
 * Customers of a desk. Adding who is there and removing who is not are silent; customers
 * of an unknown account are refused while the others of the same request are added. Left out: what a customer sees.
 */
import { z } from 'zod';
import { type Answer, noContent, ok } from '../http/jira-answer.ts';
import type { Organization, ServiceDesk } from '../world/desk-types.ts';
import { nextNumber, seededAccountId } from '../world/make-ids.ts';
import type { User } from '../world/world-types.ts';
import {
  administeredDesk,
  DESK,
  demandDeskAdmin,
  deskPage,
  deskRefusal,
  deskUser,
  notAllowed,
  visibleDesk,
  worksOn,
} from './desk-parts.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, queryFlag, queryText } from './operation.ts';

const CUSTOMER = `${DESK}/servicedesk/{serviceDeskId}/customer`;
const MANAGE = ['manage:servicedesk-customer'];

/** Operations on customers. */
export const deskCustomerOperations: Operation[] = [
  {
    operationId: 'getCustomers',
    method: 'GET',
    path: CUSTOMER,
    scopes: MANAGE,
    kind: 'read',
    isExperimental: true,
    run: listCustomers,
  },
  {
    operationId: 'addCustomers',
    method: 'POST',
    path: CUSTOMER,
    scopes: MANAGE,
    kind: 'write',
    run: addCustomers,
  },
  {
    operationId: 'removeCustomers',
    method: 'DELETE',
    path: CUSTOMER,
    scopes: MANAGE,
    kind: 'write',
    isExperimental: true,
    run: removeCustomers,
  },
  {
    operationId: 'inviteCustomer',
    method: 'POST',
    path: `${CUSTOMER}/invite`,
    scopes: MANAGE,
    kind: 'write',
    isExperimental: true,
    run: inviteCustomer,
  },
];

const people = z.object({
  accountIds: z.array(z.string()).optional(),
  usernames: z.array(z.string()).optional(),
});

/** Account ids of the body; user names are gone since 2019. */
export function accountIdsOf(call: Call): string[] {
  const { accountIds = [], usernames = [] } = readBody(people, call.body);
  if (usernames.length > 0) throw deskRefusal(400, 'Usernames are not supported any more.');
  return [...new Set(accountIds)];
}

/** Those of the ids that stand for a person who may be added. */
export function knownIds(call: Call, accountIds: readonly string[]): string[] {
  return accountIds.filter((id) => call.world.users[id]?.active === true);
}

/** What this API says about accounts it does not know. */
export function unknownAccounts(accountIds: readonly string[]): Error {
  return deskRefusal(400, `We can't find these users: ${accountIds.join(', ')}.`);
}

/** Customers by name, and the members of organisations that were given the desk. */
function customersOf(call: Call, desk: ServiceDesk): User[] {
  const { organizations } = call.world.serviceDesk;
  const shared = desk.organizationIds
    .map((id): Organization | undefined => organizations[id])
    .flatMap((organization) => organization?.members ?? []);
  return [...new Set([...desk.customers, ...shared])]
    .map((id) => call.world.users[id])
    .filter((user) => user !== undefined);
}

function matches({ displayName, email }: User, query: string): boolean {
  const name = displayName.toLowerCase();
  return (
    name.startsWith(query) ||
    name.split(/\s+/).some((word) => word.startsWith(query)) ||
    email?.toLowerCase().startsWith(query) === true
  );
}

function listCustomers(call: Call): Answer {
  const { desk, project } = visibleDesk(call);
  if (!worksOn(call, project)) throw notAllowed();
  const query = queryText(call, 'query')?.trim().toLowerCase() ?? '';
  const found = customersOf(call, desk)
    .filter((user) => matches(user, query))
    .map(({ accountId }) => accountId)
    .sort();
  const path = `${DESK}/servicedesk/${desk.id}/customer`;
  return ok(deskPage(call, path, found, (id) => deskUser(call, id)));
}

function addCustomers(call: Call): Answer {
  const { desk } = administeredDesk(call);
  const asked = accountIdsOf(call);
  const known = knownIds(call, asked);
  desk.customers = [...new Set([...desk.customers, ...known])];
  if (known.length < asked.length) {
    throw unknownAccounts(asked.filter((id) => !known.includes(id)));
  }
  return noContent();
}

function removeCustomers(call: Call): Answer {
  const { desk } = administeredDesk(call);
  const asked = accountIdsOf(call);
  if (desk.access === 'open') {
    throw deskRefusal(400, 'Customers can only be removed from a service desk with closed access.');
  }
  desk.customers = desk.customers.filter((id) => !asked.includes(id));
  return noContent();
}

const invitation = z.object({ email: z.string().optional(), displayName: z.string().optional() });

function inviteCustomer(call: Call): Answer {
  demandDeskAdmin(call);
  const { desk } = administeredDesk(call);
  const { email = '', displayName = '' } = readBody(invitation, call.body);
  if (displayName.trim() === '') throw deskRefusal(400, 'The display name must not be empty.');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw deskRefusal(400, 'The email address is not valid.');
  }
  const wanted = email.toLowerCase();
  if (Object.values(call.world.users).some((user) => user.email?.toLowerCase() === wanted)) {
    const status = queryFlag(call, 'strictConflictStatusCode', false) ? 409 : 400;
    throw deskRefusal(status, `An account with the email address ${email} already exists.`);
  }
  const accountId = seededAccountId(nextNumber(call.world, 'customer'), wanted, 'customer');
  call.world.users[accountId] = {
    accountId,
    displayName,
    email,
    emailVisible: true,
    kind: 'customer',
    active: true,
    timeZone: 'UTC',
  };
  desk.customers.push(accountId);
  return { status: 201, body: deskUser(call, accountId) };
}
