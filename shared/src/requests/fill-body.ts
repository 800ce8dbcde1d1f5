/**
 * A number inside a body that is known only when an earlier request of the same action has answered. It is written as
 * `{ "capturedNumber": "filterId" }`; whatever else stands in a body is left as it is.
 */
import { isJsonObject, type Json } from '../json.ts';
import { err, ok, type Result } from '../result.ts';

const NUMBER = /^\d{1,15}$/;

/** Puts captured numbers into a body. Errors: the name of a value that is not known or no number. */
export function fillBody(
  body: Json,
  captured: Readonly<Record<string, string>>,
): Result<Json, string> {
  if (Array.isArray(body)) return fillList(body, captured);
  if (!isJsonObject(body)) return ok(body);
  const name = body['capturedNumber'];
  if (typeof name === 'string' && Object.keys(body).length === 1) {
    const value = Object.hasOwn(captured, name) ? captured[name] : undefined;
    return value !== undefined && NUMBER.test(value) ? ok(Number(value)) : err(name);
  }
  const filled = fillList(Object.values(body), captured);
  if (!filled.ok) return filled;
  const { value } = filled;
  return ok(Object.fromEntries(Object.keys(body).map((key, at) => [key, value[at] ?? null])));
}

function fillList(
  items: readonly Json[],
  captured: Readonly<Record<string, string>>,
): Result<Json[], string> {
  const filled: Json[] = [];
  for (const item of items) {
    const one = fillBody(item, captured);
    if (!one.ok) return one;
    filled.push(one.value);
  }
  return ok(filled);
}
