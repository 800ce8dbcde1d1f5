/** Runs catalogue entries on the small site and says what came out in a form tests can read. */
import { expect } from 'vitest';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import { requestLine } from '../../requests/render-request.ts';
import type { ActionDefinition, Resolution, ResolveContext, ResolvedAction } from '../action.ts';
import { findAction } from '../catalogue.ts';
import { CONTEXT, type FakeJira, runOn } from './fake-jira.ts';
import { HAS_DOCUMENTS, problemsOf } from './openapi.ts';
import { SMALL_SITE } from './small-site.ts';

interface World {
  /** Operations that answer otherwise than the small site. */
  jira?: FakeJira;
  context?: Partial<ResolveContext>;
}

/** The entry of a type; fails the test when there is none. */
export function entryOf(type: string): ActionDefinition {
  const entry = findAction(type);
  if (entry === undefined) throw new Error(`${type} is not in the catalogue`);
  return entry;
}

/**
 * Resolves an action on the small site. Every read is one the entry declares and, where the documents are there, one
 * they allow.
 */
export function resolveForTest(
  type: string,
  args: Json,
  { jira, context }: World = {},
): { outcome: Resolution; rounds: number } {
  const entry = entryOf(type);
  const parsed = entry.schema.parse(args);
  const { value, rounds, asked } = runOn({ ...SMALL_SITE, ...jira }, () =>
    entry.resolve(parsed, { ...CONTEXT, ...context }),
  );
  const declared = entry.reads.map(({ operationId }) => operationId);
  const strays = asked.filter(({ request }) => !declared.includes(request.operationId));
  expect(strays.map(({ request }) => requestLine(request))).toEqual([]);
  if (HAS_DOCUMENTS) expect(asked.flatMap(({ request }) => problemsOf(request))).toEqual([]);
  return { outcome: value, rounds };
}

/** The resolved action; fails the test when the resolution ends otherwise. */
export function resolvedForTest(type: string, args: Json, world: World = {}): ResolvedAction {
  const { outcome } = resolveForTest(type, args, world);
  if (outcome.outcome !== 'resolved') throw new Error(JSON.stringify(outcome));
  return outcome.action;
}

/** A resolution as one line: `resolved`, `already: …`, `ask project: A, B`, `unsupported: …`. */
export function inWords(outcome: Resolution): string {
  if (outcome.outcome === 'resolved') return 'resolved';
  if (outcome.outcome !== 'ask') return `${outcome.outcome}: ${outcome.sentence}`;
  const { thing, choices } = outcome.question;
  return choices.length === 0 ? `ask ${thing}` : `ask ${thing}: ${choices.join(', ')}`;
}

/** The requests of a resolved action as lines with their bodies; checked against the documents where they are there. */
export function requestsForTest(action: ResolvedAction): string[] {
  const entry = entryOf(action.type);
  const requests = entry.compile(action.target);
  const declared = entry.writes.map(({ operationId }) => operationId);
  expect(requests.every(({ operationId }) => declared.includes(operationId))).toBe(true);
  const checks = entry.check(action.target).reads.map(({ request }) => request);
  if (HAS_DOCUMENTS) expect([...requests, ...checks].flatMap(problemsOf)).toEqual([]);
  return requests.map((request) => {
    const body = request.body === undefined ? '' : ` ${JSON.stringify(request.body)}`;
    return `${requestLine(request)}${body}`;
  });
}

/** What the effect check says to these answers. */
export function judgeForTest(action: ResolvedAction, ...answers: JiraReadResult[]): string {
  return entryOf(action.type).check(action.target).judge(answers);
}

/** An answer with status 200. */
export const answered = (body: Json): JiraReadResult => ({ status: 200, body });

/** No answer. */
export const LOST: JiraReadResult = { status: 0, body: null };
