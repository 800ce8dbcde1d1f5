/**
 * What an operation of the stand-in is: a documented method and path, the scopes it needs, and a function
 * from a request to an answer. `run` throws `JiraRefusal` to say no.
 */
import type { Answer } from '../http/jira-answer.ts';
import { refusal } from '../http/jira-answer.ts';
import type { ChangeItem, Comment, Issue } from '../world/issue-types.ts';
import type { World } from '../world/world-types.ts';

/** Announces what happened to an issue to those who listen. */
export interface Announcer {
  created(issue: Issue, by: string | undefined): void;
  updated(issue: Issue, by: string | undefined, changes: ChangeItem[], changeId: string): void;
  commented(issue: Issue, by: string | undefined, comment: Comment): void;
}

/** The site as an operation sees it. */
export interface SiteContext {
  world: World;
  now: number;
  /** Where `self` links point. */
  baseUrl: string;
  /** What search knows of the issues; may lag behind the world. */
  searchIndex(reconcileIds: readonly string[]): Issue[];
  announce: Announcer;
  globalContextRemoval: 'allowed' | 'refused';
}

/** One request to an operation, already routed. `accountId` undefined means anonymous. */
export interface Call {
  site: SiteContext;
  world: World;
  accountId: string | undefined;
  params: Record<string, string>;
  query: Map<string, string[]>;
  body: unknown;
  /** Set when a fault orders that a bulk task ends partly failed, or a change of schemes fails on its way. */
  failPartly: boolean;
}

/** One operation. `path` is Atlassian's template; `operationId` and `scopes` are those of its documents. */
export interface Operation {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  scopes: readonly string[];
  kind: 'read' | 'write';
  /** Jira Service Management answers 412 to a request that does not opt in by header. */
  isExperimental?: true;
  run(call: Call): Answer;
}

/** First value of a query parameter. */
export function queryText(call: Call, name: string): string | undefined {
  return call.query.get(name)?.[0];
}

/** All values of a list parameter, whether repeated or joined by commas. */
export function queryList(call: Call, name: string): string[] {
  return (call.query.get(name) ?? [])
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** A whole number of the query, or the fallback. Refuses other text as Jira does. */
export function queryNumber(call: Call, name: string, fallback: number): number {
  const text = queryText(call, name);
  if (text === undefined || text === '') return fallback;
  if (!/^-?\d+$/.test(text)) throw refusal(400, `Invalid value for ${name}: ${text}`);
  return Number(text);
}

/** A yes-or-no of the query, or the fallback. */
export function queryFlag(call: Call, name: string, fallback: boolean): boolean {
  const text = queryText(call, name);
  return text === undefined ? fallback : text === 'true';
}

/** One page of a list in Jira's usual frame. `cap` is the most Jira gives at once. */
export function pageOf<T>(call: Call, all: readonly T[], fallback: number, cap: number): Page<T> {
  const startAt = Math.max(0, queryNumber(call, 'startAt', 0));
  const asked = queryNumber(call, 'maxResults', fallback);
  const maxResults = Math.min(asked < 0 ? fallback : asked, cap);
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  return { maxResults, startAt, total: all.length, isLast, values };
}

/** A page of results. */
export interface Page<T> {
  maxResults: number;
  startAt: number;
  total: number;
  isLast: boolean;
  values: T[];
}
