/** Whatever words a ticket holds, and whatever ids Jira answers, no request leaves the template of its operation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../json.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import { renderRequest } from '../requests/render-request.ts';
import { CATALOGUE } from './catalogue.ts';
import { CONTEXT, type FakeJira, runOn } from './testing/fake-jira.ts';
import { SMALL_SITE } from './testing/small-site.ts';

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
  name: ['Tier', 'Cost centre', '<Customer> note'],
  fieldType: ['dropdown', 'text', 'number'],
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
const words = (kind: keyof typeof GOOD): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...GOOD[kind]) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...GOOD[kind]), fc.constantFrom(...HOSTILE))
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

const ARGUMENTS: Record<string, fc.Arbitrary<Json>> = {
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
};

const CAPTURED = {
  fieldId: 'customfield_1',
  contextId: '1',
  defaultContextId: '2',
  taskId: 'task-1',
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
const SAFE_JQL = /^[A-Za-z ]*[A-Za-z0-9 =!,()_":-]*$/;

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
      fc.property(args, (wish) => runCase(type, wish, SMALL_SITE, true, tally)),
      { numRuns: runs - 500, seed: SEED },
    );
    expect(tally.cases).toBe(runs - 500);
    // The property says something only if wishes are understood as well as refused.
    expect(tally.resolved).toBeGreaterThan(50);
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
        const spoilt = Object.entries(SMALL_SITE).map(([operation, answer]) => [
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
