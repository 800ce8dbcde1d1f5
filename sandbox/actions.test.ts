/**
 * Every action of the catalogue against the Jira stand-in, with no more scopes than the catalogue asks for: resolved
 * by reads as the app, its requests sent as they are, its effect read back and compared with the state of the site.
 */
import {
  ALL_OPERATIONS,
  CATALOGUE,
  fieldAt,
  findAction,
  type JiraRead,
  type JiraReadResult,
  type JiraRequest,
  type Json,
  pickFields,
  type Reading,
  type RenderedRequest,
  type Resolution,
  type ResolveContext,
  type ResolvedAction,
  readKey,
  readRequester,
  renderRequest,
  runReading,
} from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import type { SiteState } from './jira/create-site.ts';
import { type TestSite, testSite } from './jira/testing/test-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

type Captured = Record<string, string>;

function rendered(request: JiraRequest, captured: Captured): RenderedRequest | undefined {
  const result = renderRequest(request, captured);
  return result.ok ? result.value : undefined;
}

async function send(site: TestSite, request: JiraRequest, captured: Captured = {}) {
  const ready = rendered(request, captured);
  if (ready === undefined) return { status: 0, body: null };
  const body = ready.body === undefined ? undefined : JSON.parse(ready.body);
  const { status, body: answer } = await site.ask(ready.method, ready.path, body);
  return { status, body: (answer === '' ? null : answer) as Json };
}

async function read(
  site: TestSite,
  wanted: JiraRead,
  captured: Captured = {},
): Promise<JiraReadResult> {
  const { status, body } = await send(site, wanted.request, captured);
  return { status, body: status === 200 ? pickFields(body, wanted.pick) : null };
}

/** Runs a reading against the site, round by round. */
async function runOn<T>(site: TestSite, make: () => Reading<T>): Promise<T> {
  const known = new Map<string, JiraReadResult>();
  for (;;) {
    const state = runReading(make, (key) => known.get(key));
    if (state.state === 'done') return state.value;
    if (state.state === 'unavailable') throw new Error('the stand-in is unavailable');
    for (const wanted of state.reads) known.set(readKey(wanted), await read(site, wanted));
  }
}

function contextOf(site: TestSite): ResolveContext {
  return {
    issueKey: 'HELP-1',
    projectKey: 'HELP',
    speakerAccountId: site.accountId('Dan Reporter'),
    krakenAccountId: site.site.appAccountId,
    krakenProjectIds: [],
    defaultRole: 'Member',
  };
}

function entryOf(type: string) {
  const entry = findAction(type);
  if (entry === undefined) throw new Error(`${type} is not in the catalogue`);
  return entry;
}

async function resolve(site: TestSite, type: string, args: Json): Promise<Resolution> {
  const entry = entryOf(type);
  return await runOn(site, () => entry.resolve(entry.schema.parse(args), contextOf(site)));
}

async function resolved(site: TestSite, type: string, args: Json): Promise<ResolvedAction> {
  const outcome = await resolve(site, type, args);
  if (outcome.outcome !== 'resolved') throw new Error(JSON.stringify(outcome));
  return outcome.action;
}

/** Sends the requests of an action in order, as an executor does, and reads its effect back. */
async function execute(site: TestSite, action: ResolvedAction) {
  const captured: Captured = {};
  const statuses: number[] = [];
  for (const request of entryOf(action.type).compile(action.target)) {
    let answer = await send(site, request, captured);
    while (
      request.poll &&
      !request.poll.until.includes(String(fieldAt(answer.body, request.poll.field)))
    ) {
      site.advance(1_000);
      answer = await send(site, request, captured);
    }
    statuses.push(answer.status);
    for (const [name, path] of Object.entries(request.capture ?? {})) {
      captured[name] = String(fieldAt(answer.body, path));
    }
    if (answer.status >= 400 && request.tolerate?.includes(answer.status) !== true) break;
  }
  return { statuses, captured };
}

async function judge(site: TestSite, action: ResolvedAction, captured: Captured = {}) {
  const { reads, judge: say } = entryOf(action.type).check(action.target);
  const answers: JiraReadResult[] = [];
  for (const wanted of reads) answers.push(await read(site, wanted, captured));
  return say(answers);
}

interface Case {
  type: string;
  args: Json;
  sentence: string;
  /** What of the site's state the action is about. */
  look: (state: SiteState, site: TestSite) => unknown;
  before: unknown;
  after: unknown;
}

const rolesOf = (state: SiteState, key: string, role: string) => state.projects[key]?.roles[role];
const fieldNamed = (state: SiteState, name: string) =>
  state.fields
    .filter((field) => field.name === name)
    .map(({ contexts }) => contexts.map(({ projects, options }) => ({ projects, options })));

const CASES: Case[] = [
  {
    type: 'project.member.add',
    args: { project: 'ABC', user: 'Dana', role: 'Developers' },
    sentence: 'Add Dana Weber to ABC as Developers',
    look: (state, site) =>
      rolesOf(state, 'ABC', 'Developers')?.users.includes(site.accountId('Dana Weber')),
    before: false,
    after: true,
  },
  {
    type: 'project.member.remove',
    args: { project: 'ABC', user: 'Jonas Keller' },
    sentence: 'Remove Jonas Keller from ABC (Developers)',
    look: (state, site) =>
      rolesOf(state, 'ABC', 'Developers')?.users.includes(site.accountId('Jonas Keller')),
    before: true,
    after: false,
  },
  {
    type: 'project.member.clear',
    args: { project: 'LEGACY' },
    sentence:
      'Remove everybody but administrators from LEGACY: 6 people and 1 group out of Developers, Member and Viewers',
    look: (state) =>
      ['Administrators', 'Developers', 'Member', 'Viewers'].map((role) => {
        const actors = rolesOf(state, 'LEGACY', role);
        return (actors?.users.length ?? 0) + (actors?.groups.length ?? 0);
      }),
    before: [2, 2, 4, 1],
    after: [2, 0, 0, 0],
  },
  {
    type: 'project.delete',
    args: { project: 'OLD' },
    sentence: 'Delete the project OLD (Old Shop) into the recycle bin',
    look: (state) => state.projects['OLD']?.deleted,
    before: false,
    after: true,
  },
  {
    type: 'project.archive',
    args: { project: 'New Shop' },
    sentence: 'Archive the project NEW (New Shop)',
    look: (state) => state.projects['NEW']?.archived,
    before: false,
    after: true,
  },
  {
    type: 'custom_field.create',
    args: {
      name: 'Customer tier',
      fieldType: 'dropdown',
      project: 'SUP',
      options: ['Gold', 'Silver'],
    },
    sentence: 'Create the custom field "Customer tier" (dropdown) for SUP with Gold and Silver',
    look: (state) => fieldNamed(state, 'Customer tier'),
    before: [],
    after: [[{ projects: ['SUP'], options: ['Gold', 'Silver'] }]],
  },
  {
    type: 'custom_field.create',
    args: { name: 'Cost centre', fieldType: 'radio buttons', options: ['1', '2'] },
    sentence: 'Create the custom field "Cost centre" (radio buttons) for all projects with 1 and 2',
    look: (state) => fieldNamed(state, 'Cost centre'),
    before: [],
    after: [[{ projects: [], options: ['1', '2'] }]],
  },
  {
    type: 'sprint.issue.move',
    args: { sprint: 'current', issues: ['ABC-12', 'abc-10'] },
    sentence: 'Move ABC-12 and ABC-10 to ABC Sprint 14',
    look: (state) => ['ABC-12', 'ABC-10'].map((key) => state.issues[key]?.sprints.at(-1)),
    before: [undefined, 'ABC Sprint 15'],
    after: ['ABC Sprint 14', 'ABC Sprint 14'],
  },
  {
    type: 'permission_scheme.assign',
    args: { project: 'HR', scheme: 'the "Confidential" permission scheme' },
    sentence: 'Use the permission scheme "Confidential" for HR instead of "HR scheme"',
    look: (state) => state.projects['HR']?.permissionScheme,
    before: 'HR scheme',
    after: 'Confidential',
  },
  {
    type: 'permission_scheme.grant.add',
    args: { project: 'TEST', permission: 'Delete issues', holder: 'group auditors' },
    sentence: 'Grant Delete Issues to the group auditors in the permission scheme "Shared scheme"',
    look: (state) =>
      state.schemes['Shared scheme']?.grants.filter(
        ({ permission, holder }) => permission === 'DELETE_ISSUES' && holder.type === 'group',
      ).length,
    before: 0,
    after: 1,
  },
  {
    type: 'issue.transition',
    args: { issue: 'ABC-7', status: 'close' },
    sentence: 'Move ABC-7 from In Review to Done',
    look: (state) => state.issues['ABC-7']?.status,
    before: 'In Review',
    after: 'Done',
  },
  {
    type: 'issue.bulk_transition',
    args: { sprint: 'ABC Sprint 14', toStatus: 'Done' },
    sentence: 'Move 6 issues to Done',
    look: (state) =>
      Object.values(state.issues).filter(
        ({ sprints, status }) => sprints.includes('ABC Sprint 14') && status !== 'Done',
      ).length,
    before: 6,
    after: 0,
  },
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: 'Dan Reporter' },
    sentence: 'Assign ABC-7 to Dan Reporter',
    look: (state, site) => state.issues['ABC-7']?.assignee === site.accountId('Dan Reporter'),
    before: false,
    after: true,
  },
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: null },
    sentence: 'Remove the assignee of ABC-7',
    look: (state) => state.issues['ABC-7']?.assignee === null,
    before: false,
    after: true,
  },
];

describe('on the stand-in', () => {
  test.each(CASES)('$type: "$sentence" is done, and is seen to be done', async (each) => {
    const site = testSite({ scopes: SCOPES });
    const action = await resolved(site, each.type, each.args);
    expect(entryOf(each.type).describe(action.target)).toBe(each.sentence);
    expect(await judge(site, action)).toBe('not-done');
    expect(each.look(site.site.state(), site)).toEqual(each.before);
    for (const { read: wanted, expected } of action.preconditions) {
      expect(await read(site, wanted)).toEqual(expected);
    }
    expect(site.site.effects()).toEqual([]);

    const { statuses, captured } = await execute(site, action);
    expect(statuses.filter((status) => status < 200 || status > 299)).toEqual([]);
    expect(each.look(site.site.state(), site)).toEqual(each.after);
    expect(await judge(site, action, captured)).toBe('done');
    expect(site.site.violations()).toEqual([]);

    const again = await resolve(site, each.type, each.args);
    expect(again.outcome).not.toBe('resolved');
  });

  test('every action of the catalogue has a case', () => {
    const covered = new Set(CASES.map(({ type }) => type));
    expect(CATALOGUE.map(({ type }) => type).filter((type) => !covered.has(type))).toEqual([]);
  });

  test('a site that keeps default contexts still gets the field for its project', async () => {
    const site = testSite({ scopes: SCOPES, globalContextRemoval: 'refused' });
    const args = { name: 'Tier', fieldType: 'select', project: 'SUP', options: ['Gold'] };
    const action = await resolved(site, 'custom_field.create', args);
    const { statuses, captured } = await execute(site, action);
    expect(statuses.at(-1)).toBe(400);
    expect(await judge(site, action, captured)).toBe('done');
  });

  test('the shared scheme names the project that shares it', async () => {
    const site = testSite({ scopes: SCOPES });
    const args = { project: 'TEST', permission: 'Move issues', holder: 'Viewers' };
    const { facts } = await resolved(site, 'permission_scheme.grant.add', args);
    expect(facts.sharedWith?.map(({ name }) => name)).toEqual(['MAIN']);
    expect(facts.counts?.projects).toBe(2);
  });

  test.each<[string, Json, string]>([
    ['project.member.add', { project: 'ABC', user: 'Alex Moreau' }, 'person'],
    ['project.member.add', { project: 'ABC', user: 'Greta Lind' }, 'person'],
    ['custom_field.create', { name: 'severity', fieldType: 'text' }, 'field name'],
    [
      'permission_scheme.grant.add',
      { project: 'TEST', permission: 'fly', holder: 'Viewers' },
      'permission',
    ],
  ])('%s %o is asked back', async (type, args, thing) => {
    const site = testSite({ scopes: SCOPES });
    expect(await resolve(site, type, args)).toMatchObject({ outcome: 'ask', question: { thing } });
    expect(site.site.violations()).toEqual([]);
  });

  test('what a question lists is only what its reader may see', async () => {
    const site = testSite({ scopes: SCOPES });
    const hidden = await resolve(site, 'project.delete', { project: 'Secur' });
    expect(hidden).toMatchObject({ outcome: 'ask', question: { choices: [] } });
    const seen = await resolve(site, 'project.delete', { project: 'Paym' });
    expect(seen).toMatchObject({ outcome: 'ask', question: { choices: ['PAY (Payments)'] } });
  });

  test('the requester is who Jira says he is', async () => {
    const site = testSite({ scopes: SCOPES });
    const id = (key: string) => site.site.state().projects[key]?.id ?? '';
    const ask = (name: string) =>
      runOn(site, () =>
        readRequester(site.accountId(name), [
          { projectId: id('ABC'), permissions: ['CREATE_ISSUES'] },
          { projectId: id('SEC'), permissions: ['CREATE_ISSUES'] },
        ]),
      );
    expect(await ask('Dan Reporter')).toMatchObject({
      kind: 'licensed',
      isActive: true,
      isSiteAdmin: false,
      standings: [
        { canBrowse: true, isProjectAdmin: true, heldPermissions: ['CREATE_ISSUES'] },
        { canBrowse: false, isProjectAdmin: false, heldPermissions: [] },
      ],
    });
    expect(await ask('Ana Admin')).toMatchObject({ isSiteAdmin: true });
    expect(await ask('Anna Acme')).toMatchObject({ kind: 'customer' });
    expect(await ask('Rita Guest')).toMatchObject({ kind: 'unlicensed' });
    expect(await ask('Kraken')).toMatchObject({ kind: 'app' });
    expect(site.site.violations()).toEqual([]);
  });
});
