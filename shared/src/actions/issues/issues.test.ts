import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { type Asked, Refusal } from '../testing/fake-jira.ts';
import {
  answered,
  entryOf,
  inWords,
  judgeForTest,
  LOST,
  requestsForTest,
  resolvedForTest,
  resolveForTest,
} from '../testing/resolve-for-test.ts';
import { SMALL_SITE } from '../testing/small-site.ts';

const status = (id: string) => answered({ fields: { status: { id, name: 'x' } } });

describe('issue.transition', () => {
  const MOVE = 'issue.transition';
  const args = { issue: 'abc-2', status: 'done' };
  const required = (...ids: string[]): Json => ({
    transitions: [
      {
        id: '31',
        name: 'Finish',
        to: { id: '3', name: 'Done', statusCategory: { key: 'done' } },
        fields: Object.fromEntries(
          ids.map((id) => [
            id,
            {
              name: id === 'resolution' ? 'Resolution' : 'Root cause',
              required: true,
              allowedValues: [{ id: '7', name: 'Fixed' }],
            },
          ]),
        ),
      },
    ],
  });

  test('uses the one transition that leads to the status', () => {
    const action = resolvedForTest(MOVE, args);
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/issue/ABC-2/transitions {"transition":{"id":"31"}}',
    ]);
    expect(action.rows).toEqual([
      { label: 'Status of ABC-2', before: 'In Progress', after: 'Done' },
    ]);
    expect(entryOf(MOVE).describe(action.target)).toBe('Move ABC-2 from "In Progress" to "Done"');
  });

  test('whether a way leads back is read off an issue that is there', () => {
    expect(resolvedForTest(MOVE, args)).toMatchObject({
      facts: { hasCompleteInverse: true, counts: { issues: 1 } },
      radius: ['A transition leads back to "In Progress"'],
    });
    const oneWay = {
      getTransitions: ({ path }: Asked): Json =>
        path['issueIdOrKey'] === 'ABC-2' ? required() : { transitions: [] },
    };
    expect(resolvedForTest(MOVE, args, { jira: oneWay }).facts.hasCompleteInverse).toBe(false);
    const empty = { searchAndReconsileIssuesUsingJqlPost: () => ({ issues: [] }) };
    expect(resolvedForTest(MOVE, args, { jira: empty }).facts.hasCompleteInverse).toBeNull();
  });

  test.each([
    ['close', { issue: 'ABC-1', status: 'close' }, 'resolved'],
    [
      'reopen with two open statuses',
      { issue: 'ABC-3', status: 'reopen' },
      'ask status: To Do, In Progress',
    ],
    ['an unknown status', { issue: 'ABC-1', status: 'Shipped' }, 'ask status: In Progress, Done'],
    ['where it is', { issue: 'ABC-3', status: 'DONE' }, 'already: ABC-3 is already "Done".'],
    [
      'close what is done',
      { issue: 'ABC-3', status: 'close' },
      'already: ABC-3 is already "Done".',
    ],
    ['an unknown issue', { issue: 'ABC-99', status: 'Done' }, 'ask issue'],
    ['no key', { issue: 'that one', status: 'Done' }, 'ask issue'],
    ['a path', { issue: 'ABC-1%2f..', status: 'Done' }, 'ask issue'],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(MOVE, wish).outcome)).toBe(expected);
  });

  test('two transitions to the same status are asked', () => {
    const done = { id: '3', name: 'Done', statusCategory: { key: 'done' } };
    const jira = {
      getTransitions: () => ({
        transitions: [
          { id: '5', name: 'Finish', to: done },
          { id: '6', name: 'Give up', to: done },
        ],
      }),
    };
    expect(inWords(resolveForTest(MOVE, args, { jira }).outcome)).toBe(
      'ask status: Done (by Finish), Done (by Give up)',
    );
    expect(resolvedForTest(MOVE, { ...args, status: 'give up' }, { jira }).target).toMatchObject({
      transitionId: '6',
    });
  });

  test('a screen that insists on a field is asked; a resolution can be given', () => {
    const jira = { getTransitions: () => required('resolution') };
    expect(inWords(resolveForTest(MOVE, args, { jira }).outcome)).toBe('ask field: Fixed');
    const action = resolvedForTest(MOVE, { ...args, resolution: 'fixed' }, { jira });
    expect(requestsForTest(action)).toEqual([
      'POST /rest/api/3/issue/ABC-2/transitions {"transition":{"id":"31"},"fields":{"resolution":{"id":"7"}}}',
    ]);
    const other = { ...args, resolution: 'Sold' };
    expect(inWords(resolveForTest(MOVE, other, { jira }).outcome)).toBe('ask resolution: Fixed');
    const two = { getTransitions: () => required('resolution', 'customfield_1') };
    expect(
      inWords(resolveForTest(MOVE, { ...args, resolution: 'Fixed' }, { jira: two }).outcome),
    ).toBe('ask field: Fixed');
  });

  test('a resolution that is asked for is shown and seen, or refused where the screen takes none', () => {
    const optional = {
      getTransitions: (): Json => ({
        transitions: [
          {
            id: '31',
            name: 'Finish',
            to: { id: '3', name: 'Done', statusCategory: { key: 'done' } },
            fields: {
              resolution: { name: 'Resolution', allowedValues: [{ id: '7', name: 'Fixed' }] },
            },
          },
        ],
      }),
    };
    const wish = { ...args, resolution: 'fixed' };
    const action = resolvedForTest(MOVE, wish, { jira: optional });
    expect(requestsForTest(action)[0]).toContain('"resolution":{"id":"7"}');
    expect(action.rows[1]).toEqual({
      label: 'Resolution of ABC-2',
      before: 'none',
      after: 'Fixed',
    });
    expect(entryOf(MOVE).describe(action.target)).toMatch(/ with the resolution "Fixed"$/);
    const ended = (id: string) => answered({ fields: { status: { id: '3' }, resolution: { id } } });
    expect(judgeForTest(action, ended('7'))).toBe('done');
    expect(judgeForTest(action, ended('8'))).toBe('differs');
    expect(inWords(resolveForTest(MOVE, wish).outcome)).toMatch(
      /^unsupported: Jira takes no resolution when ABC-2 goes to "Done"/,
    );
  });

  test.each([
    ['done', 'Rejected', 'Reject', 'done'],
    ['close', 'Cancelled', 'Cancel', 'done'],
    ['start', 'Blocked', 'Block', 'indeterminate'],
  ])('"%s" is asked where the only way goes to %s', (status, name, way, key) => {
    const to = { id: '9', name, statusCategory: { key } };
    const jira = { getTransitions: (): Json => ({ transitions: [{ id: '41', name: way, to }] }) };
    const wish = { issue: 'ABC-1', status };
    expect(inWords(resolveForTest(MOVE, wish, { jira }).outcome)).toBe(
      `ask status: ${name} (by ${way})`,
    );
    const named = { ...wish, status: way };
    expect(resolvedForTest(MOVE, named, { jira }).target).toMatchObject({ transitionId: '41' });
  });

  test('a transition with a condition, or with none that Jira tells of, waits for a person', () => {
    const to = { id: '3', name: 'Done', statusCategory: { key: 'done' } };
    const doubtWhere = (facts: { [key: string]: Json }) => {
      const jira = { getTransitions: (): Json => ({ transitions: [{ id: '31', to, ...facts }] }) };
      return resolvedForTest(MOVE, args, { jira }).facts.askerDoubt;
    };
    expect(doubtWhere({ isConditional: false })).toBeUndefined();
    expect(doubtWhere({ isConditional: true })).toContain('condition');
    expect(doubtWhere({})).toContain('condition');
    const { preconditions } = resolvedForTest(MOVE, args);
    expect(JSON.stringify(preconditions)).toContain('"isConditional":false');
  });

  test('transitions Jira hides are said', () => {
    const jira = { getTransitions: () => new Refusal(403) };
    expect(inWords(resolveForTest(MOVE, args, { jira }).outcome)).toBe(
      'unsupported: Jira does not let Kraken read the transitions of ABC-2 (answer 403).',
    );
  });

  test('the effect check tells the three statuses apart', () => {
    const action = resolvedForTest(MOVE, args);
    expect(judgeForTest(action, status('3'))).toBe('done');
    expect(judgeForTest(action, status('2'))).toBe('not-done');
    expect(judgeForTest(action, status('1'))).toBe('differs');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});

describe('issue.assign', () => {
  const ASSIGN = 'issue.assign';
  const assigned = (accountId: string | null) =>
    answered({ fields: { assignee: accountId === null ? null : { accountId } } });

  test('whoever makes himself the assignee may get rights with it, which a person is to see', () => {
    const mine = { issue: 'ABC-2', assignee: 'me' };
    expect(resolvedForTest(ASSIGN, mine).facts.grantsAdministration).toBe(false);
    const scheme = (type: string): Json => ({
      id: 1,
      permissions: [{ permission: 'EDIT_ISSUES', holder: { type } }],
    });
    const giving = { getAssignedPermissionScheme: () => scheme('assignee') };
    const hidden = { getAssignedPermissionScheme: () => new Refusal(403) };
    for (const jira of [giving, hidden]) {
      const { facts, preconditions } = resolvedForTest(ASSIGN, mine, { jira });
      expect(facts.grantsAdministration).toBeNull();
      expect(preconditions.map(({ label }) => label)).toContain('Permissions in ABC');
    }
    const other = resolvedForTest(ASSIGN, { ...mine, assignee: 'Dana' }, { jira: giving });
    expect(other.facts.grantsAdministration).toBe(false);
    const unknown = { jira: giving, context: { speakerAccountId: null } };
    const anybody = resolvedForTest(ASSIGN, { ...mine, assignee: 'Dana' }, unknown);
    expect(anybody.facts.grantsAdministration).toBeNull();
  });

  test('an issue with a security level shows its assignee what nobody counted', () => {
    const getIssue = (asked: Asked): Json => {
      const answer = SMALL_SITE.getIssue?.(asked);
      if (answer === undefined || answer instanceof Refusal) return null;
      const body = answer as { fields: { [key: string]: Json } };
      return { ...body, fields: { ...body.fields, security: { id: '10' } } };
    };
    const mine = { issue: 'ABC-2', assignee: 'me' };
    const { facts } = resolvedForTest(ASSIGN, mine, { jira: { getIssue } });
    expect(facts.grantsAdministration).toBeNull();
  });

  test.each(['issue.edit', 'issue.create'])(
    '%s takes the values of fields from the ticket',
    (type) => {
      expect(entryOf(type).verbatim).toContain('fields[].value');
    },
  );

  test('names the person by account id', () => {
    const action = resolvedForTest(ASSIGN, { issue: 'ABC-2', assignee: 'Dana' });
    expect(requestsForTest(action)).toEqual([
      'PUT /rest/api/3/issue/ABC-2/assignee {"accountId":"dana"}',
    ]);
    expect(action.rows).toEqual([
      { label: 'Assignee of ABC-2', before: 'Alex Kim', after: 'Dana Weber' },
    ]);
    expect(action.facts).toMatchObject({
      hasCompleteInverse: true,
      counts: { issues: 1 },
      people: [{ accountId: 'dana' }],
    });
  });

  test.each([null, 'nobody', 'Unassigned'])('%s takes the assignee away', (assignee) => {
    const { target, facts } = resolvedForTest(ASSIGN, { issue: 'ABC-2', assignee });
    expect(target).toMatchObject({ assignee: null, before: { accountId: 'alex1' } });
    expect(facts.people).toEqual([]);
    // Jira's own text says null; its schema forgets to allow it.
    expect(entryOf(ASSIGN).compile(target)[0]?.body).toEqual({ accountId: null });
    expect(entryOf(ASSIGN).describe(target)).toBe('Remove the assignee of ABC-2');
  });

  test('a deactivated assignee cannot be put back', () => {
    expect(
      resolvedForTest(ASSIGN, { issue: 'ABC-3', assignee: 'Dana' }).facts.hasCompleteInverse,
    ).toBe(false);
  });

  test.each([
    [
      'who has it',
      { issue: 'ABC-4', assignee: 'Dana' },
      'already: ABC-4 is already assigned to Dana Weber.',
    ],
    ['nobody has it', { issue: 'ABC-1', assignee: null }, 'already: ABC-1 is already unassigned.'],
    ['an unclear person', { issue: 'ABC-1', assignee: 'Alex' }, 'ask person: Alex Kim, Alex Roth'],
    ['an unknown issue', { issue: 'ABC-99', assignee: 'Dana' }, 'ask issue'],
    [
      'a person Jira does not let have it',
      { issue: 'ABC-1', assignee: 'Cora Customer' },
      'unsupported: Jira does not let Cora Customer be the assignee of ABC-1.',
    ],
  ])('%s: %o gives "%s"', (_, wish, expected) => {
    expect(inWords(resolveForTest(ASSIGN, wish).outcome)).toBe(expected);
  });

  test('`this issue` is the ticket itself', () => {
    const ticket = { id: '1', key: 'HELP-1', fields: { project: { id: '10090', key: 'HELP' } } };
    const jira = { getIssue: () => ticket };
    expect(
      resolvedForTest(ASSIGN, { issue: 'this issue', assignee: 'me' }, { jira }).target,
    ).toMatchObject({
      issue: { key: 'HELP-1' },
      assignee: { accountId: 'dan' },
    });
  });

  test('the effect check knows before, after and anybody else', () => {
    const action = resolvedForTest(ASSIGN, { issue: 'ABC-2', assignee: 'Dana' });
    expect(judgeForTest(action, assigned('dana'))).toBe('done');
    expect(judgeForTest(action, assigned('alex1'))).toBe('not-done');
    expect(judgeForTest(action, assigned(null))).toBe('differs');
    expect(judgeForTest(action, LOST)).toBe('unknown');
  });
});
