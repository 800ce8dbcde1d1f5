/**
 * `user.access.report`: what a person may do, in one project or in the site, or who is in the roles of a project. It
 * changes nothing: the resolution reads and ends in an answer. Only somebody entitled gets one: the person himself, and
 * by Jira's own answer whoever administers the project or Jira. Everybody else is told that he is not.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { defineAction, type Outcome, optionalWords } from '../define-action.ts';
import { isAccountId } from '../look-up/account-id.ts';
import { groupsOfRead } from '../look-up/find-group.ts';
import { permissionName } from '../look-up/find-permission.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import {
  actorsIn,
  actorsRead,
  isAppRole,
  type Role,
  rolesIn,
  rolesRead,
} from '../look-up/find-role.ts';
import { findUser } from '../look-up/find-user.ts';
import { answered, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { operations, readOf } from '../operations.ts';
import { countOf, listOf } from '../sentence-words.ts';

type Args = { user?: string; project?: string };
type Report = Outcome<'user.access.report'>;

/** Permissions that tell what somebody can do; all of them are there on every site. */
const TELLING = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'ASSIGN_ISSUES',
  'ADD_COMMENTS',
  'DELETE_ISSUES',
  'ADMINISTER_PROJECTS',
];
const GLOBAL = ['ADMINISTER', 'BULK_CHANGE', 'CREATE_PROJECT', 'USER_PICKER'];
const GLOBAL_NAMES: Readonly<Record<string, string>> = {
  ADMINISTER: 'administer Jira',
  BULK_CHANGE: 'change issues in bulk',
  CREATE_PROJECT: 'create projects',
  USER_PICKER: 'look up people and groups',
};

function rightsRead(accountId: string, permissions: readonly string[], projectId?: string) {
  const projects: Json[] =
    projectId === undefined
      ? []
      : [{ permissions: [...permissions], projects: [Number(projectId)], issues: [] }];
  return readOf('getBulkPermissions', {
    body: { accountId, globalPermissions: GLOBAL, projectPermissions: projects },
    pick: ['globalPermissions', 'projectPermissions[].permission', 'projectPermissions[].projects'],
  });
}

const globalsIn = ({ body }: JiraReadResult): string[] =>
  itemsAt(body, 'globalPermissions').map(String);

const heldIn = ({ body }: JiraReadResult): string[] =>
  itemsAt(body, 'projectPermissions')
    .filter((grant) => itemsAt(grant, 'projects').length > 0)
    .flatMap((grant) => textAt(grant, 'permission') ?? []);

function* resolve(args: Args, context: ResolveContext): Reading<Report> {
  if (args.user === undefined && args.project === undefined) {
    return ask('person', '', [], 'Whose rights, or the rights in which project?');
  }
  const speaker = context.speakerAccountId;
  if (speaker === null || !isAccountId(speaker)) {
    return unsupported('Kraken says who may do what only to somebody it knows in Jira.');
  }
  const [person, project] = yield* readTogether(
    readOptional(args.user, (wanted) => findUser(wanted, context, { mayBeInactive: true })),
    readOptional(args.project, (wanted) => findProject(wanted, context)),
  );
  if (person !== undefined && !person.ok) return person;
  if (project !== undefined && !project.ok) return project;
  const wish = { person: person?.value, project: project?.value, speaker };
  const asker = yield* entitled(wish, args.project ?? '');
  if (!asker.ok) return asker;
  if (wish.person !== undefined) return yield* aboutPerson(wish.person, wish.project, asker.value);
  return yield* aboutProject(wish.project);
}

interface Wish {
  person: PersonFact | undefined;
  project: Project | undefined;
  speaker: string;
}

/** Why somebody is told: it is about himself, or he administers the project, or Jira. */
type Entitlement = 'himself' | 'project' | 'site';

/** What the one who asks may know, by Jira's own answer. */
function* entitled(
  { person, project, speaker }: Wish,
  projectWords: string,
): Reading<Result<Entitlement, Obstacle>> {
  const permissions = ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'];
  const [own] = yield* readAll([rightsRead(speaker, permissions, project?.id)]);
  if (own.status !== 200) return refusedRead('what you may do', own);
  const held = heldIn(own);
  const isSite = globalsIn(own).includes('ADMINISTER');
  // What somebody may not see he is not told the existence of.
  if (!isSite && project !== undefined && held.length === 0) return ask('project', projectWords);
  if (person?.accountId === speaker) return ok('himself');
  if (isSite) return ok('site');
  if (held.includes('ADMINISTER_PROJECTS')) return ok('project');
  return unsupported(
    'Only somebody who administers the project, or Jira, is told what others may do.',
  );
}

function* aboutPerson(
  person: PersonFact,
  project: Project | undefined,
  asker: Entitlement,
): Reading<Report> {
  const [rights, groups] = yield* readAll([
    rightsRead(person.accountId, TELLING, project?.id),
    groupsOfRead(person.accountId),
  ]);
  if (rights.status !== 200) return refusedRead(`what ${person.name} may do`, rights);
  const inProject = yield* readOptional(project, (one) => projectSentences(one, person, rights));
  const sentences = [
    `${person.name} has ${person.isActive ? 'an active' : 'a deactivated'} account.`,
    ...(inProject ?? [siteSentence(rights)]),
    // Groups reach beyond the project of somebody who administers only that.
    ...(asker === 'project' ? [] : [groupSentence(groups)]),
  ];
  return answered(sentences.join(' '), asker === 'himself' ? 'asker' : 'administrators');
}

function groupSentence(groups: JiraReadResult): string {
  if (groups.status !== 200) return 'Jira does not show the groups.';
  const names = itemsAt(groups.body).flatMap((group) => textAt(group, 'name') ?? []);
  return `Groups: ${listOf(names.sort())}.`;
}

function siteSentence(rights: JiraReadResult): string {
  const held = globalsIn(rights).map((key) => GLOBAL_NAMES[key] ?? key);
  return held.length === 0
    ? 'In the site as a whole: no global permission.'
    : `In the site as a whole: may ${listOf(held)}.`;
}

function* projectSentences(
  project: Project,
  person: PersonFact,
  rights: JiraReadResult,
): Reading<string[]> {
  const held = heldIn(rights);
  const not = TELLING.filter((key) => !held.includes(key));
  const roles = yield* filledRoles(project);
  const names = (keys: readonly string[]): string => listOf(keys.map(permissionName));
  return [
    `In ${project.key}: holds ${names(held)}; does not hold ${names(not)}.`,
    roles === null
      ? `Jira does not show the roles of ${project.key}.`
      : `Roles by name: ${listOf(roles.filter(({ people }) => people.some((one) => one.accountId === person.accountId)).map(({ role }) => role.name))}.`,
  ];
}

interface FilledRole {
  role: Role;
  people: Array<{ accountId: string; name: string }>;
  groups: Array<{ name: string }>;
}

function* filledRoles(project: Project): Reading<FilledRole[] | null> {
  const [listed] = yield* readAll([rolesRead(project.key)]);
  if (listed.status !== 200) return null;
  const roles = rolesIn(listed).filter((role) => !isAppRole(role));
  const answers = yield* readAll(roles.map((role) => actorsRead(project.key, role)));
  if (answers.some(({ status }) => status !== 200)) return null;
  return roles.map((role, index) => {
    const { users, groups } = actorsIn(answers[index]?.body ?? null);
    return { role, people: users, groups };
  });
}

function* aboutProject(project: Project | undefined): Reading<Report> {
  if (project === undefined) return ask('project', '');
  const roles = yield* filledRoles(project);
  if (roles === null) return unsupported(`Jira does not show the roles of ${project.key}.`);
  const filled = roles.filter(({ people, groups }) => people.length + groups.length > 0);
  const parts = filled.map(({ role, people, groups }) => {
    const names = [...people.map(({ name }) => name), ...groups.map(({ name }) => `group ${name}`)];
    return `${role.name}: ${listOf(names)}.`;
  });
  const summary = `${countOf(filled.length, 'role')} of ${project.key} ${filled.length === 1 ? 'has' : 'have'} members.`;
  return answered([summary, ...parts].join(' '), 'administrators');
}

/** Catalogue entry of `user.access.report`. */
export const reportAccess = defineAction('user.access.report', {
  area: 'users_groups',
  title: 'Say what a person may do, or who is in a project',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Changes nothing' },
  blastRadius: 'nothing is changed',
  connections: ['forge', 'oauth'],
  onlyAnswers: true,
  writes: [],
  reads: operations(
    'findUsers',
    'getUser',
    'getUserGroups',
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getProjectRole',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ user: optionalWords, project: optionalWords }),
  resolve,
  compile: () => [],
  check: () => ({ reads: [], judge: () => 'done' }),
  inverse: () => null,
});
