/** `id:10200`: how an inverse, or a person who knows it, names a thing by its id instead of its name. */

const NAMED_ID = /^id:\s?([0-9A-Za-z_-]{1,64})$/i;

/** The id in words of the form `id:10200`; undefined for other words. */
export function namedIdIn(words: string): string | undefined {
  return NAMED_ID.exec(words.trim())?.[1];
}

/** An id as words that `namedIdIn` reads. */
export function namedId(id: string): string {
  return `id:${id}`;
}
