/**
 * Claude behind the Model port, through Anthropic's SDK: one call, no tools, structured output. Tries once: when to try
 * again is kept with the ticket and survives a restart (ADR 0017), so the SDK's own retries are off. Never throws.
 */
import Anthropic, { APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type {
  Message,
  MessageCreateParamsNonStreaming,
} from '@anthropic-ai/sdk/resources/messages';
import type { Model, ModelAnswer, ModelBill, ModelOutage, ModelRequest } from '../../ports.ts';
import { AnswerTooLarge, cappedFetch, type Fetch } from './capped-fetch.ts';
import { costMicroUsd, priceOf } from './prices.ts';

/** The model used where the environment names none: the current one of the middle size. */
export const DEFAULT_MODEL = 'claude-sonnet-5-5';

/** Room for thinking and answer; a plan of fifty actions needs less than half of it. */
const MAX_TOKENS = 16_000;
const MAX_ANSWER_BYTES = 1_500_000;
/** Longest wait that an answer may ask for: one hour. */
const MAX_RETRY_AFTER_MS = 3_600_000;
/** Every token holds at least one byte. */
const BYTES_PER_TOKEN = 1;

export interface ClaudeOptions {
  apiKey: string;
  modelId: string;
  baseUrl: string;
  /** Milliseconds until a call without an answer is given up; below the lease of a job. */
  timeoutMs: number;
  fetch?: Fetch | undefined;
}

/** Makes the model. No request leaves before `ask`. */
export function createClaude(options: ClaudeOptions): Model {
  const { apiKey, modelId, baseUrl, timeoutMs } = options;
  const client = new Anthropic({
    apiKey,
    authToken: null,
    baseURL: baseUrl,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    fetch: cappedFetch(options.fetch ?? fetch, MAX_ANSWER_BYTES),
  });
  return {
    modelId,
    mostMicroUsd: (request) => mostMicroUsd(modelId, request),
    ask: async (request) => {
      // The SDK's own time-out ends with the headers; this one covers the whole answer.
      const signal = AbortSignal.timeout(timeoutMs);
      const heard = { headers: false };
      try {
        const answering = client.messages.create(bodyOf(modelId, request), { signal });
        answering.asResponse().then(
          () => {
            heard.headers = true;
          },
          () => undefined,
        );
        return readAnswer(await answering, modelId);
      } catch (error) {
        return signal.aborted ? outage('timeout') : readFailure(error, heard.headers);
      }
    },
  };
}

function mostMicroUsd(modelId: string, request: ModelRequest): number {
  const { input, cacheWrite, output } = priceOf(modelId);
  const text = [
    request.ticket,
    JSON.stringify(request.schema),
    ...request.system.map((s) => s.text),
  ];
  const bytes = text.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return Math.ceil((bytes / BYTES_PER_TOKEN) * Math.max(input, cacheWrite) + MAX_TOKENS * output);
}

/** The body of a call: the static parts first, each ending in a cache mark. */
export function bodyOf(modelId: string, request: ModelRequest): MessageCreateParamsNonStreaming {
  return {
    model: modelId,
    max_tokens: MAX_TOKENS,
    system: request.system.map(({ text }) => ({
      type: 'text',
      text,
      cache_control: { type: 'ephemeral' },
    })),
    messages: [{ role: 'user', content: request.ticket }],
    output_config: {
      effort: 'medium',
      format: { type: 'json_schema', schema: request.schema as { [key: string]: unknown } },
    },
  };
}

const count = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;

/** What the call cost; null where the answer does not tell, so that the reservation stays. */
function billOf({ usage }: Message, modelId: string): ModelBill | null {
  if (typeof usage !== 'object' || usage === null) return null;
  const told = {
    input: count(usage.input_tokens),
    output: count(usage.output_tokens),
    cacheRead: count(usage.cache_read_input_tokens),
    cacheWrite: count(usage.cache_creation_input_tokens),
  };
  if (told.input + told.output + told.cacheRead + told.cacheWrite === 0) return null;
  return { modelId, usage: told, costMicroUsd: costMicroUsd(modelId, told) };
}

/** Exactly one text block, thinking aside: anything else is no answer to this request. */
function textOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  const said = content.filter((block) => {
    const type: unknown = block?.type;
    return type !== 'thinking' && type !== 'redacted_thinking';
  });
  const [only] = said;
  const text: unknown = only?.text;
  return said.length === 1 && only?.type === 'text' && typeof text === 'string' ? text : undefined;
}

function readAnswer(message: Message, modelId: string): ModelAnswer {
  // A page of a proxy comes as a string; the API's answer is an object.
  if (typeof message !== 'object' || message === null || message.type !== 'message') {
    return { state: 'no-answer', why: 'not-the-api', retryAfterMs: null };
  }
  const bill = billOf(message, modelId);
  const { stop_reason: stop } = message;
  if (stop === 'refusal') return { state: 'unusable', why: 'refusal', bill };
  if (stop === 'max_tokens' || stop === 'model_context_window_exceeded') {
    return { state: 'unusable', why: 'cut-off', bill };
  }
  const text = stop === 'end_turn' ? textOf(message.content) : undefined;
  if (text === undefined || bill === null) return { state: 'unusable', why: 'malformed', bill };
  return { state: 'answered', text, bill };
}

function readFailure(error: unknown, hasHeaders: boolean): ModelAnswer {
  if (isTooLarge(error)) return { state: 'unusable', why: 'oversized', bill: null };
  if (error instanceof APIConnectionTimeoutError) return outage('timeout');
  if (error instanceof APIError && typeof error.status === 'number') {
    if (isTooLong(error)) return { state: 'unusable', why: 'not-taken', bill: null };
    return outage(outageOf(error.status), retryAfterMs(error.headers));
  }
  // Once it had begun to answer, it may have done the work.
  return outage(hasHeaders ? 'broken-off' : 'unreachable');
}

function outage(why: ModelOutage, after: number | null = null): ModelAnswer {
  return { state: 'no-answer', why, retryAfterMs: after };
}

function outageOf(status: number): ModelOutage {
  if (status === 429) return 'rate-limited';
  if (status === 529 || status === 503) return 'overloaded';
  if (status === 401 || status === 402 || status === 403) return 'key-refused';
  if (status === 408) return 'timeout';
  return status >= 500 ? 'server-error' : 'request-refused';
}

/** Of this very ticket: too long. Any other refused request is the operator's to look at, such as an empty account. */
function isTooLong({ status, apiMessage }: APIError): boolean {
  if (status === 413) return true;
  return (
    status === 400 &&
    /too long|too large|exceeds? the (?:maximum|limit)|context/i.test(apiMessage ?? '')
  );
}

function isTooLarge(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof AnswerTooLarge) return true;
  }
  return false;
}

/** `retry-after` in whole or broken seconds; anything else counts as not said. */
function retryAfterMs(headers: unknown): number | null {
  const text = headers instanceof Headers ? headers.get('retry-after') : null;
  const seconds = text === null || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(MAX_RETRY_AFTER_MS, Math.ceil(seconds * 1_000));
}
