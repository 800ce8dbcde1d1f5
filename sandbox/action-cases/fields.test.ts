/** What the cases of fields and screens do not reach: what stands in the way, who shares what, and what is not known. */
import type { Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { resolvedOn, resolveOn } from './act-on-site.ts';
import type { Change } from './action-case.ts';
import { readOn } from './app-on-site.ts';
import { fieldIn, projectIn } from './in-world.ts';
import { contextOn, entryOf, runOn } from './on-site.ts';

function siteWith(prepare?: Change): TestSite {
  const site = testSite();
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  return site;
}

const factsOf = async (type: string, args: Json, prepare?: Change) =>
  (await resolvedOn(siteWith(prepare), type, args)).facts;

const giveField =
  (field: string, ...keys: string[]): Change =>
  (world) => {
    const [context] = fieldIn(world, field).contexts;
    if (context !== undefined) context.projectIds = keys.map((key) => projectIn(world, key).id);
  };

const refuse = (site: TestSite, operationId: string) =>
  site.site.setFaults({
    script: [{ match: { operationId }, fault: 'right-lost', times: Number.POSITIVE_INFINITY }],
  });

describe('what stands in the way', () => {
  test.each<[string, string, Json, 'already' | 'unsupported' | 'ask', RegExp]>([
    [
      'the last project of a context',
      'custom_field.context.remove_project',
      { field: 'Invoice number', projects: ['PAY'] },
      'unsupported',
      /all projects of the context .* it would be for all projects; it can be deleted/,
    ],
    [
      'a project out of a field for all projects',
      'custom_field.context.remove_project',
      { field: 'Office', projects: ['PAY'] },
      'unsupported',
      /for all projects, so no single project/,
    ],
    [
      'the context for all projects',
      'custom_field.context.delete',
      { field: 'Office' },
      'unsupported',
      /Jira does not give that one up/,
    ],
    [
      'a project into a field for all projects',
      'custom_field.context.add_project',
      { field: 'Office', projects: ['ABC'] },
      'already',
      /is already for all projects/,
    ],
    [
      'a second context for all projects',
      'custom_field.context.create',
      { field: 'Office' },
      'ask',
      /is already for all projects/,
    ],
    [
      'a second context of one project',
      'custom_field.context.create',
      { field: 'Invoice number', name: 'More', projects: ['PAY'] },
      'ask',
      /PAY has another context/,
    ],
    [
      'a locked field',
      'custom_field.trash',
      { field: 'Sprint' },
      'unsupported',
      /Sprint\\" is locked/,
    ],
    [
      'values of a text field',
      'custom_field.option.add',
      { field: 'Invoice number', options: ['A'] },
      'unsupported',
      /\(text\) has no list of values/,
    ],
    [
      'a value in other letters',
      'custom_field.option.add',
      { field: 'Region', options: ['europe', 'Africa'] },
      'ask',
      /already has Europe/,
    ],
    [
      'a value twice',
      'custom_field.option.add',
      { field: 'Region', options: ['Africa', 'africa'] },
      'ask',
      /named twice/,
    ],
    [
      'a value in place of itself',
      'custom_field.option.delete',
      { field: 'Region', option: 'Asia', replaceWith: 'asia' },
      'unsupported',
      /own place/,
    ],
    [
      'a name another value has',
      'custom_field.option.rename',
      { field: 'Region', option: 'Asia', value: 'EUROPE' },
      'ask',
      /already has the value ..Europe/,
    ],
    [
      'a project the field is not for',
      'custom_field.option.add',
      { field: 'Region', options: ['Africa'], project: 'PAY' },
      'unsupported',
      /Region\\" is not for PAY/,
    ],
    [
      'a screen in use',
      'screen.delete',
      { screen: 'Shop Screen' },
      'unsupported',
      /used by 1 screen scheme/,
    ],
    [
      'a tab with fields',
      'screen.tab.delete',
      { screen: 'ABC Screen', tab: 'Details' },
      'unsupported',
      /holds Story Points/,
    ],
    [
      'a field the scheme does not hold',
      'field_scheme.parameters.set',
      { field: 'Severity', project: 'ABC', required: true },
      'ask',
      /./,
    ],
    [
      'a field in use that shall be restored',
      'custom_field.restore',
      { field: 'Office' },
      'already',
      /in use/,
    ],
    [
      'an archived project',
      'field.associate_projects',
      { fields: ['Old Estimate'], projects: ['OLD'] },
      'unsupported',
      /archived/,
    ],
  ])('%s', async (_what, type, args, outcome, words) => {
    const site = siteWith((world, { now }) => {
      projectIn(world, 'OLD').archived = { at: now(), by: world.appAccountId };
    });
    const said = await resolveOn(site, type, args);
    expect(said.outcome).toBe(outcome);
    expect(JSON.stringify(said)).toMatch(words);
    expect(site.site.effects()).toEqual([]);
    expect(site.site.violations()).toEqual([]);
  });

  test.each([
    ['a path', '../../user'],
    ['a query', 'Severity?x=1'],
    ['an id of another kind', 'id:../10'],
    ['an id with JQL', 'cf[1] OR 1=1'],
    ['a hidden direction', 'Office\u202e'],
  ])('%s is no field', async (_what, field) => {
    const site = siteWith();
    expect(await resolveOn(site, 'custom_field.trash', { field })).toMatchObject({
      outcome: 'ask',
      question: { thing: 'field' },
    });
    expect(site.site.violations()).toEqual([]);
  });

  test('a hostile name of a value or a field stays text', async () => {
    const value = 'x"); DROP <b>x</b> OR project = OLD';
    const { target } = await resolvedOn(siteWith(), 'custom_field.option.rename', {
      field: 'Region',
      option: 'Asia',
      value,
    });
    expect(target).toMatchObject({ after: { value } });
  });
});

describe('who is shown what', () => {
  const two: Change = (world, site) => {
    fieldIn(world, 'Region').name = 'Invoice number';
    giveField('Invoice number', 'PAY', 'SEC')(world, site);
  };

  test('fields of one name are told apart by id, type and the projects the asker may see', async () => {
    const site = siteWith(two);
    const said = await resolveOn(site, 'custom_field.trash', { field: 'Invoice number' });
    expect(said).toMatchObject({
      question: {
        choices: [
          'Invoice number (customfield_10006, text, PAY and others)',
          'Invoice number (customfield_10007, dropdown, ABC and OPS)',
        ],
      },
    });
  });

  test('somebody who does not use Jira is shown none', async () => {
    const site = siteWith(two);
    const entry = entryOf('custom_field.trash');
    const customer = site.accountId('Anna Acme');
    const said = await runOn(
      (read) => readOn(site, read),
      () =>
        entry.resolve(
          { field: 'Invoice number' },
          {
            ...contextOn(site),
            speakerAccountId: customer,
          },
        ),
    );
    expect(said).toMatchObject({ outcome: 'ask', question: { choices: [] } });
  });

  test('screens are named to administrators only', async () => {
    const said = await resolveOn(siteWith(), 'screen.delete', { screen: 'Spare' });
    expect(said).toMatchObject({ question: { thing: 'screen', choices: [] } });
  });
});

describe('what the policy is told', () => {
  test('a field for all projects touches the whole site, one for some projects those', async () => {
    expect(await factsOf('custom_field.trash', { field: 'Office' })).toMatchObject({
      isGlobal: true,
      projectIds: [],
    });
    const facts = await factsOf('custom_field.trash', { field: 'Region' });
    expect(facts).toMatchObject({ isGlobal: false, counts: { projects: 2, issues: 0 } });
    expect(facts.projectIds).toHaveLength(2);
  });

  test('values of a context for all projects are a change of the whole site', async () => {
    const args = { field: 'Office', options: ['Rome'], project: 'ABC' };
    expect(await factsOf('custom_field.option.add', args)).toMatchObject({ isGlobal: true });
  });

  test('a context of its own, where one for all projects had the values, is not simply taken back', async () => {
    const args = { field: 'Office', projects: ['ABC'] };
    expect(await factsOf('custom_field.context.create', args)).toMatchObject({
      hasCompleteInverse: false,
    });
  });

  test('a new context without projects is one for the whole site, and stays', async () => {
    const site = siteWith((world) => {
      fieldIn(world, 'Invoice number').contexts = [];
    });
    const action = await resolvedOn(site, 'custom_field.context.create', {
      field: 'Invoice number',
    });
    expect(action.facts.isGlobal).toBe(true);
    expect(entryOf(action.type).inverse?.(action.target, { contextId: '1' })).toBeNull();
  });

  const ADD = { screen: 'Shop Screen', field: 'Old Estimate' };

  test('a screen of several projects is shared', async () => {
    const facts = await factsOf('screen.field.add', ADD);
    expect(facts.projectIds).toHaveLength(2);
    expect(facts.counts).toMatchObject({ projects: 2 });
  });

  test.each([
    ['screen.field.add', { screen: 'Shop Screen', field: 'priority' }],
    ['screen.field.add', { screen: 'ABC Screen', tab: 'Details', field: 'priority' }],
    ['screen.tab.add', { screen: 'ABC Screen', tab: 'More' }],
  ])(
    '%s of %o: workflows may show the screen, so nobody knows who shares it',
    async (type, args) => {
      expect(await factsOf(type, args)).toMatchObject({ sharedWith: null });
    },
  );

  test('a new screen shows its description', async () => {
    const args = { name: 'Another screen', description: 'For the shop' };
    const { rows } = await resolvedOn(siteWith(), 'screen.create', args);
    expect(rows).toContainEqual({ label: 'Description', before: 'none', after: 'For the shop' });
  });

  test('who joins a context shares its values with the projects in it', async () => {
    const action = await resolvedOn(siteWith(), 'custom_field.context.add_project', {
      field: 'Region',
      projects: ['PAY'],
    });
    expect(action.facts.sharedWith?.map(({ name }) => name)).toEqual(['ABC', 'OPS']);
    expect(action.facts.projectIds).toHaveLength(3);
    expect(action.facts.counts).toMatchObject({ projects: 3 });
    expect(action.radius).toContain('The values are for ABC and OPS too');
  });

  test('a field put on a screen is given to projects that share the field scheme too', async () => {
    const facts = await factsOf(
      'screen.field.add',
      { screen: 'ABC Screen', tab: 'Details', field: 'Old Estimate' },
      (world) => {
        const scheme = Object.values(world.fieldSetup.fieldSchemes).find(
          ({ name }) => name === 'ABC Field Scheme',
        );
        scheme?.projectIds.push(projectIn(world, 'PAY').id);
      },
    );
    expect(facts.counts).toMatchObject({ projects: 2 });
    expect(facts.targets.map(({ name }) => name)).toContain('PAY');
  });

  test.each([
    'getScreenSchemes',
    'getIssueTypeScreenSchemeMappings',
    'getIssueTypeScreenSchemeProjectAssociations',
  ])('a walk that ends at %s is not known to be unshared', async (operationId) => {
    const site = siteWith();
    refuse(site, operationId);
    const { facts } = await resolvedOn(site, 'screen.field.add', ADD);
    expect(facts).toMatchObject({ sharedWith: null, counts: null });
  });

  test('a screen no scheme leads to may be one of a workflow', async () => {
    const args = { screen: 'Spare Screen', field: 'priority' };
    expect(await factsOf('screen.field.add', args)).toMatchObject({ sharedWith: null });
  });

  test('who has a field already is not asked for it again', async () => {
    const site = siteWith((world) => {
      for (const { tabs } of Object.values(world.fieldSetup.screens)) {
        for (const tab of tabs) tab.fieldIds = tab.fieldIds.filter((id) => id === 'summary');
      }
    });
    const action = await resolvedOn(site, 'screen.field.add', {
      screen: 'Shop Screen',
      field: 'Office',
    });
    expect(action.facts.hasCompleteInverse).toBe(true);
    expect(entryOf(action.type).compile(action.target)[0]?.query).toEqual([
      ['skipFieldAssociation', 'true'],
    ]);
  });

  test('values Jira does not count are unknown', async () => {
    const site = siteWith();
    refuse(site, 'countIssues');
    const { facts, radius } = await resolvedOn(site, 'custom_field.delete', {
      field: 'Old Estimate',
    });
    expect(facts.counts).toBeNull();
    expect(radius.join()).toMatch(/unknown number of issues/);
  });
});
