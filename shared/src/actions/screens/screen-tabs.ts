/**
 * `screen.tab.add` and `screen.tab.delete`, its way back. Only a tab without fields is deleted, and never the last one:
 * so nothing is lost but the place of the tab. Workflows that show the screen are not walked: neither is done without a
 * person.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition, words } from '../define-action.ts';
import { madeCheck, memberHolds, membershipCheck } from '../effects.ts';
import {
  chooseTab,
  findScreen,
  readTabs,
  SCREEN_READS,
  tabFieldsRead,
  tabsRead,
} from '../look-up/find-screen.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { findScreenReach, REACH_READS } from '../look-up/screen-reach.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { reachSentences, screenFacts } from './screen-facts.ts';

type Args = { screen: string; tab: string };

const NAMES = '[].name';
const IDS = '[].id';

function* resolveAdd(args: Args, context: ResolveContext): Reading<Outcome<'screen.tab.add'>> {
  const name = oneLineOf(args.tab);
  if (name === undefined) return ask('tab name', args.tab);
  const screen = yield* findScreen(args.screen, context);
  if (!screen.ok) return screen;
  const tabs = yield* readTabs(screen.value);
  if (!tabs.ok) return tabs;
  if (tabs.value.some((tab) => foldName(tab.name) === foldName(name))) {
    return already(`The screen ${quoted(screen.value.name)} already has a tab ${quoted(name)}.`);
  }
  const pin = tabsRead(screen.value.id);
  const [reach, [pinned]] = yield* readTogether(findScreenReach(screen.value.id), readAll([pin]));
  const names = tabs.value.map((tab) => tab.name);
  return found({
    target: { screen: screen.value, name },
    facts: screenFacts(context, { screen: screen.value, reach, hasCompleteInverse: true }),
    rows: [
      {
        label: `Tabs of ${quoted(screen.value.name)}`,
        before: listOf(names),
        after: listOf([...names, name]),
      },
    ],
    preconditions: [
      {
        ...precondition(`Tabs of ${quoted(screen.value.name)}`, pin, pinned),
        holds: memberHolds({ list: NAMES, value: name }, false),
      },
      ...(reach?.preconditions ?? []),
    ],
    radius: reachSentences(reach),
  });
}

function* resolveDelete(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'screen.tab.delete'>> {
  const screen = yield* findScreen(args.screen, context);
  if (!screen.ok) return screen;
  const tabs = yield* readTabs(screen.value);
  if (!tabs.ok) return tabs;
  const tab = yield* chooseTab(args.tab, screen.value, tabs.value, context);
  if (!tab.ok) return tab;
  const { id, name, fields } = tab.value;
  if (fields.length > 0) {
    const held = listOf(fields.map((field) => field.name));
    return unsupported(`The tab ${quoted(name)} holds ${held}. Take the fields off first.`);
  }
  if (tabs.value.length === 1) return unsupported(`${quoted(name)} is the only tab of its screen.`);
  const pins = [tabsRead(screen.value.id), tabFieldsRead(screen.value.id, id)] as const;
  const [reach, [listed, empty]] = yield* readTogether(
    findScreenReach(screen.value.id),
    readAll(pins),
  );
  return found({
    target: { screen: screen.value, tab: { id, name } },
    facts: screenFacts(context, { screen: screen.value, reach, hasCompleteInverse: false }),
    rows: [
      {
        label: `Tab ${quoted(name)} of ${quoted(screen.value.name)}`,
        before: 'empty',
        after: 'deleted',
      },
    ],
    preconditions: [
      precondition(`Tabs of ${quoted(screen.value.name)}`, pins[0], listed),
      precondition(`Fields on the tab ${quoted(name)}`, pins[1], empty),
      ...(reach?.preconditions ?? []),
    ],
    radius: reachSentences(reach),
  });
}

const shape = {
  area: 'screens_layout',
  level: 'standard',
  connections: ['forge', 'oauth'],
  reads: operations(...new Set([...SCREEN_READS, ...REACH_READS])),
  schema: z.strictObject({ screen: words, tab: words }),
} as const;

/** Catalogue entry of `screen.tab.add`. */
export const addScreenTab = defineAction('screen.tab.add', {
  ...shape,
  title: 'Add a tab to a screen',
  defaultClass: 'auto-execute',
  alwaysWaits: {
    on: 'every connection',
    because: 'a person decides about screens, which workflows may show too',
  },
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new tab can be deleted' },
  blastRadius: 'projects that show the screen',
  writes: operations('addScreenTab'),
  resolve: resolveAdd,
  compile: ({ screen, name }) => [
    requestOf('addScreenTab', {
      path: { screenId: screen.id },
      body: { name },
      capture: { tabId: 'id' },
    }),
  ],
  check: ({ screen, name }) => madeCheck(tabsRead(screen.id), { list: NAMES, value: name }),
  inverse: ({ screen, name }, { tabId }) => [
    {
      type: 'screen.tab.delete',
      args: { screen: namedId(screen.id), tab: tabId === undefined ? name : namedId(tabId) },
    },
  ],
});

/** Catalogue entry of `screen.tab.delete`. */
export const deleteScreenTab = defineAction('screen.tab.delete', {
  ...shape,
  title: 'Delete an empty tab of a screen',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a part of a screen.',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but the tab comes back as the last one',
  },
  blastRadius: 'projects that show the screen; the tab must be empty',
  writes: operations('deleteScreenTab'),
  resolve: resolveDelete,
  compile: ({ screen, tab }) => [
    requestOf('deleteScreenTab', { path: { screenId: screen.id, tabId: tab.id } }),
  ],
  check: ({ screen, tab }) =>
    membershipCheck(tabsRead(screen.id), { list: IDS, value: tab.id }, false),
  inverse: ({ screen, tab }) => [
    { type: 'screen.tab.add', args: { screen: namedId(screen.id), tab: tab.name } },
  ],
});
