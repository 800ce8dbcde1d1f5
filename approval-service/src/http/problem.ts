/** RFC 9457 problem documents; the only place that maps codes to statuses. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCode, ServiceError } from '../errors.ts';

const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  'invalid-body': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'already-decided': 409,
  conflict: 409,
  expired: 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
};

/** Status of an error code. */
export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return STATUS[code];
}

/** Answers with a problem document. 5xx texts are constant and name the request only. */
export function problem(c: Context, error: ServiceError, requestId: string): Response {
  const status = STATUS[error.code];
  const detail =
    status >= 500
      ? `Something went wrong here. Please try again; request ${requestId}.`
      : error.publicMessage;
  return c.body(
    JSON.stringify({
      type: `about:blank#${error.code}`,
      title: titleOf(error.code),
      status,
      code: error.code,
      detail,
      ...error.detail,
      requestId,
    }),
    status,
    { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  );
}

function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Wraps whatever was thrown. */
export function toServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError
    ? error
    : new ServiceError('internal', 'unexpected error', { cause: error });
}
