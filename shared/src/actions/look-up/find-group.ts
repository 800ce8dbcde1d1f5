/** Finds one group by name or `id:…`, and counts or lists its members. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { chooseNamed, type NamedThing } from './find-named.ts';
import { bareWords, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { pinPages } from './pin-reads.ts';
import { countAt, idAt, itemsAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readAll } from './read-together.ts';

/** A group of the site. */
export interface Group {
  id: string;
  name: string;
}

/** Ids of groups are UUIDs on Atlassian's sites. */
const GROUP_ID = /^[0-9A-Za-z_-]{1,64}$/;
const PICKED = 50;
const PAGE = 50;

/** Words without `group` around them. */
export function groupWords(words: string): string {
  return bareWords(bareWords(words).replace(/^(?:the\s+)?group\s+|\s+group$/giu, ''));
}

function toThing(item: Parameters<typeof idAt>[0]): NamedThing[] {
  const id = idAt(item, 'groupId');
  const name = textAt(item, 'name');
  if (id === undefined || name === undefined || !GROUP_ID.test(id)) return [];
  return [{ id, name, body: item }];
}

/** Finds the one group the words name. */
export function* findGroup(
  words: string,
  context: ResolveContext,
): Reading<Result<Group, Obstacle>> {
  const wanted = groupWords(words);
  const id = namedIdIn(wanted);
  if (id !== undefined) return yield* byId(words, id);
  if (!looksLikeName(wanted)) return ask('group', words);
  const [answer] = yield* readAll([
    readOf('findGroups', {
      query: [
        ['query', wanted],
        ['maxResults', String(PICKED)],
      ],
      pick: ['groups[].name', 'groups[].groupId'],
    }),
  ]);
  if (answer.status !== 200) return refusedRead('the groups', answer);
  const things = itemsAt(answer.body, 'groups').flatMap(toThing);
  const search = { thing: 'group', guard: { global: 'USER_PICKER' } } as const;
  const found = yield* chooseNamed(wanted, things, things.length < PICKED, search, context);
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

function* byId(words: string, id: string): Reading<Result<Group, Obstacle>> {
  const [answer] = yield* readAll([groupRead(id)]);
  if (answer.status !== 200) return refusedRead('the groups', answer);
  const found = itemsAt(answer.body, 'values')
    .flatMap(toThing)
    .find((group) => group.id === id);
  return found === undefined ? ask('group', words) : ok({ id: found.id, name: found.name });
}

/** Reads one group by its id. */
export function groupRead(id: string): JiraRead {
  return readOf('bulkGetGroups', {
    query: [['groupId', id]],
    pick: ['values[].groupId', 'values[].name'],
  });
}

function membersRead(groupId: string, startAt: number): JiraRead {
  return readOf('getUsersFromGroup', {
    query: [
      ['groupId', groupId],
      ['includeInactiveUsers', 'true'],
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].accountId', 'values[].active', 'values[].accountType', 'isLast', 'total'],
  });
}

/** Somebody in a group. */
export interface Member {
  accountId: string;
  isActive: boolean;
  isApp: boolean;
}

/** Members of a group, with Jira's answers page by page. */
export interface GroupMembers {
  members: Member[];
  isWhole: boolean;
  /** As Jira counts them, where it does. */
  total: number;
  pages: JiraReadResult[];
}

/** Pins the members of a group as they were read. */
export function pinMembers({ id, name }: Group, { pages }: GroupMembers): Precondition[] {
  const read = (startAt: number): JiraRead => membersRead(id, startAt);
  return pinPages(`Members of the group ${quoted(name)}`, { read, pageSize: PAGE }, pages);
}

/** Members of a group: all of them, or the first five hundred; null where Jira does not say. */
export function* membersOf(groupId: string): Reading<GroupMembers | null> {
  if (!GROUP_ID.test(groupId)) return null;
  const list = yield* readPages({
    read: (startAt) => membersRead(groupId, startAt),
    items: 'values',
    pageSize: PAGE,
  });
  if (list.state === 'refused') return null;
  const members = list.items.flatMap((item): Member[] => {
    const accountId = idAt(item, 'accountId');
    if (accountId === undefined) return [];
    return [
      {
        accountId,
        isActive: (item as { active?: unknown }).active === true,
        isApp: textAt(item, 'accountType') === 'app',
      },
    ];
  });
  const total = countAt(list.pages[0]?.body ?? null, 'total') ?? members.length;
  return { members, isWhole: list.isWhole, total, pages: list.pages };
}

/** How many people these groups have together; null where Jira does not say so of each. */
export function peopleIn(groups: ReadonlyArray<GroupMembers | null>): number | null {
  const known = groups.filter((one) => one !== null);
  return known.length < groups.length ? null : known.reduce((sum, { total }) => sum + total, 0);
}

/** `12 people are in the group "qa-leads"`. */
export function groupSentence(name: string, members: Pick<GroupMembers, 'total'> | null): string {
  if (members === null) return `Jira does not say who is in the group ${quoted(name)}`;
  return `${countOf(members.total, 'person is', 'people are')} in the group ${quoted(name)}`;
}

/** Reads the groups a person is in. */
export function groupsOfRead(accountId: string): JiraRead {
  return readOf('getUserGroups', {
    query: [['accountId', accountId]],
    pick: ['[].groupId', '[].name'],
  });
}

/** A group as a target of an action. */
export function groupTarget(group: Group): Target {
  return { kind: 'group', id: group.id, name: group.name };
}
