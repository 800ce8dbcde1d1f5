/** Every issue that an action names, or sends to Jira, counts as touched by it: whether it may be told depends on that. */
import { ALL_OPERATIONS, issuesTouched } from '@kraken/shared';
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { entryOf } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

const named = ACTION_CASES.map((each): [string, ActionCase] => [
  `${each.type} "${each.sentence}"`,
  each,
]);

test.each(named)('%s', async (_, { type, args, prepare }) => {
  const site = testSite({ scopes: SCOPES });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  const ids = new Map(
    Object.values(site.site.exportWorld().issues).map(({ id, key }) => [key, String(id)]),
  );
  const action = await resolvedOn(site, type, args);
  const { describe, compile } = entryOf(type);
  const shown = [describe(action.target), action.rows, action.radius, compile(action.target)];
  // `OPS-1, …` is how a project's keys look; the ticket is seen by everybody who is told anything on it.
  const keys = JSON.stringify(shown).match(/\b[A-Z][A-Z0-9_]+-\d+\b(?!, …)/g) ?? [];
  const touched = [...issuesTouched(action), ids.get('HELP-1')];
  const missed = keys.filter((key) => ids.has(key) && !touched.includes(ids.get(key)));
  expect(missed).toEqual([]);
});
