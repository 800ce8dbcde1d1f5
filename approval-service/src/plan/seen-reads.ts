/** What a resolution read, with the answers. */
import {
  isJsonObject,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type Reading,
} from '@kraken/shared';

/** A read with its answer. */
export interface SeenRead {
  read: JiraRead;
  answer: JiraReadResult;
}

/** Passes a reading through and keeps what it read. */
export function* watched<T>(reading: Reading<T>, seen: SeenRead[]): Reading<T> {
  let step = reading.next();
  while (!step.done) {
    const batch = step.value;
    const answers = yield batch;
    for (const [at, read] of batch.entries()) {
      const answer = answers[at];
      if (answer !== undefined) seen.push({ read, answer });
    }
    step = reading.next(answers);
  }
  return step.value;
}

/** Texts in a list of a body. */
export function textsAt(body: Json | undefined, name: string): string[] {
  const value = isJsonObject(body) ? body[name] : undefined;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
