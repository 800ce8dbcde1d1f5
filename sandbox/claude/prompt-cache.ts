/**
 * Counts what a request costs to read: which part of it was written to the cache, read from it, or neither. A prefix is known
 * by everything up to its mark and by the model and the schema; it lives from its last use for as long as its mark says.
 */
import { createHash } from 'node:crypto';
import type { CacheMark, CheckedRequest } from './claude-types.ts';
import { tokensOf, turnTokens } from './count-tokens.ts';

const TTL_MS: Readonly<Record<CacheMark['ttl'], number>> = { '5m': 300_000, '1h': 3_600_000 };

/** Tokens of one request's input; their sum is the whole input. */
export interface InputUsage {
  plain: number;
  read: number;
  written: Readonly<Record<CacheMark['ttl'], number>>;
}

/** Prefixes that are kept. */
export interface PromptCache {
  /** Reads, and writes what is marked and long enough. */
  use(request: CheckedRequest, leastTokens: number, nowMs: number): InputUsage;
  clear(): void;
}

interface Prefix extends CacheMark {
  key: string;
  tokens: number;
}

/** Every text of a request in the order the model reads it. The schema stands before the system prompt. */
function partsOf({ system, messages }: CheckedRequest) {
  return [...system, ...messages.flatMap(({ parts }) => parts)];
}

/** Tokens of a whole request. */
export function inputTokens(request: CheckedRequest): number {
  const texts = partsOf(request).reduce((sum, { text }) => sum + tokensOf(text), 0);
  return texts + schemaTokens(request) + turnTokens(request.messages.length);
}

const schemaTokens = ({ schema }: CheckedRequest): number =>
  schema === undefined ? 0 : tokensOf(JSON.stringify(schema));

function prefixesOf(request: CheckedRequest): Prefix[] {
  const { model, schema, system } = request;
  const hash = createHash('sha256').update(JSON.stringify([model, schema ?? null, system.length]));
  let tokens = schemaTokens(request);
  return partsOf(request).flatMap(({ text, mark }): Prefix[] => {
    hash.update(JSON.stringify(text));
    tokens += tokensOf(text);
    return mark ? [{ ...mark, key: hash.copy().digest('hex'), tokens }] : [];
  });
}

/** An empty cache. */
export function createPromptCache(): PromptCache {
  const untilMs = new Map<string, number>();
  const isKept = ({ key }: Prefix, nowMs: number): boolean => (untilMs.get(key) ?? 0) > nowMs;
  return {
    use(request, leastTokens, nowMs) {
      const total = inputTokens(request);
      const prefixes = prefixesOf(request).filter(({ tokens }) => tokens >= leastTokens);
      const read = prefixes.findLast((prefix) => isKept(prefix, nowMs))?.tokens ?? 0;
      const written = { '5m': 0, '1h': 0 };
      let counted = read;
      for (const { key, ttl, tokens } of prefixes) {
        untilMs.set(key, nowMs + TTL_MS[ttl]);
        written[ttl] += Math.max(0, tokens - counted);
        counted = Math.max(counted, tokens);
      }
      return { plain: total - counted, read, written };
    },
    clear: () => untilMs.clear(),
  };
}
