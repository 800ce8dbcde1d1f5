/** What ends a resolution before there is an action: a question, nothing to do, an answer, or work Kraken leaves to a person. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import { err } from '../../result.ts';
import type { Question, Resolution } from '../action.ts';

/** Every resolution that is not an action. */
export type Obstacle = Exclude<Resolution, { outcome: 'resolved' }>;

type Failure = { ok: false; error: Obstacle };

/** Asks which `thing` the words mean, listing what was found. */
export function ask(
  thing: string,
  words: string,
  choices: readonly string[] = [],
  sentence?: string,
): Failure {
  const question: Question = { thing, words, choices: [...choices] };
  if (sentence !== undefined) question.sentence = sentence;
  return err({ outcome: 'ask', question });
}

/** Jira already is as asked. */
export function already(sentence: string): Failure {
  return err({ outcome: 'already', sentence });
}

/** What was asked about Jira, for those who may know it. */
export function answered(sentence: string, audience: 'asker' | 'administrators'): Failure {
  return err({ outcome: 'answered', sentence, audience });
}

/** Kraken cannot do this; the sentence says why. */
export function unsupported(sentence: string): Failure {
  return err({ outcome: 'unsupported', sentence });
}

/** Jira refused a read that is needed: said plainly, left to a person. */
export function refusedRead(what: string, result: JiraReadResult): Failure {
  return unsupported(`Jira does not let Kraken read ${what} (answer ${result.status}).`);
}
