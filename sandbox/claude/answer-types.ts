/** An answer of the stand-in before it is sent, and the ready-made ones of its faults. */
import { ApiRefusal, errorBody } from './api-refusal.ts';

/** `manner`: how it is sent. `cut` breaks off in the middle of the body, `hang` never sends anything. */
export interface ClaudeAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  manner: 'whole' | 'cut' | 'hang' | 'slow';
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An answer with a JSON body. */
export const jsonAnswer = (status: number, body: string): ClaudeAnswer => ({
  status,
  headers: JSON_TYPE,
  body: Buffer.from(body),
  manner: 'whole',
});

/** The envelope of an error. */
export const refusalAnswer = (refusal: ApiRefusal, requestId: string): ClaudeAnswer =>
  jsonAnswer(refusal.status, errorBody(refusal, requestId));

const LIMITED = new ApiRefusal(
  429,
  'rate_limit_error',
  "This request would exceed your organization's rate limit. Please try again later.",
);
const BROKEN = new ApiRefusal(500, 'api_error', 'Internal server error');
const OVERLOADED = new ApiRefusal(529, 'overloaded_error', 'Overloaded');

const PAGE =
  '<!doctype html><html><head><title>Just a moment</title></head><body><h1>We will be right back</h1></body></html>';

/** What is sent instead of a message, by fault; undefined for faults that happen to a message. */
export function faultAnswer(
  fault: string,
  { requestId, retryAfterSeconds }: { requestId: string; retryAfterSeconds: number },
): ClaudeAnswer | undefined {
  const limited = refusalAnswer(LIMITED, requestId);
  switch (fault) {
    case '429':
      return {
        ...limited,
        headers: { ...JSON_TYPE, 'retry-after': String(retryAfterSeconds) },
      };
    case '429-no-retry-after':
      return limited;
    case '500':
      return refusalAnswer(BROKEN, requestId);
    case '529':
      return refusalAnswer(OVERLOADED, requestId);
    case 'html':
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: Buffer.from(PAGE),
        manner: 'whole',
      };
    case 'timeout':
      return { status: 0, headers: {}, body: new Uint8Array(), manner: 'hang' };
    default:
      return undefined;
  }
}
