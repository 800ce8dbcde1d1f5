/** Answers of the Messages API as bytes, as they come over HTTP. */

/** An HTTP answer before anybody has read it. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer>;
}

/** A message with one text block, complete and well formed: only its text is the attacker's. */
export function textAnswer(text: string): RawAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'request-id': 'req_1' },
    body: JSON.stringify({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5-5',
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: {
        input_tokens: 4_000,
        output_tokens: 300,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      },
    }),
  };
}
