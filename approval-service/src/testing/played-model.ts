/**
 * The Messages API as far as one call goes, behind the real adapter and SDK: answers are given by the test, requests kept.
 * Strict checks of requests are the sandbox's (`sandbox/claude`).
 */
import { createClaude } from '../adapters/anthropic/claude.ts';
import type { ModelReply } from '../analyse/model/reply-schema.ts';
import type { Model } from '../ports.ts';

/** What comes back: a whole HTTP answer, or a connection that breaks. */
export type PlayedAnswer = Response | 'break';

export interface PlayedModel {
  model: Model;
  /** Bodies of the requests, as sent. */
  requests: string[];
  /** Next answers, in order; without one the model finds nothing. */
  next: PlayedAnswer[];
}

const USAGE = {
  input_tokens: 1_000,
  output_tokens: 200,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 9_000,
};

/** A whole message of the API around a text. */
export function messageOf(text: string, over: Record<string, unknown> = {}): Response {
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-5-5',
    content: [{ type: 'text', text, citations: null }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    stop_details: null,
    usage: USAGE,
    ...over,
  };
  return Response.json(message, { headers: { 'request-id': 'req_1' } });
}

/** An error of the API. */
export function errorOf(status: number, headers: Record<string, string> = {}): Response {
  const error = { type: 'error', error: { type: 'api_error', message: 'no' }, request_id: 'req_1' };
  return Response.json(error, { status, headers });
}

/** A reply as the model would word it. */
export function replyOf(reply: Partial<ModelReply>): Response {
  const nothing = {
    outcome: 'none',
    confidence: 0.95,
    actions: [],
    questions: [],
    unsupported: [],
  };
  return messageOf(JSON.stringify({ ...nothing, ...reply }));
}

/** Makes the model. */
export function createPlayedModel(): PlayedModel {
  const played: Omit<PlayedModel, 'model'> = { requests: [], next: [] };
  const model = createClaude({
    apiKey: 'sk-ant-played-0123456789',
    modelId: 'claude-sonnet-5-5',
    baseUrl: 'https://api.anthropic.test',
    timeoutMs: 60_000,
    fetch: async (_input, init) => {
      played.requests.push(String(init?.body));
      const answer = played.next.shift() ?? replyOf({});
      if (answer === 'break') throw new TypeError('fetch failed');
      return answer;
    },
  });
  return { ...played, model };
}

/** An order the playbook does not understand. */
export const SENTENCE = 'Could Dana Weber become a colleague of ours over in ABC';

/** A reply that takes it for adding Dana to ABC, out of the summary. */
export function addDana(over: Partial<ModelReply['actions'][number]> = {}): Partial<ModelReply> {
  const source = 'summary';
  const args = [
    { name: 'project', value: 'ABC', source, quote: 'ABC' },
    { name: 'user', value: 'Dana Weber', source, quote: 'Dana Weber' },
  ];
  const action = {
    type: 'project.member.add',
    source,
    quote: SENTENCE,
    arguments: args,
    needs: [],
  };
  return { outcome: 'plan', actions: [{ ...action, ...over }] };
}
