/** Recognises that words ask for a change, and that the change is one of Jira's administration. */

import { COMPLAINT_WORDS } from './caution-words.ts';
import type { StepCount } from './match-phrase.ts';
import { skipOpeners } from './openers.ts';
import { hasWord } from './sentence-words.ts';
import { TOKEN_CLASSES } from './token-class.ts';
import type { Token } from './tokenize.ts';
import { COURTESY_VERBS, JIRA_NOUNS, NEW_THINGS, ORDER_VERBS } from './vocabulary.ts';

const NOUN_STARTERS = new Set(['new', 'neue', 'neues', 'neuer', 'nouveau', 'nuevo']);
const MAILS = new Set([
  'mail',
  'mails',
  'email',
  'emails',
  'e-mails',
  'notification',
  'notifications',
  'alerts',
]);
const NEGATIONS = new Set(['not', 'never', "don't", 'dont', 'do']);

/**
 * True when the words from `start` on ask for something: a verb of change, or a request (`please …`, `we need to …`)
 * for more than attention.
 */
export function looksLikeOrder(tokens: readonly Token[], start: number, count: StepCount): boolean {
  const opening = skipOpeners(tokens, start, count);
  const first = tokens[opening.at];
  if (first === undefined || NEGATIONS.has(first.lower)) return false;
  if (COURTESY_VERBS.has(first.lower)) return false;
  const isVerb = first.kind === 'word' && ORDER_VERBS.has(first.lower);
  if (isVerb) return tokens.length - opening.at > 1;
  if (first.lower === 'no') return hasWord(tokens.slice(opening.at + 1, opening.at + 4), MAILS);
  if (NOUN_STARTERS.has(first.lower)) return isNewThing(tokens.slice(opening.at + 1));
  return (
    opening.isRequest &&
    first.kind === 'word' &&
    /^\p{Ll}/u.test(first.text) &&
    opening.at + 1 < tokens.length
  );
}

/** `New project for the Data team`: a thing of Jira right behind `new`, not a word about one further on. */
function isNewThing(tokens: readonly Token[]): boolean {
  const thing = tokens.find(({ lower }) => lower !== 'jira' && lower !== 'custom');
  return thing !== undefined && NEW_THINGS.has(thing.lower);
}

function hasJiraNoun(tokens: readonly Token[]): boolean {
  return hasWord(tokens, JIRA_NOUNS);
}

/** True when the words speak of things a Jira administrator looks after. */
export function isAboutJira(tokens: readonly Token[]): boolean {
  if (hasJiraNoun(tokens) || tokens.some(({ kind }) => kind === 'issue-key')) return true;
  if (movesPerson(tokens)) return true;
  const speaksOfKey = tokens.some(({ lower }) => lower === 'key' || lower === 'prefix');
  return speaksOfKey && tokens.some(({ kind }) => kind === 'key');
}

/** `add Dana … to ABC`, `remove the rights of Jonas in ABC`: a person and a project's key. */
function movesPerson(tokens: readonly Token[]): boolean {
  const isPerson = (token: Token) =>
    ['name', 'email', 'mention'].some((name) => TOKEN_CLASSES[name]?.(token)) ||
    PEOPLE.has(token.lower);
  const isPlaced = tokens.some((token, index) => {
    const before = tokens[index - 1]?.lower ?? '';
    return PLACES.has(before) && TOKEN_CLASSES['barekey']?.(token) === true;
  });
  return isPlaced && (tokens.some(isPerson) || hasWord(tokens, ACCESS_WORDS));
}

/** True when Jira itself is named: the word, one of its addresses, or an issue. */
export function namesJira(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, lower }) => {
    if (kind === 'issue-key') return true;
    if (kind === 'email' || kind === 'quoted') return false;
    return (
      /^jira(?:$|['’.-])/.test(lower) ||
      /(?:jira|atlassian|issues)[^\s/]{0,60}\.[a-z]{2,}/.test(lower.slice(0, 200))
    );
  });
}

/** True for a complaint: something is said to be wrong, without saying what should be done. */
export function isComplaint(tokens: readonly Token[]): boolean {
  return hasWord(tokens, COMPLAINT_WORDS);
}

const ACCESS_WORDS = new Set(['access', 'rights']);
const PLACES = new Set(['to', 'from', 'in', 'on', 'of', 'for', 'zu', 'aus']);
const PEOPLE = new Set([
  'me',
  'him',
  'her',
  'them',
  'user',
  'users',
  'people',
  'everyone',
  'colleague',
]);
const PRONOUNS = new Set([
  'it',
  'them',
  'this',
  'that',
  'these',
  'those',
  'him',
  'her',
  'so',
  'both',
]);

/** True when the object of the order is only a pronoun, so that it cannot be understood by itself. */
export function isAnaphoric(tokens: readonly Token[], count: StepCount): boolean {
  const { at } = skipOpeners(tokens, 0, count);
  const object = tokens[at + 1];
  const isLast = tokens.length - at <= 6;
  return object !== undefined && isLast && PRONOUNS.has(object.lower);
}
