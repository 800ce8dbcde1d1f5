/**
 * Structured lines by pino. Fields are an allow-list of plain values; error messages are scrubbed of everything that
 * looks like a credential, and a second net redacts by key. Ticket text, headers, tokens and bodies never come here.
 */
import pino, { type DestinationStream } from 'pino';
import type { Log } from '../../ports.ts';

const SECRETS: readonly RegExp[] = [
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]+)?/g,
  /\bv1\.apr_[0-9a-zA-Z_-]+\.[0-9a-z]+\.\d+\.[A-Za-z0-9_-]+/g,
  /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\bAT[A-Z]{2}[A-Za-z0-9_-]{16,}/g,
  /\b[A-Fa-f0-9]{64}\b/g,
];

/** Replaces whatever looks like a credential in free text. */
export function scrub(text: string): string {
  let clean = text;
  for (const pattern of SECRETS) clean = clean.replace(pattern, '[redacted]');
  return clean.slice(0, 2_000);
}

function describeError(error: unknown): { name: string; message: string; cause?: string } {
  if (!(error instanceof Error)) return { name: 'unknown', message: scrub(String(error)) };
  const cause = error.cause instanceof Error ? { cause: scrub(error.cause.message) } : {};
  return { name: error.name, message: scrub(error.message), ...cause };
}

/** Makes the service's logger. `destination` defaults to standard output. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['authorization', 'cookie', 'password', 'token', 'secret', 'key'],
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  const clean = (fields: Readonly<Record<string, string | number | boolean | null>> = {}) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        typeof value === 'string' ? scrub(value) : value,
      ]),
    );
  return {
    info: (event, fields) => logger.info(clean(fields), event),
    warn: (event, fields) => logger.warn(clean(fields), event),
    error: (event, error, fields) =>
      logger.error({ ...clean(fields), error: describeError(error) }, event),
  };
}
