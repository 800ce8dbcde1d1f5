/** Times as people read them, the same words as everywhere in Kraken: `24 Nov 2026, 14:00 UTC`. */

/** Words for an RFC 3339 time; what is none stays as it is. */
export function timeWords(time: string): string {
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) return time;
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return `${format.format(ms)} UTC`;
}
