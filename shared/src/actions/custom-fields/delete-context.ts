/** `custom_field.context.delete`. The context for all projects stays: Jira does not give that one up (CHANGE-3019). */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck, wholeCheck } from '../effects.ts';
import { countIn } from '../look-up/count-issues.ts';
import {
  chooseContext,
  contextsRead,
  type FieldContext,
  mappingRead,
  readNamedContexts,
} from '../look-up/field-contexts.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { FIELD_READS, type FoundField, fieldTarget, findOpenField } from '../look-up/find-field.ts';
import { projectsOfIds } from '../look-up/find-projects.ts';
import { unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { DELETED_FOR_GOOD, listOf, quoted } from '../sentence-words.ts';
import { valuesIn } from './context-facts.ts';
import type { ContextDeleteTarget } from './sentences.ts';

type DeleteArgs = { field: string; context?: string };

function* resolveDelete(
  args: DeleteArgs,
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.delete'>> {
  const field = yield* findOpenField(args.field, context);
  if (!field.ok) return field;
  const { id, name } = field.value;
  const contexts = yield* readNamedContexts(id);
  if (contexts === null)
    return unsupported(`Jira does not let Kraken read the contexts of ${quoted(name)}.`);
  const wish = { field: field.value, context: args.context };
  const chosen = yield* chooseContext(wish, contexts, context);
  if (!chosen.ok) return chosen;
  if (chosen.value.isGlobal) {
    return unsupported(
      `The context ${quoted(chosen.value.name)} of ${quoted(name)} is for all projects, and Jira does not give that one up.`,
    );
  }
  return yield* showEnd(field.value, chosen.value, contexts, context);
}

function* showEnd(
  field: FoundField,
  chosen: FieldContext,
  contexts: readonly FieldContext[],
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.delete'>> {
  const mapping = mappingRead(field.id, chosen.id);
  const values = valuesIn(field, chosen.projectIds);
  const [projects, [mapped, counted]] = yield* readTogether(
    projectsOfIds(chosen.projectIds),
    readAll([mapping, values]),
  );
  const issues = countIn(counted);
  const keys = listOf(projects.map(({ name }) => name));
  const isCovered = contexts.some(({ isGlobal }) => isGlobal);
  return found({
    target: {
      field: { id: field.id, name: field.name },
      context: { id: chosen.id, name: chosen.name },
      projects: projects.map(({ id, name }) => ({ id, key: name })),
    },
    facts: factsOf(context, {
      targets: [fieldTarget(field), ...projects],
      projectIds: projects.map(({ id }) => id),
      counts: issues === undefined ? null : { issues, projects: projects.length },
      hasCompleteInverse: false,
      changesProjects: true,
    }),
    rows: [
      {
        label: `Context ${quoted(chosen.name)} of ${quoted(field.name)}`,
        before: `for ${keys}`,
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      precondition(`Projects of the context ${quoted(chosen.name)}`, mapping, mapped),
      ...(counted.status === 200
        ? [precondition(`Number of issues with a value in ${keys}`, values, counted)]
        : []),
    ],
    radius: [
      `${issuesSentence(issues)} in ${keys}`,
      isCovered
        ? 'Afterwards the context for all projects counts there'
        : `${keys} can no longer use the field`,
    ],
  });
}

/** Catalogue entry of `custom_field.context.delete`. */
export const deleteFieldContext = defineAction('custom_field.context.delete', {
  area: 'custom_fields',
  title: 'Delete a context of a custom field',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes a field, or its list of values, away from projects.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: its list of values is lost' },
  blastRadius: 'issues with a value in the projects of the context',
  connections: ['forge', 'oauth'],
  writes: operations('deleteCustomFieldContext'),
  reads: operations(...FIELD_READS, 'getContextsForField', 'countIssues'),
  schema: z.strictObject({ field: words, context: optionalWords }),
  resolve: resolveDelete,
  compile: ({ field, context }: ContextDeleteTarget) => [
    requestOf('deleteCustomFieldContext', {
      path: { fieldId: field.id, contextId: context.id },
    }),
  ],
  check: ({ field, context }) =>
    wholeCheck(
      membershipCheck(contextsRead(field.id), { list: 'values[].id', value: context.id }, false),
    ),
  inverse: () => null,
});
