/**
 * `field_scheme.parameters.set`: a field is required or optional in the projects of a field scheme, or described otherwise
 * there. What a scheme says for single issue types stays as it is.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import {
  type FieldParameters,
  type FieldScheme,
  parametersRead,
  projectsOfScheme,
} from '../look-up/field-schemes.ts';
import { FIELD_READS, type FoundField, fieldTarget, findField } from '../look-up/find-field.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { sharingFacts, usersSentence } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { emptySentence, openWithout, schemeWanted } from './field-scheme-wish.ts';
import type { FieldParametersTarget } from './sentences.ts';

type Args = {
  field: string;
  scheme?: string;
  project?: string;
  required?: boolean;
  description?: string;
};

const MAX_DESCRIPTION = 4_000;

/** What the scheme says of the field; undefined where the field is not in it. */
function parametersIn(
  answer: JiraReadResult | undefined,
  fieldId: string,
): FieldParameters | undefined {
  const item = itemsAt(answer?.body ?? null, 'values').find(
    (each) => idAt(each, 'fieldId') === fieldId,
  );
  if (item === undefined) return undefined;
  return {
    isRequired: isTrueAt(item, 'parameters.isRequired'),
    description: textAt(item, 'parameters.description') ?? '',
  };
}

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'field_scheme.parameters.set'>> {
  if (args.required === undefined && args.description === undefined) {
    return ask('change', args.field, [], 'Shall the field be required, optional, or described?');
  }
  const [scheme, field] = yield* readTogether(
    schemeWanted(args, context),
    findField(args.field, context, 'any'),
  );
  if (!scheme.ok) return scheme;
  if (!field.ok) return field;
  const [answer] = yield* readAll([parametersRead(scheme.value.id, field.value.id)]);
  const before = parametersIn(answer, field.value.id);
  if (before === undefined) {
    return unsupported(
      `The field ${quoted(field.value.name)} is not in the field scheme ${quoted(scheme.value.name)}.`,
    );
  }
  const after = {
    isRequired: args.required ?? before.isRequired,
    description: args.description ?? before.description,
  };
  if (after.isRequired === before.isRequired && after.description === before.description) {
    return already(
      `The field ${quoted(field.value.name)} is already as asked in ${quoted(scheme.value.name)}.`,
    );
  }
  return yield* show({ scheme: scheme.value, field: field.value, before, after, answer }, context);
}

interface Wish {
  scheme: FieldScheme;
  field: FoundField;
  before: FieldParameters;
  after: FieldParameters;
  answer: JiraReadResult;
}

const wordsOf = ({ isRequired, description }: FieldParameters): string =>
  `${isRequired ? 'required' : 'optional'}${description === '' ? '' : `, "${description}"`}`;

function* show(
  { scheme, field, before, after, answer }: Wish,
  context: ResolveContext,
): Reading<Outcome<'field_scheme.parameters.set'>> {
  const using = yield* projectsOfScheme(scheme.id);
  const projects = using?.found ?? [];
  const isTightened = after.isRequired && !before.isRequired;
  const empty = isTightened ? yield* openWithout(field, using?.found) : 0;
  const shared = sharingFacts(schemeTarget(scheme), using?.found ?? null, undefined, context);
  const isCounted = using !== null && empty !== undefined;
  return found({
    target: { scheme, field: { id: field.id, name: field.name }, before, after },
    facts: factsOf(context, {
      ...shared,
      targets: [...shared.targets, fieldTarget(field)],
      counts: isCounted ? { issues: empty, projects: projects.length } : null,
      hasCompleteInverse: before.description.length <= MAX_DESCRIPTION,
    }),
    rows: [
      {
        label: `${quoted(field.name)} in the field scheme ${quoted(scheme.name)}`,
        before: wordsOf(before),
        after: wordsOf(after),
      },
    ],
    preconditions: [
      precondition(
        `${quoted(field.name)} in ${quoted(scheme.name)}`,
        parametersRead(scheme.id, field.id),
        answer,
      ),
      ...(using?.preconditions ?? []),
    ],
    radius: [
      usersSentence(using?.found ?? null, 'scheme'),
      ...(isTightened ? [emptySentence(empty)] : []),
    ],
  });
}

function check({ scheme, field, before, after }: FieldParametersTarget): EffectCheck {
  const same = (a: FieldParameters, b: FieldParameters): boolean =>
    a.isRequired === b.isRequired && a.description === b.description;
  return {
    reads: [parametersRead(scheme.id, field.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const now = parametersIn(answer, field.id);
      if (now === undefined) return 'differs';
      if (same(now, after)) return 'done';
      return same(now, before) ? 'not-done' : 'differs';
    },
  };
}

/** Catalogue entry of `field_scheme.parameters.set`. */
export const setFieldParameters = defineAction('field_scheme.parameters.set', {
  area: 'screens_layout',
  title: 'Make a field required or optional in a field scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'A required field keeps issues from being created and moved without it.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old setting is kept' },
  blastRadius: 'projects of the scheme, open issues without a value',
  connections: ['forge', 'oauth'],
  writes: operations('updateFieldAssociationSchemeItemParameters'),
  reads: operations(
    ...FIELD_READS,
    'getProject',
    'countIssues',
    'getFieldAssociationSchemes',
    'getProjectsWithFieldSchemes',
    'searchFieldAssociationSchemeFields',
    'searchFieldAssociationSchemeProjects',
  ),
  schema: z.strictObject({
    field: words,
    scheme: optionalWords,
    project: optionalWords,
    required: z.exactOptional(z.boolean()),
    description: z.exactOptional(z.string().max(MAX_DESCRIPTION)),
  }),
  resolve,
  compile: ({ scheme, field, after }) => [
    requestOf('updateFieldAssociationSchemeItemParameters', {
      body: { [field.id]: [{ schemeIds: [Number(scheme.id)], parameters: after }] },
    }),
  ],
  check,
  inverse: ({ scheme, field, before }) => [
    {
      type: 'field_scheme.parameters.set',
      args: {
        scheme: namedId(scheme.id),
        field: namedId(field.id),
        required: before.isRequired,
        description: before.description,
      },
    },
  ],
});
