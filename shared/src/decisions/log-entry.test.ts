import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { CHAIN_START, entryHash, LOG_EVENTS, type LogEntry } from './log-entry.ts';

const entry: LogEntry = {
  seq: 1,
  atMs: 1_795_521_600_000,
  event: 'plan.staged',
  decisionId: 'dec_00000001',
  actor: { kind: 'human', id: 'acc_1' },
  detail: { digest: 'a'.repeat(64), counts: [1, 2] },
};

describe('the hash of a log entry', () => {
  const hash = entryHash('usr_1', CHAIN_START, entry);

  it('changes with the tenant, the entry before and every field', () => {
    const changes: Array<Partial<LogEntry>> = [
      { seq: 2 },
      { atMs: entry.atMs + 1 },
      { event: 'plan.approved' },
      { decisionId: null },
      { decisionId: 'dec_00000002' },
      { actor: { kind: 'human' } },
      { actor: { kind: 'human', id: 'acc_2' } },
      { actor: { kind: 'system', id: 'acc_1' } },
      { detail: { digest: 'a'.repeat(64), counts: [2, 1] } },
      { detail: { digest: 'a'.repeat(64), counts: [1, 2], more: null } },
      { detail: null },
    ];
    const hashes = [
      hash,
      entryHash('usr_2', CHAIN_START, entry),
      entryHash('usr_1', hash, entry),
      ...changes.map((change) => entryHash('usr_1', CHAIN_START, { ...entry, ...change })),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is the same for the same entry read back from the store', () => {
    const stored = JSON.parse(JSON.stringify(entry));
    expect(entryHash('usr_1', CHAIN_START, stored)).toBe(hash);
    const detail = Object.fromEntries(
      Object.entries(entry.detail as { [key: string]: Json }).reverse(),
    );
    expect(entryHash('usr_1', CHAIN_START, { ...entry, detail })).toBe(hash);
    const actor = { kind: 'system', id: undefined } as const;
    expect(entryHash('usr_1', CHAIN_START, { ...entry, actor })).toBe(
      entryHash('usr_1', CHAIN_START, { ...entry, actor: { kind: 'system' } }),
    );
  });

  it('covers the entry and nothing that lies beside it', () => {
    const row = { ...entry, personalText: 'erased later' };
    expect(entryHash('usr_1', CHAIN_START, row)).toBe(hash);
  });

  it('is pinned: chains written today verify for ever', () => {
    // SHA-256 over sorted, compact JSON, computed outside this code base.
    expect(hash).toBe('028c52c70cd4639e2afdeb3410bde4bdede062d17e9ddcfa591882af06d795ca');
  });
});

describe('event codes', () => {
  it('are unique and read `thing.happened`', () => {
    expect(new Set(LOG_EVENTS).size).toBe(LOG_EVENTS.length);
    for (const event of LOG_EVENTS) expect(event).toMatch(/^[a-z]+\.([a-z]+-)?[a-z]+ed$|\.made$/);
  });
});
