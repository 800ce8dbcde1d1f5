/**
 * List prices of the Messages API, US dollars per million tokens (platform.claude.com/docs/en/about-claude/pricing, read
 * in November 2026). A model that is not in the list is billed like the dearest, so that no cap is passed unseen.
 */
import type { ModelUsage } from '../../ports.ts';

/** Dollars per million tokens, which is millionths of a dollar per token. */
export interface Price {
  input: number;
  output: number;
  cacheRead: number;
  /** Kept for five minutes. */
  cacheWrite: number;
}

const perInput = (input: number, output: number): Price => {
  return { input, output, cacheRead: input / 10, cacheWrite: input * 1.25 };
};

const DEAREST = perInput(15, 75);

const PRICES: Readonly<Record<string, Price>> = {
  'claude-fable-5-2': perInput(10, 50),
  'claude-fable-5-1': perInput(10, 50),
  'claude-fable-5': perInput(10, 50),
  'claude-opus-5-5': perInput(4, 20),
  'claude-opus-5': perInput(5, 25),
  'claude-opus-4-8': perInput(5, 25),
  'claude-opus-4-7': perInput(5, 25),
  'claude-opus-4-6': perInput(5, 25),
  'claude-opus-4-5': perInput(5, 25),
  'claude-sonnet-5-5': perInput(2, 10),
  'claude-sonnet-5': perInput(2, 10),
  'claude-sonnet-4-6': perInput(3, 15),
  'claude-sonnet-4-5': perInput(3, 15),
  'claude-haiku-4-5': perInput(1, 5),
  // The price above 100,000 tokens; below it is a fifth of that.
  'claude-haiku-5-5': perInput(0.5, 2.5),
};

/** Price of a model by its id. */
export function priceOf(modelId: string): Price {
  return Object.hasOwn(PRICES, modelId) ? (PRICES[modelId] ?? DEAREST) : DEAREST;
}

/** Cost of a call in millionths of a US dollar, rounded up. */
export function costMicroUsd(modelId: string, usage: ModelUsage): number {
  const price = priceOf(modelId);
  return Math.ceil(
    usage.input * price.input +
      usage.output * price.output +
      usage.cacheRead * price.cacheRead +
      usage.cacheWrite * price.cacheWrite,
  );
}
