/** Texts a wish brings along - names, descriptions, dates - checked before anything is asked of Jira. */
import { ok, type Result } from '../../result.ts';
import { isWrittenDay } from './calendar-day.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

/** One visible line: no control, format, line or surrogate characters. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

/** A name for something in Jira: one line of at most 255 characters, without quotation marks around it. */
export function newNameIn(thing: string, words: string): Result<string, Obstacle> {
  const name = asNewName(words);
  return ONE_LINE.test(name) ? ok(name) : ask(`${thing} name`, words);
}

function asNewName(words: string): string {
  return bareWords(words).replace(/\s+/gu, ' ');
}

/** True for a name that can be given again exactly by words: what an inverse needs. */
export function canBeNamedAgain(name: string): boolean {
  return ONE_LINE.test(name) && asNewName(name) === name;
}

/** A day as `yyyy-mm-dd`; other forms are asked, as `03/04` may mean two days. */
export function dateIn(thing: string, words: string): Result<string, Obstacle> {
  const text = bareWords(words);
  if (isWrittenDay(text)) return ok(text);
  return ask(thing, words, [], `Which day is the ${thing}? Please write it like 2026-12-31.`);
}
