/** How the Messages API says no: a status, a type and a sentence, in its envelope with the request's id. */

/** Types of error the API answers with. platform.claude.com/docs/en/api/errors */
export type ApiErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'not_found_error'
  | 'request_too_large'
  | 'rate_limit_error'
  | 'api_error'
  | 'overloaded_error';

/** A request the API does not answer with a message. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly type: ApiErrorType;
  constructor(status: number, type: ApiErrorType, sentence: string) {
    super(sentence);
    this.status = status;
    this.type = type;
  }
}

/** The usual refusal: 400, something in the request is wrong. */
export const invalid = (sentence: string): ApiRefusal =>
  new ApiRefusal(400, 'invalid_request_error', sentence);

/** Something the real API can do and the stand-in cannot: visible, never guessed. */
export const notHere = (what: string): ApiRefusal =>
  new ApiRefusal(501, 'api_error', `The stand-in for the Messages API has no ${what}.`);

/** The envelope of every error, as JSON text. */
export const errorBody = ({ type, message }: ApiRefusal, requestId: string): string =>
  JSON.stringify({ type: 'error', error: { type, message }, request_id: requestId });
