/** Whether words that are published as they stand are words of the ticket. */
import { isJsonObject, type Json } from '../json.ts';
import type { Quote } from './ticket.ts';

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** True when every named text argument stands inside one of the quotes, white space aside; arguments not given pass. */
export function isVerbatim(
  args: Json,
  names: readonly string[],
  quotes: readonly Quote[],
): boolean {
  if (!isJsonObject(args)) return false;
  return names.every((name) => {
    const words = Object.hasOwn(args, name) ? args[name] : undefined;
    if (words === undefined || words === null) return true;
    return (
      typeof words === 'string' && quotes.some(({ text }) => folded(text).includes(folded(words)))
    );
  });
}
