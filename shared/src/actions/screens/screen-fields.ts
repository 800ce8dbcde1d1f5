/**
 * `screen.field.add` and `screen.field.remove`. A field put on a screen is also given to the projects that show the
 * screen, unless they have it: then Jira is told to leave that alone. Kraken puts a field at the end of its tab.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds, membershipCheck } from '../effects.ts';
import { countIn } from '../look-up/count-issues.ts';
import {
  ASSOCIATION_READS,
  associationsRead,
  projectsSharingFields,
  readAssociations,
} from '../look-up/field-associations.ts';
import { issuesSentence, valuesRead } from '../look-up/field-use.ts';
import { FIELD_READS, type FoundField, fieldTarget, findField } from '../look-up/find-field.ts';
import {
  chooseTab,
  findScreen,
  type NamedById,
  readTabs,
  SCREEN_READS,
  type ScreenTab,
  tabFieldsRead,
} from '../look-up/find-screen.ts';
import { listOf } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { findScreenReach, REACH_READS } from '../look-up/screen-reach.ts';
import { operations, requestOf } from '../operations.ts';
import { reachSentences, screenFacts } from './screen-facts.ts';
import type { ScreenFieldAddTarget, ScreenFieldRemoveTarget } from './sentences.ts';

type AddArgs = { screen: string; field: string; tab?: string };
type RemoveArgs = { screen: string; field: string };

const IDS = '[].id';

interface Spot {
  screen: NamedById;
  tabs: ScreenTab[];
  field: FoundField;
  /** The tab that holds the field. */
  holder: ScreenTab | undefined;
}

function* findSpot(args: RemoveArgs, context: ResolveContext): Reading<Result<Spot, Obstacle>> {
  const [screen, field] = yield* readTogether(
    findScreen(args.screen, context),
    findField(args.field, context, 'any'),
  );
  if (!screen.ok) return screen;
  if (!field.ok) return field;
  const tabs = yield* readTabs(screen.value);
  if (!tabs.ok) return tabs;
  const holder = tabs.value.find(({ fields }) => fields.some(({ id }) => id === field.value.id));
  return ok({ screen: screen.value, tabs: tabs.value, field: field.value, holder });
}

function* resolveAdd(args: AddArgs, context: ResolveContext): Reading<Outcome<'screen.field.add'>> {
  const spot = yield* findSpot(args, context);
  if (!spot.ok) return spot;
  const { screen, tabs, field, holder } = spot.value;
  if (holder !== undefined) {
    return already(`${field.name} already is on the tab "${holder.name}" of ${screen.name}.`);
  }
  const tab = yield* chooseTab(args.tab, screen, tabs, context);
  if (!tab.ok) return tab;
  return yield* showAdd(spot.value, tab.value, context);
}

/** What a field on a screen means for projects: which of them get it, and which more share their fields. */
interface Gain {
  gains: Target[];
  /** Null: Jira does not say who has the field. */
  hasIt: Set<string> | null;
  /** Projects beyond those that show the screen; null: not known. */
  further: Target[] | null;
}

function* gainOf(field: FoundField, projects: readonly Target[]): Reading<Gain> {
  if (!field.isCustom) return { gains: [], hasIt: new Set(), further: [] };
  const hasIt = yield* readAssociations(field.id);
  const gains = hasIt === null ? [...projects] : projects.filter(({ id }) => !hasIt.has(id));
  if (gains.length === 0) return { gains, hasIt, further: [] };
  const sharing = yield* projectsSharingFields(gains.map(({ id }) => id));
  const shown = new Set(projects.map(({ id }) => id));
  return { gains, hasIt, further: sharing?.filter(({ id }) => !shown.has(id)) ?? null };
}

function* showAdd(
  { screen, tabs, field }: Spot,
  tab: ScreenTab,
  context: ResolveContext,
): Reading<Outcome<'screen.field.add'>> {
  const reach = yield* findScreenReach(screen.id);
  const gain = yield* gainOf(field, reach?.projects ?? []);
  const pins = tabs.map(({ id, name }) => ({ read: tabFieldsRead(screen.id, id), name }));
  const associations = associationsRead(field.id);
  const [pinned, [associated]] = yield* readTogether(
    readAll(pins.map(({ read }) => read)),
    readAll(field.isCustom && gain.hasIt !== null ? [associations] : []),
  );
  const isAssociated = gain.hasIt !== null && reach !== null && gain.gains.length === 0;
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
        label: `Tab "${tab.name}" of ${screen.name}`,
        before: listOf(tab.fields.map(({ name }) => name)),
        after: listOf([...tab.fields.map(({ name }) => name), field.name], 100),
      },
      ...(gain.gains.length === 0
        ? []
        : [
            {
              label: `Projects that get ${field.name}`,
              before: 'without it',
              after: listOf([...gain.gains, ...(gain.further ?? [])].map(({ name }) => name)),
            },
          ]),
    ],
    preconditions: [
      ...pins.flatMap(({ read, name }, index): Precondition[] => {
        const expected = pinned[index];
        if (expected === undefined) return [];
        const holds = memberHolds({ list: IDS, value: field.id }, false);
        return [{ ...precondition(`Fields on the tab ${name}`, read, expected), holds }];
      }),
      ...(associated === undefined
        ? []
        : [precondition(`Projects that have ${field.name}`, associations, associated)]),
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

function* resolveRemove(
  args: RemoveArgs,
  context: ResolveContext,
): Reading<Outcome<'screen.field.remove'>> {
  const spot = yield* findSpot(args, context);
  if (!spot.ok) return spot;
  const { screen, field, holder } = spot.value;
  if (holder === undefined) return already(`${field.name} is not on ${screen.name}.`);
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
      issues,
      hasCompleteInverse: holder.fields.at(-1)?.id === field.id,
    }),
    rows: [
      {
        label: `Tab "${holder.name}" of ${screen.name}`,
        before: listOf(names, 100),
        after: listOf(holder.fields.filter(({ id }) => id !== field.id).map(({ name }) => name)),
      },
    ],
    preconditions: [
      {
        ...precondition(`Fields on the tab ${holder.name}`, pin, pinned),
        holds: memberHolds({ list: IDS, value: field.id }, true),
      },
      ...(reach?.preconditions ?? []),
    ],
    radius: [
      ...reachSentences(reach),
      `${issuesSentence(issues)} of ${field.name}, which can no longer be edited there`,
    ],
  });
}

function checkOf({ screen, tab, field }: ScreenFieldRemoveTarget, isIn: boolean): EffectCheck {
  return membershipCheck(tabFieldsRead(screen.id, tab.id), { list: IDS, value: field.id }, isIn);
}

const READS = operations(
  ...new Set([...SCREEN_READS, ...FIELD_READS, ...REACH_READS, ...ASSOCIATION_READS]),
  'countIssues',
);

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
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the field can be taken off again' },
  blastRadius: 'projects that show the screen, projects that get the field',
  connections: ['forge', 'oauth'],
  writes: operations('addScreenTabField'),
  reads: READS,
  schema: z.strictObject({ screen: words, field: words, tab: optionalWords }),
  resolve: resolveAdd,
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
  reads: READS,
  schema: z.strictObject({ screen: words, field: words }),
  resolve: resolveRemove,
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
