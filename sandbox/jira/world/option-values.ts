/** Values of select fields on issues: kept as the option's text, or as an object with its id or value, alone or in a list. */
import type { Issue, Json } from './issue-types.ts';
import type { Field, FieldOption, World } from './world-types.ts';

const OPTION_TYPES = new Set(['option', 'option-with-child']);

/** True for fields whose values are listed. */
export function hasOptions(field: Field): boolean {
  return OPTION_TYPES.has(field.type) || field.items === 'option';
}

function isThis(value: Json | undefined, option: FieldOption): boolean {
  if (typeof value === 'string') return value === option.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return value['id'] === option.id || value['value'] === option.value;
}

/** True if the issue has this option of the field. */
export function holdsOption(issue: Issue, fieldId: string, option: FieldOption): boolean {
  const value = issue.customFields[fieldId];
  return Array.isArray(value) ? value.some((one) => isThis(one, option)) : isThis(value, option);
}

/** All issues that have this option. */
export function issuesWithOption(world: World, fieldId: string, option: FieldOption): Issue[] {
  return Object.values(world.issues).filter((issue) => holdsOption(issue, fieldId, option));
}

/** Puts `by` in place of the option, or nothing. */
export function replaceOnIssue(
  issue: Issue,
  fieldId: string,
  option: FieldOption,
  by: FieldOption | undefined,
): void {
  const value = issue.customFields[fieldId];
  const next = (one: Json): Json[] =>
    isThis(one, option) ? (by === undefined ? [] : [by.value]) : [one];
  if (Array.isArray(value)) issue.customFields[fieldId] = value.flatMap(next);
  else issue.customFields[fieldId] = next(value ?? null)[0] ?? null;
}
