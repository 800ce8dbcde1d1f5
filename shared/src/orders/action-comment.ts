/**
 * Which comment an `execute` order may write: one that an action makes, on any issue, marked as such. Comments on decisions
 * carry the property `kraken` and are orders of their own (ADR 0002); neither kind can pass for the other.
 */
import { MARK_PROPERTY } from '../actions/look-up/mark.ts';
import { isJsonObject } from '../json.ts';
import type { JiraRequest } from '../requests/jira-request.ts';

/** The property of comments on decisions. */
const DECISION_PROPERTY = 'kraken';

/** True for every request that is no comment, and for a comment that carries an action's mark and no decision's. */
export function isActionComment({ operationId, body }: JiraRequest): boolean {
  if (operationId !== 'addComment') return true;
  const properties = isJsonObject(body) ? body['properties'] : undefined;
  if (!Array.isArray(properties)) return false;
  const keys = properties.map((each) => (isJsonObject(each) ? each['key'] : undefined));
  return keys.includes(MARK_PROPERTY) && !keys.includes(DECISION_PROPERTY);
}
