import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, createClaude } from './claude.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A model behind a real socket that answers as told. */
async function modelBehind(answer: (response: ServerResponse) => void) {
  const made = createServer((_request, response) => answer(response));
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  return createClaude({
    apiKey: 'sk-ant-test-0123456789',
    modelId: 'claude-sonnet-5-5',
    baseUrl,
    timeoutMs: 300,
  });
}

const REQUEST = { system: [{ text: 'static' }], ticket: '{}', schema: { type: 'object' } };

describe('a call of the model', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['never answers', () => undefined, 'timeout'],
    [
      'sends its head and then one blank after the other',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"type":"message",');
        const drip = setInterval(() => response.write(' '), 20);
        response.once('close', () => clearInterval(drip));
      },
      'timeout',
    ],
    [
      'breaks off in the middle of its answer',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
        response.write('{"type":"message",');
        setImmediate(() => response.destroy());
      },
      'broken-off',
    ],
    ['hangs up', (response) => response.destroy(), 'unreachable'],
    [
      'is not the API',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'not-the-api',
    ],
  ])('that %s ends in time, and says so', async (_what, answer, why) => {
    const model = await modelBehind(answer);
    expect(await model.ask(REQUEST)).toMatchObject({ state: 'no-answer', why });
  });

  it.each([
    [
      400,
      'prompt is too long: 210000 tokens > 200000 maximum',
      { state: 'unusable', why: 'not-taken' },
    ],
    [413, 'request too large', { state: 'unusable', why: 'not-taken' }],
    [400, 'Your credit balance is too low', { state: 'no-answer', why: 'request-refused' }],
    [400, 'output_config: not supported', { state: 'no-answer', why: 'request-refused' }],
  ])(
    'that is refused with %i (%s) is told apart by whose fault it is',
    async (status, message, answer) => {
      const error = { type: 'error', error: { type: 'invalid_request_error', message } };
      const model = await modelBehind((response) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(error)),
      );
      expect(await model.ask(REQUEST)).toMatchObject(answer);
    },
  );

  it('has no tools, no temperature, a cache mark behind each static part, and the schema', () => {
    const body = bodyOf('claude-sonnet-5-5', {
      ...REQUEST,
      system: [{ text: 'a' }, { text: 'b' }],
    });
    expect(body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 16_000,
      system: ['a', 'b'].map((text) => ({
        type: 'text',
        text,
        cache_control: { type: 'ephemeral' },
      })),
      messages: [{ role: 'user', content: '{}' }],
      output_config: { effort: 'medium', format: { type: 'json_schema', schema: REQUEST.schema } },
    });
  });

  it('is billed by what the API counted, and an unknown model like the dearest', async () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 2,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 0,
    };
    const message = {
      type: 'message',
      content: [{ type: 'text', text: '{}' }],
      stop_reason: 'end_turn',
      usage,
    };
    const model = await modelBehind((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message)),
    );
    expect(await model.ask(REQUEST)).toMatchObject({
      state: 'answered',
      text: '{}',
      bill: { costMicroUsd: 10 * 2 + 2 * 10 + 100 * 0.2 },
    });
    const unknown = createClaude({
      apiKey: 'k',
      modelId: 'claude-next-9',
      baseUrl: 'http://127.0.0.1:1',
      timeoutMs: 10,
    });
    expect(unknown.mostMicroUsd(REQUEST)).toBeGreaterThan(model.mostMicroUsd(REQUEST) * 5);
  });
});
