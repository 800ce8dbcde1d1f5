/**
 * Checks a request's body as the Messages API does, and hands on what it asks. Stricter than the real one where that is not
 * known exactly; what the real one has and the stand-in lacks is answered 501.
 */
import { ApiRefusal, invalid, notHere } from './api-refusal.ts';
import { checkOutputSchema } from './check-output-schema.ts';
import type { CacheMark, CheckedRequest, TextPart } from './claude-types.ts';
import { type ModelTraits, traitsOf } from './model-table.ts';
import { type Body, bodyShape, messageShape, readShape, textBlockShape } from './request-shape.ts';

const MOST_CACHE_MARKS = 4;

/** Fields of the real API that change what it does in ways the stand-in does not have. */
const FIELDS_NOT_HERE = [
  'tools',
  'tool_choice',
  'container',
  'diagnostics',
  'speed',
  'inference_geo',
  'cache_control',
  'stop_sequences',
];

const SAMPLING = ['temperature', 'top_p', 'top_k'];

/** Blocks the real API takes in messages. */
const BLOCKS_NOT_HERE = [
  'image',
  'document',
  'search_result',
  'thinking',
  'redacted_thinking',
  'tool_use',
  'tool_result',
  'server_tool_use',
];

/** The request of a body's bytes. Throws `ApiRefusal`: 400 for what is wrong, 404 for the model, 501 for what is not here. */
export function checkRequest(bytes: Uint8Array, mayHaveSampling: boolean): CheckedRequest {
  const value = readJson(bytes);
  checkFields(value, mayHaveSampling);
  const body = readShape(bodyShape, value, '');
  if (body.stream === true) throw notHere('streaming');
  const system = readSystem(body.system);
  const messages = readMessages(body.messages);
  checkMarks([...system, ...messages.flatMap(({ parts }) => parts)]);
  const schema = body.output_config?.format?.schema;
  if (schema) checkOutputSchema(schema);
  const traits = traitsOf(body.model);
  if (!traits) throw new ApiRefusal(404, 'not_found_error', `model: ${body.model}`);
  checkTraits(body, traits);
  checkLastTurn(messages, traits.takesSampling && schema === undefined);
  const { thinking } = body;
  return {
    model: body.model,
    maxTokens: body.max_tokens,
    system,
    messages,
    schema,
    thinking: thinking?.type ?? traits.thinking[0] ?? 'disabled',
    showsThinking:
      thinking !== undefined && 'display' in thinking && thinking.display === 'summarized',
  };
}

function checkFields(value: object, mayHaveSampling: boolean): void {
  for (const field of FIELDS_NOT_HERE) if (Object.hasOwn(value, field)) throw notHere(field);
  for (const field of mayHaveSampling ? [] : SAMPLING)
    if (Object.hasOwn(value, field)) throw invalid(`${field}: Extra inputs are not permitted`);
}

function checkLastTurn(messages: CheckedRequest['messages'], mayBeContinued: boolean): void {
  if (messages.at(-1)?.role === 'assistant' && !mayBeContinued)
    throw invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
}

function readJson(bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('The request body is not valid JSON');
  }
  if (!isWellFormed(value))
    throw invalid('The request body is not valid JSON: no low surrogate in string');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('body: Input should be an object');
  return value;
}

/** Half a pair of surrogates is no JSON for the real API, though JSON.parse takes it. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWellFormed(part));
}

function readSystem(system: unknown): TextPart[] {
  if (system === undefined) return [];
  if (typeof system === 'string') return system === '' ? [] : [{ text: system }];
  if (!Array.isArray(system)) throw invalid('system: Input should be a valid string or list');
  return system.map((block, index) => readBlock(block, `system.${index}`));
}

function readMessages(messages: readonly unknown[]): CheckedRequest['messages'] {
  if (messages.length === 0) throw invalid('messages: at least one message is required');
  const read = messages.map((message, index) => {
    const { role, content } = readShape(messageShape, message, `messages.${index}`);
    return { role, parts: readContent(content, `messages.${index}.content`) };
  });
  if (read[0]?.role !== 'user') throw invalid('messages: first message must use the "user" role');
  return read;
}

function readContent(content: unknown, at: string): TextPart[] {
  if (typeof content === 'string') {
    if (content.trim() === '') throw invalid(`${at}: text content must be non-empty`);
    return [{ text: content }];
  }
  if (!Array.isArray(content)) throw invalid(`${at}: Input should be a valid string or list`);
  if (content.length === 0) throw invalid(`${at}: all messages must have non-empty content`);
  return content.map((block, index) => readBlock(block, `${at}.${index}`));
}

function readBlock(block: unknown, at: string): TextPart {
  const type = (block as { type?: unknown } | null)?.type;
  if (typeof type === 'string' && BLOCKS_NOT_HERE.includes(type)) throw notHere(`${type} blocks`);
  const { text, cache_control: control } = readShape(textBlockShape, block, at);
  if (text === '') throw invalid(`${at}: text content blocks must be non-empty`);
  if (text.trim() === '')
    throw invalid(`${at}: text content blocks must contain non-whitespace text`);
  if (!control) return { text };
  return { text, mark: { ttl: control.ttl ?? '5m' } };
}

function checkMarks(parts: readonly TextPart[]): void {
  const marks = parts.flatMap(({ mark }): CacheMark[] => (mark ? [mark] : []));
  if (marks.length > MOST_CACHE_MARKS)
    throw invalid(
      `A maximum of ${MOST_CACHE_MARKS} blocks with cache_control may be provided. Found ${marks.length}.`,
    );
  const firstShort = marks.findIndex(({ ttl }) => ttl === '5m');
  if (firstShort >= 0 && marks.slice(firstShort).some(({ ttl }) => ttl === '1h'))
    throw invalid('cache_control: a ttl of 1h must not come after a ttl of 5m');
}

/** What this model does not take. */
function checkTraits(body: Body, traits: ModelTraits): void {
  const { max_tokens: maxTokens, model } = body;
  if (maxTokens > traits.maxOutputTokens)
    throw invalid(
      `max_tokens: ${maxTokens} > ${traits.maxOutputTokens}, which is the maximum allowed number of output tokens for ${model}`,
    );
  checkSampling(body, traits);
  const { effort } = body.output_config ?? {};
  if (effort && !traits.takesEffort)
    throw invalid('This model does not support the effort parameter.');
  const { thinking } = body;
  if (thinking && !traits.thinking.includes(thinking.type))
    throw invalid(`thinking.type: "${thinking.type}" is not supported for this model`);
  if (thinking?.type === 'between_tools' && (effort === 'xhigh' || effort === 'max'))
    throw invalid(`thinking.type: "between_tools" cannot be used with effort ${effort}`);
  if (thinking?.type === 'enabled' && thinking.budget_tokens >= maxTokens)
    throw invalid('max_tokens must be greater than thinking.budget_tokens');
}

function checkSampling(body: Body, { takesSampling }: ModelTraits): void {
  const { temperature, top_p: topP, top_k: topK } = body;
  if (takesSampling) {
    if (temperature !== undefined && topP !== undefined)
      throw invalid(
        '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
      );
    return;
  }
  const changed = [
    ['temperature', temperature !== undefined && temperature !== 1],
    ['top_p', topP !== undefined && topP !== 1],
    ['top_k', topK !== undefined],
  ] as const;
  for (const [name, isChanged] of changed)
    if (isChanged) throw invalid(`\`${name}\` is deprecated for this model.`);
}
