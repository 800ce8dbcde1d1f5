/** The model's text into a reply, or why not. Anything but one JSON object of the agreed shape is refused as a whole. */
import { err, ok, type Result } from '@kraken/shared';
import { MAX_REPLY_LENGTH, type ModelReply, replySchema } from './reply-schema.ts';

/** `malformed`: no JSON. `off-schema`: JSON of another shape. */
export type ReplyFault = 'oversized' | 'malformed' | 'off-schema';

/** Parses a reply. Never throws, whatever the text. */
export function parseReply(text: string): Result<ModelReply, ReplyFault> {
  if (text.length > MAX_REPLY_LENGTH) return err('oversized');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('malformed');
  }
  const parsed = replySchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err('off-schema');
}
