import { describe, expect, test } from 'vitest';
import { Refusal } from '../testing/fake-jira.ts';
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

const CREATE = 'custom_field.create';
const KEY = 'com.atlassian.jira.plugin.system.customfieldtypes:';

describe('custom_field.create', () => {
  test('for one project the field gets a context of its own with the values, and what Jira keeps is shown', () => {
    const options = ['Gold', 'Silver'];
    const action = resolvedForTest(CREATE, {
      name: 'Tier',
      fieldType: 'Dropdown',
      project: 'ABC',
      options,
    });
    expect(requestsForTest(action)).toEqual([
      `POST /rest/api/3/field {"name":"Tier","type":"${KEY}select","searcherKey":"${KEY}multiselectsearcher"}`,
      'POST /rest/api/3/field/‹fieldId›/context {"name":"Context for ABC","projectIds":["10000"],"issueTypeIds":[]}',
      'POST /rest/api/3/field/‹fieldId›/context/‹contextId›/option {"options":[{"value":"Gold","disabled":false},{"value":"Silver","disabled":false}]}',
    ]);
    const requests = entryOf(CREATE).compile(action.target);
    expect(requests.map(({ capture }) => capture)).toEqual([
      { fieldId: 'id' },
      { contextId: 'id' },
      undefined,
    ]);
    // Nothing that Jira refuses counts as done.
    expect(requests.flatMap(({ tolerate }) => tolerate ?? [])).toEqual([]);
    expect(action.rows).toContainEqual({
      label: 'Projects that can use it',
      before: 'none',
      after: 'ABC with these values; all others without values',
    });
    expect(action.radius).toContain(
      'Jira gives every field a context for all projects; no field is kept to one of them',
    );
    expect(action.facts).toMatchObject({
      isGlobal: false,
      projectIds: ['10000'],
      hasCompleteInverse: true,
    });
    expect(entryOf(CREATE).describe(action.target)).toBe(
      'Create the custom field "Tier" (dropdown) with a context for ABC and the values "Gold" and "Silver"',
    );
  });

  test('without a project it is one request, and global', () => {
    const action = resolvedForTest(CREATE, { name: 'Note', fieldType: 'text' });
    expect(requestsForTest(action)).toEqual([
      `POST /rest/api/3/field {"name":"Note","type":"${KEY}textfield","searcherKey":"${KEY}textsearcher"}`,
    ]);
    expect(action.facts).toMatchObject({ isGlobal: true, projectIds: [], counts: null });
  });

  test('a field without values is not said to be kept to its project', () => {
    const action = resolvedForTest(CREATE, { name: 'Note', fieldType: 'text', project: 'ABC' });
    expect(action.rows[1]?.after).toBe('all; ABC with a context of its own');
    expect(entryOf(CREATE).describe(action.target)).toBe(
      'Create the custom field "Note" (text) with a context for ABC',
    );
    expect(action.facts.counts).toMatchObject({ projects: 1 });
  });

  test('values without a project go into the default context', () => {
    const action = resolvedForTest(CREATE, { name: 'Note', fieldType: 'radio', options: ['A'] });
    expect(requestsForTest(action).map((line) => line.split(' ')[1])).toEqual([
      '/rest/api/3/field',
      '/rest/api/3/field/‹fieldId›/context?isGlobalContext=true',
      '/rest/api/3/field/‹fieldId›/context/‹contextId›/option',
    ]);
  });

  test.each([
    ['paragraph', 'textarea', 'textsearcher'],
    ['Number field', 'float', 'exactnumber'],
    ['date', 'datepicker', 'daterange'],
    ['select list', 'select', 'multiselectsearcher'],
    ['multi-select', 'multiselect', 'multiselectsearcher'],
    ['checkbox', 'multicheckboxes', 'multiselectsearcher'],
    ['user picker', 'userpicker', 'userpickergroupsearcher'],
    ['URL', 'url', 'exacttextsearcher'],
    ['labels', 'labels', 'labelsearcher'],
  ])('"%s" is %s with %s', (fieldType, type, searcher) => {
    expect(resolvedForTest(CREATE, { name: 'X', fieldType }).target).toMatchObject({
      type: `${KEY}${type}`,
      searcherKey: `${KEY}${searcher}`,
    });
  });

  test.each([
    [
      'a name that exists',
      { name: 'customer-tier', fieldType: 'text' },
      'ask field name: Customer Tier (customfield_10050)',
    ],
    ['an unknown type', { name: 'X', fieldType: 'hologram' }, /^ask field type: text, paragraph/],
    [
      'values for a text',
      { name: 'X', fieldType: 'text', options: ['A'] },
      /^ask field type: dropdown/,
    ],
    [
      'a value twice',
      { name: 'X', fieldType: 'select', options: ['A', 'a'] },
      'ask list of values',
    ],
    ['a name with a control character', { name: 'X\u0007Y', fieldType: 'text' }, 'ask field name'],
    ['a name with a hidden direction', { name: 'X\u202eY', fieldType: 'text' }, 'ask field name'],
    ['an unknown project', { name: 'X', fieldType: 'text', project: 'NOPE' }, 'ask project'],
    [
      'a team-managed project',
      { name: 'X', fieldType: 'text', project: 'TEAM' },
      'unsupported: TEAM is team-managed; its fields are made in the project itself.',
    ],
  ])('%s: %o gives %s', (_, wish, expected) => {
    const said = inWords(resolveForTest(CREATE, wish).outcome);
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
  });

  test('markup in a name stays text', () => {
    const action = resolvedForTest(CREATE, { name: '<Customer> tier 2', fieldType: 'text' });
    expect(action.target).toMatchObject({ name: '<Customer> tier 2' });
  });

  test('fields Jira does not show are said', () => {
    const jira = { getFieldsPaginated: () => new Refusal(403) };
    expect(
      inWords(resolveForTest(CREATE, { name: 'X', fieldType: 'text' }, { jira }).outcome),
    ).toBe('unsupported: Jira does not let Kraken read the fields (answer 403).');
  });

  test('a field that reached every project instead of one is not done', () => {
    const options = ['Gold'];
    const action = resolvedForTest(CREATE, {
      name: 'Tier',
      fieldType: 'select',
      project: 'ABC',
      options,
    });
    const fields = answered({ values: [{ id: 'customfield_1', name: 'Tier' }] });
    const place = (...values: Array<{ projectId?: string; isGlobalContext?: boolean }>) =>
      answered({ values });
    const gold = answered({ values: [{ value: 'Gold' }] });
    expect(judgeForTest(action, fields, place({ projectId: '10000' }), gold)).toBe('done');
    expect(
      judgeForTest(action, fields, place({ projectId: '10000' }, { isGlobalContext: true }), gold),
    ).toBe('done');
    expect(judgeForTest(action, fields, place({ isGlobalContext: true }), gold)).toBe('differs');
    expect(
      judgeForTest(action, fields, place({ projectId: '10000' }, { projectId: '10001' }), gold),
    ).toBe('differs');
    expect(judgeForTest(action, fields, place(), gold)).toBe('differs');
    expect(
      judgeForTest(action, fields, place({ projectId: '10000' }), answered({ values: [] })),
    ).toBe('differs');
    expect(judgeForTest(action, answered({ values: [] }), LOST, LOST)).toBe('not-done');
    expect(judgeForTest(action, fields, LOST, LOST)).toBe('unknown');
    expect(judgeForTest(action, LOST, LOST, LOST)).toBe('unknown');
    // On a page that is not the last one nothing is missing for sure.
    const page = answered({ values: [], isLast: false });
    expect(judgeForTest(action, page, LOST, LOST)).toBe('unknown');
  });

  test('two fields of the name after one creation are not simply done', () => {
    const action = resolvedForTest(CREATE, { name: 'Note', fieldType: 'text' });
    const twice = answered({ values: [{ name: 'Note' }, { name: 'Note' }] });
    expect(judgeForTest(action, twice)).toBe('differs');
    expect(judgeForTest(action, answered({ values: [{ name: 'Note' }] }))).toBe('done');
  });
});
