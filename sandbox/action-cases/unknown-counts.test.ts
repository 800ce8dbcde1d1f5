/**
 * What Jira does not tell is never told as a number. Every action is resolved again with each of its reads refused in
 * turn: either there is no action, or its counts are null where they came from that read, and no sentence about what it
 * touches has a number that the whole truth does not have. For issue counts it is also looked what hangs on them.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  ALL_OPERATIONS,
  type JiraRead,
  type JiraReadResult,
  type Resolution,
  readKey,
} from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import type { ActionCase } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { readOn } from './app-on-site.ts';
import { accountIn, issueIn } from './in-world.ts';
import { contextOn, entryOf, runOn } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const REFUSED: JiraReadResult = { status: 403, body: null };
const FURTHER = 7;

type Wish = Pick<ActionCase, 'type' | 'args' | 'prepare' | 'sentence'>;
type Answer = (read: JiraRead, truth: JiraReadResult) => JiraReadResult;
type Action = Extract<Resolution, { outcome: 'resolved' }>['action'];

const refusing =
  (isRefused: (read: JiraRead) => boolean): Answer =>
  (read, truth) =>
    isRefused(read) ? REFUSED : truth;

const isCount = ({ request }: JiraRead): boolean => request.operationId === 'countIssues';

/** As if there were more issues than there are. */
const moreIssues: Answer = (read, truth) => {
  const { count } = (truth.body ?? {}) as { count?: number };
  if (!isCount(read) || count === undefined) return truth;
  return { ...truth, body: { count: count + FURTHER } };
};

/** Resolves a case over and over on one site, whose answers are asked for once. */
function resolverOf(each: Wish, site: TestSite) {
  const truths = new Map<string, JiraReadResult>();
  const reads = new Map<string, JiraRead>();
  const { schema, resolve } = entryOf(each.type);
  return {
    reads,
    async resolve(answer: Answer): Promise<Action | undefined> {
      const outcome = await runOn(
        async (read) => {
          const key = readKey(read);
          const truth = truths.get(key) ?? (await readOn(site, read));
          truths.set(key, truth);
          reads.set(key, read);
          return answer(read, truth);
        },
        () => resolve(schema.parse(each.args), contextOn(site)),
      );
      return outcome.outcome === 'resolved' ? outcome.action : undefined;
    },
  };
}

/** A number that is no part of a name; but for sentences that say themselves that more may be so. */
const isNumber = (sentence: string): boolean =>
  /(?<![\w-])\d{1,4}(?![\w-])|\bno(body|ne)?\b(?! longer)/i.test(sentence) &&
  !sentence.endsWith(', as far as Jira shows them');

/** The same is told, up to where an id stands for a name that could not be read. */
function isTold(sentence: string, truths: readonly string[]): boolean {
  const [start = ''] = sentence.split(/(?:project )?\d{5,}/);
  return truths.some(
    (truth) => truth === sentence || (start !== sentence && truth.startsWith(start)),
  );
}

/** Wishes whose counts no case of the areas has. */
const FURTHER_CASES: Wish[] = [
  {
    type: 'issue.notify',
    args: { issue: 'ABC-1', to: ['watchers'], text: 'We are on it.' },
    prepare: (world) => issueIn(world, 'ABC-1').watchers.push(accountIn(world, 'Dana Weber')),
    sentence: 'Mail the watchers about ABC-1',
  },
  {
    type: 'jsm.organization.user.add',
    args: { organization: 'Acme', users: ['Tom Becker'] },
    sentence: 'Add Tom Becker to the customer organisation Acme',
  },
];

const named = [...ACTION_CASES, ...FURTHER_CASES].map((each): [string, Wish] => [
  `${each.type} "${each.sentence}"`,
  each,
]);

describe.each(named)('%s', (_, each) => {
  const site = testSite({ scopes: SCOPES });
  const { prepare } = each;
  if (prepare !== undefined) site.site.edit((world) => prepare(world, site));
  const { resolve, reads } = resolverOf(each, site);

  test('tells no number out of a read that is refused', async () => {
    const truth = await resolve((_read, answer) => answer);
    const operationIds = new Set([...reads.values()].map(({ request }) => request.operationId));
    const refusals: Array<[string, (read: JiraRead) => boolean]> = [
      ...[...operationIds].map((id): [string, (read: JiraRead) => boolean] => [
        id,
        ({ request }) => request.operationId === id,
      ]),
      ...[...reads].map(([key]): [string, (read: JiraRead) => boolean] => [
        key,
        (read) => readKey(read) === key,
      ]),
    ];
    const invented: unknown[] = [];
    for (const [what, isRefused] of refusals) {
      const told = await resolve(refusing(isRefused));
      if (told === undefined) continue;
      const { counts } = told.facts;
      if (counts !== null && !isDeepStrictEqual(counts, truth?.facts.counts)) {
        invented.push([what, counts]);
      }
      const further = told.radius.filter(
        (sentence) => isNumber(sentence) && !isTold(sentence, truth?.radius ?? []),
      );
      if (further.length > 0) invented.push([what, further]);
    }
    expect(invented).toEqual([]);
  });

  test('what hangs on a count of issues is not said without it', async () => {
    const truth = await resolve((_read, answer) => answer);
    const more = await resolve(moreIssues);
    const told = await resolve(refusing(isCount));
    if (told === undefined) return;
    const moved = !isDeepStrictEqual(more?.facts.counts, truth?.facts.counts);
    if (moved) expect(told.facts.counts).toBeNull();
    // With more issues there is no action: then it is said that they could not be counted.
    if (more === undefined) return expect(told.radius).not.toEqual(truth?.radius);
    const hanging = truth?.radius.filter((sentence) => !more.radius.includes(sentence)) ?? [];
    expect(told.radius.filter((sentence) => hanging.includes(sentence))).toEqual([]);
  });
});
