/** Names and keys for projects: what can be one, and what is still free. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { readAll } from './read-together.ts';

/** One visible line of 2 to 80 characters. */
const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{2,80}$/u;
const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;

/** The name as Jira shall store it. Asks for what cannot be one. */
export function readProjectName(wanted: string): Result<string, Obstacle> {
  const name = bareWords(wanted).replace(/\s+/gu, ' ');
  return NAME.test(name) ? ok(name) : ask('project name', wanted);
}

/** The key as Jira shall store it; small letters count. Asks for what cannot be one. */
export function readProjectKey(wanted: string): Result<string, Obstacle> {
  const key = bareWords(wanted).toUpperCase();
  if (KEY.test(key)) return ok(key);
  const sentence =
    'Which key? It has 2 to 10 letters and digits and begins with a letter, for example WEB2.';
  return ask('project key', wanted, [], sentence);
}

/** Answers the name itself where it is free, another one where it is taken. */
export function nameRead(name: string): JiraRead {
  return readOf('getValidProjectName', { query: [['name', name]], pick: [''] });
}

/** Answers the key itself where it is free, another one where it is taken. */
export function keyRead(key: string): JiraRead {
  return readOf('getValidProjectKey', { query: [['key', key]], pick: [''] });
}

/** Asks for another name where a project has this one, deleted projects too. */
export function* freeProjectName(name: string): Reading<Result<null, Obstacle>> {
  const [answer] = yield* readAll([nameRead(name)]);
  if (answer.status === 200 && answer.body === name) return ok(null);
  if (answer.status !== 200 && answer.status !== 404) {
    return refusedRead('whether the name is free', answer);
  }
  const sentence = `A project named ${name} already exists, or lies in the recycle bin. Which other name shall it be?`;
  return ask('project name', name, [], sentence);
}

/** Asks for another key where a project has, or had, this one. */
export function* freeProjectKey(key: string): Reading<Result<null, Obstacle>> {
  const [answer] = yield* readAll([keyRead(key)]);
  if (answer.status !== 200) return refusedRead('whether the key is free', answer);
  if (answer.body === key) return ok(null);
  const sentence = `The key ${key} belongs, or belonged, to another project. Which other key shall it be?`;
  return ask('project key', key, [], sentence);
}
