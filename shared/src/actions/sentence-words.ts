/** Pieces of sentences made of names in Jira. Imports nothing: the issue panel loads it. */

const MAX_LISTED = 10;

/** A name as it may stand inside a sentence: no line breaks, control or direction characters. */
export function plain(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
}

/** Names joined for a sentence: `A, B and C`; more than ten end in a count. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map(plain);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** A number with its noun: `1 issue`, `3 issues`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** The names of things, joined. */
export function named(things: ReadonlyArray<{ name: string }>): string {
  return listed(things.map(({ name }) => name));
}
