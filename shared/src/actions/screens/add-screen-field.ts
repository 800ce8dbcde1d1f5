/**
 * `screen.field.add`. A field put on a screen is also given to the projects that show the screen, unless they have it:
 * then Jira is told to leave that alone. The field comes to the end of its tab. Workflows that show the screen are not
 * walked, so it is not known who shares it: automatic by default, it is never done without a person.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import {
  ASSOCIATION_READS,
  projectsSharingFields,
  readAssociations,
} from '../look-up/field-associations.ts';
import { type FoundField, fieldTarget } from '../look-up/find-field.ts';
import { chooseTab, type ScreenTab, tabFieldsRead } from '../look-up/find-screen.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { findScreenReach } from '../look-up/screen-reach.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { reachSentences, screenFacts } from './screen-facts.ts';
import { checkOf, findSpot, IDS, SPOT_READS, type Spot, type SpotWish } from './screen-spot.ts';
import type { ScreenFieldAddTarget } from './sentences.ts';

type Args = SpotWish & { tab?: string };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'screen.field.add'>> {
  const spot = yield* findSpot(args, context);
  if (!spot.ok) return spot;
  const { screen, tabs, field, holder } = spot.value;
  if (holder !== undefined) {
    return already(
      `${quoted(field.name)} is already on the tab ${quoted(holder.name)} of ${quoted(screen.name)}.`,
    );
  }
  const tab = yield* chooseTab(args.tab, screen, tabs, context);
  if (!tab.ok) return tab;
  return yield* showAdd(spot.value, tab.value, context);
}

/** What a field on a screen means for projects: which of them get it, and which more share their fields. */
interface Gain {
  gains: Target[];
  /** Null: Jira does not say who has the field. */
  hasIt: ReadonlySet<string> | null;
  /** Projects beyond those that show the screen; null: not known. */
  further: Target[] | null;
  preconditions: Precondition[];
}

function* gainOf(field: FoundField, projects: readonly Target[]): Reading<Gain> {
  if (!field.isCustom) return { gains: [], hasIt: new Set(), further: [], preconditions: [] };
  const known = yield* readAssociations(field);
  const hasIt = known?.ids ?? null;
  const preconditions = known?.preconditions ?? [];
  const gains = hasIt === null ? [...projects] : projects.filter(({ id }) => !hasIt.has(id));
  if (gains.length === 0) return { gains, hasIt, further: [], preconditions };
  const sharing = yield* projectsSharingFields(gains.map(({ id }) => id));
  const shown = new Set(projects.map(({ id }) => id));
  return {
    gains,
    hasIt,
    further: sharing?.projects.filter(({ id }) => !shown.has(id)) ?? null,
    preconditions: [...preconditions, ...(sharing?.preconditions ?? [])],
  };
}

function* showAdd(
  { screen, tabs, field }: Spot,
  tab: ScreenTab,
  context: ResolveContext,
): Reading<Outcome<'screen.field.add'>> {
  const reach = yield* findScreenReach(screen.id);
  const gain = yield* gainOf(field, reach?.projects ?? []);
  const pins = tabs.map(({ id, name }) => ({ read: tabFieldsRead(screen.id, id), name }));
  const pinned = yield* readAll(pins.map(({ read }) => read));
  // Of a screen no scheme leads to nobody knows which projects show it: Jira does as it always does.
  const isReached = reach !== null && reach.projects.length > 0;
  const isAssociated =
    field.isCustom && isReached && gain.hasIt !== null && gain.gains.length === 0;
  return found({
    target: {
      screen,
      tab: { id: tab.id, name: tab.name },
      field: { id: field.id, name: field.name },
      gains: gain.gains.map(({ id, name }) => ({ id, key: name })),
      isAssociated,
    },
    facts: screenFacts(context, {
      screen,
      reach,
      targets: [fieldTarget(field)],
      further: gain.further,
      hasCompleteInverse: gain.hasIt === null || reach === null ? null : true,
    }),
    rows: [
      {
        label: `Tab ${quoted(tab.name)} of ${quoted(screen.name)}`,
        before: listOf(
          tab.fields.map(({ name }) => name),
          100,
        ),
        after: listOf([...tab.fields.map(({ name }) => name), field.name], 100),
      },
      ...(gain.gains.length === 0
        ? []
        : [
            {
              label: `Projects that get ${quoted(field.name)}`,
              before: 'none',
              after: listOf(
                [...gain.gains, ...(gain.further ?? [])].map(({ name }) => name),
                100,
              ),
            },
          ]),
    ],
    preconditions: [
      ...pins.flatMap(({ read, name }, index): Precondition[] => {
        const expected = pinned[index];
        if (expected === undefined) return [];
        const holds = memberHolds({ list: IDS, value: field.id }, false);
        return [{ ...precondition(`Fields on the tab ${quoted(name)}`, read, expected), holds }];
      }),
      ...gain.preconditions,
      ...(reach?.preconditions ?? []),
    ],
    radius: [
      ...reachSentences(reach),
      ...(gain.further === null
        ? ['Kraken could not find out which other projects get the field']
        : []),
    ],
  });
}

function inverseOfAdd({ screen, field, gains }: ScreenFieldAddTarget) {
  const args = { screen: namedId(screen.id), field: namedId(field.id) };
  const taken = {
    type: 'field.dissociate_projects',
    args: { fields: [namedId(field.id)], projects: gains.map(({ key }) => key) },
  };
  return [{ type: 'screen.field.remove', args }, ...(gains.length === 0 ? [] : [taken])];
}

/** Catalogue entry of `screen.field.add`. */
export const addScreenField = defineAction('screen.field.add', {
  area: 'screens_layout',
  title: 'Put a field on a screen',
  defaultClass: 'auto-execute',
  alwaysWaits: {
    on: 'every connection',
    because: 'a person decides about screens, which workflows may show too',
  },
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the field can be taken off again' },
  blastRadius: 'projects that show the screen, projects that get the field',
  connections: ['forge', 'oauth'],
  writes: operations('addScreenTabField'),
  reads: operations(...new Set([...SPOT_READS, ...ASSOCIATION_READS])),
  schema: z.strictObject({ screen: words, field: words, tab: optionalWords }),
  resolve,
  compile: ({ screen, tab, field, isAssociated }) => [
    requestOf('addScreenTabField', {
      path: { screenId: screen.id, tabId: tab.id },
      query: isAssociated ? [['skipFieldAssociation', 'true']] : [],
      body: { fieldId: field.id },
    }),
  ],
  check: (target) => checkOf(target, true),
  inverse: inverseOfAdd,
});
