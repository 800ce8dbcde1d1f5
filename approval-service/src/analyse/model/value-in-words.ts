/**
 * Whether quoted words name a value: as whole words, in any case and width of letters, as a known word for it, or as a
 * day written another way. What the words do not name, the model has chosen.
 */
import { synonymsOf } from './synonyms.ts';

/** Letters and digits of scripts that are written without spaces. */
const UNSPACED = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\p{sc=Thai}ー]/u;
const WORD_UNIT = /[\p{L}\p{M}\p{N}_]/u;

function fold(text: string, isCased = false): string {
  const wide = text.normalize('NFKC');
  return (isCased ? wide : wide.toLowerCase()).replace(/[‘’]/gu, "'").replace(/\s+/gu, ' ').trim();
}

/** True where a word may end between the two characters. */
export function isBoundary(inside: string, outside: string): boolean {
  if (outside === '' || !WORD_UNIT.test(outside) || !WORD_UNIT.test(inside)) return true;
  return UNSPACED.test(inside) || UNSPACED.test(outside);
}

/** True when the words stand in the text as whole words; case, width and white space aside. A stem may have an ending. */
export function standsIn(
  words: string,
  text: string,
  { isStem = false, isCased = false } = {},
): boolean {
  const [wanted, where] = [fold(words, isCased), fold(text, isCased)];
  if (wanted === '') return false;
  for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isStart = isBoundary(wanted.charAt(0), where.charAt(at - 1));
    const isEnd = isStem || isBoundary(wanted.charAt(wanted.length - 1), where.charAt(end));
    if (isStart && isEnd) return true;
  }
  return false;
}

/** A key such as IT or ALL is an ordinary word in small letters. */
const SHORT_KEY = /^[A-Z0-9]{1,3}$/;

const MONTHS: readonly string[] = [
  'january|jan|januar|janvier|enero|1月',
  'february|feb|februar|février|febrero|2月',
  'march|mar|märz|mars|marzo|3月',
  'april|apr|avril|abril|4月',
  'may|mai|mayo|5月',
  'june|jun|juni|juin|junio|6月',
  'july|jul|juli|juillet|julio|7月',
  'august|aug|août|agosto|8月',
  'september|sep|sept|septembre|septiembre|9月',
  'october|oct|oktober|octobre|octubre|10月',
  'november|nov|novembre|noviembre|11月',
  'december|dec|dezember|décembre|diciembre|12月',
];

/**
 * True when the text writes this day in full, its parts beside each other: `31.12.2026`, `31/12/2026`, `December 31st, 2026`,
 * `31 de diciembre de 2026`, `2026年12月31日`. 03/04 is March 4th to some and April 3rd to others, and counts for neither.
 */
function writesDay(value: string, text: string): boolean {
  const [, year = '', monthText = '', dayText = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (year === '') return false;
  const [month, day] = [Number(monthText), Number(dayText)];
  const names = MONTHS[month - 1] ?? '';
  const [d, m] = [`0?${day}`, `0?${month}`];
  const ordinal = `${d}(?:st|nd|rd|th|er|\\.)?`;
  const forms = [
    `${d}\\.\\s?${m}\\.\\s?${year}`,
    `${year}[-/.]${m}[-/.]${d}`,
    `${year}年${m}月${d}日`,
    `${ordinal}\\s(?:of\\s|de\\s)?(?:${names})\\.?,?\\s(?:de\\s|del\\s)?${year}`,
    `(?:${names})\\.?\\s${ordinal},?\\s${year}`,
    ...(day > 12 || day === month ? [`${d}/${m}/${year}`, `${m}/${d}/${year}`] : []),
  ];
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?!\\p{N})`, 'u').test(fold(text));
}

/** True when the quoted words name the value of the argument; `argument` is its name without positions. */
export function isNamedBy(
  argument: string,
  value: string | boolean | null,
  words: string,
): boolean {
  if (typeof value === 'string' && standsIn(value, words, { isCased: SHORT_KEY.test(value) }))
    return true;
  if (typeof value === 'string' && writesDay(value, words)) return true;
  return synonymsOf(argument, value).some((one) => standsIn(one, words));
}
