/**
 * Creating and removing people, and the licences of the products. Creating needs an organisation administrator who
 * administers Jira, removing a site administrator; neither is given to apps, so a seeded app is refused.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { fullUser, groupReference } from '../render/render-user.ts';
import { isLicensed } from '../world/find-in-world.ts';
import { seededAccountId } from '../world/make-ids.ts';
import type { ApplicationRole, User, World } from '../world/world-types.ts';
import { demandSiteAdmin } from './group-admin-operations.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

const SCOPES = ['manage:jira-configuration'];
const SEATS = 100;
const PRODUCTS = new Set([
  'jira-core',
  'jira-servicedesk',
  'jira-product-discovery',
  'jira-software',
]);

/** Operations that create and remove people. */
export const userAdminOperations: Operation[] = [
  {
    operationId: 'createUser',
    method: 'POST',
    path: '/rest/api/3/user',
    scopes: SCOPES,
    kind: 'write',
    run: createUser,
  },
  {
    operationId: 'removeUser',
    method: 'DELETE',
    path: '/rest/api/3/user',
    scopes: SCOPES,
    kind: 'write',
    run: removeUser,
  },
  {
    operationId: 'getAllApplicationRoles',
    method: 'GET',
    path: '/rest/api/3/applicationrole',
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      return ok(call.world.applicationRoles.map((role) => roleBody(call, role)));
    },
  },
];

function roleBody(call: Call, role: ApplicationRole): Record<string, unknown> {
  const groups = role.groupIds.flatMap((id) => call.world.groups[id] ?? []);
  const [first] = groups;
  const seats = call.world.people.seats[role.key] ?? SEATS;
  const userCount = holdersOf(call.world, role);
  return {
    key: role.key,
    name: role.name,
    groups: groups.map(({ name }) => name),
    groupDetails: groups.map((group) => groupReference(call.site, group)),
    defaultGroups: first === undefined ? [] : [first.name],
    defaultGroupsDetails: first === undefined ? [] : [groupReference(call.site, first)],
    selectedByDefault: false,
    numberOfSeats: seats,
    remainingSeats: seats - userCount,
    userCount,
    hasUnlimitedSeats: false,
    platform: role.key === 'jira-core',
  };
}

function holdersOf(world: World, role: ApplicationRole): number {
  return Object.values(world.users).filter(
    (user) => user.kind === 'atlassian' && isLicensed(world, user, role.key),
  ).length;
}

const newUser = z.object({ emailAddress: z.string(), products: z.array(z.string()) });

function createUser(call: Call): Answer {
  demandJiraAdmin(call);
  if (!call.world.people.organisationAdmins.includes(call.accountId ?? '')) {
    throw refusal(403, 'Only an organization administrator can create users.');
  }
  const { emailAddress, products } = readBody(newUser, call.body);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(emailAddress)) {
    throw refusal(400, [], { emailAddress: 'You must specify a valid email address.' });
  }
  const wrong = products.find((product) => !PRODUCTS.has(product));
  if (wrong !== undefined) throw refusal(400, [], { products: `Invalid product: ${wrong}` });
  const email = emailAddress.toLowerCase();
  const known = Object.values(call.world.users).find((user) => user.email === email);
  if (known !== undefined) return existing(call, known);
  const roles = products.flatMap(
    (key) => call.world.applicationRoles.find((role) => role.key === key) ?? [],
  );
  const full = roles.find(
    (role) => holdersOf(call.world, role) >= (call.world.people.seats[role.key] ?? SEATS),
  );
  if (full !== undefined) throw refusal(400, `There is no licence left for ${full.name}.`);
  return { status: 201, body: fullUser(call.site, add(call.world, email, roles), []) };
}

/** Somebody who has access is answered as if made; somebody without is refused. */
function existing(call: Call, user: User): Answer {
  if (!isLicensed(call.world, user)) {
    throw refusal(400, 'The user already exists but does not have access to Jira.');
  }
  return { status: 201, body: fullUser(call.site, user, []) };
}

function add(world: World, email: string, roles: readonly ApplicationRole[]): User {
  const accountId = seededAccountId(1, `invited ${email}`, 'atlassian');
  const user: User = {
    accountId,
    displayName: email.split('@')[0] ?? email,
    email,
    emailVisible: true,
    kind: 'atlassian',
    active: true,
    timeZone: 'Europe/Berlin',
  };
  world.users[accountId] = user;
  for (const { groupIds } of roles) {
    const group = world.groups[groupIds[0] ?? ''];
    if (group !== undefined && !group.members.includes(accountId)) group.members.push(accountId);
  }
  return user;
}

function removeUser(call: Call): Answer {
  demandSiteAdmin(call);
  const accountId = queryText(call, 'accountId') ?? '';
  if (call.world.users[accountId] === undefined) {
    throw refusal(404, `The user with account ID '${accountId}' does not exist.`);
  }
  if (accountId === call.accountId) throw refusal(400, 'You cannot remove yourself.');
  delete call.world.users[accountId];
  for (const group of Object.values(call.world.groups)) {
    group.members = group.members.filter((id) => id !== accountId);
  }
  return noContent();
}
