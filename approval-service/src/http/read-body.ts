/** Reads bodies: size and content type are checked before anything is parsed. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { ServiceError } from '../errors.ts';
import type { AppEnv } from './context.ts';

/** Largest JSON body of a route unless it says otherwise: 64 KiB. */
export const SMALL_BODY = 64 * 1024;
/** Largest body of a delivery or a report: 5 MB, what the platform lets through. */
export const LARGE_BODY = 5 * 1024 * 1024;

async function readText(c: Context<AppEnv>, maxBytes: number): Promise<string> {
  const declared = Number(c.req.header('content-length') ?? '0');
  if (declared > maxBytes)
    throw new ServiceError('too-large', `The body is larger than ${maxBytes} bytes.`);
  const text = await c.req.text();
  if (Buffer.byteLength(text) > maxBytes)
    throw new ServiceError('too-large', `The body is larger than ${maxBytes} bytes.`);
  return text;
}

function mediaType(c: Context<AppEnv>): string {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Parses a JSON body by its schema. Errors: 413, 415, 400 (no JSON), 422 (first field that is wrong). */
export async function readJson<T>(
  c: Context<AppEnv>,
  schema: z.ZodType<T>,
  maxBytes = SMALL_BODY,
): Promise<T> {
  if (mediaType(c) !== 'application/json')
    throw new ServiceError('unsupported-media-type', 'Send application/json.');
  const text = await readText(c, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServiceError('invalid-body', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError(
    'unprocessable',
    `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`,
  );
}

/** Parses a form; repeated fields become lists. */
export async function readForm(c: Context<AppEnv>): Promise<Map<string, string[]>> {
  if (mediaType(c) !== 'application/x-www-form-urlencoded') {
    throw new ServiceError('unsupported-media-type', 'Send a form.');
  }
  const fields = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(await readText(c, SMALL_BODY))) {
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  return fields;
}
