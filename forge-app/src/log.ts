/**
 * The app's log lines: a stable event name and codes. Never text of tickets, names, addresses or tokens, because
 * Forge keeps the lines outside the tenant's control.
 */

/** Values a line may carry: codes, ids, counts. */
type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one line of JSON. */
export function logLine(event: string, fields: LogFields = {}): void {
  // biome-ignore lint/suspicious/noConsole: Forge has no other log
  console.log(JSON.stringify({ ...fields, event }));
}

/** Kind of an error without its message, which may quote text. */
export function errorKind(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
