/** Classes of single tokens that phrases can name as `<class>`. Pure predicates, constant time per token. */
import type { Token } from './tokenize.ts';
import {
  FIELD_NAME_STOPS,
  NOT_A_NAME,
  OTHER_SYSTEMS,
  PARTICLES,
  ROLE_WORDS,
  STATUS_WORDS,
  TECHNICAL_KEYS,
} from './vocabulary.ts';

/** Does this token belong to the class? */
export type TokenClass = (token: Token) => boolean;

function isCapitalised(token: Token): boolean {
  return token.kind === 'word' && /^\p{Lu}/u.test(token.text) && /\p{Ll}/u.test(token.text);
}

function isUncased(token: Token): boolean {
  return (
    token.kind === 'word' && /^(?:\p{sc=Katakana}|\p{sc=Han}|\p{sc=Hangul}|ー)/u.test(token.text)
  );
}

function isName(token: Token): boolean {
  if (NOT_A_NAME.has(token.lower)) return false;
  return isCapitalised(token) || isUncased(token);
}

function isHandle(token: Token): boolean {
  if (token.kind !== 'word' || !/^[a-z]/.test(token.text)) return false;
  return /[0-9_.]/.test(token.text);
}

function isLower(token: Token): boolean {
  return token.kind === 'word' && /^\p{Ll}/u.test(token.text) && !NOT_A_NAME.has(token.lower);
}

function isWordLike(token: Token): boolean {
  return token.kind !== 'opaque' && token.kind !== 'punct' && token.kind !== 'url';
}

/** All classes, by name. */
export const TOKEN_CLASSES: Readonly<Record<string, TokenClass>> = {
  name: isName,
  /** The first word of a title, whatever it means. */
  titled: (token) => isCapitalised(token) && !FIELD_NAME_STOPS.has(token.lower),
  particle: (token) => PARTICLES.has(token.lower),
  handle: isHandle,
  lower: isLower,
  email: (token) => token.kind === 'email',
  mention: (token) => token.kind === 'mention',
  quoted: (token) => token.kind === 'quoted',
  key: (token) => token.kind === 'key' && !NOT_A_NAME.has(token.lower),
  /** A key that is not the short name of another system. */
  barekey: (token) =>
    token.kind === 'key' &&
    ![NOT_A_NAME, OTHER_SYSTEMS, TECHNICAL_KEYS].some((words) => words.has(token.lower)),
  issue: (token) => token.kind === 'issue-key',
  number: (token) => token.kind === 'number',
  /** A lower-case name that is no plain word: `basket-service`. */
  slug: (token) => token.kind === 'word' && /^[a-z].*[-_0-9]/.test(token.text),
  isodate: (token) => token.kind === 'number' && /^\d{4}-\d{2}-\d{2}$/.test(token.text),
  url: (token) => token.kind === 'url',
  year: (token) => token.kind === 'number' && /^20\d{2}$/.test(token.text),
  odd: (token) => token.kind === 'odd',
  open: (token) => ['(', '（', '<'].includes(token.text),
  close: (token) => [')', '）', '>'].includes(token.text),
  any: isWordLike,
  role: (token) => ROLE_WORDS.has(token.lower),
  status: (token) => STATUS_WORDS.has(token.lower),
  /** Without `open`: `all open issues` means those not done. */
  fromstatus: (token) => STATUS_WORDS.has(token.lower) && token.lower !== 'open',
  fieldword: (token) =>
    isWordLike(token) && token.kind !== 'odd' && !FIELD_NAME_STOPS.has(token.lower),
};
