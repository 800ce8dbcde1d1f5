import { readFileSync } from 'node:fs';
import { FORGE_OPERATIONS } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { OWN_OPERATIONS } from '../jira/own-operations';
import { ALLOWED_OPERATIONS } from './allowed-operations';

const scopes = [...readFileSync('manifest.yml', 'utf8').matchAll(/^ {4}- ([a-z:.-]+)$/gm)].map(
  (match) => match[1] ?? '',
);

describe('operations', () => {
  it('of the three kinds are there and do not overlap where it matters', () => {
    const { reads, writes, comments } = ALLOWED_OPERATIONS;
    expect([reads, writes, comments].every((list) => list.length > 0)).toBe(true);
    const ids = (list: typeof reads): string[] => list.map(({ operationId }) => operationId);
    // One action comments; `verify-order.ts` demands its mark.
    expect(ids(writes).filter((id) => ids(comments).includes(id))).toEqual(['addComment']);
    expect(ids(reads).filter((id) => ids(comments).includes(id))).toEqual([]);
  });

  it('are covered by the manifest’s scopes, which hold nothing beyond them but storage', () => {
    const needed = [...FORGE_OPERATIONS, ...OWN_OPERATIONS].flatMap(
      (operation) => operation.scopes,
    );
    expect([...new Set([...needed, 'storage:app'])].sort()).toEqual([...scopes].sort());
  });
});
