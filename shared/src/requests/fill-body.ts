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
  const name = capturedIn(body);
  if (name !== undefined) {
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

/** The name of the captured number a value stands for. */
function capturedIn(value: Json): string | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const name = value['capturedNumber'];
  return typeof name === 'string' ? name : undefined;
}

/** A body for people: captured numbers stand in it as in a path, `‹filterId›`. */
export function bodyForPeople(body: Json): string {
  const named = (_: string, value: Json) => {
    const name = capturedIn(value);
    return name === undefined ? value : `‹${name}›`;
  };
  return JSON.stringify(body, named, 2);
}
