/**
 * How names written by people are compared with names in Jira: composed Unicode, single spaces, case ignored.
 * Look-alike letters stay different. Text that cannot be a name (path characters, control and invisible characters)
 * is recognised before anything is asked of Jira.
 */

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} _.,:&+'’()@#"!-]{0,254}$/u;

/** Form in which names are compared. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** Takes quotation marks and space off the ends. */
export function bareWords(words: string): string {
  return words
    .trim()
    .replace(/^["'“”„«‘’`]+|["'“”„»‘’`]+$/gu, '')
    .trim();
}

/** True for text that can be a name in Jira: starts with a letter or digit, holds nothing that could change a path. */
export function looksLikeName(words: string): boolean {
  return NAME.test(words);
}

/** The items whose name is exactly the words, case ignored. */
export function namedExactly<T extends { name: string }>(words: string, items: readonly T[]): T[] {
  const wanted = foldName(words);
  return items.filter((item) => foldName(item.name) === wanted);
}
