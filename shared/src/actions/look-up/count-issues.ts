/** Jira's own estimate of how many issues match a query made by us. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { countAt } from './read-answer.ts';

/** Reads the estimate for a JQL text that holds nothing but ids. */
export function countRead(jql: string): JiraRead {
  return readOf('countIssues', { body: { jql }, pick: ['count'] });
}

/** The count in the answer; undefined when Jira gave none. */
export function countIn(answer: JiraReadResult): number | undefined {
  return answer.status === 200 ? countAt(answer.body, 'count') : undefined;
}

/** That the count is what it was; nothing to compare where Jira gave none. */
export function pinCount(label: string, read: JiraRead, expected: JiraReadResult): Precondition[] {
  return countIn(expected) === undefined ? [] : [{ label, read, expected }];
}
