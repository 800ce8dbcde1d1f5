/** Takes typed values out of Jira's answers. What is not there or of another type is undefined, never guessed. */
import { isJsonObject, type Json } from '../../json.ts';
import { fieldAt } from '../../requests/pick-fields.ts';

/** A text at a path; undefined when it is none. */
export function textAt(value: Json, path: string): string | undefined {
  const found = fieldAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** An id at a path: Jira writes some as numbers, some as texts. */
export function idAt(value: Json, path: string): string | undefined {
  const found = fieldAt(value, path);
  if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A whole number at a path. */
export function countAt(value: Json, path: string): number | undefined {
  const found = fieldAt(value, path);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}

/** True only when the field is `true`. */
export function isTrueAt(value: Json, path: string): boolean {
  return fieldAt(value, path) === true;
}

/** Items of a list at a path (empty path: the value itself); empty when it is none. */
export function itemsAt(value: Json, path = ''): Json[] {
  const found = path === '' ? value : fieldAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** Entries of an object, empty when it is none. */
export function entriesOf(value: Json | undefined): Array<[string, Json]> {
  return isJsonObject(value) ? Object.entries(value) : [];
}
