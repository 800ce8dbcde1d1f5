/** Whether words that are published as they stand are words of the ticket. */
import { isJsonObject, type Json } from '../json.ts';
import type { Quote } from './ticket.ts';

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();
/** A number, a day or a name in Jira's own spelling carries no text of anybody. */
const BARE = /^(?:-?\d{1,15}(?:\.\d{1,10})?|\d{4}-\d{2}-\d{2}|\[~accountid:[^\]\s]{1,128}\])$/;

/** True when every named text argument stands inside one of the quotes, white space aside; arguments not given pass. */
export function isVerbatim(
  args: Json,
  names: readonly string[],
  quotes: readonly Quote[],
): boolean {
  if (!isJsonObject(args)) return false;
  return names.every((name) => {
    const [list = '', field] = name.split('[].');
    if (field === undefined) return isQuoted(own(args, name), quotes);
    const items = own(args, list);
    if (items === undefined) return true;
    return Array.isArray(items) && items.every((item) => isFieldQuoted(own(item, field), quotes));
  });
}

const own = (from: Json, name: string): Json | undefined =>
  isJsonObject(from) && Object.hasOwn(from, name) ? from[name] : undefined;

function isQuoted(words: Json | undefined, quotes: readonly Quote[]): boolean {
  if (words === undefined || words === null) return true;
  return (
    typeof words === 'string' && quotes.some(({ text }) => folded(text).includes(folded(words)))
  );
}

/** A value of a list may be written otherwise than the ticket writes it, in capitals or not: Jira knows which one it is. */
function isFieldQuoted(words: Json | undefined, quotes: readonly Quote[]): boolean {
  if (typeof words !== 'string') return isQuoted(words, quotes);
  if (BARE.test(words.trim())) return true;
  const lower = (text: string) => folded(text).toLowerCase();
  return quotes.some(({ text }) => lower(text).includes(lower(words)));
}
