/**
 * Who wrote summary and description as they stand now: whoever edits another's ticket must not speak with the reporter's
 * standing. What is not certain is null, which counts as somebody else's words.
 */
import { fieldAt, isJsonObject, type Json } from '@kraken/shared';

/** Account ids; null where Jira does not tell. */
export interface TextAuthors {
  summary: string | null;
  description: string | null;
}

/** The last editor of each text, else the creator. `history`: every change of the issue in any order, null when unknown. */
export function findTextAuthors(
  history: readonly Json[] | null,
  creatorAccountId: string | null,
): TextAuthors {
  if (history === null) return { summary: null, description: null };
  const authorOf = (fieldId: string): string | null => {
    const changes = history.filter((entry) => itemsOf(entry).some((item) => isOf(item, fieldId)));
    if (changes.length === 0) return creatorAccountId;
    const last = newestEntry(changes);
    const author = last === undefined ? undefined : fieldAt(last, 'author.accountId');
    return typeof author === 'string' && author !== '' ? author : null;
  };
  return { summary: authorOf('summary'), description: authorOf('description') };
}

/** The newest of some changes, by time and then by id; undefined for none, or when one of them tells no time. */
export function newestEntry(entries: readonly Json[]): Json | undefined {
  let newest: { entry: Json; atMs: number; id: number } | undefined;
  for (const entry of entries) {
    const atMs = Date.parse(String(fieldAt(entry, 'created')));
    const id = Number(fieldAt(entry, 'id'));
    if (Number.isNaN(atMs) || Number.isNaN(id)) return undefined;
    const isNewer = newest === undefined || atMs > newest.atMs;
    if (isNewer || (atMs === newest?.atMs && id > newest.id)) newest = { entry, atMs, id };
  }
  return newest?.entry;
}

function itemsOf(entry: Json): Json[] {
  const items = fieldAt(entry, 'items');
  return Array.isArray(items) ? items : [];
}

/** By id where Jira gives one (a custom field may be called `Summary`), else by name. */
function isOf(item: Json, fieldId: string): boolean {
  if (!isJsonObject(item)) return false;
  const { fieldId: id, field: name } = item;
  if (typeof id === 'string') return id === fieldId;
  return typeof name === 'string' && name.toLowerCase() === fieldId;
}
