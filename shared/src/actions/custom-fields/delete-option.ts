/**
 * `custom_field.option.delete`. With a replacement Jira first works through all issues that have the value, as a long
 * task, and the value is deleted when that is over. An issue on which Jira cannot set the replacement loses its value.
 */
import { z } from 'zod';
import type { JiraRequest } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, optionalWords, words } from '../define-action.ts';
import { isMember } from '../effects.ts';
import {
  chooseOption,
  type FieldOption,
  type FieldOptions,
  findOptions,
  OPTION_READS,
  optionsRead,
} from '../look-up/field-options.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { firstTaskCheck } from '../look-up/long-task.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { pinItem } from '../look-up/pin-reads.ts';
import { isTrueAt } from '../look-up/read-answer.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, orNone, quoted } from '../sentence-words.ts';
import { countOption, optionFacts, pinProjects, whereSentence } from './option-facts.ts';
import type { OptionDeleteTarget } from './sentences.ts';

type Args = {
  field: string;
  option: string;
  replaceWith?: string;
  project?: string;
  context?: string;
};

const IDS = 'values[].id';

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.delete'>> {
  const known = yield* findOptions(args, context);
  if (!known.ok) return known;
  const option = yield* chooseOption(args.option, known.value, context);
  if (!option.ok) return option;
  if (known.value.options.some(({ parentId }) => parentId === option.value.id)) {
    return unsupported(
      `The value ${quoted(option.value.value)} has values below it, which have to be deleted first.`,
    );
  }
  const by = yield* replacement(args.replaceWith, option.value, known.value, context);
  if (!by.ok) return by;
  return yield* show(option.value, by.value, known.value, context);
}

function* replacement(
  wanted: string | undefined,
  option: FieldOption,
  known: FieldOptions,
  context: ResolveContext,
): Reading<Result<FieldOption | null, Obstacle>> {
  if (wanted === undefined) return ok(null);
  const by = yield* chooseOption(wanted, known, context);
  if (!by.ok) return by;
  if (by.value.id === option.id) return unsupported('A value cannot take its own place.');
  if (by.value.parentId !== option.parentId) {
    return unsupported(
      `${quoted(by.value.value)} is of another level than ${quoted(option.value)}.`,
    );
  }
  return by.value.disabled
    ? unsupported(`The value ${quoted(by.value.value)} is disabled. Enable it first.`)
    : by;
}

function* show(
  option: FieldOption,
  by: FieldOption | null,
  known: FieldOptions,
  context: ResolveContext,
): Reading<Outcome<'custom_field.option.delete'>> {
  const { field, context: own, read, answer } = known;
  const projects = yield* pinProjects(known);
  const { issues, preconditions } = yield* countOption(known, option);
  const pin = (each: FieldOption) =>
    pinItem(`Value ${quoted(each.value)} of ${quoted(field.name)}`, read, answer, {
      list: IDS,
      value: each.id,
    });
  return found({
    target: {
      field: { id: field.id, name: field.name },
      context: { id: own.id, name: own.name },
      option: { id: option.id, value: option.value },
      by: by === null ? null : { id: by.id, value: by.value },
    },
    facts: optionFacts(context, known, { issues, hasCompleteInverse: false }),
    rows: [
      {
        label: `Value ${quoted(option.value)} of ${quoted(field.name)}`,
        before: option.disabled ? 'disabled' : 'in use',
        after: DELETED_FOR_GOOD,
      },
      ...(issues === 0 ? [] : [issuesRow(field, option, by, issues)]),
    ],
    preconditions: [pin(option), ...(by === null ? [] : [pin(by)]), projects, ...preconditions],
    radius: [
      issuesSentence(issues, 'it'),
      whereSentence(known),
      ...(by === null
        ? []
        : [`An issue on which Jira cannot set ${quoted(by.value)} is left without a value`]),
    ],
  });
}

function issuesRow(
  field: { name: string },
  option: FieldOption,
  by: FieldOption | null,
  issues: number | undefined,
) {
  const many = issues === undefined ? 'an unknown number of issues' : countOf(issues, 'issue');
  return {
    label: `${quoted(field.name)} of ${many}`,
    before: option.value,
    after: orNone(by?.value),
  };
}

function compile({ field, context, option, by }: OptionDeleteTarget): JiraRequest[] {
  const path = { fieldId: field.id, contextId: context.id, optionId: option.id };
  const remove = requestOf('deleteCustomFieldOption', { path });
  if (by === null) return [remove];
  return [
    requestOf('replaceCustomFieldOption', {
      path,
      query: [['replaceWith', by.id]],
      capture: { taskId: 'id' },
    }),
    requestOf('getTask', {
      path: { taskId: { captured: 'taskId' } },
      poll: { field: 'status', until: ['COMPLETE'] },
    }),
    remove,
  ];
}

/** Its issues get the other value before it is deleted. */
function check(target: OptionDeleteTarget): EffectCheck {
  return target.by === null ? checkGone(target) : firstTaskCheck(checkGone(target));
}

function checkGone({ field, context, option }: OptionDeleteTarget): EffectCheck {
  return {
    reads: [optionsRead(field.id, context.id)],
    judge([answer]) {
      const isThere = isMember(answer, { list: IDS, value: option.id });
      if (isThere === undefined) return 'unknown';
      if (!isThere) return isTrueAt(answer?.body ?? null, 'isLast') ? 'done' : 'unknown';
      return 'not-done';
    },
  };
}

/** Catalogue entry of `custom_field.option.delete`. */
export const deleteFieldOption = defineAction('custom_field.option.delete', {
  area: 'custom_fields',
  title: 'Delete a value of a select field',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes a value off issues, or puts another one in its place.',
  level: 'critical',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: which issues had the value is lost',
  },
  blastRadius: 'issues that have the value, projects of the context',
  connections: ['forge', 'oauth'],
  writes: operations('deleteCustomFieldOption', 'replaceCustomFieldOption', 'getTask'),
  reads: operations(...OPTION_READS, 'countIssues'),
  schema: z.strictObject({
    field: words,
    option: words,
    replaceWith: optionalWords,
    project: optionalWords,
    context: optionalWords,
  }),
  resolve,
  compile,
  check,
  inverse: () => null,
});
