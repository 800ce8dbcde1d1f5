/**
 * Finds who holds a grant: a role, a group, a person, everybody signed in, everybody on the internet, whoever has a part
 * in an issue. Roles, groups, products and fields also by `id:…`, which is how an inverse names them.
 */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { accountIdIn, mentionOf } from './account-id.ts';
import { findGroup } from './find-group.ts';
import { findSiteRole, type Role, rolesNamed } from './find-role.ts';
import { findUser } from './find-user.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** The holder of a grant as Jira names it; `value` is missing for holders without an id. */
export type Holder = {
  type: string;
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
/** Holders whose words say all: folded words -> Jira's type. */
const PARTS: Readonly<Record<string, string>> = {
  'project lead': 'projectLead',
  reporter: 'reporter',
  'current assignee': 'assignee',
  assignee: 'assignee',
  'portal customers': 'sd.customer.portal.only',
};
const PART_NAMES: Readonly<Record<string, string>> = {
  projectLead: 'the project lead',
  reporter: 'the reporter',
  assignee: 'the current assignee',
  'sd.customer.portal.only': 'portal customers',
};
const PERSON = /@|^user\s(?!field\s)/i;
/** `role id:10001`, `group id:…`, `product id:jira-software`, `user field id:customfield_10010`. */
const BY_ID = /^(role|group|product|user field|group field)\s+id:\s?([0-9A-Za-z_-]{1,64})$/i;

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
  const part = Object.hasOwn(PARTS, folded) ? PARTS[folded] : undefined;
  if (part !== undefined) return ok({ holder: { type: part, name: PART_NAMES[part] ?? part } });
  const [, kind, id] = BY_ID.exec(bare) ?? [];
  if (kind !== undefined && id !== undefined) {
    return yield* holderById(words, foldName(kind), id, context);
  }
  if (PERSON.test(bare) || accountIdIn(bare) !== undefined || folded === 'me') {
    return yield* personHolder(bare.replace(/^user\s+/i, ''), context);
  }
  if (!looksLikeName(bare)) return ask('role or group', words);
  return yield* roleOrGroup(words, bare, context);
}

function* holderById(
  words: string,
  kind: string,
  id: string,
  context: ResolveContext,
): Reading<Result<FoundHolder, Obstacle>> {
  if (kind === 'role') {
    const role = yield* findSiteRole(`id:${id}`, context);
    return role.ok ? ok({ holder: roleHolder(role.value) }) : role;
  }
  if (kind === 'group') {
    const group = yield* findGroup(`id:${id}`, context);
    if (!group.ok) return group;
    return ok({ holder: { type: 'group', value: group.value.id, name: group.value.name } });
  }
  if (kind === 'product') {
    return ok({ holder: { type: 'applicationRole', value: id, name: productName(id) } });
  }
  if (!/^customfield_\d{1,20}$/.test(id)) return ask('field', words);
  const type = kind === 'user field' ? 'userCustomField' : 'groupCustomField';
  return ok({ holder: { type, value: id, name: fieldName(type, id) } });
}

const productName = (key: string): string => `everybody with ${key}`;

const fieldName = (type: string, id: string): string =>
  `${type === 'userCustomField' ? 'the person' : 'the group'} in the field ${id}`;

/** Words that lead `findHolder` back to exactly this holder of a grant. */
export function holderArg(type: string, value: string | null): string {
  const part = Object.entries(PARTS).find(([, kind]) => kind === type)?.[0];
  if (part !== undefined) return part;
  if (type === 'anyone') return 'anyone';
  if (type === 'applicationRole' && (value ?? '') === '') return 'all users';
  if (type === 'user') return mentionOf(value ?? '');
  const kinds: Readonly<Record<string, string>> = {
    projectRole: 'role',
    group: 'group',
    applicationRole: 'product',
    userCustomField: 'user field',
    groupCustomField: 'group field',
  };
  return `${kinds[type] ?? type} id:${value ?? ''}`;
}

/** A holder of a grant in words, with the names of roles and people where they are known. */
export function grantHolderWords(
  grant: { type: string; value: string; label: string },
  names: ReadonlyMap<string, string>,
): string {
  const { type, value, label } = grant;
  const known = names.get(value);
  if (type === 'projectRole' || type === 'group') {
    return holderWords({ type, name: known ?? (label || value) });
  }
  if (type === 'anyone') return 'anyone on the web';
  if (type === 'applicationRole') {
    return value === '' ? 'everybody who is signed in' : productName(value);
  }
  if (type.endsWith('CustomField')) return fieldName(type, value);
  return PART_NAMES[type] ?? known ?? (value === '' ? type : value);
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
    holders.length > 0 ? holders.map(choiceOf) : allRoles(roles).map(({ name }) => name);
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

/** What may be written as the answer. */
function choiceOf({ type, name }: Holder): string {
  return `${type === 'projectRole' ? 'role' : 'group'} ${name}`;
}

function roleHolder(role: Role): Holder {
  return { type: 'projectRole', value: role.id, name: role.name };
}

/** A holder in words: `the role "Developers"`, `the group "jira-users"`. */
export function holderWords(holder: Holder): string {
  if (holder.type === 'projectRole') return `the role ${quoted(holder.name)}`;
  return holder.type === 'group' ? `the group ${quoted(holder.name)}` : holder.name;
}
