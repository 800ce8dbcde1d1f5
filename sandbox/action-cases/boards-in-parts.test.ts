/** Actions of several requests that Jira carries out in part: said so, seen so, and put right by asking again. */
import { ALL_OPERATIONS } from '@kraken/shared';
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import { entryOf, stepOf } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

function siteRefusing(operationId: string) {
  const site = testSite({ scopes: SCOPES });
  site.site.setFaults({ script: [{ match: { operationId }, fault: 'right-lost' }] });
  return site;
}

const stateOf = async (site: ReturnType<typeof testSite>, type: string, args: object) => {
  const action = await resolvedOn(site, type, args as never);
  const result = await executeOn(site, action);
  return { result, seen: entryOf(type).check(action.target).judge(result.checks) };
};

test('a board refused on its fresh filter leaves the filter, which the next try uses', async () => {
  const site = siteRefusing('createBoard');
  const args = { name: 'Shop', project: 'ABC', type: 'kanban' };
  const first = await stateOf(site, 'board.create', args);
  expect(first.result).toMatchObject({ outcome: 'failed' });
  expect(first.result.reason).toMatch(/^Only 1 of 2 requests were done\. /);
  expect(first.seen).toBe('differs');

  const again = await resolvedOn(site, 'board.create', args);
  expect(stepOf(again).requests.map(({ operationId }) => operationId)).toEqual(['createBoard']);
  expect(await executeOn(site, again)).toMatchObject({ outcome: 'succeeded' });
  const { boards, filters } = site.site.exportWorld();
  const made = Object.values(boards).find(({ name }) => name === 'Shop');
  expect(filters[made?.filterId ?? '']?.name).toBe('Filter for Shop');
  expect(Object.values(filters).filter(({ name }) => name === 'Filter for Shop')).toHaveLength(1);
});

test('a filter that could not be given away is told, and not made a second time', async () => {
  const site = siteRefusing('changeFilterOwner');
  const args = { name: 'Bugs', jql: 'type = Bug' };
  const first = await stateOf(site, 'filter.create', args);
  expect(first.result).toMatchObject({ outcome: 'failed' });
  expect(first.seen).toBe('differs');
  expect(await resolveOn(site, 'filter.create', args)).toMatchObject({
    outcome: 'unsupported',
    sentence: expect.stringContaining('Kraken still has a filter called "Bugs"'),
  });
});

test('a sprint that could not be closed after its issues moved is told as such', async () => {
  const site = siteRefusing('partiallyUpdateSprint');
  const args = { sprint: 'ABC Sprint 14', moveOpenTo: 'ABC Sprint 15' };
  const first = await stateOf(site, 'sprint.complete', args);
  expect(first.result.reason).toMatch(/^Only 1 of 2 requests were done\. /);
  expect(first.seen).toBe('differs');
  // What is left to do is closing it.
  const again = await resolvedOn(site, 'sprint.complete', args);
  expect(stepOf(again).requests).toHaveLength(1);
  expect(await executeOn(site, again)).toMatchObject({ outcome: 'succeeded' });
});
