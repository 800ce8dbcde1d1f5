/** The whole `message` object of an answer, as the Messages API sends it without streaming. */
import { createHash } from 'node:crypto';
import type { CheckedRequest } from './claude-types.ts';
import { firstTokens, tokensOf } from './count-tokens.ts';
import type { InputUsage } from './prompt-cache.ts';

/** What is said, before limits. */
export interface Said {
  blocks: readonly unknown[];
  stopReason: string;
  stopDetails?: object | undefined;
  thinkingTokens: number;
}

/** Thinking a model did: hidden unless the request asks to see a summary. */
export function thinkingBlock(request: CheckedRequest, seed: string): object {
  const signature = createHash('sha512').update(seed).digest('base64');
  const summary = request.showsThinking ? 'What is asked, by whom, and in which words?' : '';
  return { type: 'thinking', thinking: summary, signature };
}

/** A block of text. */
export const textBlock = (text: string): object => ({ type: 'text', text, citations: null });

const textOf = (block: unknown): string => {
  const { text } = (block ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
};

const isText = (block: unknown): boolean => (block as { type?: unknown } | null)?.type === 'text';

/** Tokens of what was said. */
const outputTokens = ({ blocks, thinkingTokens }: Said): number =>
  blocks.reduce<number>((sum, block) => sum + tokensOf(textOf(block)), thinkingTokens);

/** Cuts the last text where `maxTokens` ends, thinking counted; the stop reason says so. */
export function withinLimit(said: Said, maxTokens: number): Said {
  if (outputTokens(said) <= maxTokens) return said;
  let left = Math.max(0, maxTokens - said.thinkingTokens);
  const blocks: unknown[] = [];
  for (const block of said.blocks) {
    if (!isText(block)) {
      blocks.push(block);
      continue;
    }
    const text = firstTokens(textOf(block), left);
    left -= tokensOf(text);
    if (text !== '') blocks.push(textBlock(text));
  }
  const thinkingTokens = Math.min(said.thinkingTokens, maxTokens);
  return { blocks, stopReason: 'max_tokens', thinkingTokens };
}

/** The object; `id` without its prefix. */
export function buildMessage(
  { model }: CheckedRequest,
  said: Said,
  { id, usage }: { id: string; usage: InputUsage },
): object {
  return {
    model,
    id: `msg_01${id}`,
    type: 'message',
    role: 'assistant',
    content: said.blocks,
    container: null,
    diagnostics: null,
    stop_reason: said.stopReason,
    stop_sequence: null,
    stop_details: said.stopDetails ?? null,
    usage: {
      input_tokens: usage.plain,
      cache_creation_input_tokens: usage.written['5m'] + usage.written['1h'],
      cache_read_input_tokens: usage.read,
      cache_creation: {
        ephemeral_5m_input_tokens: usage.written['5m'],
        ephemeral_1h_input_tokens: usage.written['1h'],
      },
      output_tokens: outputTokens(said),
      output_tokens_details: { thinking_tokens: said.thinkingTokens },
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: null,
      speed: null,
    },
  };
}
