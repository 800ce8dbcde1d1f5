import { describe, expect, it } from 'vitest';
import type { ActionFacts, Target } from '../actions/action.ts';
import type { RequesterFacts } from './classification.ts';
import { BASELINE_INPUT } from './policy-cases.ts';
import { seesTouched, shownTo } from './sees-touched.ts';

const { facts: BASE } = BASELINE_INPUT;
if (BASE === null) throw new Error('the baseline has no facts');

const FILTER: Target = { kind: 'filter', id: '10042', name: 'Layoffs Q3' };
const PERSON: Target = { kind: 'user', id: 'dan', name: 'Dan' };
const PROJECT: Target = { kind: 'project', id: '1', name: 'ABC' };

const touching = (targets: Target[], projectIds: string[] = []) => {
  const facts: ActionFacts = { ...BASE, targets, projectIds, access: null };
  return { facts, target: null };
};

const person = (isSiteAdmin: boolean | null): RequesterFacts => ({
  accountId: 'dan',
  kind: 'licensed',
  isActive: true,
  isSiteAdmin,
  standings: [{ projectId: '1', canBrowse: true, isProjectAdmin: true, heldPermissions: [] }],
});

describe('what lies in no project', () => {
  it.each<[string, Target[], string[]]>([
    ['a filter', [FILTER, PERSON], []],
    ['a filter that is to be shared with a project he sees', [FILTER], ['1']],
    ['a dashboard that is copied into one', [{ ...FILTER, kind: 'dashboard' }, PERSON], ['1']],
    ['a group', [{ kind: 'group', id: 'c0ffee', name: 'hr-secret' }, PERSON], []],
    ['a scheme that a new one is made from', [{ kind: 'scheme', id: '7', name: 'Secret' }], []],
    ['nothing that it names', [], []],
  ])('is told to administrators of the site only: %s', (_, targets, projectIds) => {
    const action = touching(targets, projectIds);
    expect(shownTo(action)).toBe('site-administrators');
    expect([true, false, null].map((is) => seesTouched(person(is), action))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each<[string, Target[]]>([
    ['a filter for somebody', [PERSON]],
    ['a category', [{ kind: 'category', id: 'new', name: 'Tools' }]],
    ['a group', [{ kind: 'group', id: '', name: 'helpers' }]],
    ['an organisation', [{ kind: 'organization', id: 'Acme', name: 'Acme' }]],
    ['a project', [{ kind: 'project', id: 'new', name: 'NEW' }, PERSON]],
    ['a setting of the site', [{ kind: 'site', id: 'banner', name: 'announcement banner' }]],
  ])('is told to everybody where the wish itself makes it: %s', (_, targets) => {
    expect(shownTo(touching(targets))).toBe('everybody');
    expect(seesTouched(person(false), touching(targets))).toBe(true);
  });
});

it('an administrator of the site is still told nothing of a project that Jira does not show him', () => {
  expect(seesTouched(person(true), touching([FILTER], ['2']))).toBe(false);
  expect(seesTouched(person(true), touching([PROJECT], ['2']))).toBe(false);
  expect(seesTouched(person(false), touching([PROJECT], ['1']))).toBe(true);
});
