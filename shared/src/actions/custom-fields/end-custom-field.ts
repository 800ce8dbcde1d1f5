/**
 * `custom_field.trash`, `custom_field.restore` and `custom_field.delete`. What is in the trash is deleted by Jira after
 * 60 days; what is deleted is gone with its values. Deleting is a long task, and takes fields in the trash too.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, words } from '../define-action.ts';
import { USE_READS } from '../look-up/field-use.ts';
import { FIELD_READS } from '../look-up/find-field.ts';
import { taskCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { operations, requestOf } from '../operations.ts';
import { checkOf, findAnywhere, inTrash, measure } from './field-ends.ts';

type Args = { field: string };

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

function* resolveRestore(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.restore'>> {
  const hit = yield* findAnywhere(args.field, context);
  if (!hit.ok) return hit;
  if (hit.value.place === 'live') return already(`The field ${hit.value.field.name} is in use.`);
  // Back in the trash it stays longer than it would have.
  const ending = { before: 'in the trash', after: 'in use', isRestorable: false };
  return found(yield* inTrash(hit.value.field, context, ending));
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
  reads: operations(...FIELD_READS, 'getTrashedFieldsPaginated'),
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone: it can go back to the trash, where its 60 days start anew',
  },
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
  check: (target) => taskCheck(checkOf(target, null)),
  inverse: () => null,
});
