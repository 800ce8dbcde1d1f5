/** The stand-in is never kinder than the Messages API: what the real one refuses, it refuses, as the real client sees it. */

import { Anthropic } from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replySchema } from '../../approval-service/src/analyse/model/reply-schema.ts';
import { type Claude, createClaude } from './create-claude.ts';
import { type ClaudeServer, serveClaude } from './serve-claude.ts';

const KEY = 'sk-test-of-the-stand-in';

let claude: Claude;
let server: ClaudeServer;
let client: Anthropic;
beforeAll(async () => {
  claude = createClaude({ apiKey: KEY, seed: 1, nowMs: () => 0 });
  server = await serveClaude(claude);
  client = new Anthropic({
    apiKey: KEY,
    baseURL: server.url,
    maxRetries: 0,
    timeout: 10_000,
    logLevel: 'off',
  });
});
afterAll(() => server.close());
beforeEach(() => claude.clear());

const GOOD = {
  model: 'claude-sonnet-5-5',
  max_tokens: 500,
  messages: [{ role: 'user', content: 'Hello' }],
};

/** Sends any body as the real client does; the error it throws, or undefined. */
async function refusal(body: object): Promise<InstanceType<typeof Anthropic.APIError> | undefined> {
  try {
    await client.messages.create(body as Anthropic.MessageCreateParamsNonStreaming);
    return undefined;
  } catch (error) {
    if (error instanceof Anthropic.APIError) return error;
    throw error;
  }
}

const post = (
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  path = '/v1/messages',
) => fetch(`${server.url}${path}`, { method: 'POST', headers, body });

const HEADERS = {
  'x-api-key': KEY,
  'anthropic-version': '2023-06-01',
  'content-type': 'application/json',
};

const marked = (text: string, ttl?: string) => ({
  type: 'text',
  text,
  cache_control: { type: 'ephemeral', ...(ttl ? { ttl } : {}) },
});

describe('a request', () => {
  it('that is in order is answered with a whole message', async () => {
    const message = await client.messages.create(GOOD as Anthropic.MessageCreateParamsNonStreaming);
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5-5',
      stop_reason: 'end_turn',
      stop_sequence: null,
      stop_details: null,
    });
    expect(message.id).toMatch(/^msg_01/);
    expect(message._request_id).toMatch(/^req_011/);
  });

  it.each<[string, object, number, string]>([
    ['an unknown field', { ...GOOD, prompt: 'x' }, 400, 'prompt: Extra inputs are not permitted'],
    ['no max_tokens', { ...GOOD, max_tokens: undefined }, 400, 'max_tokens: Field required'],
    ['too many tokens', { ...GOOD, max_tokens: 128_001 }, 400, '128001 > 128000'],
    ['no messages', { ...GOOD, messages: [] }, 400, 'at least one message'],
    [
      'an unknown role',
      { ...GOOD, messages: [{ role: 'system', content: 'x' }] },
      400,
      'messages.0.role',
    ],
    ['no content', { ...GOOD, messages: [{ role: 'user' }] }, 400, 'messages.0'],
    ['empty text', { ...GOOD, messages: [{ role: 'user', content: ' ' }] }, 400, 'non-empty'],
    ['an empty block', { ...GOOD, system: [{ type: 'text', text: '' }] }, 400, 'system.0'],
    [
      'a last turn of the model',
      { ...GOOD, messages: [...GOOD.messages, { role: 'assistant', content: '{' }] },
      400,
      'prefill',
    ],
    ['an unknown model', { ...GOOD, model: 'claude-sonnet-9' }, 404, 'model: claude-sonnet-9'],
    ['a model named after a property', { ...GOOD, model: 'constructor' }, 404, 'constructor'],
    ['a temperature', { ...GOOD, temperature: 1 }, 400, 'temperature: Extra inputs'],
    ['top_p', { ...GOOD, top_p: 0.9 }, 400, 'top_p: Extra inputs'],
    ['top_k', { ...GOOD, top_k: 5 }, 400, 'top_k: Extra inputs'],
    ['no thinking at all', { ...GOOD, thinking: { type: 'disabled' } }, 400, 'thinking.type'],
    [
      'a thinking budget',
      { ...GOOD, thinking: { type: 'enabled', budget_tokens: 2_000 } },
      400,
      'thinking',
    ],
    [
      'much effort without thinking first',
      { ...GOOD, thinking: { type: 'between_tools' }, output_config: { effort: 'max' } },
      400,
      'between_tools',
    ],
    [
      'an unknown effort',
      { ...GOOD, output_config: { effort: 'huge' } },
      400,
      'output_config.effort',
    ],
    [
      'five marks',
      { ...GOOD, system: ['a', 'b', 'c', 'd', 'e'].map((text) => marked(text)) },
      400,
      'A maximum of 4 blocks with cache_control may be provided. Found 5.',
    ],
    [
      'a long life after a short one',
      { ...GOOD, system: [marked('a'), marked('b', '1h')] },
      400,
      'ttl',
    ],
    [
      'half a character',
      { ...GOOD, messages: [{ role: 'user', content: 'x\ud83d' }] },
      400,
      'surrogate',
    ],
    ['tools', { ...GOOD, tools: [] }, 501, 'no tools'],
    [
      'a prompt over the window',
      { ...GOOD, system: 'x'.repeat(3_000_100) },
      400,
      'prompt is too long',
    ],
  ])('with %s is refused', async (_what, body, status, words) => {
    const error = await refusal(body);
    expect([error?.status, error?.apiMessage]).toEqual([status, expect.stringContaining(words)]);
    expect(error?.requestID).toMatch(/^req_011/);
    expect(claude.requests().at(-1)?.status).toBe(status);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['no key', { 'x-api-key': '' }, 401, 'authentication_error'],
    ['a wrong key', { 'x-api-key': 'sk-other' }, 401, 'authentication_error'],
    ['a wrong key besides', { authorization: 'Bearer sk-other' }, 401, 'authentication_error'],
    ['another version', { 'anthropic-version': '2024-01-01' }, 400, 'invalid_request_error'],
    ['another content type', { 'content-type': 'text/plain' }, 400, 'invalid_request_error'],
  ])('with %s is refused in the envelope of errors', async (_what, headers, status, type) => {
    const answer = await post({ ...HEADERS, ...headers }, JSON.stringify(GOOD));
    const body = await answer.json();
    expect([answer.status, body]).toEqual([
      status,
      {
        type: 'error',
        error: { type, message: expect.any(String) },
        request_id: answer.headers.get('request-id'),
      },
    ]);
  });

  it.each<[object, number]>([
    [{}, 200],
    [{ temperature: 1 }, 200],
    [{ temperature: 0 }, 400],
    [{ top_p: 0.9 }, 400],
    [{ top_k: 5 }, 400],
    [{ model: 'claude-haiku-4-5', temperature: 0 }, 200],
    [{ model: 'claude-haiku-4-5', temperature: 0, top_p: 0.5 }, 400],
    [{ model: 'claude-haiku-4-5', output_config: { effort: 'low' } }, 400],
  ])('of the older version with %j is answered %i', async (change, status) => {
    const answer = await post(HEADERS, JSON.stringify({ ...GOOD, ...change }));
    expect(answer.status).toBe(status);
  });

  it('that is no JSON, no UTF-8, too large or somewhere else is refused', async () => {
    const statuses = [];
    for (const [body, path] of [
      ['{"model":', '/v1/messages'],
      [Buffer.from([0x7b, 0xff, 0x7d]), '/v1/messages'],
      ['[]', '/v1/messages'],
      ['x'.repeat(32_000_001), '/v1/messages'],
      ['{}', '/v1/complete'],
    ] as const)
      statuses.push((await post(HEADERS, body, path)).status);
    expect(statuses).toEqual([400, 400, 400, 413, 404]);
  });

  it('is kept whole, without the value of the key', async () => {
    await refusal({ ...GOOD, system: 'Be brief.' });
    const [received] = claude.requests();
    expect(received).toMatchObject({
      method: 'POST',
      path: '/v1/messages',
      status: 200,
      seq: expect.any(Number),
    });
    expect(received?.body).toEqual({ ...GOOD, system: 'Be brief.' });
    expect(received?.headers['authorization']).toBe('[key]');
    expect(JSON.stringify(claude.requests())).not.toContain(KEY);
  });
});

const object = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string' };
const many = (count: number, schema: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, schema]));
const withSchema = (schema: object) => ({
  ...GOOD,
  output_config: { format: { type: 'json_schema', schema } },
});

describe('a schema of the output', () => {
  it.each<[string, object]>([
    ['the service’s own', zodOutputFormat(replySchema).schema],
    ['definitions', { ...object({ a: { $ref: '#/$defs/b' } }), $defs: { b: object({ c: text }) } }],
    ['24 optional parameters', object(many(24, text), [])],
    ['16 unions', object(many(16, { type: ['string', 'null'] }))],
    ['one thing at least', object({ a: { type: 'array', items: text, minItems: 1 } })],
  ])('with %s is taken', async (_what, schema) => {
    expect((await refusal(withSchema(schema)))?.apiMessage).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['an open object', { type: 'object', properties: { a: text } }, 'additionalProperties'],
    ['an open object inside', object({ a: { type: 'object', properties: {} } }), '/properties/a'],
    ['25 optional parameters', object(many(25, text), []), '(25)'],
    ['17 unions', object(many(17, { anyOf: [text, { type: 'null' }] })), '17 parameters'],
    [
      'itself inside',
      {
        ...object({ a: { $ref: '#/$defs/b' } }),
        $defs: { b: object({ b: { $ref: '#/$defs/b' } }) },
      },
      'recursive',
    ],
    ['the root inside', object({ a: { $ref: '#' } }), '$ref'],
    ['a foreign reference', object({ a: { $ref: 'https://example.com/a.json' } }), '$ref'],
    ['a reference to nothing', object({ a: { $ref: '#/$defs/b' } }), 'leads nowhere'],
    ['minLength', object({ a: { ...text, minLength: 1 } }), 'minLength'],
    ['maxLength', object({ a: { ...text, maxLength: 9 } }), 'maxLength'],
    ['minimum', object({ a: { type: 'number', minimum: 0 } }), 'minimum'],
    [
      'maximum and multipleOf',
      object({ a: { type: 'integer', maximum: 9, multipleOf: 3 } }),
      'maximum, multipleOf',
    ],
    ['two things at least', object({ a: { type: 'array', items: text, minItems: 2 } }), 'minItems'],
    ['few things at most', object({ a: { type: 'array', items: text, maxItems: 2 } }), 'maxItems'],
    ['a look ahead', object({ a: { ...text, pattern: '^(?!x)' } }), 'pattern'],
    ['a word boundary', object({ a: { ...text, pattern: '\\bx' } }), 'pattern'],
    ['an unknown format', object({ a: { ...text, format: 'color' } }), 'format'],
    ['objects among the values', object({ a: { enum: [{}] } }), 'enum'],
    ['oneOf', object({ a: { oneOf: [text] } }), 'oneOf'],
    ['no type', object({ a: { description: 'any' } }), 'type'],
    ['a list as its root', { type: 'array', items: text }, 'root'],
  ])('with %s is refused', async (_what, schema, words) => {
    const error = await refusal(withSchema(schema));
    expect([error?.status, error?.apiMessage]).toEqual([400, expect.stringContaining(words)]);
  });
});
