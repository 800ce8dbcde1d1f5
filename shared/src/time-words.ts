/** Times as people read them, in the same words on every surface. */

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** `24 Nov 2026, 14:00 UTC` for UTC milliseconds; `unknown time` for what is no time. */
export function timeWords(ms: number): string {
  return Number.isFinite(ms) ? `${FORMAT.format(ms)} UTC` : 'unknown time';
}
