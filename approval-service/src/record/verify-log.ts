/** Walks a tenant's chain from the start and names the first entry that does not fit. */

import type { UserId } from '@kraken/shared';
import { CHAIN_START, entryHash } from '@kraken/shared/crypto';
import type { StoredEntry, TenantStore } from '../ports.ts';

export type LogVerdict =
  | { ok: true; entries: number; head: string }
  | {
      ok: false;
      seq: number;
      reason: 'missing' | 'changed' | 'cut-off' | 'moved';
      entries: number;
    };

const PAGE = 1_000;

/** Verifies positions, links, hashes, times and the head. Reads page by page. */
export async function verifyLog(store: TenantStore, userId: UserId): Promise<LogVerdict> {
  let previous = CHAIN_START;
  let seq = 0;
  let atMs = 0;
  for (;;) {
    const page = await store.read((tx) => tx.log.list(seq, PAGE));
    for (const entry of page) {
      const reason = fault(userId, entry, { seq, previous, atMs });
      if (reason) return { ok: false, seq: seq + 1, reason, entries: seq };
      ({ seq, atMs } = entry);
      previous = entry.hash;
    }
    if (page.length < PAGE) break;
  }
  const head = await store.read((tx) => tx.log.head());
  if (head.seq !== seq || head.hash !== previous)
    return { ok: false, seq: seq + 1, reason: 'cut-off', entries: seq };
  return { ok: true, entries: seq, head: previous };
}

function fault(
  userId: UserId,
  entry: StoredEntry,
  before: { seq: number; previous: string; atMs: number },
): 'missing' | 'changed' | 'moved' | undefined {
  if (entry.seq !== before.seq + 1) return 'missing';
  if (entry.previousHash !== before.previous || entry.atMs < before.atMs) return 'moved';
  return entryHash(userId, before.previous, entry) === entry.hash ? undefined : 'changed';
}
