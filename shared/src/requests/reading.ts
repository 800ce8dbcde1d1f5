/**
 * Reads as generators: code that needs facts of Jira yields batches of reads and continues with the answers.
 * The same code runs where reads are a round trip through a signed work order (Forge) and where the service
 * reads by itself (OAuth). It is replayed from the start with every batch of answers, so it must be pure.
 */
import type { JiraRead, JiraReadResult, JiraRequest } from './jira-request.ts';

/** A computation that yields batches of reads and ends in T. */
export type Reading<T> = Generator<readonly JiraRead[], T, readonly JiraReadResult[]>;

export type ReadingState<T> =
  | { state: 'done'; value: T }
  /** These reads are not known yet. */
  | { state: 'needs'; reads: JiraRead[] }
  /** Jira gave no usable answer (none, 429, 5xx): try again later, decide nothing. */
  | { state: 'unavailable'; reads: JiraRead[] };

/** Identifies a read by everything that is sent and kept. */
export function readKey(read: JiraRead): string {
  const { operationId, method, template, path, query, body } = read.request;
  return JSON.stringify([operationId, method, template, path, query, body ?? null, read.pick]);
}

/** True when an answer says nothing about Jira's state. */
export function isUnavailable(result: JiraReadResult): boolean {
  return result.status === 0 || result.status === 429 || result.status >= 500;
}

/** Runs a reading as far as the known answers reach. */
export function runReading<T>(
  make: () => Reading<T>,
  known: (key: string) => JiraReadResult | undefined,
): ReadingState<T> {
  const reading = make();
  let step = reading.next();
  while (!step.done) {
    const batch = step.value;
    const answers = batch.map((read) => known(readKey(read)));
    const missing = batch.filter((_, index) => answers[index] === undefined);
    if (missing.length > 0) return { state: 'needs', reads: missing };
    const present = answers.filter((answer) => answer !== undefined);
    const lost = batch.filter((_, index) =>
      isUnavailable(present[index] ?? { status: 0, body: null }),
    );
    if (lost.length > 0) return { state: 'unavailable', reads: lost };
    step = reading.next(present);
  }
  return { state: 'done', value: step.value };
}

/** Yields one read and returns its answer. */
export function* readOne(read: JiraRead): Reading<JiraReadResult> {
  const [result] = yield [read];
  if (result === undefined) throw new Error('a reading was resumed without its answer');
  return result;
}

/** Makes a GET read. `path` fills the template, `query` is sent in the given order. */
export function getRead(
  operationId: string,
  template: string,
  options: {
    path?: JiraRequest['path'];
    query?: JiraRequest['query'];
    pick: string[];
  },
): JiraRead {
  const { path = {}, query = [], pick } = options;
  return { request: { operationId, method: 'GET', template, path, query }, pick };
}

/** Marks a read as part of a walk, see `JiraRead`. */
export function walked(read: JiraRead): JiraRead {
  return { ...read, isWalk: true };
}
