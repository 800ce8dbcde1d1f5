/** What of a Jira event goes into the queue: ids and times only, so that no ticket text is kept by the platform's queue. */
import { type DeliveryBody, isJsonObject, type Json } from '@kraken/shared';

/** Queue between trigger and consumer; the manifest names it too. */
export const DELIVERY_QUEUE = 'kraken-deliveries';

/** One event in the queue. A type, not an interface: the queue takes plain records. */
export type IssueEvent = {
  issueId: string;
  type: DeliveryBody['event']['type'];
  /** UTC milliseconds. */
  atMs: number;
  actorAccountId: string | null;
  commentId: string | null;
};

const TYPES: Record<string, IssueEvent['type']> = {
  'avi:jira:created:issue': 'issue.created',
  'avi:jira:updated:issue': 'issue.updated',
  'avi:jira:commented:issue': 'comment.created',
};

/** Reads the ids out of Jira's event; undefined for an event that is not about an issue. */
export function parseJiraEvent(event: unknown, nowMs: number): IssueEvent | undefined {
  const fields = event as Json;
  if (!isJsonObject(fields)) return undefined;
  const issue = isJsonObject(fields['issue']) ? fields['issue'] : {};
  const comment = isJsonObject(fields['comment']) ? fields['comment'] : {};
  const type = TYPES[String(fields['eventType'])];
  const issueId = idText(issue['id']);
  if (type === undefined || issueId === null) return undefined;
  return {
    issueId,
    type,
    atMs: eventTime(fields, issue, comment) ?? nowMs,
    actorAccountId: typeof fields['atlassianId'] === 'string' ? fields['atlassianId'] : null,
    commentId: type === 'comment.created' ? idText(comment['id']) : null,
  };
}

/** Reads an event back from the queue; undefined for anything else. */
export function parseQueuedEvent(body: unknown): IssueEvent | undefined {
  const fields = body as Json;
  if (!isJsonObject(fields)) return undefined;
  const { issueId, type, atMs, actorAccountId, commentId } = fields;
  const known = Object.values(TYPES).find((value) => value === type);
  if (known === undefined || idText(issueId) === null || typeof atMs !== 'number') return undefined;
  return {
    issueId: String(issueId),
    type: known,
    atMs,
    actorAccountId: typeof actorAccountId === 'string' ? actorAccountId : null,
    commentId: idText(commentId),
  };
}

/** Equal for every repetition of one event, different for every other event. */
export function deliveryKey(event: IssueEvent): string {
  return [event.type, event.issueId, event.atMs, event.commentId ?? '-'].join(':');
}

function idText(value: Json | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : null;
}

type Fields = { [key: string]: Json };

/** Events carry no documented time of their own, so the newest time of what they are about counts. */
function eventTime(event: Fields, issue: Fields, comment: Fields): number | undefined {
  const fields = isJsonObject(issue['fields']) ? issue['fields'] : {};
  const candidates = [
    event['timestamp'],
    event['eventCreatedDate'],
    comment['updated'],
    comment['created'],
    fields['updated'],
    fields['created'],
  ];
  return candidates.map(timeOf).find((ms) => ms !== undefined);
}

/** Milliseconds, as a number or in digits, or a date text (Jira writes `+0000` without a colon). */
function timeOf(value: Json | undefined): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const isDigits = typeof value === 'number' || /^\d{10,16}$/.test(value);
  const ms = isDigits ? Number(value) : Date.parse(String(value));
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : undefined;
}
