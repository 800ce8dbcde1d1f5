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

/** Names joined for a sentence: `A, B and C`, or `none`; more than the limit end in a count. */
export function listOf(names: readonly string[], limit = MAX_LISTED): string {
  const shown = names.slice(0, limit).map(plain);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? 'none';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** A number with its noun: `1 issue`, `3 issues`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** The names of things, joined. */
export function named(things: ReadonlyArray<{ name: string }>): string {
  return listOf(things.map(({ name }) => name));
}
