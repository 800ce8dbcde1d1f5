/**
 * What the models the stand-in knows accept, from the vendor's model pages and migration guides (November 2026). A model that
 * is not here is unknown to the stand-in, even where the real API knows it.
 */

/** Limits and habits of one model. Tokens everywhere. */
export interface ModelTraits {
  contextTokens: number;
  maxOutputTokens: number;
  /** A shorter prefix is not cached, and no error says so. */
  leastCachedTokens: number;
  /** Whether `temperature`, `top_p` and `top_k` may differ from their defaults, and a last assistant turn is continued. */
  takesSampling: boolean;
  takesEffort: boolean;
  /** Accepted `thinking.type`; the first is what happens when nothing is said. */
  thinking: readonly ThinkingType[];
}

export type ThinkingType = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';

const CURRENT: ModelTraits = {
  contextTokens: 1_000_000,
  maxOutputTokens: 128_000,
  leastCachedTokens: 512,
  takesSampling: false,
  takesEffort: true,
  thinking: ['adaptive', 'between_tools'],
};

const MODELS: Readonly<Record<string, ModelTraits>> = {
  'claude-sonnet-5-5': CURRENT,
  'claude-haiku-5-5': { ...CURRENT, contextTokens: 200_000, maxOutputTokens: 64_000 },
  'claude-opus-5-5': { ...CURRENT, thinking: ['adaptive'] },
  'claude-sonnet-5': { ...CURRENT, leastCachedTokens: 1_024, thinking: ['adaptive', 'disabled'] },
  'claude-sonnet-4-6': {
    ...CURRENT,
    maxOutputTokens: 64_000,
    leastCachedTokens: 2_048,
    takesSampling: true,
    thinking: ['disabled', 'adaptive', 'enabled'],
  },
  'claude-haiku-4-5': {
    contextTokens: 200_000,
    maxOutputTokens: 64_000,
    leastCachedTokens: 4_096,
    takesSampling: true,
    takesEffort: false,
    thinking: ['disabled', 'enabled'],
  },
};

/** Traits of a model by its id; undefined when the stand-in does not know it. */
export const traitsOf = (model: string): ModelTraits | undefined =>
  Object.hasOwn(MODELS, model) ? MODELS[model] : undefined;
