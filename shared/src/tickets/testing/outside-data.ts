/** Atlassian's recorded documents, which are not part of the repository: tests read them beside it or where told. */

/** Relative to the repository root. */
export const OUTSIDE_DATA = '../shared/data';

/** Every ADF document inside a value, however deep. */
export function findDocuments(value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap(findDocuments);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'doc' && 'content' in value) return [value];
  return Object.values(value).flatMap(findDocuments);
}

/** Texts of all text nodes of a document. */
export function textNodes(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textNodes);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'type' in value && value.type === 'text' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(textNodes)];
}
