/** What the cases on the stand-in do not reach: several people at once, hidden addresses, lists cut short, odd names. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Resolution, ResolvedAction } from '../action.ts';
import { type FakeJira, Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  judgeForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';
import { SMALL_SITE } from '../testing/small-site.ts';

const resolve = (type: string, args: Json, jira: FakeJira = {}): Resolution =>
  resolveForTest(type, args, { jira }).outcome;
const resolved = (type: string, args: Json, jira: FakeJira = {}): ResolvedAction =>
  resolvedForTest(type, args, { jira });
const judge = (action: ResolvedAction, answers: readonly JiraReadResult[]) =>
  judgeForTest(action, ...answers);
const seen = answered;
const listed = (...ids: string[]) =>
  seen({ values: ids.map((accountId) => ({ accountId })), isLastPage: true });
const called = (displayName: string) => seen({ displayName });

/** A desk whose customers are others, with this address. */
const knownTo = (emailAddress: string): FakeJira => ({
  getCustomers: () => ({ values: [{ accountId: 'x', emailAddress }], isLastPage: true }),
});

describe('customers', () => {
  test('who shares a mail domain with a customer is none; an app and a deactivated account are told', () => {
    const cus = { project: 'HELP', users: ['[~accountid:cus]'] };
    const cora = resolved('jsm.customer.add', cus, knownTo('dana@example.com'));
    expect(cora.facts.people).toMatchObject([{ accountId: 'cus', kind: 'customer' }]);
    expect(cora.facts.targets).toContainEqual({ kind: 'user', id: 'cus', name: 'Cora Customer' });
    expect(cora.facts.counts).toMatchObject({ users: 1, projects: 1 });
    const app = resolved('jsm.customer.add', { project: 'HELP', users: ['[~accountid:kraken]'] });
    expect(app.facts.people).toMatchObject([{ kind: 'app' }]);
    expect(app.facts.touchesKraken).toBe(true);
    const gone = resolve('jsm.customer.add', { project: 'HELP', users: ['[~accountid:gone]'] });
    expect(gone).toMatchObject({ outcome: 'ask', question: { thing: 'person' } });
  });

  test('whoever is no customer yet is told to the policy, as a colleague or a stranger', () => {
    const cus = { project: 'HELP', users: ['[~accountid:cus]'] };
    const stranger = resolved('jsm.customer.add', cus, knownTo('x@other.example'));
    expect(stranger.facts.people).toMatchObject([{ accountId: 'cus', kind: 'customer' }]);
    const dana = { project: 'HELP', users: ['dana@example.com'] };
    expect(resolved('jsm.customer.add', dana).facts.people).toMatchObject([{ kind: 'licensed' }]);
    const getUser = () => ({
      accountId: 'dana',
      accountType: 'atlassian',
      active: true,
      displayName: 'Dana Weber',
      emailAddress: 'dana@example.com',
      applicationRoles: { size: 0 },
    });
    const guest = resolved('jsm.customer.add', dana, { getUser });
    expect(guest.facts.people).toMatchObject([{ accountId: 'dana', kind: 'unknown' }]);
  });

  test('who is a customer already is left out, and each of the others gets a request', () => {
    const users = ['Dana', 'Lea Lead', 'alex.roth@example.com', 'Lea'];
    const action = resolved('jsm.customer.add', { project: 'ABC', users });
    expect(action.target).toMatchObject({ people: [{ accountId: 'lea' }, { accountId: 'alex2' }] });
    const requests = entryOf(action.type).compile(action.target);
    expect(requests.map(({ body }) => body)).toEqual([
      { accountIds: ['lea'] },
      { accountIds: ['alex2'] },
    ]);
    const lea = [listed('lea'), called('Lea Lead')];
    const alex = [listed('alex2'), called('Alex Roth')];
    expect(judge(action, [...lea, ...alex])).toBe('done');
    expect(judge(action, [...lea, listed(), called('Alex Roth')])).toBe('differs');
  });

  test('whoever is called otherwise now, or may be on a page Jira did not give, is not known', () => {
    const action = resolved('jsm.customer.add', { project: 'ABC', users: ['Lea'] });
    expect(judge(action, [listed(), called('Lea Lead')])).toBe('not-done');
    expect(judge(action, [listed(), called('Lea Leader')])).toBe('unknown');
    const cut = seen({ values: [], isLastPage: false });
    expect(judge(action, [cut, called('Lea Lead')])).toBe('unknown');
    expect(judge(action, [{ status: 403, body: null }, called('Lea Lead')])).toBe('unknown');
  });

  test('whom an organisation makes a customer is not removed', () => {
    const outcome = resolve('jsm.customer.remove', { project: 'ABC', users: ['Alex Kim'] });
    expect(outcome).toMatchObject({ outcome: 'unsupported' });
    expect(JSON.stringify(outcome)).toContain('has to leave it');
  });

  test('candidates are shown to whoever may see people of every kind among them', () => {
    const twins = { project: 'ABC', users: ['Sol Ray'] };
    expect(resolve('jsm.customer.add', twins)).toMatchObject({
      outcome: 'ask',
      question: { choices: ['Sol Ray'] },
    });
    const getBulkPermissions = () => ({
      globalPermissions: [],
      projectPermissions: [{ permission: 'BROWSE_PROJECTS', projects: [10_000], issues: [] }],
    });
    expect(resolve('jsm.customer.add', twins, { getBulkPermissions })).toMatchObject({
      outcome: 'ask',
      question: { choices: [] },
    });
  });

  test('an address nobody has is asked, and so is a project without a desk', () => {
    const asked = resolve('jsm.customer.add', { project: 'ABC', users: ['new@example.com'] });
    expect(asked).toMatchObject({ outcome: 'ask', question: { choices: [] } });
    expect(JSON.stringify(asked)).toContain('invited');
    const none = resolve('jsm.customer.add', { project: 'PAY', users: ['Dana'] });
    expect(JSON.stringify(none)).toContain('is no service project');
    const archived = resolve('jsm.customer.add', { project: 'OLD', users: ['Dana'] });
    expect(JSON.stringify(archived)).toContain('archived');
  });

  test('what Jira does not let Kraken read is said', () => {
    const getCustomers = () => new Refusal(403);
    const outcome = resolve(
      'jsm.customer.add',
      { project: 'ABC', users: ['Dana'] },
      { getCustomers },
    );
    expect(outcome).toMatchObject({ outcome: 'unsupported' });
    expect(JSON.stringify(outcome)).toContain('403');
  });
});

describe('invitations', () => {
  const invite = (email: string, jira: FakeJira = {}) =>
    resolve('jsm.customer.invite', { project: 'ABC', email }, jira);
  const customer = (emailAddress: string | null) => ({
    getCustomers: () => ({
      values: [{ accountId: 'qm:1', ...(emailAddress !== null && { emailAddress }) }],
      isLastPage: true,
    }),
  });

  test('only to an address nobody has', () => {
    expect(invite('new@example.com')).toMatchObject({ outcome: 'resolved' });
    expect(invite('new@example.com', customer('new@example.com.br'))).toMatchObject({
      outcome: 'resolved',
    });
    expect(invite('Cora@Example.com')).toMatchObject({ outcome: 'already' });
    expect(invite('new@example.com', customer(null))).toMatchObject({ outcome: 'unsupported' });
    expect(invite('lea@example.com')).toMatchObject({ outcome: 'unsupported' });
  });

  test.each([
    'x',
    'a@b',
    'a b@c.de',
    'a@c.de, b@c.de',
    '"a"@c.de',
    'а@c.de',
    'a@c.de\nBcc: x@y.de',
  ])('not to %j', (email) => {
    expect(invite(email)).toMatchObject({ outcome: 'ask' });
  });

  test('a new account may be taken off the desk, but stays', () => {
    const action = resolved('jsm.customer.invite', { project: 'ABC', email: 'new@example.com' });
    const { inverse } = entryOf(action.type);
    expect(inverse?.(action.target, {})).toBeNull();
    expect(inverse?.(action.target, { accountId: 'qm:1:2' })).toEqual([
      { type: 'jsm.customer.remove', args: { project: 'id:5', users: ['[~accountid:qm:1:2]'] } },
    ]);
    expect(action.facts.hasCompleteInverse).toBe(false);
  });
});

describe('organisations', () => {
  test('are shared by desks; where that cannot be read it is not known', () => {
    const args = { organization: 'Acme', users: ['Dana'] };
    const known = resolved('jsm.organization.user.add', args);
    expect(known.facts.projectIds).toEqual(['10000', '10090']);
    expect(known.facts.sharedWith).toEqual([]);
    expect(known.radius).toContain('2 people are in it now');
    expect(known.radius).toContain('Its people are customers of ABC and HELP');
    const getOrganizations: FakeJira['getOrganizations'] = (asked) =>
      asked.path['serviceDeskId'] === '6'
        ? new Refusal(403)
        : (SMALL_SITE.getOrganizations?.(asked) ?? null);
    const unread = resolved('jsm.organization.user.add', args, { getOrganizations });
    expect(unread.facts.sharedWith).toBeNull();
  });

  test('the same name is there already, and another spelling of it is asked without naming it', () => {
    expect(resolve('jsm.organization.create', { name: 'Acme' })).toMatchObject({
      outcome: 'already',
    });
    expect(resolve('jsm.organization.create', { name: 'acme' })).toMatchObject({
      outcome: 'ask',
      question: { thing: 'organisation', choices: [] },
    });
    expect(resolve('jsm.organization.create', { name: '../x' })).toMatchObject({ outcome: 'ask' });
  });

  test('a list Jira cuts short decides no name, before or after', () => {
    const getOrganizations = () => ({
      values: Array.from({ length: 50 }, (_, at) => ({ id: String(at), name: `Org ${at}` })),
      isLastPage: false,
    });
    expect(resolve('jsm.organization.create', { name: 'New' }, { getOrganizations })).toMatchObject(
      {
        outcome: 'unsupported',
      },
    );
    const made = resolved('jsm.organization.create', { name: 'New' });
    const one = seen({ values: [{ id: '9', name: 'New' }], isLastPage: true });
    const two = seen({ values: [{ name: 'New' }, { name: 'New' }], isLastPage: true });
    const cut = seen({ values: [], isLastPage: false });
    expect(judge(made, [one])).toBe('done');
    expect(judge(made, [two])).toBe('differs');
    expect(judge(made, [cut, cut, cut, cut])).toBe('unknown');
  });

  test('deleting one changes the whole site', () => {
    const action = resolved('jsm.organization.delete', { organization: 'id:71' });
    expect(action.facts).toMatchObject({ isGlobal: true, hasCompleteInverse: false });
    expect(action.facts.counts).toMatchObject({ users: 2, projects: 2 });
  });
});

describe('request types', () => {
  const named = (name: string) => ({
    getRequestTypes: () => ({
      values: [{ id: '83', name, issueTypeId: '12' }],
      isLastPage: true,
    }),
  });

  test('one of the name is there already, or is asked where it is another', () => {
    const make = (name: string, jira: FakeJira = {}) =>
      resolve('jsm.request_type.create', { project: 'ABC', name }, jira);
    expect(make('Ask a question')).toMatchObject({ outcome: 'already' });
    expect(make('ask a QUESTION')).toMatchObject({ outcome: 'ask' });
    expect(make('Ask a question', named('Ask a question'))).toMatchObject({ outcome: 'ask' });
    expect(make('Ask for more')).toMatchObject({ outcome: 'resolved' });
  });

  test('carry the texts that were given, and no others', () => {
    const args = { project: 'ABC', name: 'Laptop', description: 'A new one', help: 'Which size?' };
    const action = resolved('jsm.request_type.create', args);
    expect(entryOf(action.type).compile(action.target)[0]?.body).toEqual({
      name: 'Laptop',
      issueTypeId: '11',
      description: 'A new one',
      helpText: 'Which size?',
    });
  });

  test('of a project that its team manages are made there', () => {
    const getServiceDesks = () => ({
      values: [{ id: '9', projectId: '10003', projectKey: 'TEAM' }],
      isLastPage: true,
    });
    const create = { project: 'TEAM', name: 'Laptop' };
    const remove = { project: 'TEAM', requestType: 'Laptop' };
    for (const outcome of [
      resolve('jsm.request_type.create', create, { getServiceDesks }),
      resolve('jsm.request_type.delete', remove, { getServiceDesks }),
    ]) {
      expect(outcome).toMatchObject({ outcome: 'unsupported' });
      expect(JSON.stringify(outcome)).toContain('managed by its team');
    }
  });

  test('a name that cannot stand in a query leaves the number of requests unknown', () => {
    const name = 'Report "it" OR project = X';
    const plain = resolved('jsm.request_type.delete', { project: 'ABC', requestType: 'id:81' });
    expect(plain.facts.counts).toMatchObject({ issues: 4 });
    const odd = resolved(
      'jsm.request_type.delete',
      { project: 'ABC', requestType: 'id:83' },
      named(name),
    );
    expect(odd.facts.counts).toBeNull();
    expect(odd.radius).toEqual([
      'Requests made with it lose their type; Jira does not say how many',
    ]);
  });
});

describe('participants', () => {
  test('who is a customer of the desk is no stranger to it, others are told', () => {
    const people = (ids: string[], jira: FakeJira) =>
      resolved(
        'jsm.participant.add',
        { issue: 'ABC-2', users: ['[~accountid:cus]'] },
        {
          ...jira,
          getCustomers: () => ({
            values: ids.map((accountId) => ({ accountId })),
            isLastPage: true,
          }),
        },
      ).facts.people;
    expect(people(['cus', 'x'], {})).toEqual([]);
    expect(people(['x'], {})).toMatchObject([{ accountId: 'cus', kind: 'customer' }]);
  });

  const reporter = (accountId: string): FakeJira => ({
    getIssue: () => ({
      id: '40001',
      key: 'ABC-1',
      fields: { project: { id: '10000', key: 'ABC' }, reporter: { accountId } },
    }),
  });

  test('the reporter always takes part', () => {
    const args = { issue: 'ABC-1', users: ['Dana'] };
    expect(resolve('jsm.participant.add', args, reporter('dana'))).toMatchObject({
      outcome: 'already',
    });
    expect(resolve('jsm.participant.remove', args, reporter('dana'))).toMatchObject({
      outcome: 'unsupported',
    });
  });

  test('an issue that is no request has none', () => {
    const getRequestParticipants = () => new Refusal(404);
    const outcome = resolve(
      'jsm.participant.add',
      { issue: 'ABC-1', users: ['Dana'] },
      { getRequestParticipants },
    );
    expect(JSON.stringify(outcome)).toContain('is no request of a service desk');
  });

  test('several are added one by one, and a part of them differs', () => {
    const users = ['Cora Customer', 'Lea', 'Dana'];
    const action = resolved('jsm.participant.add', { issue: 'ABC-1', users });
    expect(entryOf(action.type).compile(action.target)).toHaveLength(2);
    expect(action.facts.people).toMatchObject([{ accountId: 'lea' }]);
    const both = listed('cus', 'lea');
    expect(judge(action, [both, both])).toBe('done');
    const one = listed('cus');
    expect(judge(action, [one, one])).toBe('differs');
  });
});
