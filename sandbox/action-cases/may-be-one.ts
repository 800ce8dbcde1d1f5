/** Compares what a case expects, which may hold matchers of the test runner, with what is there. */
import { expect } from 'vitest';

/** True where `toEqual` would hold. */
export function mayBeOne(found: unknown, expected: unknown): boolean {
  try {
    expect(found).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}
