/**
 * The answer to one request of an action is lost, whether Jira carried it out or not: what is told once Jira has been
 * read back is true. Of several requests this holds wherever the loss comes; what follows the lost one is never sent.
 */
import { ALL_OPERATIONS, CATALOGUE } from '@kraken/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { resolvedOn } from './act-on-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { executeWithLosses } from './execute-with-losses.ts';
import { mayBeOne } from './may-be-one.ts';
import { stepOf } from './on-site.ts';
import { type ServiceOnSite, type Settled, serviceOnSite } from './service-on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const neverDies = (): boolean => false;
const LOSSES = ['502-before', '502-after-effect'] as const;

interface Loss {
  /** Which of the requests that change something, from 0. */
  at: number;
  fault: (typeof LOSSES)[number];
}

async function staged({ type, args, prepare }: ActionCase) {
  const site = testSite({ scopes: SCOPES, slowMs: 0 });
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  const action = await resolvedOn(site, type, args);
  const writes = stepOf(action).requests.filter(({ method }) => method !== 'GET');
  return { site, action, writes: writes.map(({ operationId }) => operationId) };
}

/** Executes with one answer lost, and settles it as the service does; requests of the same kind pass before it. */
async function lose(
  each: ActionCase,
  { at, fault }: Loss,
): Promise<{ told: Settled; seen: unknown }> {
  const { site, action, writes } = await staged(each);
  const match = { operationId: writes[at] };
  const earlier = writes.slice(0, at).filter((one) => one === writes[at]).length;
  site.site.setFaults({
    script: [
      { match, fault: 'slow', times: earlier },
      { match, fault },
    ],
  });
  const reported = await executeWithLosses(site, action, neverDies);
  if (reported === undefined) throw new Error('it never came to an end');
  const told = await service.settle(site, action, reported.result);
  // Nothing seen and nothing that could be read tell the same.
  const all = { ...told, seen: told.seen ?? 'unread' };
  return { told: all, seen: each.look(site.site.exportWorld(), site) };
}

let service: ServiceOnSite;
beforeAll(async () => {
  service = await serviceOnSite();
});
afterAll(() => service.close());

const NOBODY_CAN_TELL = { state: 'unknown', seen: 'unread' };

/** What may be told, by how much of it Jira did. */
function mayBeTold(each: ActionCase, { at, fault }: Loss, writes: number, seen: unknown): object[] {
  const done = fault === '502-before' ? at : at + 1;
  if (done === 0) {
    const isSeen = each.unknownWithoutEffect === undefined;
    return [isSeen ? { state: 'failed', seen: 'not-done' } : NOBODY_CAN_TELL];
  }
  if (done === writes) {
    return [each.seenDone === 'unknown' ? NOBODY_CAN_TELL : { state: 'succeeded', seen: 'done' }];
  }
  return [
    { state: 'unknown', seen: 'differs' },
    ...(each.seenInPart === 'unknown' ? [NOBODY_CAN_TELL] : []),
    // What is left is what Jira would have refused anyhow.
    ...(mayBeOne(seen, each.after) ? [{ state: 'succeeded', seen: 'done' }] : []),
  ];
}

const named = ACTION_CASES.map((each): [string, ActionCase] => [
  `${each.type} "${each.sentence}"`,
  each,
]);

describe.each(named)('%s', (_, each) => {
  test('whichever answer is lost, what is told is true', async () => {
    const { writes } = await staged(each);
    for (const at of writes.keys()) {
      for (const fault of LOSSES) {
        const { told, seen } = await lose(each, { at, fault });
        const where = `${fault} at ${at + 1} of ${writes.length}: ${JSON.stringify({ told, seen })}`;
        const may = mayBeTold(each, { at, fault }, writes.length, seen);
        const isOneOf = may.some((one) => mayBeOne(told, expect.objectContaining(one)));
        expect(isOneOf, where).toBe(true);
        expectTrue(each, { told, seen }, where);
      }
    }
  });
});

/** The outcome that is told is what the site shows. */
function expectTrue(
  each: ActionCase,
  { told, seen }: { told: Settled; seen: unknown },
  where: string,
): void {
  if (told.state === 'failed') expect(seen, where).toEqual(each.before);
  if (told.state === 'succeeded') expect(seen, where).toEqual(each.after);
}

/** Actions that send one or the other of two requests, never both. */
const EITHER_OR = ['dashboard.create', 'filter.share'];

test('every action that sends several requests has a case that does', async () => {
  const covered = new Set<string>(EITHER_OR);
  for (const each of ACTION_CASES) {
    if ((await staged(each)).writes.length > 1) covered.add(each.type);
  }
  const several = CATALOGUE.filter(
    ({ writes }) => writes.filter(({ method }) => method !== 'GET').length > 1,
  );
  expect(several.map(({ type }) => type).filter((type) => !covered.has(type))).toEqual([]);
});
