/** `custom_field.option.reorder`: the values of a select field in another order. Values not named keep theirs, after the named ones. */
import { z } from 'zod';
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
import {
  chooseOption,
  type FieldOption,
  findOptions,
  OPTION_READS,
  type OptionsWish,
  optionsIn,
  optionsRead,
} from '../look-up/field-options.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask } from '../look-up/obstacle.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { optionFacts, pinProjects, whereSentence } from './option-facts.ts';
import type { OptionsOrderTarget } from './sentences.ts';

type OrderArgs = OptionsWish & { options: string[] };

function* resolve(
  args: OrderArgs,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.reorder'>> {
  const known = yield* findOptions(args, context);
  if (!known.ok) return known;
  const top = known.value.options.filter(({ parentId }) => parentId === undefined);
  const first: FieldOption[] = [];
  for (const wanted of args.options) {
    const option = yield* chooseOption(wanted, { ...known.value, options: top }, context);
    if (!option.ok) return option;
    if (first.includes(option.value)) {
      return ask(
        'list of values',
        listOf(args.options),
        [],
        'A value is named twice. Which order is meant?',
      );
    }
    first.push(option.value);
  }
  const after = [...first, ...top.filter((option) => !first.includes(option))];
  if (idsOf(after) === idsOf(top)) {
    return already(`The values of ${quoted(known.value.field.name)} are already in this order.`);
  }
  const { field, context: own, read, answer } = known.value;
  return found({
    target: {
      field: { id: field.id, name: field.name },
      context: { id: own.id, name: own.name },
      before: top.map(({ id, value }) => ({ id, value })),
      after: after.map(({ id, value }) => ({ id, value })),
    },
    facts: optionFacts(context, known.value, { issues: 0, hasCompleteInverse: true }),
    rows: [
      {
        label: `Order of the values of ${quoted(field.name)}`,
        before: listOf(
          top.map(({ value }) => value),
          100,
        ),
        after: listOf(
          after.map(({ value }) => value),
          100,
        ),
      },
    ],
    preconditions: [
      precondition(`Values of ${quoted(field.name)} in ${quoted(own.name)}`, read, answer),
      yield* pinProjects(known.value),
    ],
    radius: [whereSentence(known.value)],
  });
}

const idsOf = (options: ReadonlyArray<{ id: string }>): string =>
  options.map(({ id }) => id).join();

function checkOrder({ field, context, before, after }: OptionsOrderTarget): EffectCheck {
  return {
    reads: [optionsRead(field.id, context.id)],
    judge([answer]: readonly JiraReadResult[]) {
      if (answer?.status !== 200) return 'unknown';
      const now = idsOf(optionsIn(answer).filter(({ parentId }) => parentId === undefined));
      if (now === idsOf(after)) return 'done';
      return now === idsOf(before) ? 'not-done' : 'differs';
    },
  };
}

/** Catalogue entry of `custom_field.option.reorder`. */
export const reorderFieldOptions = defineAction('custom_field.option.reorder', {
  area: 'custom_fields',
  title: 'Put the values of a select field in another order',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old order is kept' },
  blastRadius: 'projects of the context',
  connections: ['forge', 'oauth'],
  writes: operations('reorderCustomFieldOptions'),
  reads: operations(...OPTION_READS),
  schema: z.strictObject({
    field: words,
    project: optionalWords,
    context: optionalWords,
    options: z.array(words).min(1).max(1_000),
  }),
  resolve,
  compile: ({ field, context, after }) => [
    requestOf('reorderCustomFieldOptions', {
      path: { fieldId: field.id, contextId: context.id },
      body: { customFieldOptionIds: after.map(({ id }) => id), position: 'First' },
    }),
  ],
  check: checkOrder,
  inverse: (target) => [
    {
      type: 'custom_field.option.reorder',
      args: {
        field: namedId(target.field.id),
        context: namedId(target.context.id),
        options: target.before.map(({ id }) => namedId(id)),
      },
    },
  ],
});
