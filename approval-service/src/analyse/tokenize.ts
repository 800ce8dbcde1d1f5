/**
 * Text into tokens with exact offsets, in one pass. Knows the shapes a Jira request is made of (keys, issue keys,
 * e-mail addresses, mentions, quoted names); knows no language. Scripts without spaces are cut where the script changes.
 */

export type TokenKind =
  | 'word'
  | 'key'
  | 'issue-key'
  | 'number'
  | 'email'
  | 'mention'
  | 'url'
  | 'quoted'
  | 'odd'
  | 'punct'
  | 'opaque';

/** One token; `start` and `end` are offsets into the source, `value` is the text without quotation marks. */
export interface Token {
  kind: TokenKind;
  text: string;
  lower: string;
  value: string;
  start: number;
  end: number;
}

/** Longest quoted name; a longer one is no name. Jira's own names end at 255. */
const MAX_QUOTED = 255;
const MAX_RUN = 1_000;

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '「': '」',
  '『': '』',
  '`': '`',
  '‘': '’',
  "'": "'",
};

const NOT_CJK = '(?![\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Han}ー])[\\p{L}\\p{M}\\p{N}_]';
const WORD = new RegExp(
  `\\p{sc=Hiragana}{1,200}|[\\p{sc=Katakana}ー・]{1,200}|[\\p{sc=Han}々]{1,200}|${`(?:${NOT_CJK})`}{1,300}(?:[-.'’&](?:${NOT_CJK}){1,300}){0,40}`,
  'uy',
);
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/uy;
const ACCOUNT_MENTION = /\[~[^\]\s]{1,140}\]/y;
const MENTION = /@[\p{L}\p{N}_-]{1,64}(?:\.[\p{L}\p{N}_-]{1,64}){0,4}/uy;
const SPACE = /\s/;
/** Ends a run of characters: white space, or the mark of an opaque part (see `visible-text.ts`). */
const RUN_END = /[\s\uFFFC]/;
/** Characters that, right behind a word, make it a path, an address or code instead of a word. */
const ODD_FOLLOWER = /[/\\?#=%@<>$~^*+|]/;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function runFrom(text: string, at: number): string {
  let end = at;
  while (end < text.length && end - at < MAX_RUN && !RUN_END.test(text.charAt(end))) end += 1;
  return text.slice(at, end).replace(/[.,;:!?)\]}>"'`]+$/, '');
}

function token(kind: TokenKind, text: string, start: number, value = text): Token {
  return { kind, text, lower: text.toLowerCase(), value, start, end: start + text.length };
}

function opensQuote(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (CLOSING[char] === undefined) return false;
  if (char !== "'" && char !== '‘') return true;
  const before = text.charAt(at - 1);
  return (before === '' || /[\s(,:;]/.test(before)) && /\S/.test(text.charAt(at + 1));
}

function closesQuote(text: string, at: number, closing: string): boolean {
  const char = text.charAt(at);
  if (!closing.includes(char)) return false;
  return (char !== "'" && char !== '’') || !/[\p{L}\p{N}]/u.test(text.charAt(at + 1));
}

function quotedAt(text: string, at: number): Token | undefined {
  if (!opensQuote(text, at)) return undefined;
  const closing = CLOSING[text.charAt(at)] ?? '';
  const limit = Math.min(text.length, at + MAX_QUOTED + 2);
  for (let end = at + 1; end < limit; end += 1) {
    if (/[\n\uFFFC]/.test(text.charAt(end))) return undefined;
    if (closesQuote(text, end, closing)) {
      const inner = text.slice(at + 1, end);
      if (inner.trim() === '') return undefined;
      return token('quoted', text.slice(at, end + 1), at, inner.trim());
    }
  }
  return undefined;
}

function kindOfWord(word: string): TokenKind {
  if (/^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/.test(word)) return 'issue-key';
  if (/^[A-Z][A-Z0-9_]{1,9}$/.test(word)) return 'key';
  if (/^\d+(?:[.-]\d+)*$/.test(word)) return 'number';
  return 'word';
}

function wordAt(text: string, at: number): Token | undefined {
  const word = matchAt(WORD, text, at);
  if (word === undefined) return undefined;
  const follower = text.charAt(at + word.length);
  const next = text.charAt(at + word.length + 1);
  const isScheme = follower === ':' && text.startsWith('://', at + word.length);
  if (isScheme) return token('url', runFrom(text, at), at);
  const isOdd = ODD_FOLLOWER.test(follower) && next !== '' && !RUN_END.test(next);
  if (isOdd && !(follower === '?' && /["'”’)]/.test(next))) {
    const run = runFrom(text, at);
    if (run.length > word.length) return token('odd', run, at);
  }
  return token(kindOfWord(word), word, at);
}

function shapedAt(text: string, at: number): Token | undefined {
  const char = text.charAt(at);
  if (char === '\uFFFC') return token('opaque', char, at);
  if (char === '[') {
    const mention = matchAt(ACCOUNT_MENTION, text, at);
    if (mention !== undefined) return token('mention', mention, at);
  }
  if (char === '@') {
    const mention = matchAt(MENTION, text, at);
    if (mention !== undefined) return token('mention', mention, at);
  }
  const email = matchAt(EMAIL, text, at);
  if (email !== undefined) return token('email', email, at);
  return quotedAt(text, at) ?? wordAt(text, at);
}

/** Cuts a text into tokens, in time linear in its length; white space is dropped. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (SPACE.test(char)) {
      at += 1;
      continue;
    }
    const found =
      shapedAt(text, at) ?? token('punct', String.fromCodePoint(text.codePointAt(at) ?? 0), at);
    if (found.kind !== 'opaque' || tokens.at(-1)?.kind !== 'opaque') tokens.push(found);
    at = found.end > at ? found.end : at + 1;
  }
  return tokens;
}
