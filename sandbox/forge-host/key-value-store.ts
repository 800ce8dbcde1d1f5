/**
 * Forge's hosted key-value storage for one installation, in memory. It guarantees what the app relies on: `FAIL_IF_EXISTS`
 * is atomic, keys and values keep the documented limits, expired entries vanish. It leaves out entities and their queries,
 * eventual consistency and the up to 48 hours an expired entry may stay readable.
 */

const VALUE_BYTES_MOST = 240 * 1024;
const KEY_LENGTH_MOST = 500;
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const UNIT_MS: Record<string, number> = { SECONDS: 1e3, MINUTES: 6e4, HOURS: 36e5, DAYS: 864e5 };
const PAGE = { usual: 10, most: 100 };

interface Entry {
  value: unknown;
  createdAt: number;
  updatedAt: number;
  expiresAt: number | undefined;
}
interface SetRequest {
  key: string;
  value: unknown;
  options?: { keyPolicy?: string; returnValue?: string; ttl?: { value: number; unit: string } };
}
/** An answer of the storage: HTTP status and JSON body. */
export interface StoreAnswer {
  readonly status: number;
  readonly body?: unknown;
}

const refuse = (status: number, code: string, message: string): StoreAnswer => ({
  status,
  body: { code, message },
});

/** One installation's storage. `answer` takes the SDK's path and parsed body. */
export class KeyValueStore {
  readonly #plain = new Map<string, Entry>();
  readonly #secrets = new Map<string, Entry>();
  readonly #clock: () => number;

  /** `clock` in ms decides about expiry. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Answers one request of `@forge/kvs`; unknown paths are refused with code `UNSUPPORTED`. */
  answer(path: string, body: unknown): StoreAnswer {
    const words = path.replace(/^\/api\/v1\//, '').split('/');
    const secret = words[0] === 'secret';
    const store = secret ? this.#secrets : this.#plain;
    const verb = secret ? words[1] : words.join('/');
    switch (verb) {
      case 'get':
        return this.#get(store, body as { key: string });
      case 'set':
        return this.#set(store, body as SetRequest);
      case 'delete':
        return this.#delete(store, body as { key: string });
      case 'query':
        return this.#query(body as QueryRequest);
      case 'batch/set':
        return this.#batch(body as SetRequest[], (item) => this.#set(this.#plain, item));
      case 'batch/delete':
        return this.#batch(body as { key: string }[], (item) => this.#delete(this.#plain, item));
      case 'batch/get':
        return this.#batch(body as { key: string }[], (item) => this.#get(this.#plain, item));
      case 'transaction':
        return this.#transact(body as TransactRequest);
      default:
        return refuse(400, 'UNSUPPORTED', `the host does not play ${path}`);
    }
  }

  /** Forgets everything, as after an uninstallation. */
  clear(): void {
    this.#plain.clear();
    this.#secrets.clear();
  }

  #live(store: Map<string, Entry>, key: string): Entry | undefined {
    const entry = store.get(key);
    if (entry?.expiresAt !== undefined && entry.expiresAt <= this.#clock()) {
      store.delete(key);
      return undefined;
    }
    return entry;
  }

  #get(store: Map<string, Entry>, { key }: { key: string }): StoreAnswer {
    const entry = this.#live(store, key);
    if (!entry) return refuse(404, 'KEY_NOT_FOUND', `no value for key ${key}`);
    return { status: 200, body: describe(key, entry) };
  }

  #set(store: Map<string, Entry>, request: SetRequest): StoreAnswer {
    const refusal = checkEntry(request);
    if (refusal) return refusal;
    const { key, value, options } = request;
    const before = this.#live(store, key);
    if (options?.keyPolicy === 'FAIL_IF_EXISTS' && before) {
      return refuse(409, 'KEY_CONFLICT', `key ${key} exists`);
    }
    const now = this.#clock();
    const ttl = options?.ttl;
    const expiresAt = ttl ? now + ttl.value * (UNIT_MS[ttl.unit] ?? 0) : undefined;
    const entry = {
      value: structuredClone(value),
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      expiresAt,
    };
    store.set(key, entry);
    if (options?.returnValue === 'LATEST') return { status: 200, body: describe(key, entry) };
    if (options?.returnValue === 'PREVIOUS' && before)
      return { status: 200, body: describe(key, before) };
    return { status: 204 };
  }

  #delete(store: Map<string, Entry>, { key }: { key: string }): StoreAnswer {
    store.delete(key);
    return { status: 204 };
  }

  #query({ limit = PAGE.usual, after, where }: QueryRequest): StoreAnswer {
    if (limit < 1 || limit > PAGE.most)
      return refuse(400, 'INVALID_LIMIT', `limit must be 1 to ${PAGE.most}`);
    const prefix =
      where?.find((w) => w.property === 'key' && w.condition === 'BEGINS_WITH')?.values[0] ?? '';
    if (where?.some((w) => w.property !== 'key' || w.condition !== 'BEGINS_WITH')) {
      return refuse(400, 'UNSUPPORTED', 'only key BEGINS_WITH can be queried');
    }
    const keys = [...this.#plain.keys()].sort().filter((key) => key.startsWith(prefix));
    const live = keys.flatMap((key) => {
      const entry = this.#live(this.#plain, key);
      return entry ? [describe(key, entry)] : [];
    });
    const start = after ? live.findIndex((item) => item.key > after) : 0;
    const data = start < 0 ? [] : live.slice(start, start + limit);
    const last = data.at(-1)?.key;
    const more = last !== undefined && last !== live.at(-1)?.key;
    return { status: 200, body: { data, ...(more ? { cursor: last } : {}) } };
  }

  #batch<T extends { key: string }>(items: T[], one: (item: T) => StoreAnswer): StoreAnswer {
    const successfulKeys: unknown[] = [];
    const failedKeys: unknown[] = [];
    for (const item of items) {
      const answer = one(item);
      if (answer.status < 300) successfulKeys.push(answer.body ?? { key: item.key });
      else failedKeys.push({ key: item.key, error: answer.body });
    }
    return { status: 200, body: { successfulKeys, failedKeys } };
  }

  /** All or nothing; without entities and their conditions. */
  #transact({ set = [], delete: removed = [], check = [] }: TransactRequest): StoreAnswer {
    const entity = [...set, ...removed].some((item) => item.entityName !== undefined);
    if (check.length > 0 || entity) return refuse(400, 'UNSUPPORTED', 'the host plays no entities');
    for (const item of set) {
      const refusal = checkEntry(item);
      if (refusal) return refusal;
      if (item.options?.keyPolicy === 'FAIL_IF_EXISTS' && this.#live(this.#plain, item.key)) {
        return refuse(409, 'KEY_CONFLICT', `key ${item.key} exists`);
      }
    }
    for (const item of set) this.#set(this.#plain, item);
    for (const item of removed) this.#plain.delete(item.key);
    return { status: 204 };
  }
}

interface QueryRequest {
  limit?: number;
  after?: string;
  where?: { property: string; condition: string; values: string[] }[];
}
interface TransactRequest {
  set?: (SetRequest & { entityName?: string })[];
  delete?: { key: string; entityName?: string }[];
  check?: unknown[];
}

function describe(key: string, entry: Entry): Record<string, unknown> & { key: string } {
  const { value, createdAt, updatedAt, expiresAt } = entry;
  const expireTime =
    expiresAt === undefined ? {} : { expireTime: new Date(expiresAt).toISOString() };
  return { key, value, createdAt, updatedAt, ...expireTime };
}

function checkEntry({ key, value }: SetRequest): StoreAnswer | undefined {
  if (key.length > KEY_LENGTH_MOST)
    return refuse(400, 'KEY_TOO_LONG', `a key has at most ${KEY_LENGTH_MOST} characters`);
  if (!KEY_PATTERN.test(key))
    return refuse(400, 'INVALID_KEY', `key ${key} has characters that are not allowed`);
  if (value === undefined || value === null)
    return refuse(400, 'INVALID_VALUE', 'a value is needed');
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > VALUE_BYTES_MOST)
    return refuse(413, 'MAX_SIZE', `a value has at most ${VALUE_BYTES_MOST} bytes`);
  return undefined;
}
