/**
 * Counts who loses and who gains a permission when grants of a scheme change: people in the roles and groups that held
 * it before and do not afterwards. What Jira does not show, or is too long to read, is said, never guessed.
 */
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext, Target } from '../action.ts';
import { countOf } from '../sentence-words.ts';
import { membersOf } from './find-group.ts';
import { permissionName } from './find-permission.ts';
import { projectRead } from './find-project.ts';
import { actorIdsRead, actorsIn, isAppRole, rolesIn, rolesRead } from './find-role.ts';
import type { Grant } from './permission-scheme.ts';
import { idAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';

/** A permission of a scheme, held by these before and by those afterwards. */
export interface AccessChange {
  permission: string;
  before: readonly Grant[];
  after: readonly Grant[];
}

/** Sentences for people, and how many people lose or gain something; null where that could not be counted. */
export interface AccessCount {
  sentences: string[];
  people: number | null;
}

/** Whoever holds a permission in a project. */
interface Circle {
  people: ReadonlySet<string>;
  /** Everybody with an account, or everybody at all. */
  isOpen: boolean;
  isWhole: boolean;
}

/** More projects are not counted one by one. */
const MAX_PROJECTS = 20;

/** Counts people per project and permission. */
export function* countAccess(
  changes: readonly AccessChange[],
  projects: readonly Target[],
  context: ResolveContext,
): Reading<AccessCount> {
  const counted = projects.slice(0, MAX_PROJECTS);
  const seen = yield* readTogether(...counted.map((one) => inProject(changes, one, context)));
  const all = seen.flat();
  const isAll = projects.length <= MAX_PROJECTS;
  const isWhole = isAll && all.every((one) => one.isWhole);
  return {
    sentences: [
      ...all.flatMap(({ sentences }) => sentences),
      ...(isAll
        ? []
        : [`People were counted in ${MAX_PROJECTS} of ${projects.length} projects only`]),
    ],
    people: isWhole ? new Set(all.flatMap(({ people }) => people)).size : null,
  };
}

/** What the changes mean in one project. */
interface Seen {
  sentences: string[];
  people: string[];
  isWhole: boolean;
}

function* inProject(
  changes: readonly AccessChange[],
  project: Target,
  context: ResolveContext,
): Reading<Seen[]> {
  const ignored = yield* ignoredRoles(project);
  return yield* readTogether(
    ...changes.map((change) => compare(change, project, { ignored, context })),
  );
}

/** The role of apps: its members are no people. */
function* ignoredRoles(project: Target): Reading<ReadonlySet<string>> {
  const [answer] = yield* readAll([rolesRead(project.name)]);
  const roles = answer.status === 200 ? rolesIn(answer) : [];
  return new Set(roles.filter(isAppRole).map(({ id }) => id));
}

interface Where {
  ignored: ReadonlySet<string>;
  context: ResolveContext;
}

function* compare(
  { permission, before, after }: AccessChange,
  project: Target,
  where: Where,
): Reading<Seen> {
  const [then, now] = yield* readTogether(
    circleOf(before, project, where),
    circleOf(after, project, where),
  );
  const lost = now.isOpen ? [] : [...then.people].filter((one) => !now.people.has(one));
  const gained = then.isOpen ? [] : [...now.people].filter((one) => !then.people.has(one));
  const isRead = then.isWhole && now.isWhole;
  const name = permissionName(permission);
  const moved = [
    ...lossSentence(name, project, { then, now, count: lost.length }),
    ...gainSentence(name, project, { then, now, count: gained.length }),
  ];
  return {
    sentences: [
      ...moved.map((sentence) => (isRead ? sentence : `${sentence}, as far as Jira shows them`)),
      ...(isRead ? [] : [`Jira does not show everybody who holds ${name} in ${project.name}`]),
      ...nobodyLeft(permission, project, { then, now }),
    ],
    people: [...lost, ...gained],
    isWhole: isRead && then.isOpen === now.isOpen,
  };
}

interface Compared {
  then: Circle;
  now: Circle;
  count: number;
}

function lossSentence(name: string, project: Target, { then, now, count }: Compared): string[] {
  if (then.isOpen && !now.isOpen) {
    const rest = countOf(now.people.size, 'person', 'people');
    return [`In ${project.name} everybody who is signed in loses ${name}, but for ${rest}`];
  }
  return count === 0 ? [] : [`In ${project.name} ${loses(count)} ${name}`];
}

function gainSentence(name: string, project: Target, { then, now, count }: Compared): string[] {
  if (now.isOpen && !then.isOpen) {
    return [`In ${project.name} everybody who is signed in gains ${name}`];
  }
  return count === 0 ? [] : [`In ${project.name} ${gains(count)} ${name}`];
}

const loses = (count: number): string => countOf(count, 'person loses', 'people lose');
const gains = (count: number): string => countOf(count, 'person gains', 'people gain');

function nobodyLeft(
  permission: string,
  project: Target,
  { then, now }: Pick<Compared, 'then' | 'now'>,
): string[] {
  const isEmpty = now.isWhole && !now.isOpen && now.people.size === 0;
  if (!isEmpty || (!then.isOpen && then.people.size === 0)) return [];
  return permission === 'ADMINISTER_PROJECTS'
    ? [`Nobody administers ${project.name} afterwards but administrators of Jira`]
    : [`Nobody holds ${permissionName(permission)} in ${project.name} afterwards`];
}

const isOpenHolder = ({ type }: Grant): boolean => type === 'anyone' || type === 'applicationRole';

function* circleOf(
  grants: readonly Grant[],
  project: Target,
  { ignored, context }: Where,
): Reading<Circle> {
  const closed = grants.filter((grant) => !isOpenHolder(grant) && !ignored.has(grant.value));
  const holders = yield* readTogether(...closed.map((grant) => holdersOf(grant, project)));
  const people = new Set(holders.flatMap((ids) => ids ?? []));
  const isWhole = holders.every((ids) => ids !== null);
  if (context.krakenAccountId !== null) people.delete(context.krakenAccountId);
  return { people, isOpen: grants.some(isOpenHolder), isWhole };
}

/** Account ids of a grant's holders; null where they cannot all be known. */
function* holdersOf({ type, value }: Grant, project: Target): Reading<string[] | null> {
  if (type === 'user') return [value];
  if (type === 'group') return yield* groupIds(value);
  if (type === 'projectRole') return yield* roleIds(project, value);
  if (type === 'projectLead') {
    const [answer] = yield* readAll([projectRead(project.name, ['lead.accountId'])]);
    const lead = idAt(answer.body, 'lead.accountId');
    return lead === undefined ? null : [lead];
  }
  // Whoever reports, is assigned or comes through the portal is not counted: that is per issue.
  return type.endsWith('CustomField') ? null : [];
}

function* roleIds(project: Target, roleId: string): Reading<string[] | null> {
  if (!/^\d{1,20}$/.test(roleId)) return null;
  const [answer] = yield* readAll([actorIdsRead(project.name, { id: roleId, name: '' })]);
  if (answer.status !== 200) return null;
  const { users, groups } = actorsIn(answer.body);
  const members = yield* readTogether(...groups.map(({ groupId }) => groupIds(groupId)));
  if (members.some((ids) => ids === null)) return null;
  return [...users.map(({ accountId }) => accountId), ...members.flatMap((ids) => ids ?? [])];
}

function* groupIds(groupId: string): Reading<string[] | null> {
  const found = yield* membersOf(groupId);
  if (found === null || !found.isWhole) return null;
  return found.members
    .filter(({ isActive, isApp }) => isActive && !isApp)
    .map(({ accountId }) => accountId);
}
