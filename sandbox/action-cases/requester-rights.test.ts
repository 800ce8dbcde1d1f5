/**
 * Kraken's app may do nearly everything in Jira, whoever asks it. So for every action that can run by itself: somebody who
 * only sees the project, or not even the issue, gets nothing done without a person (R104).
 */
import {
  type ActionFacts,
  ALL_OPERATIONS,
  BASELINE_INPUT,
  classifyAction,
  findAction,
  type Json,
  type PolicyInput,
  requesterNeedsOf,
} from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { issueIn } from './in-world.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

/** What anybody may have who may ask at all, each with its reason. */
const FOR_EVERYBODY: Readonly<Record<string, string>> = {
  'project.member.add': 'the access it gives is compared with what who asks holds there',
  'custom_field.create': 'no screen shows a new field; the seed names it as automatic',
  'filter.create': 'a filter of his own, shared with nobody, is made by anybody in Jira',
  'jsm.organization.create': 'a name and nothing else: nobody is in it and no desk knows it',
  'screen.create': 'a screen that no scheme uses',
  'project.category.create': 'a name that no project has',
};

const autos = ACTION_CASES.filter(
  ({ type }) => findAction(type)?.defaultClass === 'auto-execute',
).map((each): [string, ActionCase] => [`${each.type} "${each.sentence}"`, each]);

type Standing = PolicyInput['requester'];

/** Somebody with these permissions on everything the action touches. */
function requester(facts: ActionFacts, held: string[], seesIssues = true): Standing {
  const ids = [...facts.projectIds, ...(facts.access === null ? [] : [facts.access.projectId])];
  return {
    ...BASELINE_INPUT.requester,
    isSiteAdmin: false,
    globalPermissions: held,
    standings: ids.map((projectId) => ({
      projectId,
      canBrowse: true,
      isProjectAdmin: held.includes('ADMINISTER_PROJECTS'),
      heldPermissions: held,
    })),
    issues: facts.targets
      .filter(({ kind }) => kind === 'issue')
      .map(({ id: issueId }) => ({ issueId, canBrowse: seesIssues, heldPermissions: held })),
  };
}

async function factsOf({ type, args, prepare }: ActionCase): Promise<ActionFacts> {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  return (await resolvedOn(site, type, args)).facts;
}

function classified(type: string, facts: ActionFacts, who: Standing) {
  const action = { ...BASELINE_INPUT.action, type };
  return classifyAction({ ...BASELINE_INPUT, action, facts, requester: who }, findAction);
}

const classOf = (...about: Parameters<typeof classified>) => classified(...about).class;
const rulesOf = (...about: Parameters<typeof classified>) =>
  classified(...about).reasons.map(({ rule }) => rule);

describe.each(autos)('%s', (_, each) => {
  test('is done by itself for nobody who could not do it himself', async () => {
    const facts = await factsOf(each);
    const { inProjects, global } = requesterNeedsOf(findAction(each.type), facts);
    const needs = [...inProjects, ...global];
    if (needs.length === 0 && facts.askerDoubt === undefined) {
      return expect(FOR_EVERYBODY[each.type]).toMatch(/\w/);
    }
    const onlooker = requester(facts, ['BROWSE_PROJECTS']);
    expect(classOf(each.type, facts, onlooker)).toBe('requires-approval');
    const unasked = { ...onlooker, standings: [], issues: undefined };
    expect(classOf(each.type, facts, unasked)).toBe('requires-approval');
    if (!facts.targets.some(({ kind }) => kind === 'issue')) return;
    const shutOut = requester(facts, ['BROWSE_PROJECTS', ...needs], false);
    expect(classOf(each.type, facts, shutOut)).toBe('requires-approval');
  });
});

describe('a field with a permission of its own', () => {
  const fresh = { project: 'ABC', issueType: 'Task', summary: 'x' };

  test.each<[string, Json, string]>([
    ['issue.create', { ...fresh, assignee: 'Bea Novak' }, 'ASSIGN_ISSUES'],
    ['issue.create', { ...fresh, dueDate: '2026-12-24' }, 'SCHEDULE_ISSUES'],
    ['issue.create', { ...fresh, reporter: 'Bea Novak' }, 'MODIFY_REPORTER'],
    ['issue.edit', { issue: 'ABC-12', dueDate: '2026-12-24' }, 'SCHEDULE_ISSUES'],
    ['issue.edit', { issue: 'ABC-12', reporter: 'Bea Novak' }, 'MODIFY_REPORTER'],
  ])('%s %j is done by itself only for who holds %s', async (type, args, permission) => {
    const { facts } = await resolvedOn(testSite({ scopes: SCOPES }), type, args);
    expect(facts.alsoNeeds).toEqual([permission]);
    const held = ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES'];
    expect(rulesOf(type, facts, requester(facts, held))).toContain('R104');
    expect(rulesOf(type, facts, requester(facts, [...held, permission]))).not.toContain('R104');
  });

  test('who makes an issue is its reporter without any other', async () => {
    const { facts } = await resolvedOn(testSite(), 'issue.create', { ...fresh, reporter: 'me' });
    expect(facts.alsoNeeds).toBeUndefined();
  });
});

test('a transition with a condition is taken by itself for nobody', async () => {
  const move = async (issue: string, status: string) => {
    const site = testSite();
    site.site.edit((world) => {
      const closed = Object.values(world.statuses).find(({ name }) => name === 'Closed');
      issueIn(world, 'OPS-15').statusId = closed?.id ?? '';
    });
    const { facts } = await resolvedOn(site, 'issue.transition', { issue, status });
    const able = requester(facts, ['BROWSE_PROJECTS', 'TRANSITION_ISSUES', 'ADMINISTER_PROJECTS']);
    return rulesOf('issue.transition', facts, { ...able, isSiteAdmin: true });
  };
  expect(await move('OPS-1', 'Working')).not.toContain('R104');
  expect(await move('OPS-15', 'Open')).toContain('R104');
});
