import { expect, it } from 'vitest';
import type { ActionFacts } from '../actions/action.ts';
import type { PolicyInput } from './classification.ts';
import { classifyAction } from './classify-action.ts';
import { BASELINE_INPUT } from './policy-cases.ts';
import { testCatalogue } from './testing/entries.ts';
import {
  ANSWERS,
  MODES,
  OPERATIONS,
  ROLES,
  referenceClass,
  WHO,
  type Words,
} from './testing/reference-policy.ts';

const GIVEN = ['BROWSE_PROJECTS', 'CREATE_ISSUES'];
const HELD: Record<Words['role'], string[] | null> = {
  none: [],
  own: GIVEN,
  above: ['BROWSE_PROJECTS'],
  administrative: GIVEN,
  unknown: null,
};

function toInput(words: Words): PolicyInput {
  const facts: ActionFacts = {
    targets: [{ kind: 'project', id: '10001', name: 'ABC' }],
    projectIds: ['10001'],
    people: [],
    counts: { users: 1, issues: 1, projects: 1, boards: 0 },
    sharedWith: [],
    grantsAdministration: words.role === 'administrative',
    access: words.role === 'none' ? null : { projectId: '10001', permissions: GIVEN },
    touchesKraken: false,
    hasCompleteInverse: true,
    isGlobal: false,
  };
  return {
    ...BASELINE_INPUT,
    action: { ...BASELINE_INPUT.action, type: words.operation },
    facts,
    requester: {
      accountId: 'requester-1',
      kind: words.who,
      isActive: words.active,
      isSiteAdmin: words.siteAdmin,
      standings: [
        {
          projectId: '10001',
          canBrowse: words.browse,
          isProjectAdmin: words.projectAdmin,
          heldPermissions: HELD[words.role],
        },
      ],
    },
    site: { ...BASELINE_INPUT.site, mode: words.mode },
  };
}

/** Every combination of the lists, one value of each. */
function* combinations(lists: Array<[keyof Words, readonly unknown[]]>): Generator<Words> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield {} as Words;
    return;
  }
  const [key, values] = first;
  for (const others of combinations(rest))
    for (const value of values) yield { ...others, [key]: value };
}

it('the policy equals the reference for every operation, requester, role and mode', () => {
  const all = combinations([
    ['operation', OPERATIONS],
    ['who', WHO],
    ['active', ANSWERS],
    ['browse', ANSWERS],
    ['role', ROLES],
    ['projectAdmin', ANSWERS],
    ['siteAdmin', ANSWERS],
    ['mode', MODES],
  ]);
  const seen: Record<string, number> = {};
  const different: Array<{ words: Words; found: string; expected: string }> = [];
  for (const words of all) {
    const found = classifyAction(toInput(words), testCatalogue).class;
    const expected = referenceClass(words);
    seen[expected] = (seen[expected] ?? 0) + 1;
    if (found !== expected) different.push({ words, found, expected });
  }
  expect(different.slice(0, 5)).toEqual([]);
  // 14 operations x 6 kinds x 3 x 3 x 5 x 3 x 3 x 3; two operations and two kinds are refused.
  expect(seen).toEqual({
    refused: 14 * 6 * 1215 - 12 * 4 * 1215,
    'auto-execute': 5 * 2 * (9 + 5),
    'requires-approval': 12 * 4 * 1215 - 5 * 2 * (9 + 5),
  });
}, 60_000);
