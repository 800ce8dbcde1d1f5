/**
 * `custom_field.trash`, `custom_field.restore` and `custom_field.delete`. What is in the trash is deleted by Jira after
 * 60 days; what is deleted is gone with its values. Deleting is a long task, and takes fields in the trash too.
 */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { isMember, memberHolds } from '../effects.ts';
import { fieldUse, USE_READS, useSentences, valuesRead } from '../look-up/field-use.ts';
import {
  chooseField,
  FIELD_READS,
  type FoundField,
  fieldRead,
  fieldsRead,
  fieldTarget,
  lookForFields,
  unlocked,
} from '../look-up/find-field.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { fieldFacts } from './field-facts.ts';
import type { FieldOnlyTarget } from './sentences.ts';

type Args = { field: string };
type Place = 'live' | 'trash';

const IDS = 'values[].id';
const liveRead = (id: string): JiraRead => fieldRead(id, ['id', 'name']);
const trashRead = (id: string): JiraRead => fieldsRead('trash', ['id', id], 0, [IDS]);

/** Finds a field in use or in the trash, whichever has it. */
function* findAnywhere(
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

function* resolveTrash(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.trash'>> {
  const hit = yield* findAnywhere(args.field, context);
  if (!hit.ok) return hit;
  const { field, place } = hit.value;
  if (place === 'trash') return already(`The field ${field.name} already is in the trash.`);
  return found(
    yield* measure(field, context, {
      before: 'in use',
      after: 'in the trash, deleted after 60 days',
      isRestorable: true,
    }),
  );
}

interface Ending {
  before: string;
  after: string;
  isRestorable: boolean;
}

/** Counts what goes with a field in use and pins it. */
function* measure(field: FoundField, context: ResolveContext, ending: Ending) {
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

function* resolveRestore(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.restore'>> {
  const hit = yield* findAnywhere(args.field, context);
  if (!hit.ok) return hit;
  if (hit.value.place === 'live') return already(`The field ${hit.value.field.name} is in use.`);
  const ending = { before: 'in the trash', after: 'in use', isRestorable: true };
  return found(yield* inTrash(hit.value.field, context, ending));
}

/** Pins a field in the trash. Jira does not say what hangs on it there. */
function* inTrash(field: FoundField, context: ResolveContext, ending: Ending) {
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

function* resolveDelete(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.delete'>> {
  const hit = yield* findAnywhere(args.field, context);
  if (!hit.ok) return hit;
  const { field, place } = hit.value;
  const ending = { after: 'gone with its values', isRestorable: false };
  return found(
    place === 'live'
      ? yield* measure(field, context, { ...ending, before: 'in use' })
      : yield* inTrash(field, context, { ...ending, before: 'in the trash' }),
  );
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

function checkOf({ field }: FieldOnlyTarget, wanted: Place | null): EffectCheck {
  return {
    reads: [liveRead(field.id), trashRead(field.id)],
    judge([live, trash]) {
      const now = placeNow(field.id, live, trash);
      if (now === undefined) return 'unknown';
      if (now === wanted) return 'done';
      return now === null ? 'differs' : 'not-done';
    },
  };
}

const shape = {
  area: 'custom_fields',
  defaultClass: 'requires-approval',
  connections: ['forge', 'oauth'],
  reads: operations(...new Set([...FIELD_READS, ...USE_READS]), 'getTrashedFieldsPaginated'),
  schema: z.strictObject({ field: words }),
} as const;

/** Catalogue entry of `custom_field.trash`. */
export const trashCustomField = defineAction('custom_field.trash', {
  ...shape,
  title: 'Move a custom field to the trash',
  approvalBecause: 'It hides a field and its values everywhere.',
  level: 'standard',
  reversibility: { kind: 'until', sentence: 'Can be restored from the trash for 60 days' },
  blastRadius: 'issues with a value, screens that show the field, projects it is for',
  writes: operations('trashCustomField'),
  resolve: resolveTrash,
  compile: ({ field }) => [requestOf('trashCustomField', { path: { id: field.id } })],
  check: (target) => checkOf(target, 'trash'),
  inverse: ({ field }) => [{ type: 'custom_field.restore', args: { field: namedId(field.id) } }],
});

/** Catalogue entry of `custom_field.restore`. */
export const restoreCustomField = defineAction('custom_field.restore', {
  ...shape,
  title: 'Restore a custom field from the trash',
  approvalBecause: 'The field and its values appear again wherever they were.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: it can go back to the trash' },
  blastRadius: 'one field; Jira does not count its values while it is in the trash',
  writes: operations('restoreCustomField'),
  resolve: resolveRestore,
  compile: ({ field }) => [requestOf('restoreCustomField', { path: { id: field.id } })],
  check: (target) => checkOf(target, 'live'),
  inverse: ({ field }) => [{ type: 'custom_field.trash', args: { field: namedId(field.id) } }],
});

/** Catalogue entry of `custom_field.delete`. */
export const deleteCustomField = defineAction('custom_field.delete', {
  ...shape,
  title: 'Delete a custom field for good',
  approvalBecause: 'It deletes a field and all its values for good.',
  level: 'critical',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: the values are lost' },
  blastRadius: 'issues with a value, screens that show the field, projects it is for',
  writes: operations('deleteCustomField', 'getTask'),
  resolve: resolveDelete,
  compile: ({ field }) => [
    requestOf('deleteCustomField', { path: { id: field.id }, capture: { taskId: 'id' } }),
    requestOf('getTask', {
      path: { taskId: { captured: 'taskId' } },
      poll: { field: 'status', until: ['COMPLETE'] },
    }),
  ],
  check: (target) => checkOf(target, null),
  inverse: () => null,
});
