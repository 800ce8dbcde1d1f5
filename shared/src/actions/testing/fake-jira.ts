/**
 * An in-memory Jira for reads, for tests: operationId -> answer. It drops what a read does not pick, replays readings
 * from the start each round as the real runner does, and counts rounds.
 */
import { isJsonObject, type Json } from '../../json.ts';
import type { JiraRead, JiraReadResult, JiraRequest } from '../../requests/jira-request.ts';
import { pickFields } from '../../requests/pick-fields.ts';
import { type Reading, readKey, runReading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import type { OperationId } from '../operations.ts';

/** A request as an answering function sees it: path, first value of each query key, and body. */
export interface Asked {
  path: Record<string, string>;
  query: Record<string, string>;
  body: { [key: string]: Json };
}

/** Answers one operation: a body (status 200), or a status without one. */
export type Answer = (asked: Asked) => Json | Refusal;

/** An answer without a body. */
export class Refusal {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** Answers per operation; what is left out answers 404. */
export type FakeJira = Partial<Record<OperationId, Answer>>;

function askedOf(request: JiraRequest): Asked {
  const path = Object.entries(request.path).map(([key, value]) => [key, String(value)]);
  const body = isJsonObject(request.body) ? request.body : {};
  return {
    path: Object.fromEntries(path),
    query: Object.fromEntries([...request.query].reverse()),
    body,
  };
}

/** Answers one read. */
export function answerRead(jira: FakeJira, read: JiraRead): JiraReadResult {
  const answer = jira[read.request.operationId as OperationId];
  const body = answer === undefined ? new Refusal(404) : answer(askedOf(read.request));
  if (body instanceof Refusal) return { status: body.status, body: null };
  return { status: 200, body: pickFields(body, read.pick) };
}

/** Runs a reading to its end. `asked` holds every read once, in order; `rounds` counts round trips. */
export function runOn<T>(
  jira: FakeJira,
  make: () => Reading<T>,
): { value: T; rounds: number; asked: JiraRead[] } {
  const known = new Map<string, JiraReadResult>();
  const asked: JiraRead[] = [];
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const state = runReading(make, (key) => known.get(key));
    if (state.state === 'done') return { value: state.value, rounds, asked };
    if (state.state === 'unavailable') throw new Error('Jira is unavailable');
    for (const read of state.reads) {
      if (known.has(readKey(read))) continue;
      asked.push(read);
      known.set(readKey(read), answerRead(jira, read));
    }
  }
  throw new Error('a reading does not end');
}

/** Dan files the ticket HELP-1; Kraken's own app user is `kraken`, its own project HELP (10090). */
export const CONTEXT: ResolveContext = {
  issueKey: 'HELP-1',
  projectKey: 'HELP',
  speakerAccountId: 'dan',
  krakenAccountId: 'kraken',
  krakenProjectIds: ['10090'],
  defaultRole: 'Member',
};
