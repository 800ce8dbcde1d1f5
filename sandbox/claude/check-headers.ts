/** Checks what a request to the Messages API says before its body. Leaves out OAuth tokens and betas. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiRefusal, invalid, notHere } from './api-refusal.ts';

/** The versions there are; the newer one, which SDK 1.0 and later send, has no sampling parameters. */
const API_VERSIONS = ['2023-06-01', '2026-10-21'];
const WITHOUT_SAMPLING = '2026-10-21';

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string>>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key comes as `x-api-key`, or as a bearer token, as SDK 1.12 sends it; where both come, both must be right. */
function keysOf(headers: Headers): string[] {
  const bearer = headers['authorization']?.replace(/^Bearer /u, '');
  return [headers['x-api-key'], bearer].filter(
    (key) => key !== undefined && key !== '',
  ) as string[];
}

/** Throws `ApiRefusal`: 401 for the key, 400 for version and content type, 501 for betas. */
export function checkHeaders(headers: Headers, apiKey: string): void {
  const keys = keysOf(headers);
  if (keys.length === 0)
    throw new ApiRefusal(401, 'authentication_error', 'x-api-key header is required');
  if (!keys.every((key) => timingSafeEqual(digest(key), digest(apiKey))))
    throw new ApiRefusal(401, 'authentication_error', 'invalid x-api-key');
  const version = headers['anthropic-version'];
  if (version === undefined) throw invalid('anthropic-version: header is required');
  if (!API_VERSIONS.includes(version))
    throw invalid(`anthropic-version: "${version}" is not a valid version`);
  if (headers['anthropic-beta'] !== undefined) throw notHere('beta features');
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw invalid('content-type: expected application/json');
}

/** Headers as they are recorded: whether the key was right can be told from the status, its value from nowhere. */
export function withoutKey(headers: Headers): Headers {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    kept[name] = name === 'x-api-key' || name === 'authorization' ? '[key]' : value;
  return kept;
}

/** Whether this version of the API still knows `temperature`, `top_p` and `top_k`. */
export const hasSampling = (headers: Headers): boolean =>
  headers['anthropic-version'] !== WITHOUT_SAMPLING;
