/** Options of a select field in one of its contexts: the list, and the one a wish names. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { countRead } from './count-issues.ts';
import { chooseContext, type FieldContext, readNamedContexts } from './field-contexts.ts';
import { FIELD_READS, type FoundField, fieldClause, findOpenField } from './find-field.ts';
import { chooseNamed } from './find-named.ts';
import { findProject } from './find-project.ts';
import { projectsOfIds } from './find-projects.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll, readOptional, readTogether } from './read-together.ts';

/** An option. Children of a cascading option have a parent. */
export interface FieldOption {
  id: string;
  value: string;
  disabled: boolean;
  parentId: string | undefined;
}

/** The options of one context, whole, and the projects it is for. */
export interface FieldOptions {
  field: FoundField;
  context: FieldContext;
  /** The one the wish names first; empty where the context is for all projects. */
  projects: Target[];
  options: FieldOption[];
  read: JiraRead;
  answer: JiraReadResult;
}

/** Words of a wish about options. */
export type OptionsWish = {
  field: string;
  project?: string;
  context?: string;
};

/** Operations a resolution with `findOptions` needs. */
export const OPTION_READS = [
  ...FIELD_READS,
  'getContextsForField',
  'getOptionsForContext',
  'getProject',
] as const;

/** Reads the options of a context, up to 1,000. */
export function optionsRead(fieldId: string, contextId: string): JiraRead {
  return readOf('getOptionsForContext', {
    path: { fieldId, contextId },
    query: [['maxResults', '1000']],
    pick: ['values[].id', 'values[].value', 'values[].disabled', 'values[].optionId', 'isLast'],
  });
}

/** Reads one option. Jira may give its children too. */
export function optionRead(fieldId: string, contextId: string, optionId: string): JiraRead {
  return readOf('getOptionsForContext', {
    path: { fieldId, contextId },
    query: [
      ['optionId', optionId],
      ['onlyOptions', 'true'],
    ],
    pick: ['values[].id', 'values[].value', 'values[].disabled'],
  });
}

/** Reads how many issues have an option, by its id. */
export function optionCountRead(fieldId: string, optionId: string): JiraRead {
  return countRead(`${fieldClause(fieldId)} = ${optionId}`);
}

/** Options in an answer to `optionsRead`. */
export function optionsIn({ body }: JiraReadResult): FieldOption[] {
  return itemsAt(body, 'values').flatMap((item) => {
    const [id, value] = [idAt(item, 'id'), textAt(item, 'value')];
    if (id === undefined || value === undefined || !/^\d+$/.test(id)) return [];
    return [{ id, value, disabled: isTrueAt(item, 'disabled'), parentId: idAt(item, 'optionId') }];
  });
}

/** Finds the field, the context the wish means, and its options. */
export function* findOptions(
  wish: OptionsWish,
  context: ResolveContext,
): Reading<Result<FieldOptions, Obstacle>> {
  const [field, project] = yield* readTogether(
    findOpenField(wish.field, context),
    readOptional(wish.project, (words) => findProject(words, context)),
  );
  if (!field.ok) return field;
  if (project !== undefined && !project.ok) return project;
  const { name, typeName, isListed } = field.value;
  if (!isListed)
    return unsupported(`The field ${quoted(name)} (${typeName}) has no list of values.`);
  const contexts = yield* readNamedContexts(field.value.id);
  if (contexts === null)
    return refusedRead(`the contexts of ${quoted(name)}`, { status: 0, body: null });
  const chosen = yield* chooseContext(
    { field: field.value, context: wish.context, project: project?.value },
    contexts,
    context,
  );
  if (!chosen.ok) return chosen;
  return yield* readOptions(field.value, chosen.value, project?.value.id);
}

function* readOptions(
  field: FoundField,
  context: FieldContext,
  firstId: string | undefined,
): Reading<Result<FieldOptions, Obstacle>> {
  const rank = (id: string): number => (id === firstId ? 0 : 1);
  const read = optionsRead(field.id, context.id);
  const [[answer], projects] = yield* readTogether(
    readAll([read]),
    projectsOfIds([...context.projectIds].sort((a, b) => rank(a) - rank(b))),
  );
  if (answer.status !== 200) return refusedRead(`the values of ${quoted(field.name)}`, answer);
  if (!isTrueAt(answer.body, 'isLast')) {
    return unsupported(
      `The field ${quoted(field.name)} has more than 1,000 values. Please change them in Jira.`,
    );
  }
  return ok({ field, context, projects, options: optionsIn(answer), read, answer });
}

/** The one option the words name; a child is shown with its parent. */
export function* chooseOption(
  words: string,
  { options }: FieldOptions,
  context: ResolveContext,
): Reading<Result<FieldOption, Obstacle>> {
  const things = options.map(({ id, value }) => ({ id, name: value, body: null }));
  const parentOf = (id: string): string => {
    const parentId = options.find((option) => option.id === id)?.parentId;
    const parent = options.find((option) => option.id === parentId);
    return parent === undefined ? '' : `${parent.value} - `;
  };
  const chosen = yield* chooseNamed(
    words,
    things,
    true,
    {
      thing: 'value',
      guard: { global: 'ADMINISTER' },
      choiceOf: ({ id, name }) => `${parentOf(id)}${name} (id:${id})`,
    },
    context,
  );
  if (!chosen.ok) return chosen;
  const found = options.find(({ id }) => id === chosen.value.id);
  return found === undefined ? unsupported('This value is gone.') : ok(found);
}
