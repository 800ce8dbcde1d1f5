/** Reads an issue, its changes, its comments and its reporter's groups as the app. */
import { isJsonObject, type Json, renderRequest } from '@kraken/shared';
import {
  GET_CHANGELOG,
  GET_COMMENTS,
  GET_ISSUE,
  GET_USER_GROUPS,
  type OwnOperation,
} from '../jira/own-operations';
import { type Sender, sendRead } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';
import { ISSUE_FIELDS, reporterOf, type Ticket } from './build-snapshot';
import { readHistory } from './read-history';

const PAGE = 100;
/** Restricted comments do not count against the 200 kept ones, so more are read. */
const MAX_PAGES = 10;
/** Groups only route, so a slow answer is not waited for. */
const GROUPS_WITHIN_MS = 5_000;

/** `gone`: deleted, or the app may not see it. `unavailable`: ask again later. `readAtMs`: when the issue itself came. */
type TicketReading =
  | { state: 'read'; ticket: Ticket; readAtMs: number }
  | { state: 'gone' }
  | { state: 'unavailable' };

/** Reads what a delivery is made of: eight fields, who changed them, the newest comments with their properties, groups. */
export async function readTicket(sender: Sender, issueId: string): Promise<TicketReading> {
  const answer = await get(sender, GET_ISSUE, issueId, [
    ['fields', ISSUE_FIELDS],
    ['expand', 'changelog'],
  ]);
  const readAtMs = sender.clock.nowMs();
  if (answer.status === 404) return { state: 'gone' };
  if (answer.status !== 200 || answer.form !== 'json') return { state: 'unavailable' };
  const history = await readHistory(answer.body, (startAt) =>
    get(sender, GET_CHANGELOG, issueId, [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ]),
  );
  const comments = await readComments(sender, issueId);
  if (history === undefined || comments === undefined) return { state: 'unavailable' };
  const reporterGroups = await readGroups(sender, reporterOf(answer.body));
  const ticket = { issue: answer.body, comments, history, reporterGroups };
  return { state: 'read', ticket, readAtMs };
}

/** Null when there is no reporter or no good answer; the delivery goes on without. */
async function readGroups(sender: Sender, accountId: string | null): Promise<Json[] | null> {
  const nowMs = sender.clock.nowMs();
  const deadlineMs = Math.min(sender.deadlineMs, nowMs + GROUPS_WITHIN_MS);
  if (accountId === null || deadlineMs <= nowMs) return null;
  const query: Array<[string, string]> = [['accountId', accountId]];
  const rendered = renderRequest({ ...GET_USER_GROUPS, path: {}, query });
  if (!rendered.ok) return null;
  const { status, body } = await sendRead({ ...sender, deadlineMs }, rendered.value);
  return status === 200 && Array.isArray(body) ? body : null;
}

async function readComments(sender: Sender, issueId: string): Promise<Json[] | undefined> {
  const comments: Json[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await get(sender, GET_COMMENTS, issueId, [
      ['startAt', String(comments.length)],
      ['maxResults', String(PAGE)],
      ['orderBy', '-created'],
      ['expand', 'properties'],
    ]);
    const list = isJsonObject(answer.body) ? answer.body['comments'] : undefined;
    if (answer.status !== 200 || !Array.isArray(list)) return undefined;
    comments.push(...list);
    if (list.length === 0 || comments.length >= totalOf(answer.body)) break;
  }
  return comments;
}

function totalOf(body: Json): number {
  const total = isJsonObject(body) ? body['total'] : undefined;
  return typeof total === 'number' ? total : 0;
}

async function get(
  sender: Sender,
  operation: OwnOperation,
  issueId: string,
  query: Array<[string, string]>,
): Promise<JiraAnswer> {
  const rendered = renderRequest({ ...operation, path: { issueIdOrKey: issueId }, query });
  if (!rendered.ok) throw new Error('an issue id from the queue does not fit its pattern');
  return sendRead(sender, rendered.value);
}
