/** Whatever words a ticket holds, and whatever ids Jira answers, no request leaves the template of its operation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../json.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import { renderRequest } from '../requests/render-request.ts';
import { CATALOGUE } from './catalogue.ts';
import { CONTEXT, type FakeJira, runOn } from './testing/fake-jira.ts';
import { FIELD_SITE, fieldArguments } from './testing/field-site.ts';
import { SMALL_SITE } from './testing/small-site.ts';

/** What the reads of a type are answered with. */
const siteOf = (type: string): FakeJira =>
  Object.hasOwn(FIELD_ARGUMENTS, type) ? { ...SMALL_SITE, ...FIELD_SITE } : SMALL_SITE;

/** Least share of wishes that has to end in an action. */
const LEAST_UNDERSTOOD = 0.006;
const CASES = 100_000;
const SEED = 20_261_124;

const GOOD = {
  project: ['ABC', 'abc', 'Alpha', 'PAY', 'OLD', 'HELP', 'TEAM'],
  user: ['me', 'Dana', 'Alex Kim', 'Alex', 'dana@example.com', '[~accountid:dana]', 'Ivo Gone'],
  role: ['Developers', 'admin', 'Members', 'all'],
  issue: ['ABC-1', 'abc-2', 'ABC-3', 'ABC-4'],
  sprint: ['current', 'next', 'ABC Sprint 15', 'ABC Sprint 14'],
  scheme: ['Confidential', 'Default'],
  status: ['Done', 'To Do', 'In Progress', 'close'],
  permission: ['browse projects', 'ADMINISTER_PROJECTS', 'Delete Issues'],
  holder: ['anyone', 'group devs', 'Developers', 'dana@example.com'],
  group: ['devs', 'group staff', 'id:id-devs'],
  oldScheme: ['Unused', 'id:20003'],
  held: ['browse projects', 'ADMINISTER_PROJECTS'],
  anyHolder: ['all holders', 'role Administrators', 'role id:30000'],
  email: ['noa@partner.example', 'Noa.Lev@corp.example'],
  product: ['Jira', 'jira-software'],
  name: ['Tier', 'Cost centre', '<Customer> note'],
  fieldType: ['dropdown', 'text', 'number'],
  organization: ['Acme', 'Berg', 'id:72'],
  requestType: ['Ask a question', 'Report a problem', 'id:81'],
  email: ['new@example.com', 'x.y+z@a-b.example', 'cora@example.com'],
  desk: ['ABC', 'Alpha', 'id:5', 'HELP'],
  board: ['ABC board', 'id:7'],
  filter: ['Release list', 'Old list', 'id:900', 'id:901', 'My issues'],
  dashboard: ['Figures', 'Numbers', 'id:800', 'id:801'],
  jql: ['project = ABC', 'project in (ABC, PAY) AND type = Bug', 'type = Bug'],
  start: ['2027-01-04', '4 January 2027', '2027-01-04T09:00:00Z'],
  end: ['2027-01-18', '18.1.2027'],
  audience: ['project ABC', 'group devs', 'dana@example.com', 'all users', 'PAY'],
  destination: ['backlog', 'ABC Sprint 15', 'id:15'],
  boardType: ['scrum', 'kanban'],
  change: ['share', 'unshare'],
};

const HOSTILE = [
  '/',
  '\\',
  '..',
  '.',
  '../',
  '%2e%2e%2f',
  '%2F',
  '?',
  '#',
  '&',
  '=',
  ';',
  '\r\n',
  '\n',
  '\t',
  '\u0000',
  '\u202e',
  '\u200b',
  '\ud800',
  '​',
  'ＡＢＣ',
  'АВС',
  'ß',
  '(',
  ')',
  '"',
  "'",
  ' OR ',
  ' AND ',
  ') OR project = OLD',
  '{id}',
  '{projectIdOrKey}',
  '$&',
  '__proto__',
  'constructor',
  '[~accountid:',
  ']',
  '@',
  '-1',
  '1',
  '0x10',
  '*',
  '<b>',
  'é',
];

const ALL_GOOD = Object.values(GOOD).flat();
const anyWords = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...ALL_GOOD, ...HOSTILE), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ALL_GOOD) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE).map((part) => part.repeat(60)) },
);

/** Words for one kind of argument: a fitting one, a fitting one with something hostile, or anything. */
const words = (kind: keyof typeof GOOD): fc.Arbitrary<string> => wordsLike(GOOD[kind]);

/** The same for words that are given. */
const wordsLike = (good: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...good) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...good), fc.constantFrom(...HOSTILE))
        .map((parts) => parts.join('')),
    },
    { weight: 2, arbitrary: anyWords },
  );
const lists = (kind: keyof typeof GOOD) => fc.array(words(kind), { minLength: 1, maxLength: 3 });

const member = fc.record(
  { project: words('project'), user: words('user'), role: words('role') },
  { requiredKeys: ['project', 'user'] },
);
const project = fc.record({ project: words('project') });

const FIELD_ARGUMENTS = fieldArguments(wordsLike);

const ARGUMENTS: Record<string, fc.Arbitrary<Json>> = {
  ...FIELD_ARGUMENTS,
  'project.member.add': member,
  'project.member.remove': member,
  'project.member.clear': project,
  'project.delete': project,
  'project.archive': project,
  'custom_field.create': fc.record(
    {
      name: words('name'),
      fieldType: words('fieldType'),
      project: words('project'),
      options: lists('name'),
    },
    { requiredKeys: ['name', 'fieldType'] },
  ),
  'sprint.issue.move': fc.record({ sprint: words('sprint'), issues: lists('issue') }),
  'permission_scheme.assign': fc.record({ project: words('project'), scheme: words('scheme') }),
  'permission_scheme.grant.add': fc.record(
    {
      scheme: words('scheme'),
      project: words('project'),
      permission: words('permission'),
      holder: words('holder'),
    },
    { requiredKeys: ['permission', 'holder'] },
  ),
  'issue.transition': fc.record(
    { issue: words('issue'), status: words('status'), resolution: anyWords },
    { requiredKeys: ['issue', 'status'] },
  ),
  'issue.bulk_transition': fc.record(
    {
      sprint: words('sprint'),
      project: words('project'),
      issues: lists('issue'),
      fromStatus: words('status'),
      toStatus: words('status'),
    },
    { requiredKeys: ['toStatus'] },
  ),
  'issue.assign': fc.record({
    issue: words('issue'),
    assignee: fc.oneof(fc.constant(null), words('user')),
  }),
  'jsm.customer.add': fc.record({ project: words('desk'), users: lists('user') }),
  'jsm.customer.remove': fc.record({ project: words('desk'), users: lists('user') }),
  'jsm.customer.invite': fc.record(
    { project: words('desk'), email: words('email'), name: words('name') },
    { requiredKeys: ['project', 'email'] },
  ),
  'jsm.organization.create': fc.record({ name: words('name') }),
  'jsm.organization.delete': fc.record({ organization: words('organization') }),
  'jsm.organization.user.add': fc.record({
    organization: words('organization'),
    users: lists('user'),
  }),
  'jsm.organization.user.remove': fc.record({
    organization: words('organization'),
    users: lists('user'),
  }),
  'jsm.organization.attach': fc.record({
    organization: words('organization'),
    project: words('desk'),
  }),
  'jsm.organization.detach': fc.record({
    organization: words('organization'),
    project: words('desk'),
  }),
  'jsm.request_type.create': fc.record(
    { project: words('desk'), name: words('name'), issueType: fc.constantFrom('Question', 'Epic') },
    { requiredKeys: ['project', 'name'] },
  ),
  'jsm.request_type.delete': fc.record({
    project: words('desk'),
    requestType: words('requestType'),
  }),
  'jsm.participant.add': fc.record({ issue: words('issue'), users: lists('user') }),
  'jsm.participant.remove': fc.record({ issue: words('issue'), users: lists('user') }),
};

const groupMember = fc.record({ user: words('user'), group: words('group') });
const groupRole = fc.record(
  { project: words('project'), group: words('group'), role: words('role') },
  { requiredKeys: ['project', 'group'] },
);
const defaults = fc.record(
  { role: words('role'), users: lists('user'), groups: lists('group') },
  { requiredKeys: ['role'] },
);

Object.assign(ARGUMENTS, {
  'permission_scheme.grant.remove': fc.record({
    project: words('project'),
    permission: words('held'),
    holder: words('anyHolder'),
  }),
  'permission_scheme.copy_and_assign': fc.record(
    {
      project: words('project'),
      changes: fc.array(
        fc.record({
          change: fc.constantFrom('grant', 'revoke'),
          permission: words('permission'),
          holder: words('holder'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      name: words('name'),
    },
    { requiredKeys: ['project', 'changes'] },
  ),
  'permission_scheme.create': fc.record(
    { name: words('name'), copyFrom: words('scheme') },
    { requiredKeys: ['name'] },
  ),
  'permission_scheme.delete': fc.record({ scheme: words('oldScheme') }),
  'project.member.add_group': groupRole,
  'project.member.remove_group': groupRole,
  'project.role.set_actors': fc.record(
    {
      project: words('project'),
      role: words('role'),
      users: lists('user'),
      groups: lists('group'),
    },
    { requiredKeys: ['project', 'role'] },
  ),
  'group.member.add': groupMember,
  'group.member.remove': groupMember,
  'group.create': fc.record({ name: words('name') }),
  'group.delete': fc.record(
    { group: words('group'), swapGroup: words('group') },
    { requiredKeys: ['group'] },
  ),
  'user.invite': fc.record({ email: words('email'), products: lists('product') }),
  'user.delete': fc.record({ user: words('user') }),
  'user.offboard': fc.record(
    { user: words('user'), newOwner: words('user') },
    { requiredKeys: ['user'] },
  ),
  'user.access.report': fc.record(
    { user: words('user'), project: words('project') },
    { requiredKeys: [] },
  ),
  'role.create': fc.record({ name: words('name'), description: anyWords }),
  'role.update': fc.record(
    { role: words('role'), name: words('name'), description: anyWords },
    { requiredKeys: ['role', 'name'] },
  ),
  'role.delete': fc.record(
    { role: words('role'), swap: words('role') },
    { requiredKeys: ['role'] },
  ),
  'role.default_actors.add': defaults,
  'role.default_actors.remove': defaults,
});
const sprintWish = { sprint: words('sprint'), board: words('board'), project: words('project') };
const dates = { start: words('start'), end: words('end') };
const oneSprint = (more: Record<string, fc.Arbitrary<Json>>) =>
  fc.record({ ...sprintWish, ...more }, { requiredKeys: ['sprint'] });

Object.assign(ARGUMENTS, {
  'backlog.issue.move': fc.record({ issues: lists('issue') }),
  'sprint.create': fc.record(
    { name: words('name'), board: words('board'), ...dates, goal: anyWords },
    { requiredKeys: ['name', 'board'] },
  ),
  'sprint.update': oneSprint({ name: words('name'), ...dates, goal: anyWords }),
  'sprint.start': oneSprint(dates),
  'sprint.complete': oneSprint({ moveOpenTo: words('destination') }),
  'sprint.delete': oneSprint({}),
  'board.create': fc.record(
    { name: words('name'), project: words('project'), type: words('boardType'), jql: words('jql') },
    { requiredKeys: ['name', 'project', 'type'] },
  ),
  'board.delete': fc.record(
    { board: words('board'), project: words('project') },
    { requiredKeys: ['board'] },
  ),
  'filter.create': fc.record(
    { name: words('name'), jql: words('jql'), share: words('audience'), owner: words('user') },
    { requiredKeys: ['name', 'jql'] },
  ),
  'filter.share': fc.record(
    {
      filter: words('filter'),
      audience: words('audience'),
      change: fc.constantFrom(...GOOD.change),
    },
    { requiredKeys: ['filter', 'audience'] },
  ),
  'filter.owner.change': fc.record({ filter: words('filter'), owner: words('user') }),
  'filter.delete': fc.record({ filter: words('filter') }),
  'dashboard.create': fc.record(
    { name: words('name'), share: words('audience'), copyOf: words('dashboard') },
    { requiredKeys: ['name', 'share'] },
  ),
  'dashboard.owner.change': fc.record({ dashboard: words('dashboard'), owner: words('user') }),
  'dashboard.delete': fc.record({ dashboard: words('dashboard') }),
} satisfies typeof ARGUMENTS);

const CAPTURED = {
  fieldId: 'customfield_1',
  contextId: '1',
  defaultContextId: '2',
  taskId: 'task-1',
  schemeId: '20010',
  filterId: '900',
};

/** Why a rendered request is not an address of its template; undefined when it is. */
function strayOf(request: JiraRequest, path: string): string | undefined {
  const [route = '', search] = path.split('?', 2);
  const pattern = request.template
    .split('/')
    .map((part) => (part.startsWith('{') ? '[0-9A-Za-z_-]+' : part.replaceAll('.', '\\.')))
    .join('/');
  if (!new RegExp(`^${pattern}$`).test(route)) return `path ${path}`;
  const pairs = [...new URLSearchParams(search ?? '').entries()];
  const sent = request.query.map(([key, value]) => [key, value.toWellFormed()]);
  return JSON.stringify(pairs) === JSON.stringify(sent) ? undefined : `query ${path}`;
}

/** JQL made by us holds ids, keys and fixed words only. */
const SAFE_JQL = /^[A-Za-z ]*[A-Za-z0-9 =!,()_":[\]-]*$/;

function checkRequest(request: JiraRequest, isHonest: boolean): string | undefined {
  const rendered = renderRequest(request, CAPTURED);
  if (!rendered.ok) return isHonest ? `${request.operationId} ${rendered.error.reason}` : undefined;
  const jql = isJsonObject(request.body) ? request.body['jql'] : undefined;
  if (typeof jql === 'string' && !SAFE_JQL.test(jql)) return `jql ${jql}`;
  return strayOf(request, rendered.value.path);
}

interface Tally {
  cases: number;
  resolved: number;
}

function runCase(type: string, args: Json, jira: FakeJira, isHonest: boolean, tally: Tally): void {
  const entry = CATALOGUE.find((each) => each.type === type);
  const parsed = entry?.schema.safeParse(args);
  tally.cases += 1;
  if (entry === undefined || parsed?.success !== true) return;
  const { value, asked } = runOn(jira, () => entry.resolve(parsed.data, CONTEXT));
  if (value.outcome === 'answered') tally.resolved += 1;
  const declared = [...entry.reads, ...entry.writes].map(({ operationId }) => operationId);
  const requests = asked.map(({ request }) => request);
  if (value.outcome === 'resolved') {
    tally.resolved += 1;
    requests.push(...entry.compile(value.action.target));
    requests.push(...entry.check(value.action.target).reads.map(({ request }) => request));
    requests.push(...value.action.preconditions.map(({ read }) => read.request));
  }
  const stray = requests.find(
    (request) =>
      !declared.includes(request.operationId) || checkRequest(request, isHonest) !== undefined,
  );
  if (stray !== undefined)
    throw new Error(`${checkRequest(stray, isHonest)}: ${JSON.stringify(stray)}`);
}

/** Puts a hostile text in place of every id and key of an answer. */
function spoil(value: Json, text: string): Json {
  if (Array.isArray(value)) return value.map((item) => spoil(item, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      /^(?:id|key|accountId|groupId|value)$/.test(key) && typeof item !== 'object'
        ? text
        : spoil(item, text),
    ]),
  );
}

// The actions beside these are tried with every case's own words on the stand-in (sandbox/action-cases).
describe.each(Object.keys(ARGUMENTS))('%s', (type) => {
  const runs = Math.ceil(CASES / Object.keys(ARGUMENTS).length);
  const args = ARGUMENTS[type] ?? fc.constant(null);

  test('no words lead to a request outside its template', () => {
    const tally = { cases: 0, resolved: 0 };
    fc.assert(
      fc.property(args, (wish) => runCase(type, wish, siteOf(type), true, tally)),
      { numRuns: runs - 500, seed: SEED },
    );
    expect(tally.cases).toBe(runs - 500);
    // The property says something only if wishes are understood as well as refused.
    expect(tally.resolved).toBeGreaterThan(runs * LEAST_UNDERSTOOD);
  });

  test('no id out of an answer leads to a request outside its template', () => {
    const text = fc.constantFrom(
      ...HOSTILE,
      '7/../8',
      'ABC-1/../2',
      'customfield_1/x',
      'x'.repeat(300),
    );
    const tally = { cases: 0, resolved: 0 };
    fc.assert(
      fc.property(args, text, (wish, id) => {
        const spoilt = Object.entries(siteOf(type)).map(([operation, answer]) => [
          operation,
          (asked: Parameters<typeof answer>[0]) => {
            const given = answer(asked);
            return isJsonObject(given as Json) || Array.isArray(given)
              ? spoil(given as Json, id)
              : given;
          },
        ]);
        runCase(type, wish, Object.fromEntries(spoilt), false, tally);
      }),
      { numRuns: 500, seed: SEED },
    );
    expect(tally.cases).toBe(500);
  });
});
