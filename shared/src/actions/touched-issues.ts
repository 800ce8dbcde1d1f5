/**
 * Issues an action is about. A project that somebody sees may hold issues that are closed to him (issue security, or a
 * permission given to reporters only), so each issue counts by itself.
 */
import { isJsonObject, type Json } from '../json.ts';
import type { ActionFacts } from './action.ts';

const ISSUE_KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/;
const NUMBER = /^\d{1,15}$/;

/**
 * Ids of the issues in its facts, and of those its target holds: the sentence, its rows and its requests are made of
 * nothing else.
 */
export function issuesTouched({ facts, target }: { facts: ActionFacts; target: Json }): string[] {
  const named = facts.targets.filter(({ kind }) => kind === 'issue').map(({ id }) => id);
  return [...new Set([...named, ...issueIdsIn(target)])].sort();
}

/** Ids of everything that has the key of an issue, at any depth. */
export function issueIdsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(issueIdsIn);
  if (!isJsonObject(value)) return [];
  const { id, key } = value;
  const text = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
  const isIssue = typeof key === 'string' && ISSUE_KEY.test(key) && NUMBER.test(text);
  return [...(isIssue ? [text] : []), ...Object.values(value).flatMap(issueIdsIn)];
}
