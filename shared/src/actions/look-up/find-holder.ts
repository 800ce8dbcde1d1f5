/** Finds who shall hold a grant: a role, a group, a person, everybody signed in, or everybody on the internet. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { accountIdIn } from './account-id.ts';
import { type Role, rolesNamed } from './find-role.ts';
import { findUser } from './find-user.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** The holder of a grant as Jira names it; `value` is missing for holders without an id. */
export type Holder = {
  type: 'projectRole' | 'group' | 'user' | 'applicationRole' | 'anyone';
  value?: string;
  name: string;
};

/** A holder, and the person where it is one. */
export interface FoundHolder {
  holder: Holder;
  person?: PersonFact;
}

const ANYONE = new Set(['anyone', 'everyone', 'everybody', 'public', 'anyone on the web']);
const SIGNED_IN = new Set([
  'logged in users',
  'any logged in user',
  'all users',
  'signed in users',
]);
const PERSON = /@|^user\s/i;

/** Finds the holder the words mean. A word that names both a role and a group is asked. */
export function* findHolder(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  const bare = bareWords(words);
  const folded = foldName(bare).replaceAll('-', ' ');
  if (ANYONE.has(folded)) return ok({ holder: { type: 'anyone', name: 'anyone on the web' } });
  if (SIGNED_IN.has(folded)) {
    return ok({ holder: { type: 'applicationRole', name: 'everybody who is signed in' } });
  }
  if (PERSON.test(bare) || accountIdIn(bare) !== undefined || folded === 'me') {
    return yield* personHolder(bare.replace(/^user\s+/i, ''), context);
  }
  if (!looksLikeName(bare)) return ask('role or group', words);
  return yield* roleOrGroup(words, bare, context);
}

function* personHolder(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  const person = yield* findUser(words, context);
  if (!person.ok) return person;
  const { accountId, name } = person.value;
  return ok({ holder: { type: 'user', value: accountId, name }, person: person.value });
}

function* roleOrGroup(
  words: string,
  bare: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  const isGroup = /^group\s|\sgroup$/i.test(bare);
  const isRole = /^(?:the\s+)?role\s|\srole$/i.test(bare);
  const groupName = bareWords(bare.replace(/^group\s+|\s+group$/giu, ''));
  const [roles, groups] = yield* readAll([
    readOf('getAllProjectRoles', { pick: ['[].id', '[].name'] }),
    readOf('findGroups', {
      query: [
        ['query', groupName],
        ['maxResults', '50'],
      ],
      pick: ['groups[].name', 'groups[].groupId'],
    }),
  ]);
  if (!isGroup && roles.status !== 200) return refusedRead('the roles', roles);
  if (!isRole && groups.status !== 200) return refusedRead('the groups', groups);
  const holders = [
    ...(isGroup ? [] : rolesNamed(bare, allRoles(roles)).map(roleHolder)),
    ...(isRole ? [] : namedExactly(groupName, allGroups(groups))),
  ];
  const [only] = holders;
  if (only !== undefined && holders.length === 1) return ok({ holder: only });
  const choices =
    holders.length > 0 ? holders.map(holderWords) : allRoles(roles).map(({ name }) => name);
  return yield* askVisibly(
    { thing: 'role or group', words, choices, guard: { global: 'ADMINISTER' } },
    context,
  );
}

function allRoles(answer: JiraReadResult): Role[] {
  return itemsAt(answer.body).flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

function allGroups(answer: JiraReadResult): Holder[] {
  return itemsAt(answer.body, 'groups').flatMap((item): Holder[] => {
    const value = idAt(item, 'groupId');
    const name = textAt(item, 'name');
    return value === undefined || name === undefined ? [] : [{ type: 'group', value, name }];
  });
}

function roleHolder(role: Role): Holder {
  return { type: 'projectRole', value: role.id, name: role.name };
}

/** A holder in words: `the role Developers`, `the group jira-users`. */
export function holderWords(holder: Holder): string {
  if (holder.type === 'projectRole') return `the role ${holder.name}`;
  return holder.type === 'group' ? `the group ${holder.name}` : holder.name;
}
