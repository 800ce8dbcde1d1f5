/** Reads what `POST /sandbox/claude` orders: exact next answers, and what is said when there is none left. */
import { z } from 'zod';
import { CLAUDE_FAULTS } from './choose-claude-fault.ts';
import type { ScriptedResponse } from './claude-types.ts';

const fullShape = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  stopReason: z.string().optional(),
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.union([z.string(), z.strictObject({ base64: z.base64() })]).optional(),
  fault: z.enum(CLAUDE_FAULTS).optional(),
});

const FULL_KEYS: ReadonlySet<string> = new Set(Object.keys(fullShape.shape));

/** `POST /sandbox/claude`: `responses` replaces what is left of an earlier list. */
export const claudeOrderShape = z
  .strictObject({
    responses: z.array(z.unknown()).optional(),
    mode: z.enum(['off', 'obedient']).optional(),
  })
  .refine(({ responses, mode }) => responses !== undefined || mode !== undefined, {
    message: 'expected responses or mode',
  });

/** A fault line or settings of `POST /sandbox/faults { claude }`. */
export const claudeFaultsShape = z.strictObject({
  rate: z.number().min(0).max(1).optional(),
  kinds: z.array(z.enum(CLAUDE_FAULTS)).min(1).optional(),
  seed: z.number().int().optional(),
  script: z
    .array(
      z.union([
        z.enum([...CLAUDE_FAULTS, 'none']),
        z.strictObject({
          fault: z.enum([...CLAUDE_FAULTS, 'none']),
          times: z.number().int().positive().optional(),
        }),
      ]),
    )
    .optional(),
  retryAfterSeconds: z.number().int().min(0).max(86_400).optional(),
});

/** A response that cannot be meant; the message says which and why. */
export class BadResponse extends Error {
  override readonly name = 'BadResponse';
}

/**
 * One exact answer: text as it is; an object with any of the keys of `ScriptedResponse` in full control, and then with no
 * other key; everything else as its JSON text. Throws `BadResponse`.
 */
export function readResponse(value: unknown, index: number): ScriptedResponse {
  if (typeof value === 'string') return { text: value };
  const isFull =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).some((key) => FULL_KEYS.has(key));
  if (!isFull) return { text: JSON.stringify(value) };
  const parsed = fullShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = ['responses', index, ...(issue?.path ?? [])].join('.');
    throw new BadResponse(`${where}: ${issue?.message ?? 'not valid'}`);
  }
  const { body, ...rest } = parsed.data;
  if (body === undefined) return rest;
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64');
  return { ...rest, body: bytes };
}
