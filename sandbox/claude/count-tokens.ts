/** Token counts that depend on the text alone. The real tokenizer is not public: these are of the right size, not equal. */
const BYTES_PER_TOKEN = 3;
/** What the turn itself costs. */
const TURN_TOKENS = 4;

/** Tokens of a text; 0 for none. */
export const tokensOf = (text: string): number =>
  Math.ceil(Buffer.byteLength(text, 'utf8') / BYTES_PER_TOKEN);

/** Tokens around the texts of one message. */
export const turnTokens = (messages: number): number => messages * TURN_TOKENS;

/** The start of a text that has at most so many tokens; never half a character. */
export function firstTokens(text: string, most: number): string {
  if (tokensOf(text) <= most) return text;
  const bytes = Buffer.from(text, 'utf8').subarray(0, most * BYTES_PER_TOKEN);
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}
