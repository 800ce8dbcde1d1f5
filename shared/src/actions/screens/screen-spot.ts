import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import { membershipCheck } from '../effects.ts';
import { FIELD_READS, type FoundField, findField } from '../look-up/find-field.ts';
import {
  findScreen,
  type NamedById,
  readTabs,
  SCREEN_READS,
  type ScreenTab,
  tabFieldsRead,
} from '../look-up/find-screen.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { readTogether } from '../look-up/read-together.ts';
import { REACH_READS } from '../look-up/screen-reach.ts';
import type { ScreenFieldRemoveTarget } from './sentences.ts';

/** Words of a wish about a field on a screen. */
export type SpotWish = { screen: string; field: string };

/** Path of the fields of a tab. */
export const IDS = '[].id';

/** A screen with its tabs, and a field. */
export interface Spot {
  screen: NamedById;
  tabs: ScreenTab[];
  field: FoundField;
  /** The tab that holds the field. */
  holder: ScreenTab | undefined;
}

/** Finds the screen and the field. */
export function* findSpot(
  args: SpotWish,
  context: ResolveContext,
): Reading<Result<Spot, Obstacle>> {
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

/** Reads back whether the field is on the tab. */
export function checkOf(
  { screen, tab, field }: ScreenFieldRemoveTarget,
  isIn: boolean,
): EffectCheck {
  return membershipCheck(tabFieldsRead(screen.id, tab.id), { list: IDS, value: field.id }, isIn);
}

/** Operations a resolution about fields on screens needs. */
export const SPOT_READS = [...new Set([...SCREEN_READS, ...FIELD_READS, ...REACH_READS])] as const;
