/** `custom_field.update`: a custom field gets another name, another description, or both. */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { fieldUse, USE_READS, useSentences } from '../look-up/field-use.ts';
import {
  FIELD_READS,
  type FoundField,
  fieldRead,
  fieldsRead,
  findOpenField,
} from '../look-up/find-field.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, orNone, quoted } from '../sentence-words.ts';
import { fieldFacts } from './field-facts.ts';
import type { FieldUpdateTarget } from './sentences.ts';

type Args = { field: string; name?: string; description?: string };
type Words = FieldUpdateTarget['before'];

/** Longest description Kraken writes, and so the longest it can put back. */
const MAX_DESCRIPTION = 4_000;

const wordsRead = (fieldId: string) => fieldRead(fieldId, ['name', 'description']);

function wordsIn(answer: JiraReadResult | undefined): Words | undefined {
  const name = textAt(answer?.body ?? null, 'values[0].name');
  if (answer?.status !== 200 || name === undefined) return undefined;
  return { name, description: textAt(answer.body, 'values[0].description') ?? '' };
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'custom_field.update'>> {
  if (args.name === undefined && args.description === undefined) {
    return ask('field name', '', [], 'Which name or description shall the field get?');
  }
  const name = args.name === undefined ? undefined : oneLineOf(args.name);
  if (args.name !== undefined && name === undefined) return ask('field name', args.name);
  const field = yield* findOpenField(args.field, context);
  if (!field.ok) return field;
  const before: Words = { name: field.value.name, description: field.value.description };
  const after: Words = {
    name: name ?? before.name,
    description: args.description ?? before.description,
  };
  if (after.name === before.name && after.description === before.description) {
    return already(`The field ${quoted(before.name)} already has this name and description.`);
  }
  return yield* show(field.value, before, after, context);
}

function* show(
  field: FoundField,
  before: Words,
  after: Words,
  context: ResolveContext,
): Reading<Outcome<'custom_field.update'>> {
  const pin = wordsRead(field.id);
  const [use, [pinned, same]] = yield* readTogether(
    fieldUse(field.id),
    readAll([pin, fieldsRead('custom', ['query', after.name])]),
  );
  const { id, name } = field;
  const isRestorable =
    oneLineOf(before.name) === before.name && before.description.length <= MAX_DESCRIPTION;
  return found({
    target: { field: { id, name }, before, after },
    facts: fieldFacts(context, field, use, isRestorable),
    rows: changedRows([
      { label: `Name of ${quoted(before.name)}`, before: before.name, after: after.name },
      {
        label: `Description of ${quoted(before.name)}`,
        before: orNone(before.description),
        after: orNone(after.description),
      },
    ]),
    preconditions: [precondition(`Name and description of ${quoted(before.name)}`, pin, pinned)],
    radius: [
      ...useSentences(use),
      ...(before.name === after.name ? [] : renameSentences(after.name, id, same)),
    ],
  });
}

function renameSentences(name: string, id: string, same: JiraReadResult): string[] {
  const others = itemsAt(same.body, 'values').filter(
    (item) => idAt(item, 'id') !== id && foldName(textAt(item, 'name') ?? '') === foldName(name),
  ).length;
  return [
    'Filters, boards and automation rules that name it by its old name have to be changed by hand',
    ...(others === 0
      ? []
      : [
          `${countOf(others, 'other field already has', 'other fields already have')} the new name`,
        ]),
  ];
}

function check({ field, before, after }: FieldUpdateTarget): EffectCheck {
  const same = (a: Words, b: Words): boolean =>
    a.name === b.name && a.description === b.description;
  return {
    reads: [wordsRead(field.id)],
    judge([answer]) {
      const now = wordsIn(answer);
      if (now === undefined) return 'unknown';
      if (same(now, after)) return 'done';
      return same(now, before) ? 'not-done' : 'differs';
    },
  };
}

/** What changes between the two. */
function changed(from: Words, to: Words): { [key: string]: Json } {
  return {
    ...(from.name !== to.name && { name: to.name }),
    ...(from.description !== to.description && { description: to.description }),
  };
}

/** Catalogue entry of `custom_field.update`. */
export const updateCustomField = defineAction('custom_field.update', {
  area: 'custom_fields',
  title: 'Rename or describe a custom field',
  defaultClass: 'requires-approval',
  approvalBecause: 'Filters, boards and automation rules may use the name of the field.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the old name and description are kept',
  },
  blastRadius: 'issues with a value, screens that show the field, projects it is for',
  connections: ['forge', 'oauth'],
  writes: operations('updateCustomField'),
  reads: operations(...new Set([...FIELD_READS, ...USE_READS])),
  schema: z.strictObject({
    field: words,
    name: optionalWords,
    description: z.exactOptional(z.string().max(MAX_DESCRIPTION)),
  }),
  resolve,
  compile: ({ field, before, after }) => [
    requestOf('updateCustomField', { path: { fieldId: field.id }, body: changed(before, after) }),
  ],
  check,
  inverse: ({ field, before, after }) => [
    { type: 'custom_field.update', args: { field: namedId(field.id), ...changed(after, before) } },
  ],
});
