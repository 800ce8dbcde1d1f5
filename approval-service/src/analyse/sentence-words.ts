/** Questions about the words of a sentence, each linear in its length. */
import type { Token } from './tokenize.ts';
import { OTHER_SYSTEMS } from './vocabulary.ts';

const HOST = /^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}$/;
const JIRA_HOST = /jira|atlassian|issues\./;

/** Lower-case words with single spaces between and around, for looking up word sequences. */
export function lowerLine(tokens: readonly Token[]): string {
  return ` ${tokens.map(({ lower }) => lower.replace(/’/g, "'")).join(' ')} `;
}

/** True when one of the word sequences occurs in the line made by `lowerLine`. */
export function hasSequence(line: string, sequences: readonly string[]): boolean {
  return sequences.some((sequence) => line.includes(` ${sequence} `));
}

/** True when a token is one of the words. */
export function hasWord(tokens: readonly Token[], words: ReadonlySet<string>): boolean {
  return tokens.some(({ kind, lower }) => kind !== 'quoted' && words.has(lower.replace(/’/g, "'")));
}

function isForeignHost(token: Token): boolean {
  if (token.kind === 'url' || token.kind === 'odd') {
    const host = token.lower.replace(/^[a-z+]+:\/\//, '').split('/')[0] ?? '';
    return HOST.test(host) && !JIRA_HOST.test(host);
  }
  return token.kind === 'word' && HOST.test(token.lower) && !JIRA_HOST.test(token.lower);
}

/** True when the token names another system than Jira: by name, or by an address that is not Jira's. */
export function namesOtherSystem(token: Token): boolean {
  if (token.kind === 'quoted' || token.kind === 'email') return false;
  return OTHER_SYSTEMS.has(token.lower) || isForeignHost(token);
}

/** True for tokens that carry no word: marks, dashes, smileys. */
export function isOnlyPunctuation(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind }) => kind === 'punct');
}
