/** Recognises other people's words: quotations over several lines, forwarded mail, `Kim wrote:`. */
import type { Token } from './tokenize.ts';

const QUOTATION_MARKS = new Set(['"', '“', '”', '„', '«', '»']);
const FORWARDED = [
  'original message',
  'forwarded message',
  'begin forwarded',
  'weitergeleitete nachricht',
  'ursprüngliche nachricht',
  'message transféré',
];
const CITING_ENDS = new Set(['wrote', 'said', 'writes', 'says', 'schrieb', 'écrit', 'escribió']);
const MAIL_HEADS = new Set(['from', 'von', 'de', 'sent', 'gesendet']);

/** True for a line under which other people's words follow. */
function opensCitation(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  const [last, mark] = tokens.slice(-2);
  if (first !== undefined && second?.text === ':' && MAIL_HEADS.has(first.lower)) return true;
  if (last !== undefined && mark?.text === ':' && CITING_ENDS.has(last.lower)) return true;
  const line = tokens.map(({ lower }) => lower).join(' ');
  return FORWARDED.some((words) => line.slice(0, 200).includes(words));
}

/** Where a text stands between its own words and cited ones. */
export interface Citation {
  isForwarded: boolean;
  isQuotation: boolean;
}

/** Takes a line into account; true when it holds other people's words. Follows quotation marks that no token closed, and the heads of forwarded mail. */
export function followCitation(citation: Citation, tokens: readonly Token[]): boolean {
  const wasCited = citation.isForwarded || citation.isQuotation;
  citation.isForwarded ||= opensCitation(tokens);
  const marks = tokens.filter(({ kind, text }) => kind === 'punct' && QUOTATION_MARKS.has(text));
  if (marks.length % 2 === 1) citation.isQuotation = !citation.isQuotation;
  return wasCited || marks.length > 0;
}
