/** The people and groups of the small site. */

import type { Json } from '../../json.ts';
import { type Asked, type FakeJira, Refusal } from './fake-jira.ts';

const PEOPLE = [
  ['dan', 'Dan Reporter', 'atlassian', true, 'dan@example.com'],
  ['dana', 'Dana Weber', 'atlassian', true, 'dana@example.com'],
  ['lea', 'Lea Lead', 'atlassian', true, 'lea@example.com'],
  ['alex1', 'Alex Kim', 'atlassian', true, 'alex.kim@example.com'],
  ['alex2', 'Alex Roth', 'atlassian', true, 'alex.roth@example.com'],
  ['twin1', 'Sol Ray', 'atlassian', true, 'sol1@example.com'],
  ['twin2', 'Sol Ray', 'atlassian', true, 'sol2@example.com'],
  ['gone', 'Ivo Gone', 'atlassian', false, 'ivo@example.com'],
  ['cus', 'Cora Customer', 'customer', true, 'cora@example.com'],
  ['kraken', 'Kraken', 'app', true, ''],
] as const;

/** Everybody with an account. */
export const USERS = PEOPLE.map(([accountId, displayName, accountType, active, emailAddress]) => ({
  accountId,
  displayName,
  accountType,
  active,
  emailAddress,
  applicationRoles: { size: 1 },
}));

/** Who is in which role of ABC; `group:` marks groups. */
export const ACTORS: Readonly<Record<string, readonly string[]>> = {
  '30000': ['lea'],
  '30001': ['alex1', 'gone', 'group:devs'],
  '30002': [],
  '30009': ['kraken'],
};

/** An actor of a role as Jira shows it; `group:` marks groups. */
export function actor(words: string): Json {
  if (words.startsWith('group:')) {
    const name = words.slice(6);
    return { displayName: name, actorGroup: { name, groupId: `id-${name}` } };
  }
  const user = USERS.find(({ accountId }) => accountId === words);
  return { displayName: user?.displayName ?? words, actorUser: { accountId: words } };
}

const searchUsers = ({ query }: Asked): Json => {
  const wanted = (query['query'] ?? '').toLowerCase();
  return USERS.filter(
    ({ displayName, emailAddress }) =>
      emailAddress.startsWith(wanted) ||
      displayName.toLowerCase().startsWith(wanted) ||
      displayName.split(' ').some((word) => word.toLowerCase().startsWith(wanted)),
  );
};

/** What the small site answers about people and groups. */
export const SMALL_PEOPLE: FakeJira = {
  getUser: ({ query }) =>
    USERS.find(({ accountId }) => accountId === query['accountId']) ?? new Refusal(404),
  findUsers: searchUsers,
  findAssignableUsers: ({ query }) =>
    USERS.filter(
      ({ accountId, accountType }) =>
        accountId === query['accountId'] && accountType === 'atlassian',
    ),
  findGroups: ({ query }) => ({
    groups: ['devs', 'staff']
      .filter((name) => name.includes(query['query'] ?? ''))
      .map((name) => ({ name, groupId: `id-${name}` })),
  }),
  bulkGetGroups: ({ query }) => ({
    values: ['devs', 'staff']
      .map((name) => ({ name, groupId: `id-${name}` }))
      .filter(({ groupId }) => groupId === query['groupId']),
  }),
  getUsersFromGroup: ({ query }) => ({
    values: query['groupId'] === 'id-devs' ? USERS.slice(0, 2) : [],
    total: query['groupId'] === 'id-devs' ? 2 : 0,
    isLast: true,
  }),
  getUserGroups: ({ query }) =>
    query['accountId'] === 'dan' ? [] : [{ name: 'devs', groupId: 'id-devs' }],
  getAllApplicationRoles: () => [
    {
      key: 'jira-software',
      name: 'Jira',
      groupDetails: [{ groupId: 'id-staff' }],
      remainingSeats: 3,
      hasUnlimitedSeats: false,
    },
  ],
};
