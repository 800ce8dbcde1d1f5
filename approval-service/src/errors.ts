/** The one exception of the service: a broken invariant or dead infrastructure. Expected outcomes are values. */
import type { Json } from '@kraken/shared';

/** Stable codes; `http/problem.ts` is the only place that maps them to a status. */
export type ErrorCode =
  | 'invalid-body'
  | 'unsupported-media-type'
  | 'too-large'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'already-decided'
  | 'conflict'
  | 'expired'
  | 'unprocessable'
  | 'too-many-requests'
  | 'unavailable'
  | 'internal';

/** Thrown by handlers and infrastructure; `publicMessage` is safe to show, `cause` is not. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string;
  /** Members of the problem document beside the sentence. */
  readonly detail: Readonly<Record<string, Json>>;

  constructor(
    code: ErrorCode,
    publicMessage: string,
    options: { cause?: unknown; detail?: Record<string, Json> } = {},
  ) {
    super(`${code}: ${publicMessage}`, { cause: options.cause });
    this.code = code;
    this.publicMessage = publicMessage;
    this.detail = options.detail ?? {};
  }
}
