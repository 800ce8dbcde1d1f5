/**
 * The table of actions says of some that they are automatic and always wait all the same. So for every action that is
 * automatic by default: it waits in all its cases, whoever asks, exactly where its entry says why.
 */
import {
  type ActionFacts,
  ALL_OPERATIONS,
  BASELINE_INPUT,
  CATALOGUE,
  classifyAction,
  findAction,
  type PolicyInput,
} from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { fieldIn } from './in-world.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

/** Somebody who may do everything wherever the action goes. */
function whoMayAll(facts: ActionFacts): PolicyInput['requester'] {
  const { access, projectIds, targets } = facts;
  const heldPermissions = access?.permissions ?? [];
  return {
    ...BASELINE_INPUT.requester,
    isSiteAdmin: true,
    standings: [...projectIds, ...(access === null ? [] : [access.projectId])].map((projectId) => ({
      projectId,
      canBrowse: true,
      isProjectAdmin: true,
      heldPermissions,
    })),
    issues: targets
      .filter(({ kind }) => kind === 'issue')
      .map(({ id: issueId }) => ({ issueId, canBrowse: true, heldPermissions })),
  };
}

type Wish = Pick<ActionCase, 'type' | 'args' | 'prepare'>;

async function rulesOf({ type, args, prepare }: Wish): Promise<string[]> {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  const { facts } = await resolvedOn(site, type, args);
  const action = { ...BASELINE_INPUT.action, type };
  const input = { ...BASELINE_INPUT, action, facts, requester: whoMayAll(facts) };
  return classifyAction(input, findAction).reasons.map(({ rule }) => rule);
}

/** Wishes that do not wait, where every case of the areas does. */
const FURTHER_WISHES: Wish[] = [
  { type: 'jsm.customer.add', args: { project: 'SUP', users: ['Tom Becker'] } },
  {
    type: 'custom_field.option.reorder',
    args: { field: 'Office', options: ['Prague', 'Lisbon'] },
    prepare: (world) => {
      const [context] = fieldIn(world, 'Office').contexts;
      const project = Object.values(world.projects).find(({ key }) => key === 'ABC');
      context?.projectIds.push(project?.id ?? '');
    },
  },
];

/** How much it touches, and with whom it is shared, is another thing in every place. */
const isOfThePlace = (rule: string): boolean => ['R106', 'R108', 'R201'].includes(rule);

const autos = CATALOGUE.filter(
  ({ defaultClass, onlyAnswers }) => defaultClass === 'auto-execute' && onlyAnswers !== true,
);

describe.each(autos)('$type', ({ type, alwaysWaits }) => {
  test('waits in every case exactly where its entry says why', async () => {
    const wishes = [...ACTION_CASES, ...FURTHER_WISHES].filter((each) => each.type === type);
    const free: string[][] = [];
    for (const wish of wishes) {
      const rules = await rulesOf(wish);
      if (rules.every(isOfThePlace)) free.push(rules);
    }
    expect(wishes.length).toBeGreaterThan(0);
    if (alwaysWaits === undefined) expect(free.length).toBeGreaterThan(0);
    else expect(free).toEqual([]);
  });
});

test('a screen is not called a scheme where its change waits', async () => {
  const site = testSite({ scopes: SCOPES });
  const { facts } = await resolvedOn(site, 'screen.create', { name: 'Intake' });
  const action = { ...BASELINE_INPUT.action, type: 'screen.create' };
  const input = { ...BASELINE_INPUT, action, facts, requester: whoMayAll(facts) };
  expect(classifyAction(input, findAction).reasons).toEqual([
    { rule: 'R101', sentence: 'It is about the screen “Intake”.' },
  ]);
});
