import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { isMember, memberHolds } from '../effects.ts';
import { fieldUse, useSentences, valuesRead } from '../look-up/field-use.ts';
import {
  chooseField,
  type FoundField,
  fieldRead,
  fieldsRead,
  fieldTarget,
  lookForFields,
  unlocked,
} from '../look-up/find-field.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { fieldFacts } from './field-facts.ts';
import type { FieldOnlyTarget } from './sentences.ts';

/** Where a field is. */
export type Place = 'live' | 'trash';

const IDS = 'values[].id';
const liveRead = (id: string): JiraRead => fieldRead(id, ['id', 'name']);
const trashRead = (id: string): JiraRead => fieldsRead('trash', ['id', id], 0, [IDS]);

/** Finds a field in use or in the trash, whichever has it. */
export function* findAnywhere(
  wanted: string,
  context: ResolveContext,
): Reading<Result<{ field: FoundField; place: Place }, Obstacle>> {
  const [live, trash] = yield* readTogether(
    lookForFields(wanted, 'custom'),
    lookForFields(wanted, 'trash'),
  );
  if (!live.ok) return live;
  if (!trash.ok) return trash;
  const chosen = yield* chooseField(
    wanted,
    {
      named: [...live.value.named, ...trash.value.named],
      near: [...live.value.near, ...trash.value.near],
      isWhole: live.value.isWhole && trash.value.isWhole,
    },
    context,
  );
  if (!chosen.ok) return chosen;
  const field = unlocked(chosen.value);
  if (!field.ok) return field;
  const isLive = live.value.named.some(({ id }) => id === field.value.id);
  return ok({ field: field.value, place: isLive ? 'live' : 'trash' });
}

/** What the end, or the return, of a field is called. */
export interface Ending {
  before: string;
  after: string;
  isRestorable: boolean;
}

/** Counts what goes with a field in use and pins it. */
export function* measure(field: FoundField, context: ResolveContext, ending: Ending) {
  const { id, name } = field;
  const [use, [pinned, counted]] = yield* readTogether(
    fieldUse(id),
    readAll([liveRead(id), valuesRead(id)]),
  );
  return {
    target: { field: { id, name } },
    facts: fieldFacts(context, field, use, ending.isRestorable),
    rows: [rowOf(field, ending)],
    preconditions: [
      precondition(`Field ${name}`, liveRead(id), pinned),
      ...(counted.status === 200
        ? [precondition(`Number of issues with a value of ${name}`, valuesRead(id), counted)]
        : []),
    ],
    radius: [...useSentences(use), 'Filters and boards that use it stop working'],
  };
}

const rowOf = ({ id, name, typeName }: FoundField, { before, after }: Ending) => ({
  label: `Custom field "${name}" (${id}, ${typeName})`,
  before,
  after,
});

/** Pins a field in the trash. Jira does not say what hangs on it there. */
export function* inTrash(field: FoundField, context: ResolveContext, ending: Ending) {
  const { id, name } = field;
  const [pinned] = yield* readAll([trashRead(id)]);
  return {
    target: { field: { id, name } },
    facts: factsOf(context, {
      targets: [fieldTarget(field)],
      projectIds: [],
      counts: null,
      sharedWith: null,
      hasCompleteInverse: ending.isRestorable,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [rowOf(field, ending)],
    preconditions: [
      {
        ...precondition(`Field ${name} in the trash`, trashRead(id), pinned),
        holds: memberHolds({ list: IDS, value: id }, true),
      },
    ],
    radius: ['Jira does not say how many issues have a value while it is in the trash'],
  };
}

/** Where the field is now; null: nowhere; undefined: Jira does not say. */
function placeNow(
  id: string,
  live: JiraReadResult | undefined,
  trash: JiraReadResult | undefined,
): Place | null | undefined {
  const isLive = isMember(live, { list: IDS, value: id });
  const isTrashed = isMember(trash, { list: IDS, value: id });
  if (isLive === undefined || isTrashed === undefined) return undefined;
  if (isLive) return 'live';
  return isTrashed ? 'trash' : null;
}

/** Reads back where the field is; null: nowhere. */
export function checkOf({ field }: FieldOnlyTarget, wanted: Place | null): EffectCheck {
  return {
    reads: [liveRead(field.id), trashRead(field.id)],
    judge([live, trash]) {
      const now = placeNow(field.id, live, trash);
      if (now === undefined) return 'unknown';
      if (now === wanted) return 'done';
      if (now === null) return 'differs';
      return 'not-done';
    },
  };
}
