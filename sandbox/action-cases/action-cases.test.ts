/**
 * Every action of the catalogue on the Jira stand-in: resolved by reads as the app, sent by the app's executor, read
 * back, taken back; and what happens when a name is unclear, something changed meanwhile, or a right is gone
 * (`lost-answers.test.ts`: an answer is lost). All of it is made from one case per action.
 */
import { ALL_OPERATIONS, CATALOGUE, type Json, type ResolvedAction } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { executeOn, judgeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import { type ActionCase, type Change, type NotSo, UNKNOWN_TASK } from './action-case.ts';
import { ACTION_CASES } from './all-cases.ts';
import { comparableWorld } from './comparable-world.ts';
import { entryOf, stepOf } from './on-site.ts';
import { stumblingBlocks } from './plain-words.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

function siteFor({ prepare }: Pick<ActionCase, 'prepare'>): TestSite {
  const site = testSite({ scopes: SCOPES });
  change(site, prepare);
  return site;
}

function change(site: TestSite, made: Change | undefined): void {
  if (made !== undefined) site.site.edit((world) => made(world, site));
}

const worldOf = (site: TestSite) => comparableWorld(site.site.exportWorld());
/** What reading back shows where nothing was done, by the reason why it proves nothing. */
const SEEN_UNDONE: Record<string, string> = { '': 'not-done', [UNKNOWN_TASK]: 'pending' };
const firstWrite = (requests: ReturnType<typeof stepOf>['requests']) =>
  requests.find(({ method }) => method !== 'GET');

const named = ACTION_CASES.map((each): [string, ActionCase] => [
  `${each.type} "${each.sentence}"`,
  each,
]);

describe.each(named)('%s', (_, each) => {
  const entry = entryOf(each.type);

  test('is done as asked, seen to be done, and not done twice', async () => {
    const site = siteFor(each);
    const action = await resolvedOn(site, each.type, each.args);
    expect(entry.describe(action.target)).toBe(each.sentence);
    expect(await judgeOn(site, action)).toBe(
      SEEN_UNDONE[each.unknownWithoutEffect ?? ''] ?? 'unknown',
    );
    expect(each.after).not.toEqual(each.before);
    expect(each.look(site.site.exportWorld(), site)).toEqual(each.before);
    expect(site.site.effects()).toEqual([]);

    const result = await executeOn(site, action);
    expect(result).toMatchObject({ outcome: 'succeeded' });
    expect(each.look(site.site.exportWorld(), site)).toEqual(each.after);
    expect(entry.check(action.target).judge(result.checks)).toBe(each.seenDone ?? 'done');
    expect(site.site.violations()).toEqual([]);

    const again = await resolveOn(site, each.type, each.args);
    const expected =
      typeof each.again === 'object' ? each.again.outcome : (each.again ?? 'already');
    expect(again).toMatchObject({ outcome: expected });
  });

  test('shows what it touches, and says how far it can be undone', async () => {
    const action = await resolvedOn(siteFor(each), each.type, each.args);
    expect(action.facts.targets.length).toBeGreaterThan(0);
    expect(action.rows.length).toBeGreaterThan(0);
    expect(action.preconditions.length).toBeGreaterThan(0);
    expect(stumblingBlocks(action, entry)).toEqual([]);
    if (entry.reversibility.kind === 'complete') {
      expect(action.facts.hasCompleteInverse).not.toBe(false);
    }
    const isAuto = entry.defaultClass === 'auto-execute';
    // A complete inverse, or a person decides (R102).
    if (isAuto && entry.reversibility.kind === 'none') {
      expect(action.facts.hasCompleteInverse).not.toBe(true);
    }
  });

  test('is taken back by its inverse, as far as it says', async () => {
    const site = siteFor(each);
    const before = worldOf(site);
    const action = await resolvedOn(site, each.type, each.args);
    const { captured = {} } = await executeOn(site, action);
    const wishes = entry.inverse?.(action.target, captured) ?? null;
    const undo = each.undo ?? 'exact';
    if (typeof undo === 'object' && 'because' in undo) {
      expect(wishes, undo.because).toBeNull();
      expect(entry.reversibility.kind).not.toBe('complete');
      expect(action.facts.hasCompleteInverse).not.toBe(true);
      return;
    }
    if (wishes === null) throw new Error('it has no inverse');
    expectAskable(action, captured);
    for (const wish of wishes) {
      const inverse = await resolvedOn(site, wish.type, wish.args);
      expect(await executeOn(site, inverse)).toMatchObject({ outcome: 'succeeded' });
    }
    expect(site.site.violations()).toEqual([]);
    expectTakenBack(site, each, { undo, before });
  });

  test('an unclear name is asked back, never guessed', async () => {
    const { args, prepare, thing, choices } = each.ambiguous;
    const site = siteFor(each);
    change(site, prepare);
    const outcome = await resolveOn(site, each.type, args as Json);
    expect(outcome).toMatchObject({ outcome: 'ask', question: { thing } });
    if (choices !== undefined) expect(outcome).toMatchObject({ question: { choices } });
    expect(site.site.effects()).toEqual([]);
    expect(site.site.violations()).toEqual([]);
  });

  test('what changed since it was shown stops it before anything is sent', async () => {
    const site = siteFor(each);
    const action = await resolvedOn(site, each.type, each.args);
    change(site, each.drift);
    const meanwhile = worldOf(site);
    const result = await executeOn(site, action);
    expect(result).toMatchObject({ outcome: 'drifted' });
    expect(result.drift?.length).toBeGreaterThan(0);
    expect(site.site.effects()).toEqual([]);
    expect(worldOf(site)).toEqual(meanwhile);
  });

  test('what changed elsewhere does not stop it', async () => {
    const site = siteFor(each);
    const action = await resolvedOn(site, each.type, each.args);
    change(site, each.harmless ?? renameSomebodyElse);
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'succeeded' });
  });

  test('a right that is gone is told as a failure, and nothing is changed', async () => {
    for (const fault of ['right-lost', 'scope-lost'] as const) {
      const site = siteFor(each);
      const action = await resolvedOn(site, each.type, each.args);
      const write = firstWrite(stepOf(action).requests);
      const match = { operationId: write?.operationId };
      site.site.setFaults({ script: [{ match, fault, times: Number.POSITIVE_INFINITY }] });
      const before = worldOf(site);
      const result = await executeOn(site, action);
      expect(result).toMatchObject({ outcome: 'failed' });
      expect(result.reason).toMatch(/\w/);
      expect(worldOf(site)).toEqual(before);
    }
  });
});

/** The site is as it was, or as far as the case says; only an action that says so may leave something. */
function expectTakenBack(
  site: TestSite,
  { type, look }: ActionCase,
  { undo, before }: { undo: Exclude<ActionCase['undo'], NotSo | undefined>; before: unknown },
): void {
  if (undo !== 'exact') {
    expect(entryOf(type).reversibility.kind).not.toBe('complete');
    // What is not needed is not excused.
    expect(worldOf(site)).not.toEqual(before);
    if ('look' in undo) {
      expect(look(site.site.exportWorld(), site)).toEqual(undo.look);
      return;
    }
    change(site, undo.butFor);
  }
  expect(worldOf(site)).toEqual(before);
}

/** What takes an action back is asked like anything else: the schema of its own entry must take the words. */
function expectAskable(action: ResolvedAction, captured: Record<string, string>): void {
  const { inverse } = entryOf(action.type);
  const wishes = [captured, {}].flatMap((known) => inverse?.(action.target, known) ?? []);
  for (const { type, args } of wishes) {
    expect(entryOf(type).schema.safeParse(args), type).toMatchObject({ success: true });
  }
}

function renameSomebodyElse(world: Parameters<Change>[0]): void {
  const other = Object.values(world.users).find(({ displayName }) => displayName === 'Zoe Quiet');
  if (other !== undefined) other.displayName = 'Zoe Calm';
}

test('what is taken back in no case is not said to be undone in part', () => {
  const hasWayBack = ({ undo }: ActionCase): boolean =>
    typeof undo !== 'object' || !('because' in undo);
  const never = CATALOGUE.filter(({ type, onlyAnswers }) => {
    const cases = ACTION_CASES.filter((each) => each.type === type);
    return onlyAnswers !== true && !cases.some(hasWayBack);
  });
  expect(never.length).toBeGreaterThan(0);
  const others = never.filter(({ reversibility }) => reversibility.kind !== 'none');
  expect(others.map(({ type }) => type)).toEqual([]);
});

test('every action of the catalogue that changes something has a case', () => {
  const covered = new Set<string>(ACTION_CASES.map(({ type }) => type));
  const changing = CATALOGUE.filter(({ onlyAnswers }) => onlyAnswers !== true);
  expect(changing.map(({ type }) => type).filter((type) => !covered.has(type))).toEqual([]);
});
