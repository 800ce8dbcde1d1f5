/** A fetch whose answers end at a number of bytes: a model that never stops talking costs no memory. */

/** Thrown while an answer is read. */
export class AnswerTooLarge extends Error {
  constructor() {
    super('the answer is larger than allowed');
    this.name = 'AnswerTooLarge';
  }
}

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Wraps a fetch; reading an answer beyond `maxBytes` throws `AnswerTooLarge` and drops the connection. */
export function cappedFetch(inner: Fetch, maxBytes: number): Fetch {
  return async (input, init) => {
    const response = await inner(input, init);
    if (response.body === null) return response;
    let read = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          read += chunk.byteLength;
          if (read > maxBytes) controller.error(new AnswerTooLarge());
          else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };
}
