/**
 * Values of custom fields, dates, reporters, labels and parents: checked against the field's type, its context and its
 * options, and written. A value of the wrong shape is refused by field, as Jira does.
 */
import { holdsInProject } from '../permissions/evaluate-permission.ts';
import { contextFor, GUARDED } from '../render/render-metadata.ts';
import { adfProblem, isRecord } from '../world/adf-text.ts';
import { changeItem } from '../world/change-issue.ts';
import { findIssue } from '../world/find-in-world.ts';
import type { ChangeItem, Issue, Json } from '../world/issue-types.ts';
import type { Field, FieldContext, Project } from '../world/world-types.ts';
import type { Call } from './operation.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Where fields are written: a new issue has no `issue` yet. */
export interface WritePlace {
  project: Project;
  typeId: string;
  issue?: Issue;
}

/** Checks what `write-issue.ts` does not know of; errors are added by field. */
export function checkFieldValues(
  call: Call,
  place: WritePlace,
  fields: Record<string, unknown>,
  errors: Record<string, string>,
): void {
  const due = fields['duedate'] ?? null;
  if (due !== null && !isDate(due)) {
    errors['duedate'] = "Error parsing date string. Expected format is 'yyyy-MM-dd'.";
  }
  checkGuarded(call, place, fields, errors);
  for (const [id, value] of Object.entries(fields)) {
    const field = call.world.fields[id];
    if (field?.custom !== true || errors[id] !== undefined) continue;
    const problem = valueProblem(field, place.project.id, place.typeId, value ?? null);
    if (problem !== undefined) errors[id] = problem;
  }
}

/** Who may create or edit may not set these without the permission each needs; a reporter that stays is no change. */
function checkGuarded(
  call: Call,
  { project, issue }: WritePlace,
  fields: Record<string, unknown>,
  errors: Record<string, string>,
): void {
  const reporter = accountIdIn(fields['reporter']);
  if ('reporter' in fields && call.world.users[reporter ?? '']?.active !== true) {
    errors['reporter'] = 'The reporter specified is not a user.';
  }
  const stays = reporter !== undefined && reporter === (issue?.reporter ?? call.accountId);
  const set = Object.entries(GUARDED).filter(
    ([id]) => id in fields && !(id === 'reporter' && stays),
  );
  for (const [id, permission] of set) {
    if (!holdsInProject(call.world, call.accountId, permission, project, issue)) {
      errors[id] = notSettable(id);
    }
  }
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value));
}

/** The account a value of a person names. */
export function accountIdIn(value: unknown): string | undefined {
  const id = isRecord(value) ? (value['accountId'] ?? value['id']) : undefined;
  return typeof id === 'string' ? id : undefined;
}

const notSettable = (id: string): string =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

function valueProblem(
  field: Field,
  projectId: string,
  typeId: string,
  value: unknown,
): string | undefined {
  const context = contextFor(field, projectId, typeId);
  if (context === undefined) {
    return notSettable(field.id);
  }
  return value === null ? undefined : shapeProblem(field, context, value);
}

function shapeProblem(field: Field, context: FieldContext, value: unknown): string | undefined {
  if (field.customType?.endsWith(':textarea') === true) {
    return adfProblem(value) === undefined ? undefined : 'must be an Atlassian Document';
  }
  const fits: Readonly<Record<string, () => boolean>> = {
    number: () => typeof value === 'number',
    date: () => isDate(value),
    option: () => context.options.some((one) => isOption(one, value)),
    string: () => typeof value === 'string',
  };
  const isFit = fits[field.type]?.() ?? true;
  return isFit ? undefined : `Specify a valid value for '${field.id}'.`;
}

function isOption(option: { id: string; value: string; disabled: boolean }, given: unknown) {
  if (!isRecord(given) || option.disabled) return false;
  return (
    given['id'] === option.id || (given['id'] === undefined && given['value'] === option.value)
  );
}

/** Writes custom fields, due date and reporter. */
export function applyFieldValues(
  call: Call,
  issue: Issue,
  fields: Record<string, unknown>,
): ChangeItem[] {
  const items: ChangeItem[] = [];
  const note = (name: string, from: unknown, to: unknown, id = name): void => {
    if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return;
    const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    items.push(changeItem(name, [null, text(from)], [null, text(to)], id));
  };
  if ('duedate' in fields) {
    const due = typeof fields['duedate'] === 'string' ? fields['duedate'] : undefined;
    note('duedate', issue.dueDate, due);
    issue.dueDate = due;
  }
  if (isRecord(fields['reporter'])) {
    const id = String(fields['reporter']['accountId'] ?? fields['reporter']['id']);
    note('reporter', issue.reporter, id);
    issue.reporter = id;
  }
  for (const [id, value] of Object.entries(fields)) {
    const field = call.world.fields[id];
    if (field?.custom !== true) continue;
    const stored = storedValue(field, value ?? null);
    note(field.name, issue.customFields[id], stored, id);
    if (stored === null) delete issue.customFields[id];
    else issue.customFields[id] = stored;
  }
  return items;
}

/** Options are kept with id and value, as Jira shows them. */
function storedValue(field: Field, value: unknown): Json {
  if (field.type !== 'option' || value === null) return value as Json;
  const options = field.contexts.flatMap((context) => context.options);
  const found = options.find((one) => isOption(one, value));
  return found === undefined ? (value as Json) : { id: found.id, value: found.value };
}

/** The labels after `update: {labels: [{add}, {remove}]}`. */
export function labelsAfter(
  issue: Issue,
  update: Record<string, unknown>,
  errors: Record<string, string>,
): string[] {
  const steps = Array.isArray(update['labels']) ? update['labels'].filter(isRecord) : [];
  let labels = [...issue.labels];
  for (const step of steps) {
    const [add, remove] = [step['add'], step['remove']];
    if (typeof add === 'string' && !labels.includes(add)) labels.push(add);
    if (typeof remove === 'string') labels = labels.filter((label) => label !== remove);
    if (typeof add === 'string' && (/\s/.test(add) || add.length > 255)) {
      errors['labels'] = `The label '${add}' contains spaces which is invalid.`;
    }
  }
  return labels;
}

/** A sub-task needs a parent of the same project, another issue takes none. */
export function parentFrom(
  call: Call,
  typeId: string | undefined,
  value: unknown,
  errors: Record<string, string>,
): Issue | undefined {
  const isSubtask = call.world.issueTypes[typeId ?? '']?.subtask === true;
  const words = isRecord(value) ? (value['key'] ?? value['id']) : undefined;
  const parent = typeof words === 'string' ? findIssue(call.world, words) : undefined;
  if (isSubtask && parent === undefined) {
    errors['parent'] = 'Issue type is a sub-task but parent issue key or id not specified.';
  }
  return isSubtask ? parent : undefined;
}
