/** `screen.field.remove`. A field that is put back comes to the end of its tab. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, words } from '../define-action.ts';
import { countIn } from '../look-up/count-issues.ts';
import { issuesSentence, valuesRead } from '../look-up/field-use.ts';
import { fieldTarget } from '../look-up/find-field.ts';
import { tabFieldsRead } from '../look-up/find-screen.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { pinItem } from '../look-up/pin-reads.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { findScreenReach } from '../look-up/screen-reach.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { reachSentences, screenFacts } from './screen-facts.ts';
import { checkOf, findSpot, IDS, SPOT_READS, type SpotWish } from './screen-spot.ts';

function* resolve(
  args: SpotWish,
  context: ResolveContext,
): Reading<Outcome<'screen.field.remove'>> {
  const spot = yield* findSpot(args, context);
  if (!spot.ok) return spot;
  const { screen, field, holder } = spot.value;
  if (holder === undefined)
    return already(`${quoted(field.name)} is not on ${quoted(screen.name)}.`);
  const pin = tabFieldsRead(screen.id, holder.id);
  const [reach, [pinned, counted]] = yield* readTogether(
    findScreenReach(screen.id),
    readAll([pin, valuesRead(field.id)]),
  );
  const issues = countIn(counted);
  const names = holder.fields.map(({ name }) => name);
  return found({
    target: {
      screen,
      tab: { id: holder.id, name: holder.name },
      field: { id: field.id, name: field.name },
    },
    facts: screenFacts(context, {
      screen,
      reach,
      targets: [fieldTarget(field)],
      issues: issues ?? null,
      hasCompleteInverse: holder.fields.at(-1)?.id === field.id,
    }),
    rows: [
      {
        label: `Tab ${quoted(holder.name)} of ${quoted(screen.name)}`,
        before: listOf(names, 100),
        after: listOf(
          holder.fields.filter(({ id }) => id !== field.id).map(({ name }) => name),
          100,
        ),
      },
    ],
    preconditions: [
      pinItem(`${quoted(field.name)} on the tab ${quoted(holder.name)}`, pin, pinned, {
        list: IDS,
        value: field.id,
      }),
      ...(reach?.preconditions ?? []),
    ],
    radius: [
      ...reachSentences(reach),
      `${issuesSentence(issues)} of ${quoted(field.name)}, which can no longer be edited there`,
    ],
  });
}

/** Catalogue entry of `screen.field.remove`. */
export const removeScreenField = defineAction('screen.field.remove', {
  area: 'screens_layout',
  title: 'Take a field off a screen',
  defaultClass: 'requires-approval',
  approvalBecause: 'People can no longer see or edit the field there.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but the field comes back at the end of its tab',
  },
  blastRadius: 'projects that show the screen, issues with a value',
  connections: ['forge', 'oauth'],
  writes: operations('removeScreenTabField'),
  reads: operations(...SPOT_READS, 'countIssues'),
  schema: z.strictObject({ screen: words, field: words }),
  resolve,
  compile: ({ screen, tab, field }) => [
    requestOf('removeScreenTabField', {
      path: { screenId: screen.id, tabId: tab.id, id: field.id },
    }),
  ],
  check: (target) => checkOf(target, false),
  inverse: ({ screen, tab, field }) => [
    {
      type: 'screen.field.add',
      args: { screen: namedId(screen.id), tab: namedId(tab.id), field: namedId(field.id) },
    },
  ],
});
