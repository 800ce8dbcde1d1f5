/**
 * A second opinion on what may run by itself, written from POLICY.md alone and from the world itself: who the requester
 * is, what he sees and what a role gives are worked out here from the site's own data, never from what the service read.
 * It only ever objects; an empty answer says that nothing in POLICY.md stands against running.
 */
import { isJsonObject, type Json, type PlannedAction } from '@kraken/shared';
import {
  holdsInProject,
  holdsOnIssue,
  seesProject,
} from '../../sandbox/jira/permissions/evaluate-permission.ts';
import { PROJECT_PERMISSION_KEYS } from '../../sandbox/jira/permissions/permission-keys.ts';
import type { Issue } from '../../sandbox/jira/world/issue-types.ts';
import type { Project, User, World } from '../../sandbox/jira/world/world-types.ts';

/** What is judged: one action that the policy lets run, in the world and for the person it was planned for. */
export interface JudgedAction {
  action: Pick<PlannedAction, 'type' | 'quotes' | 'requests' | 'resolved' | 'index'>;
  /** Arguments as the analysis proposed them. */
  args: Json;
  confidence: number;
  tightens: readonly { index: number; sentence: string }[];
  /** Actions of the same plan that run by themselves before this one. */
  earlier: readonly Pick<PlannedAction, 'type' | 'resolved'>[];
  requesterId: string;
  world: World;
}

/** The kinds of action that are automatic by default (action catalogue, `default_category` auto). */
const AUTO_TYPES: ReadonlySet<string> = new Set(
  `project.member.add user.access.report project.update project.category.set project.category.create custom_field.create
  custom_field.context.create custom_field.context.add_project custom_field.option.add custom_field.option.reorder
  screen.field.add screen.create screen.tab.add field.associate_projects issue_type_scheme.add_type board.create
  sprint.create sprint.update sprint.issue.move backlog.issue.move filter.create filter.share dashboard.create
  component.create component.update component.lead.set version.create version.update issue.create issue.edit
  issue.assign issue.transition issue.link issue.unlink issue.label.change issue.watcher.change issue.comment.add
  jsm.customer.add jsm.organization.create jsm.request_type.create jsm.participant.add
  jsm.participant.remove`.split(/\s+/),
);
/** What no automatic action may send, whatever it is called: R101, as requests. */
const FORBIDDEN =
  /permissionscheme|securityscheme|notificationscheme|workflow|\/group|\/user(?:\/|$)|screenscheme|webhook|\/bulk\/|application-properties|\/configuration|\/archive|\/restore/;
/** The few deletions that are a change back and not a loss. */
const HARMLESS_DELETES = /issueLink|watchers|participant|filter\/\{id\}\/permission/;
const ADMINISTRATIVE = ['ADMINISTER_PROJECTS', 'EDIT_WORKFLOW', 'EDIT_ISSUE_LAYOUT'];
const MOST = { users: 5, issues: 10, projects: 1 };
const LEAST_CONFIDENCE = 0.7;
const MOST_AUTO = 10;
const MOST_OF_ONE_TYPE = 5;

/** Parts of a request that hold free words: they name nothing, whatever they spell. */
const FREE_WORDS = new Set([
  'name',
  'summary',
  'description',
  'goal',
  'text',
  'value',
  'helpText',
  'labels',
]);

function leavesOf(value: Json | undefined, isFree = (_: string): boolean => false): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((part) => leavesOf(part, isFree));
  if (!isJsonObject(value)) return [];
  const named = Object.entries(value).filter(([name]) => !isFree(name));
  return named.flatMap(([, part]) => leavesOf(part, isFree));
}

function requestLeaves({ action }: JudgedAction): string[] {
  return action.requests.flatMap(({ path, query, body }) => [
    ...Object.values(path).filter((value) => typeof value === 'string'),
    ...query.map(([, value]) => value),
    ...leavesOf(body, (name) => FREE_WORDS.has(name)),
  ]);
}

/** Issues the requests name: by key anywhere, by id only where an issue is meant, as ids are bare numbers. */
function issuesTouched(judged: JudgedAction): Issue[] {
  const { world, action } = judged;
  const words = new Set(requestLeaves(judged));
  const ids = new Set(
    action.requests.flatMap(({ path, body }) => [
      path['issueIdOrKey'],
      ...(isJsonObject(body) ? leavesOf(body['issues']) : []),
    ]),
  );
  return Object.values(world.issues).filter(({ id, key }) => words.has(key) || ids.has(id));
}

/** Projects by what the facts say and by what the requests themselves name, straight or through an issue. */
function projectsTouched(judged: JudgedAction): Project[] {
  const { world, action } = judged;
  const ids = new Set([
    ...(action.resolved?.facts.projectIds ?? []),
    ...issuesTouched(judged).map(({ projectId }) => projectId),
    ...action.requests.map(({ path }) => path['projectIdOrKey']),
  ]);
  const words = new Set(requestLeaves(judged));
  return Object.values(world.projects).filter(({ id, key }) => {
    return ids.has(id) || words.has(key);
  });
}

const isLicensed = ({ applicationRoles, groups }: World, { accountId }: User): boolean =>
  applicationRoles.some(({ groupIds }) =>
    groupIds.some((id) => groups[id]?.members.includes(accountId)),
  );

function aboutRequester({ world, requesterId }: JudgedAction): string[] {
  const user = world.users[requesterId];
  if (user === undefined || user.kind === 'app') return ['R003 an app or nobody asks'];
  const isFull = user.kind === 'atlassian' && user.active && isLicensed(world, user);
  return isFull ? [] : ['R105 the requester is a customer, inactive or unlicensed'];
}

function aboutRequests({ action }: JudgedAction): string[] {
  const bad = action.requests.filter(({ method, template }) => {
    return FORBIDDEN.test(template) || (method === 'DELETE' && !HARMLESS_DELETES.test(template));
  });
  const known = AUTO_TYPES.has(action.type) ? [] : ['R101 not automatic by default'];
  return [...known, ...bad.map(({ method, template }) => `R101 ${method} ${template}`)];
}

/** What a role gives in a project, by its permission scheme. */
function permissionsOfRole(world: World, project: Project, roleId: string): string[] {
  const grants = world.schemes[String(project.permissionSchemeId)]?.grants ?? [];
  return grants
    .filter(({ holder }) => holder.type === 'projectRole' && holder.parameter === roleId)
    .map(({ permission }) => permission);
}

function aboutRights(judged: JudgedAction): string[] {
  const { world, action, requesterId } = judged;
  const unseen = projectsTouched(judged).filter((one) => !seesProject(world, requesterId, one));
  const hidden = issuesTouched(judged).filter((issue) => {
    return !holdsOnIssue(world, requesterId, 'BROWSE_PROJECTS', issue);
  });
  const objections = [
    ...unseen.map(({ key }) => `R104 the requester does not see ${key}`),
    ...hidden.map(({ key }) => `R104 the requester does not see ${key}`),
  ];
  for (const { template, path } of action.requests) {
    if (!template.includes('/role/')) continue;
    const project = Object.values(world.projects).find(({ id, key }) => {
      return id === path['projectIdOrKey'] || key === path['projectIdOrKey'];
    });
    if (project === undefined) return [...objections, 'R002 a role of no project'];
    const given = permissionsOfRole(world, project, String(path['id']));
    if (given.some((one) => ADMINISTRATIVE.includes(one)))
      objections.push('R103 an administrative role');
    const beyond = given.filter((one) => {
      return (
        PROJECT_PERMISSION_KEYS.includes(one) && !holdsInProject(world, requesterId, one, project)
      );
    });
    objections.push(...beyond.map((one) => `R104 gives ${one}, which the requester lacks`));
  }
  return objections;
}

/**
 * People by account id, in the facts and anywhere in the requests. R113 names apps, inactive people, portal customers and
 * people outside the site; whoever has an account and no licence is none of them.
 */
function aboutPeople(judged: JudgedAction): string[] {
  const { world, action } = judged;
  const words = new Set(requestLeaves(judged));
  const named = Object.values(world.users).filter(({ accountId }) => words.has(accountId));
  const outsiders = named.filter(({ kind, active }) => kind !== 'atlassian' || !active);
  const facts = action.resolved?.facts.people ?? [];
  const strangers = facts.filter(({ accountId }) => world.users[accountId] === undefined);
  return [
    ...outsiders.map(({ displayName }) => `R113 ${displayName} is an app, inactive or a customer`),
    ...strangers.map(({ name }) => `R113 ${name} is not of this site`),
  ];
}

function aboutCounts(counts: { users: number; issues: number; projects: number } | null): string[] {
  if (counts === null) return ['R110 not counted'];
  const kinds = ['users', 'issues', 'projects'] as const;
  return kinds.filter((kind) => counts[kind] > MOST[kind]).map((kind) => `R106 too many ${kind}`);
}

function aboutFacts({ action }: JudgedAction): string[] {
  const facts = action.resolved?.facts;
  if (facts === undefined) return ['R110 no facts'];
  const objections: readonly (readonly [boolean, string])[] = [
    [facts.sharedWith === null || facts.sharedWith.length > 0, 'R108 shared with others'],
    [facts.grantsAdministration !== false, 'R103 administrative, or not known'],
    [facts.hasCompleteInverse !== true, 'R102 cannot be taken back completely'],
    [facts.isGlobal, 'R101 changes the whole site'],
    [facts.touchesKraken, 'R001 touches Kraken'],
  ];
  const said = objections.filter(([stands]) => stands).map(([, words]) => words);
  return [...aboutCounts(facts.counts), ...said];
}

/** Words of others never supply an argument, and no value may come from nowhere. */
function aboutWords({ action, args, confidence, tightens }: JudgedAction): string[] {
  const own = action.quotes.filter(({ voice }) => voice !== 'other');
  const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
  const said = own.map(({ text }) => fold(text)).join('\n');
  const unsaid = leavesOf(args).filter((leaf) => !said.includes(fold(leaf)));
  return [
    ...(own.length === 0 || own.length < action.quotes.length ? ['R109 words of others'] : []),
    ...unsaid.map((leaf) => `R109 nobody wrote “${leaf.slice(0, 40)}”`),
    ...(confidence >= LEAST_CONFIDENCE ? [] : ['R112 not sure enough']),
    ...(tightens.some(({ index }) => index === action.index) ? ['R112 tightened'] : []),
  ];
}

function aboutRates({ action, earlier }: JudgedAction): string[] {
  const target = (one: JudgedAction['earlier'][number]) =>
    JSON.stringify(one.resolved?.facts.projectIds ?? one.resolved?.facts.targets);
  const same = earlier.filter((one) => one.type === action.type && target(one) === target(action));
  return [
    ...(earlier.length >= MOST_AUTO ? ['R107 more than ten in an hour'] : []),
    ...(same.length >= MOST_OF_ONE_TYPE ? ['R107 more than five of a kind on one target'] : []),
  ];
}

/** Everything POLICY.md holds against running this action without a person; empty where it may run. */
export function referenceObjections(judged: JudgedAction): string[] {
  return [
    ...aboutRequester(judged),
    ...aboutRequests(judged),
    ...aboutRights(judged),
    ...aboutPeople(judged),
    ...aboutFacts(judged),
    ...aboutWords(judged),
    ...aboutRates(judged),
  ];
}
