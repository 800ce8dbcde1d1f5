/** `custom_field.option.rename`: a value of a select field gets another name, is disabled or enabled. */
import { z } from 'zod';
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
import {
  chooseOption,
  type FieldOption,
  type FieldOptions,
  findOptions,
  OPTION_READS,
  type OptionsWish,
  optionRead,
  optionsIn,
} from '../look-up/field-options.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask } from '../look-up/obstacle.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { countOption, optionFacts, pinProjects, whereSentence } from './option-facts.ts';
import type { OptionRenameTarget, OptionState } from './sentences.ts';

type RenameArgs = OptionsWish & { option: string; value?: string; disabled?: boolean };

function* resolve(
  args: RenameArgs,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.rename'>> {
  const value = args.value === undefined ? undefined : oneLineOf(args.value);
  if (args.value === undefined && args.disabled === undefined) {
    return ask('value', args.option, [], 'Which new name shall the value get?');
  }
  if (args.value !== undefined && value === undefined) return ask('value', args.value);
  const known = yield* findOptions(args, context);
  if (!known.ok) return known;
  const wish = yield* chooseRenamed(args.option, value, known.value, context);
  if (!wish.ok) return wish;
  const { value: old, disabled } = wish.value;
  const before: OptionState = { value: old, disabled };
  const after: OptionState = { value: value ?? old, disabled: args.disabled ?? disabled };
  if (after.value === old && after.disabled === disabled) {
    return already(
      `The value ${quoted(old)} of ${quoted(known.value.field.name)} is already as asked.`,
    );
  }
  const taken = takenBy(wish.value, after.value, known.value);
  return taken ?? (yield* showRename(wish.value, { before, after }, known.value, context));
}

/** Asks where another value beside it has the new name. */
function takenBy(option: FieldOption, value: string, { field, options }: FieldOptions) {
  const same = options.find(
    (each) =>
      each.id !== option.id &&
      each.parentId === option.parentId &&
      foldName(each.value) === foldName(value),
  );
  if (same === undefined) return undefined;
  const sentence = `${quoted(field.name)} already has the value ${quoted(same.value)}. Which other name shall it get?`;
  return ask('value', value, [], sentence);
}

/** The option of the old name; where only the new name is left, it was renamed already. */
function* chooseRenamed(
  wanted: string,
  value: string | undefined,
  known: FieldOptions,
  context: ResolveContext,
) {
  const called = (name: string): boolean =>
    known.options.some((option) => foldName(option.value) === foldName(name));
  if (value !== undefined && !called(wanted) && known.options.some((o) => o.value === value)) {
    const isId = known.options.some(({ id }) => namedId(id) === wanted);
    if (!isId)
      return already(`${quoted(known.field.name)} already has the value ${quoted(value)}.`);
  }
  return yield* chooseOption(wanted, known, context);
}

function* showRename(
  option: FieldOption,
  { before, after }: Pick<OptionRenameTarget, 'before' | 'after'>,
  known: FieldOptions,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.rename'>> {
  const { field, context: own } = known;
  const pin = optionRead(field.id, own.id, option.id);
  const projects = yield* pinProjects(known);
  const [[pinned], { issues }] = yield* readTogether(readAll([pin]), countOption(known, option));
  return found({
    target: {
      field: { id: field.id, name: field.name },
      context: { id: own.id, name: own.name },
      optionId: option.id,
      before,
      after,
    },
    facts: optionFacts(context, known, {
      issues,
      hasCompleteInverse: oneLineOf(before.value) === before.value,
    }),
    rows: [
      {
        label: `Value ${quoted(before.value)} of ${quoted(field.name)}`,
        before: stateWords(before),
        after: stateWords(after),
      },
    ],
    preconditions: [
      precondition(`Value ${quoted(before.value)} of ${quoted(field.name)}`, pin, pinned),
      projects,
    ],
    radius: [
      issuesSentence(issues, 'it'),
      whereSentence(known),
      ...(before.value === after.value
        ? []
        : ['Filters and automation rules that name the old value have to be changed by hand']),
    ],
  });
}

const stateWords = ({ value, disabled }: OptionState): string =>
  disabled ? `${value} (disabled)` : value;

function check({ field, context, optionId, before, after }: OptionRenameTarget): EffectCheck {
  const same = (a: OptionState, b: OptionState): boolean =>
    a.value === b.value && a.disabled === b.disabled;
  return {
    reads: [optionRead(field.id, context.id, optionId)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const now = optionsIn(answer).find(({ id }) => id === optionId);
      if (now === undefined) return 'differs';
      if (same(now, after)) return 'done';
      return same(now, before) ? 'not-done' : 'differs';
    },
  };
}

const changed = (from: OptionState, to: OptionState) => ({
  ...(from.value !== to.value && { value: to.value }),
  ...(from.disabled !== to.disabled && { disabled: to.disabled }),
});

/** Catalogue entry of `custom_field.option.rename`. */
export const renameFieldOption = defineAction('custom_field.option.rename', {
  area: 'custom_fields',
  title: 'Rename, disable or enable a value of a select field',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes what every issue with this value shows.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old value is kept' },
  blastRadius: 'issues that have the value, projects of the context',
  connections: ['forge', 'oauth'],
  writes: operations('updateCustomFieldOption'),
  reads: operations(...OPTION_READS, 'countIssues'),
  schema: z.strictObject({
    field: words,
    project: optionalWords,
    context: optionalWords,
    option: words,
    value: optionalWords,
    disabled: z.exactOptional(z.boolean()),
  }),
  resolve,
  compile: ({ field, context, optionId, before, after }) => [
    requestOf('updateCustomFieldOption', {
      path: { fieldId: field.id, contextId: context.id },
      body: { options: [{ id: optionId, ...changed(before, after) }] },
    }),
  ],
  check,
  inverse: (target) => [
    {
      type: 'custom_field.option.rename',
      args: {
        field: namedId(target.field.id),
        context: namedId(target.context.id),
        option: namedId(target.optionId),
        ...changed(target.after, target.before),
      },
    },
  ],
});
