/**
 * The language of playbook phrases: words, `[optional]`, `(one|or another)`, a group followed by `*` for "any number
 * of times", `{placeholder}` or `{placeholder:type}`, and `<class>` for one token of a class. Parsed by hand; a bad
 * phrase gives an error that says what to do.
 */
import { err, ok, type Result } from '@kraken/shared';
import { tokenize } from './tokenize.ts';

/** A parsed phrase. */
export type PhraseNode =
  | { kind: 'word'; word: string }
  | { kind: 'class'; name: string }
  | { kind: 'placeholder'; name: string; type: string }
  | { kind: 'sequence'; parts: PhraseNode[] }
  | { kind: 'choice'; options: PhraseNode[] }
  | { kind: 'optional'; part: PhraseNode }
  | { kind: 'repeat'; part: PhraseNode };

/** Why a phrase cannot be used; `sentence` says what to do. */
export interface PhraseError {
  reason: 'phrase-invalid';
  phrase: string;
  sentence: string;
}

/** Longest phrase, and deepest nesting, a playbook may have. */
const MAX_PHRASE_LENGTH = 4_000;
const MAX_DEPTH = 12;

class PhraseProblem extends Error {}

interface Cursor {
  phrase: string;
  at: number;
}

function fail(cursor: Cursor, what: string): never {
  throw new PhraseProblem(`${what} (at position ${cursor.at + 1})`);
}

function parseChoice(cursor: Cursor, depth: number): PhraseNode {
  if (depth > MAX_DEPTH)
    fail(cursor, `Brackets are nested deeper than ${MAX_DEPTH}: write two phrases instead`);
  const options = [parseSequence(cursor, depth)];
  while (cursor.phrase[cursor.at] === '|') {
    cursor.at += 1;
    options.push(parseSequence(cursor, depth));
  }
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

function parseGroup(cursor: Cursor, depth: number): PhraseNode {
  const isOptional = cursor.phrase[cursor.at] === '[';
  const closing = isOptional ? ']' : ')';
  const opened = cursor.at;
  cursor.at += 1;
  const inner = parseChoice(cursor, depth + 1);
  if (cursor.phrase[cursor.at] !== closing) {
    cursor.at = opened;
    fail(cursor, `The bracket "${cursor.phrase[opened] ?? ''}" is never closed: add "${closing}"`);
  }
  cursor.at += 1;
  if (isOptional) return { kind: 'optional', part: inner };
  if (cursor.phrase[cursor.at] !== '*') return inner;
  cursor.at += 1;
  return { kind: 'repeat', part: inner };
}

function parseNamed(cursor: Cursor): PhraseNode {
  const isClass = cursor.phrase[cursor.at] === '<';
  const closing = isClass ? '>' : '}';
  const end = cursor.phrase.indexOf(closing, cursor.at);
  if (end < 0)
    fail(cursor, `"${cursor.phrase[cursor.at] ?? ''}" is never closed: add "${closing}"`);
  const inner = cursor.phrase.slice(cursor.at + 1, end);
  if (!/^[a-zA-Z][a-zA-Z-]{0,30}(?::[a-zA-Z][a-zA-Z-]{0,30})?$/.test(inner)) {
    fail(cursor, `"${inner}" is no name: write letters only, such as {user} or {project}`);
  }
  cursor.at = end + 1;
  const [name = '', type = name] = inner.split(':');
  return isClass ? { kind: 'class', name } : { kind: 'placeholder', name, type };
}

function parseWords(cursor: Cursor): PhraseNode[] {
  const rest = /^[^[\](){}<>|*]+/.exec(cursor.phrase.slice(cursor.at))?.[0] ?? '';
  if (rest === '')
    fail(cursor, `"${cursor.phrase[cursor.at] ?? ''}" stands where a word is due: remove it`);
  cursor.at += rest.length;
  return tokenize(rest).map(({ lower }) => ({ kind: 'word', word: lower }));
}

function parsePart(cursor: Cursor, char: string, depth: number): PhraseNode[] {
  if (char === '[' || char === '(') return [parseGroup(cursor, depth)];
  if (char === '{' || char === '<') return [parseNamed(cursor)];
  return parseWords(cursor);
}

function parseSequence(cursor: Cursor, depth: number): PhraseNode {
  const parts: PhraseNode[] = [];
  for (;;) {
    const char = cursor.phrase[cursor.at];
    if (char === undefined || '|)]'.includes(char)) break;
    if (char === ' ') cursor.at += 1;
    else parts.push(...parsePart(cursor, char, depth));
  }
  return { kind: 'sequence', parts };
}

/** Parses a phrase. Error `phrase-invalid`: the sentence names the place and what to change. */
export function parsePhrase(phrase: string): Result<PhraseNode, PhraseError> {
  const invalid = (sentence: string) =>
    err<PhraseError>({ reason: 'phrase-invalid', phrase, sentence });
  if (phrase.trim() === '')
    return invalid('The phrase is empty: write the words it should recognise.');
  if (phrase.length > MAX_PHRASE_LENGTH) {
    return invalid(`The phrase is longer than ${MAX_PHRASE_LENGTH} characters: split it into two.`);
  }
  const cursor = { phrase, at: 0 };
  try {
    const node = parseChoice(cursor, 0);
    if (cursor.at < phrase.length)
      fail(cursor, `"${phrase[cursor.at] ?? ''}" was never opened: remove it`);
    return ok(node);
  } catch (problem) {
    if (problem instanceof PhraseProblem) return invalid(`${problem.message}.`);
    throw problem;
  }
}
