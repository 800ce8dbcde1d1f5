/** Names for issue types: one visible line of at most 60 characters. */
import { ok, type Result } from '../../result.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,60}$/u;

/** The name as Jira shall store it. Asks for what cannot be one. */
export function readTypeName(wanted: string): Result<string, Obstacle> {
  const name = bareWords(wanted).replace(/\s+/gu, ' ');
  if (NAME.test(name)) return ok(name);
  return ask('issue type name', wanted, [], 'Which name, of at most 60 characters?');
}
