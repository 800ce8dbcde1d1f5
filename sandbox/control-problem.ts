/** Errors of the control interface, as RFC 9457 problem documents with a stable code. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import { NoSuchPerson } from './find-person.ts';
import { BadChange } from './jira/create-site.ts';

/** An order of the caller that cannot be obeyed. */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  constructor(status: ContentfulStatusCode, code: string, sentence: string) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

/** Reads a JSON body by its shape. Throws `ControlProblem`: 400 no JSON, 422 the first thing that is wrong. */
export async function readBody<T>(c: Context, shape: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = await c.req.json();
  } catch {
    throw new ControlProblem(400, 'invalid-body', 'the body is not JSON');
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'body';
  throw new ControlProblem(422, 'unprocessable', `${where}: ${issue?.message ?? 'not valid'}`);
}

/** Answers with the problem an error is; unknown ones with their message, since only developers see them. */
export function answerProblem(c: Context, error: Error): Response {
  const problem = toProblem(error);
  const { status, code } = problem;
  return c.body(
    JSON.stringify({
      type: `about:blank#${code}`,
      title: code,
      status,
      code,
      detail: problem.message,
    }),
    status,
    { 'content-type': 'application/problem+json' },
  );
}

function toProblem(error: Error): ControlProblem {
  if (error instanceof ControlProblem) return error;
  if (error instanceof BadChange || error instanceof NoSuchPerson)
    return new ControlProblem(422, 'unprocessable', error.message);
  return new ControlProblem(500, 'internal', error.message);
}
