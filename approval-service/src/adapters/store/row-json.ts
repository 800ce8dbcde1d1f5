/** JSON columns: written by us, so reading them back is a cast, not a validation. */

/** Parses a JSON column. */
export function fromColumn<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** Parses a nullable JSON column. */
export function fromNullable<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

/** Writes a nullable JSON column. */
export function toNullable(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
