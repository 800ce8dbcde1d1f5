/**
 * `screen.create` and `screen.delete`. Both operations are experimental at Atlassian and have no other form. A new screen
 * shows nowhere until a scheme uses it.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds, membershipCheck, wholeCheck } from '../effects.ts';
import {
  findScreen,
  readTabs,
  SCREEN_READS,
  screensRead,
  tabsRead,
} from '../look-up/find-screen.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { findScreenReach, REACH_READS } from '../look-up/screen-reach.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, orNone, quoted } from '../sentence-words.ts';
import { screenFacts, screenTarget } from './screen-facts.ts';

type CreateArgs = { name: string; description?: string };
type DeleteArgs = { screen: string };

const NAMES = 'values[].name';
const IDS = 'values[].id';

function* resolveCreate(
  args: CreateArgs,
  context: ResolveContext,
): Reading<Outcome<'screen.create'>> {
  const name = oneLineOf(args.name);
  if (name === undefined) return ask('screen name', args.name);
  const read = screensRead(['queryString', name]);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead('the screens', answer);
  const same = itemsAt(answer.body, 'values').some(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(name),
  );
  if (same || !isTrueAt(answer.body, 'isLast')) {
    const sentence =
      'There is already a screen of that name. Which other name shall the new one get?';
    return ask('screen name', name, [], same ? sentence : undefined);
  }
  const description = args.description ?? '';
  return found({
    target: { name, description },
    facts: factsOf(context, {
      targets: [screenTarget({ id: 'new', name })],
      projectIds: [],
      counts: {},
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: changedRows([
      { label: `Screen ${quoted(name)}`, before: 'does not exist', after: 'one empty tab' },
      { label: 'Description', before: 'none', after: orNone(description) },
    ]),
    preconditions: [
      {
        ...precondition(`Screens named ${quoted(name)}`, read, answer),
        holds: memberHolds({ list: NAMES, value: name }, false),
      },
    ],
    radius: ['No project shows it until a screen scheme uses it'],
  });
}

function* resolveDelete(
  args: DeleteArgs,
  context: ResolveContext,
): Reading<Outcome<'screen.delete'>> {
  const screen = yield* findScreen(args.screen, context);
  if (!screen.ok) return screen;
  const { id, name } = screen.value;
  const pin = tabsRead(id);
  const [reach, tabs, [pinned]] = yield* readTogether(
    findScreenReach(id),
    readTabs(screen.value),
    readAll([pin]),
  );
  if (!tabs.ok) return tabs;
  if (reach !== null && reach.schemes > 0) {
    return unsupported(
      `The screen ${quoted(name)} is used by ${countOf(reach.schemes, 'screen scheme')}, so Jira does not delete it. Take it out of them first.`,
    );
  }
  const fields = tabs.value.flatMap((tab) => tab.fields).length;
  return found({
    target: { screen: screen.value },
    facts: screenFacts(context, { screen: screen.value, reach, hasCompleteInverse: false }),
    rows: [
      {
        label: `Screen ${quoted(name)}`,
        before: `${countOf(tabs.value.length, 'tab')} with ${countOf(fields, 'field')}`,
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      precondition(`Tabs of ${quoted(name)}`, pin, pinned),
      ...(reach?.preconditions ?? []),
    ],
    radius: [
      reach === null
        ? 'Kraken could not find out which screen schemes use it; Jira refuses if one does'
        : 'No screen scheme uses it',
      'Jira refuses if a workflow shows it',
    ],
  });
}

/** Catalogue entry of `screen.create`. */
export const createScreen = defineAction('screen.create', {
  area: 'screens_layout',
  title: 'Create a screen',
  defaultClass: 'auto-execute',
  alwaysWaits: { on: 'every connection', because: 'a person decides about screens' },
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new screen can be deleted' },
  blastRadius: 'none until a screen scheme uses it',
  connections: ['forge', 'oauth'],
  writes: operations('createScreen'),
  reads: operations('getScreens'),
  schema: z.strictObject({ name: words, description: optionalWords }),
  resolve: resolveCreate,
  compile: ({ name, description }) => [
    requestOf('createScreen', {
      body: { name, ...(description !== '' && { description }) },
      capture: { screenId: 'id' },
    }),
  ],
  check: ({ name }) =>
    wholeCheck(madeCheck(screensRead(['queryString', name]), { list: NAMES, value: name })),
  inverse: ({ name }, { screenId }) => [
    {
      type: 'screen.delete',
      args: { screen: screenId === undefined ? name : namedId(screenId) },
    },
  ],
});

/** Catalogue entry of `screen.delete`. */
export const deleteScreen = defineAction('screen.delete', {
  area: 'screens_layout',
  title: 'Delete a screen',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a screen with its tabs for good.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: tabs and fields are lost' },
  blastRadius: 'screen schemes that use it, of which there must be none',
  connections: ['forge', 'oauth'],
  writes: operations('deleteScreen'),
  reads: operations(...new Set([...SCREEN_READS, ...REACH_READS])),
  schema: z.strictObject({ screen: words }),
  resolve: resolveDelete,
  compile: ({ screen }) => [requestOf('deleteScreen', { path: { screenId: screen.id } })],
  check: ({ screen }) =>
    wholeCheck(
      membershipCheck(screensRead(['id', screen.id]), { list: IDS, value: screen.id }, false),
    ),
  inverse: () => null,
});
