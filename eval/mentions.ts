/** What the proposed actions of a text speak of: the people, projects, issues and other things its world must hold. */
import type { ProposedAction } from '@kraken/shared';
import { seedWorld } from '../sandbox/jira/seed-world.ts';
import { rolesNamed } from '../shared/src/actions/look-up/find-role.ts';
import { type NamedThings, namedThings, textsOf } from './named-things.ts';

/** Role of a site that names none. */
export const DEFAULT_ROLE = 'Member';

const KEY = /^[A-Za-z][A-Za-z0-9_]{1,9}$/;
/** An issue key with its parts. */
export const ISSUE: RegExp = /^([A-Z][A-Z0-9_]{1,9})-(\d{1,4})$/;

/** What a text speaks of. */
export interface Mentions {
  projects: Map<string, { key: string; name: string; members: Map<string, Set<string>> }>;
  people: Set<string>;
  asksForOneself: boolean;
  roles: Set<string>;
  schemes: Set<string>;
  statuses: Set<string>;
  newFields: Set<string>;
  sprints: Map<string, string>;
  issues: Map<string, { status: string; sprint: string | undefined }>;
  things: NamedThings;
}

function emptyMentions(): Mentions {
  return {
    projects: new Map(),
    people: new Set(),
    asksForOneself: false,
    roles: new Set(),
    schemes: new Set(),
    statuses: new Set(),
    newFields: new Set(),
    sprints: new Map(),
    issues: new Map(),
    things: namedThings([], () => ''),
  };
}

function mentionProject(mentions: Mentions, words: string): string | undefined {
  // A key is at most ten letters; anything else that looks like a name is a project's name.
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(words)) return undefined;
  const known = mentions.projects.get(words.toLowerCase());
  if (known !== undefined) return known.key;
  const key = KEY.test(words) ? words.toUpperCase() : `NAMED${mentions.projects.size}`;
  const name = KEY.test(words) ? `Project ${key}` : words;
  mentions.projects.set(words.toLowerCase(), { key, name, members: new Map() });
  return key;
}

function mentionIssue(mentions: Mentions, words: string, status = 'To Do', sprint?: string): void {
  const key = ISSUE.exec(words)?.[1];
  if (key === undefined) return;
  mentionProject(mentions, key);
  mentions.issues.set(words, { status, sprint });
}

function mentionMember(
  mentions: Mentions,
  key: string | undefined,
  person: string,
  role: string,
): void {
  const project = [...mentions.projects.values()].find((one) => one.key === key);
  if (project === undefined) return;
  const members = project.members.get(role) ?? new Set<string>();
  members.add(person);
  project.members.set(role, members);
}

function roleNameOf(words: string | undefined): string {
  if (words === undefined) return DEFAULT_ROLE;
  const roles = seedWorld.roles.map(({ name }) => ({ id: name, name }));
  return rolesNamed(words, roles)[0]?.name ?? words;
}

/** The status an issue has before it is moved to another one. */
function statusBefore(target: string | undefined): string {
  const wanted = target?.toLowerCase() ?? '';
  if (wanted === 'reopen' || wanted === 'to do' || wanted === 'open') return 'Done';
  return 'To Do';
}

/** Arguments of other names that hold people. */
const PERSON_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'issue.watcher.change': ['add', 'remove'],
  'issue.comment.delete': ['author'],
  'jsm.participant.add': ['users'],
};

function mentionPeople(
  mentions: Mentions,
  action: ProposedAction,
  project: string | undefined,
): void {
  const [role] = textsOf(action.args, 'role');
  if (role !== undefined && roleNameOf(role) === role) mentions.roles.add(role);
  for (const person of textsOf(action.args, 'user')) {
    mentions.people.add(person);
    mentions.asksForOneself ||= action.type === 'project.member.add' && isOneself(person);
    if (action.type === 'project.member.remove')
      mentionMember(mentions, project, person, roleNameOf(role));
  }
  const others = PERSON_ARGUMENTS[action.type] ?? ['lead', 'owner', 'newOwner'];
  for (const person of textsOf(action.args, ...others)) mentions.people.add(person);
  mentionWorkers(mentions, action);
}

/** People who are in a project already: those who leave, and those who get its issues. */
function mentionWorkers(mentions: Mentions, action: ProposedAction): void {
  if (action.type === 'user.offboard') {
    const key = mentionProject(mentions, 'SPR');
    for (const person of textsOf(action.args, 'user'))
      mentionMember(mentions, key, person, 'Developers');
  }
  for (const person of textsOf(action.args, 'assignee')) {
    mentions.people.add(person);
    for (const issue of textsOf(action.args, 'issue')) {
      mentionMember(mentions, ISSUE.exec(issue)?.[1], person, 'Developers');
    }
  }
}

function mentionIssues(
  mentions: Mentions,
  action: ProposedAction,
  project: string | undefined,
): void {
  const [status] = [...textsOf(action.args, 'status'), ...textsOf(action.args, 'toStatus')];
  const before = textsOf(action.args, 'fromStatus')[0] ?? statusBefore(status);
  for (const words of [
    ...textsOf(action.args, 'status'),
    ...textsOf(action.args, 'toStatus'),
    before,
  ]) {
    mentions.statuses.add(words);
  }
  const issues = [...textsOf(action.args, 'issue'), ...textsOf(action.args, 'issues')];
  for (const issue of issues) mentionIssue(mentions, issue, before);
  const key = project ?? ISSUE.exec(issues[0] ?? '')?.[1] ?? 'SPR';
  for (const sprint of textsOf(action.args, 'sprint')) {
    mentionProject(mentions, key);
    mentions.sprints.set(sprint, key);
  }
  if (action.type !== 'issue.bulk_transition' || issues.length > 0) return;
  const [sprint] = textsOf(action.args, 'sprint');
  for (const number of [1, 2, 3]) mentionIssue(mentions, `${key}-${number}`, before, sprint);
}

/** Key of the project the arguments name, or of one the world has anyway. */
function projectOf(mentions: Mentions, args: ProposedAction['args']): string {
  const [words] = textsOf(args, 'project');
  const named = words === undefined ? undefined : mentionProject(mentions, words);
  return (
    named ?? [...mentions.projects.values()][0]?.key ?? mentionProject(mentions, 'SPR') ?? 'SPR'
  );
}

/** Collects what the actions speak of. */
export function mentionsOf(actions: readonly ProposedAction[]): Mentions {
  const mentions = emptyMentions();
  for (const action of actions) mentionAction(mentions, action);
  mentions.things = namedThings(actions, ({ args }) => projectOf(mentions, args));
  return mentions;
}

function mentionAction(mentions: Mentions, action: ProposedAction): void {
  const [words] = textsOf(action.args, 'project');
  for (const named of textsOf(action.args, 'toProject', 'projects')) {
    mentionProject(mentions, named);
  }
  const project = words === undefined ? undefined : mentionProject(mentions, words);
  mentionIssues(mentions, action, project);
  mentionPeople(mentions, action, project);
  for (const scheme of textsOf(action.args, 'scheme')) mentions.schemes.add(scheme);
  if (action.type === 'custom_field.create') {
    for (const name of textsOf(action.args, 'name')) mentions.newFields.add(name);
  }
  if (action.type === 'project.member.clear')
    mentionMember(mentions, project, 'Kim Park', 'Developers');
}

/** True for words that mean the person who asks. */
export function isOneself(words: string): boolean {
  return ['me', 'myself', 'i'].includes(fold(words));
}

/** Form in which names are compared. */
export const fold = (text: string) => text.toLowerCase().replace(/^@/, '').trim();
