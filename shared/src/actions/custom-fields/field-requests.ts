import type { Json } from '../../json.ts';
import type { JiraReadResult, JiraRequest } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { wholeCheck } from '../effects.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readOf, requestOf } from '../operations.ts';
import type { FieldTarget } from './sentences.ts';

const PAGE = 100;
/** Reads fields whose name or description holds the words. */
export function fieldsRead(words: string) {
  return readOf('getFieldsPaginated', {
    query: [
      ['query', words],
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].id', 'values[].name', 'isLast'],
  });
}

const FIELD = { captured: 'fieldId' };
const CONTEXT = { captured: 'contextId' };

/** The new field; for a project a context of its own; the values. The default context stays: Jira does not give it up. */
export function compile({ name, type, searcherKey, project, options }: FieldTarget): JiraRequest[] {
  const create = requestOf('createCustomField', {
    body: { name, type, searcherKey },
    capture: { fieldId: 'id' },
  });
  const addOptions = requestOf('createCustomFieldOption', {
    path: { fieldId: FIELD, contextId: CONTEXT },
    body: { options: options.map((value): Json => ({ value, disabled: false })) },
  });
  const withOptions = options.length === 0 ? [] : [addOptions];
  if (project === null) {
    return options.length === 0 ? [create] : [create, readDefault(), ...withOptions];
  }
  return [
    create,
    requestOf('createCustomFieldContext', {
      path: { fieldId: FIELD },
      body: { name: `Context for ${project.key}`, projectIds: [project.id], issueTypeIds: [] },
      capture: { contextId: 'id' },
    }),
    ...withOptions,
  ];
}

/** Finds the context Jira made for every project. */
function readDefault(): JiraRequest {
  return requestOf('getContextsForField', {
    path: { fieldId: FIELD },
    query: [['isGlobalContext', 'true']],
    capture: { contextId: 'values[0].id' },
  });
}

/** The field by name; by its captured id also its project and values, where the id is still known. */
export function check({ name, project, options }: FieldTarget): EffectCheck {
  const mapping = readOf('getProjectContextMapping', {
    path: { fieldId: FIELD },
    pick: ['values[].projectId', 'values[].isGlobalContext', 'isLast'],
  });
  const values = readOf('getOptionsForContext', {
    path: { fieldId: FIELD, contextId: CONTEXT },
    pick: ['values[].value', 'isLast'],
  });
  const more = [...(project === null ? [] : [mapping]), ...(options.length === 0 ? [] : [values])];
  return wholeCheck({
    reads: [fieldsRead(name), ...more],
    judge([fields, ...rest]) {
      if (fields?.status !== 200) return 'unknown';
      const hits = itemsAt(fields.body, 'values').filter((field) => textAt(field, 'name') === name);
      if (hits.length === 0) return 'not-done';
      const answers = more.map((_, index) => rest[index]);
      if (answers.some((answer) => answer?.status !== 200)) return 'unknown';
      const isPlaced = project === null || isOnlyFor(answers[0], project.id);
      const isFilled = options.length === 0 || hasValues(answers.at(-1), options);
      return hits.length === 1 && isPlaced && isFilled ? 'done' : 'differs';
    },
  });
}

/** The project has its context; beside it there is only the default one, which Jira does not give up. */
function isOnlyFor(contexts: JiraReadResult | undefined, projectId: string): boolean {
  const own = itemsAt(contexts?.body ?? null, 'values').filter(
    (context) => !isTrueAt(context, 'isGlobalContext'),
  );
  return own.length === 1 && own.every((context) => idAt(context, 'projectId') === projectId);
}

function hasValues(listed: JiraReadResult | undefined, options: readonly string[]): boolean {
  const known = itemsAt(listed?.body ?? null, 'values').map((item) => textAt(item, 'value'));
  return options.every((option) => known.includes(option));
}
