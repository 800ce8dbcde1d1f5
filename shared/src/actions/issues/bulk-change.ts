/** What a bulk edit changes on each issue, and the value an issue has now. */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { valueIn, valuePaths } from '../look-up/field-values.ts';
import { type BulkField, findBulkField } from '../look-up/find-bulk-field.ts';
import type { FoundList } from '../look-up/frozen-list.ts';
import { ask, type Obstacle } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { listOf } from '../sentence-words.ts';
import { readLabels } from './change-labels.ts';
import type { BulkEditTarget } from './targets.ts';

interface ChangeWords {
  field?: string;
  value?: string | null;
  addLabel?: string;
  removeLabel?: string;
}

type Change = BulkEditTarget['change'];

/** The one field or label that shall change. */
export function* findChange(
  args: ChangeWords,
  list: FoundList,
  context: ResolveContext,
): Reading<Result<BulkField, Obstacle>> {
  const { field, value, addLabel, removeLabel } = args;
  const kinds = [field, addLabel, removeLabel].filter((each) => each !== undefined);
  if (kinds.length !== 1) {
    return ask(
      'field',
      listOf(kinds),
      [],
      'Which one field or label shall change on these issues?',
    );
  }
  if (field !== undefined) {
    if (value === undefined) return ask('value', field, [], `Which value shall ${field} have?`);
    return yield* findBulkField(field, value, list.issues, context);
  }
  const label = readLabels(kinds);
  if (!label.ok) return label;
  const change: Change = {
    kind: 'label',
    label: label.value[0] ?? '',
    isIn: addLabel !== undefined,
  };
  return ok({ change, person: null });
}

/** The field that changes. */
export const fieldIdOf = (change: Change): string =>
  change.kind === 'label' ? 'labels' : change.field.id;

/** Paths to pick so that `valueNow` can tell the value. */
export const pathsOf = (change: Change): string[] =>
  change.kind === 'label' ? ['fields.labels[]'] : valuePaths(change.field);

/** The value an issue has: for a label whether it has it, as 1 or 0. */
export function valueNow(
  change: Change,
  body: Json,
): { value: string | number | null; shown: string } {
  if (change.kind === 'field') return valueIn(body, change.field);
  const has = itemsAt(body, 'fields.labels').includes(change.label);
  return { value: has ? 1 : 0, shown: has ? 'has it' : 'does not have it' };
}

/** The value the issues shall have, as `valueNow` tells it. */
export const wantedValue = (change: Change): string | number | null =>
  change.kind === 'field' ? change.field.after : Number(change.isIn);

/** A deactivated account cannot be set again. */
export function canPutBack(change: Change, body: Json): boolean {
  if (change.kind === 'label' || change.field.kind !== 'user') return true;
  return (
    valueNow(change, body).value === null || isTrueAt(body, `fields.${change.field.id}.active`)
  );
}
