/** `custom_field.option.add`: a select field gets more values in one of its contexts. */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds, membershipsCheck, wholeCheck } from '../effects.ts';
import {
  type FieldOptions,
  findOptions,
  OPTION_READS,
  optionsRead,
} from '../look-up/field-options.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { optionFacts, pinProjects, whereSentence } from './option-facts.ts';

type Args = { field: string; options: string[]; project?: string; context?: string };

const MAX_OPTIONS = 50;
const VALUES = 'values[].value';

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.add'>> {
  const wanted = optionsWanted(args.options);
  if (!wanted.ok) return wanted;
  const known = yield* findOptions(args, context);
  if (!known.ok) return known;
  const fresh = newOnes(wanted.value, known.value);
  if (!fresh.ok) return fresh;
  const { field, context: own, options, read, answer } = known.value;
  const pinned = yield* pinProjects(known.value);
  return found({
    target: {
      field: { id: field.id, name: field.name },
      context: { id: own.id, name: own.name },
      options: fresh.value,
    },
    facts: optionFacts(context, known.value, { issues: 0, hasCompleteInverse: true }),
    rows: [
      {
        label: `Values of ${quoted(field.name)} in ${quoted(own.name)}`,
        before: listOf(options.map(({ value }) => value)),
        after: listOf([...options.map(({ value }) => value), ...fresh.value], 100),
      },
    ],
    preconditions: [
      pinned,
      ...fresh.value.map((value) => ({
        ...precondition(`Value ${quoted(value)} of ${quoted(field.name)}`, read, answer),
        holds: memberHolds({ list: VALUES, value }, false),
      })),
    ],
    radius: [whereSentence(known.value)],
  });
}

function optionsWanted(options: readonly string[]): Result<string[], Obstacle> {
  const wanted: string[] = [];
  for (const option of options) {
    const line = oneLineOf(option);
    if (line === undefined) return ask('list of values', option);
    wanted.push(line);
  }
  if (new Set(wanted.map(foldName)).size < wanted.length) {
    const sentence = 'A value is named twice. Which values shall it be?';
    return ask('list of values', listOf(wanted), [], sentence);
  }
  return wanted.length > MAX_OPTIONS
    ? unsupported(`These are more than ${MAX_OPTIONS} values. Please ask for fewer at once.`)
    : ok(wanted);
}

/** Values that are not there yet; asks where some are, and where one is there in other letters or disabled. */
function newOnes(
  wanted: readonly string[],
  { field, options }: FieldOptions,
): Result<string[], Obstacle> {
  const top = options.filter(({ parentId }) => parentId === undefined);
  const there = top.filter(({ value }) => wanted.some((one) => foldName(one) === foldName(value)));
  if (there.length === 0) return ok([...wanted]);
  const isAsWished = there.every(({ value, disabled }) => wanted.includes(value) && !disabled);
  if (isAsWished && there.length === wanted.length) {
    return already(`The field ${quoted(field.name)} already has ${listOf(wanted)}.`);
  }
  const words = there.map(({ value, disabled }) => (disabled ? `${value} (disabled)` : value));
  const sentence = `The field ${quoted(field.name)} already has ${listOf(words)}. Which values shall be added?`;
  return ask('list of values', listOf(wanted), [], sentence);
}

/** Catalogue entry of `custom_field.option.add`. */
export const addFieldOptions = defineAction('custom_field.option.add', {
  area: 'custom_fields',
  title: 'Add values to a select field',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new values can be deleted' },
  blastRadius: 'projects of the context',
  connections: ['forge', 'oauth'],
  writes: operations('createCustomFieldOption'),
  reads: operations(...OPTION_READS),
  schema: z.strictObject({
    field: words,
    options: z.array(words).min(1).max(100),
    project: optionalWords,
    context: optionalWords,
  }),
  resolve,
  compile: ({ field, context, options }) => [
    requestOf('createCustomFieldOption', {
      path: { fieldId: field.id, contextId: context.id },
      body: { options: options.map((value): Json => ({ value, disabled: false })) },
      capture: Object.fromEntries(options.map((_, at) => [`option${at}`, `options[${at}].id`])),
    }),
  ],
  check: ({ field, context, options }) => {
    const read = optionsRead(field.id, context.id);
    const members = options.map((value) => ({ read, member: { list: VALUES, value } }));
    return wholeCheck(membershipsCheck(members, true));
  },
  inverse: ({ field, context, options }, captured) =>
    options.map((value, at) => {
      const id = captured[`option${at}`];
      return {
        type: 'custom_field.option.delete',
        args: {
          field: namedId(field.id),
          context: namedId(context.id),
          option: id === undefined ? value : namedId(id),
        },
      };
    }),
});
