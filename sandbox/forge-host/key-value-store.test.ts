/** Hosted storage: atomic writes, expiry, queries by prefix, and nothing half done. */
import { expect, test } from 'vitest';
import { KeyValueStore } from './key-value-store.ts';

const at = (now: { ms: number }) => new KeyValueStore(() => now.ms);
const statusOf = (store: KeyValueStore, path: string, body: unknown): number =>
  store.answer(`/api/v1/${path}`, body).status;

test('an entry with a time to live is gone when it has passed', () => {
  const now = { ms: 0 };
  const store = at(now);
  statusOf(store, 'set', { key: 'k', value: 1, options: { ttl: { value: 1, unit: 'MINUTES' } } });
  now.ms = 59_999;
  expect(statusOf(store, 'get', { key: 'k' })).toBe(200);
  now.ms = 60_000;
  expect(statusOf(store, 'get', { key: 'k' })).toBe(404);
  expect(
    statusOf(store, 'set', { key: 'k', value: 2, options: { keyPolicy: 'FAIL_IF_EXISTS' } }),
  ).toBe(204);
});

test('secrets and values live apart', () => {
  const store = at({ ms: 0 });
  statusOf(store, 'secret/set', { key: 'k', value: 'hidden' });
  expect(statusOf(store, 'get', { key: 'k' })).toBe(404);
  expect(statusOf(store, 'secret/get', { key: 'k' })).toBe(200);
  expect(store.answer('/api/v1/query', {}).body).toEqual({ data: [] });
});

test('a query pages through the keys of a prefix', () => {
  const store = at({ ms: 0 });
  for (const key of ['a:1', 'b:1', 'b:2', 'b:3']) statusOf(store, 'set', { key, value: key });
  const where = [{ property: 'key', condition: 'BEGINS_WITH', values: ['b:'] }];
  const first = store.answer('/api/v1/query', { where, limit: 2 }).body as {
    data: { key: string }[];
    cursor: string;
  };
  expect(first.data.map((d) => d.key)).toEqual(['b:1', 'b:2']);
  const second = store.answer('/api/v1/query', { where, limit: 2, after: first.cursor }).body as {
    data: { key: string }[];
    cursor?: string;
  };
  expect(second.data.map((d) => d.key)).toEqual(['b:3']);
  expect(second.cursor).toBeUndefined();
});

test('a transaction with one conflict changes nothing', () => {
  const store = at({ ms: 0 });
  statusOf(store, 'set', { key: 'taken', value: 1 });
  const set = [
    { key: 'new', value: 1 },
    { key: 'taken', value: 2, options: { keyPolicy: 'FAIL_IF_EXISTS' } },
  ];
  expect(statusOf(store, 'transaction', { set })).toBe(409);
  expect(statusOf(store, 'get', { key: 'new' })).toBe(404);
});

test('what is read back is a copy', () => {
  const store = at({ ms: 0 });
  const value = { list: [1] };
  statusOf(store, 'set', { key: 'k', value });
  value.list.push(2);
  expect((store.answer('/api/v1/get', { key: 'k' }).body as { value: unknown }).value).toEqual({
    list: [1],
  });
});

test('storage the host does not play is refused, not ignored', () => {
  expect(statusOf(at({ ms: 0 }), 'entity/set', { key: 'k', value: 1 })).toBe(400);
});
