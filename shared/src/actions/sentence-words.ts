/** Pieces of sentences made of names in Jira. Imports nothing: the issue panel loads it. */

/** Names a sentence gives in full unless its action says otherwise. */
const MAX_LISTED = 20;

/** A name as it may stand inside a sentence: no line breaks, control or direction characters. */
export function plain(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
}

/** A name people chose, such as that of a sprint, a scheme or a role. Keys and people's names stand without marks. */
export function quoted(name: string): string {
  return `"${plain(name)}"`;
}

/** Names joined for a sentence: `A, B and C`, or `none`; more than the limit end in a count. */
export function listOf(names: readonly string[], limit = MAX_LISTED): string {
  const shown = names.slice(0, limit).map(plain);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? 'none';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Row of a thing that cannot come back, after the action. */
export const DELETED_FOR_GOOD = 'deleted for good';

/** A text as a row shows it: `none` where there is none. */
export function orNone(text: string | null | undefined): string {
  return text || 'none';
}

/** A number with its noun: `1 issue`, `3 issues`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** How many do something, and who: `2 projects use it: ABC and OPS`, `No project uses it`. */
export function countWithNames(names: readonly string[], singular: string, plural: string): string {
  if (names.length === 0) return `No ${singular}`;
  return `${countOf(names.length, singular, plural)}: ${listOf(names)}`;
}

/** The names of things, joined. */
export function named(things: ReadonlyArray<{ name: string }>): string {
  return listOf(things.map(({ name }) => name));
}

/** The names of things, each in quotation marks, joined. */
export function namedQuoted(things: ReadonlyArray<{ name: string }>): string {
  return listOf(things.map(({ name }) => quoted(name)));
}

/** The form a verb takes after a number of things: `1 issue is`, `3 issues are`. */
export function verbOf(count: number, singular: string, plural: string): string {
  return count === 1 ? singular : plural;
}
