/**
 * Makes the delivery out of an issue and its comments: the minimised copy that may reach the model, and beside it the ids
 * that route it. Guarantees that no other field, no restricted or internal comment and none of Kraken's own leaves Jira.
 */
import {
  adfToText,
  isJsonObject,
  type Json,
  MAX_COMMENTS,
  MAX_GROUPS,
  MAX_LABELS,
  MAX_TEXT_LENGTH,
  type TicketRouting,
  type TicketSnapshot,
} from '@kraken/shared';
import { findTextAuthors } from './find-text-authors';

const MAX_SUMMARY = 1_000;
const MAX_NAME = 255;
const CUT_MARK = '\n[cut here: too long]';
const KRAKEN_PROPERTY = 'kraken';
const INTERNAL_PROPERTY = 'sd.public.comment';

/** Fields of the issue that are read, and no others. */
export const ISSUE_FIELDS = 'summary,description,status,reporter,creator,project,issuetype,labels';

/** What Jira told about an issue. */
export interface Ticket {
  issue: Json;
  /** As Jira lists them, any order, newest pages at least. */
  comments: readonly Json[];
  /** Every change of the issue, any order; null when it is not known whether they are all there. */
  history: readonly Json[] | null;
  /** As Jira lists them; null when it did not. */
  reporterGroups: readonly Json[] | null;
}

type Fields = { [key: string]: Json };

const objectOf = (value: Json | undefined): Fields => (isJsonObject(value) ? value : {});
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const idOf = (value: Json | undefined): string | null =>
  textOf(objectOf(value)['accountId']) || null;

function cut(text: string, most: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  return whole.slice(0, most - CUT_MARK.length).toWellFormed() + CUT_MARK;
}

/** The snapshot. */
export function buildSnapshot(
  { issue, comments }: Pick<Ticket, 'issue' | 'comments'>,
  krakenAccountId: string | null,
): TicketSnapshot {
  const fields = objectOf(objectOf(issue)['fields']);
  const kept = keepVisible(comments, krakenAccountId);
  return {
    summary: cut(textOf(fields['summary']), MAX_SUMMARY),
    description: cut(adfToText(fields['description']), MAX_TEXT_LENGTH),
    reporterDisplayName: cut(textOf(objectOf(fields['reporter'])['displayName']), MAX_NAME),
    status: cut(textOf(objectOf(fields['status'])['name']), MAX_NAME),
    comments: kept.map((comment) => ({
      commentId: textOf(comment['id']),
      text: cut(adfToText(comment['body']), MAX_TEXT_LENGTH),
    })),
  };
}

/** The routing facts of the same ticket. Of its history only the two authors of its words are taken. */
export function buildRouting(ticket: Ticket, krakenAccountId: string | null): TicketRouting {
  const { issue, comments, history } = ticket;
  const fields = objectOf(objectOf(issue)['fields']);
  const project = objectOf(fields['project']);
  const kept = keepVisible(comments, krakenAccountId);
  const creatorAccountId = idOf(fields['creator']);
  const authors = findTextAuthors(history, creatorAccountId);
  return {
    issueId: textOf(objectOf(issue)['id']),
    issueKey: textOf(objectOf(issue)['key']),
    projectId: textOf(project['id']),
    projectKey: textOf(project['key']),
    isServiceDesk: project['projectTypeKey'] === 'service_desk',
    reporterAccountId: idOf(fields['reporter']),
    creatorAccountId,
    summaryAuthorAccountId: authors.summary,
    descriptionAuthorAccountId: authors.description,
    commentAuthors: Object.fromEntries(
      kept.map((comment) => [textOf(comment['id']), writerOf(comment)]),
    ),
    ...ruleFacts(ticket),
  };
}

/** Account id of the reporter, as the issue names it. */
export function reporterOf(issue: Json): string | null {
  return idOf(objectOf(objectOf(issue)['fields'])['reporter']);
}

/** What conditions of playbook rules compare; what Jira does not tell is left out. */
function ruleFacts({
  issue,
  reporterGroups,
}: Ticket): Pick<TicketRouting, 'issueType' | 'labels' | 'reporterGroups'> {
  const { issuetype, labels } = objectOf(objectOf(issue)['fields']);
  const id = textOf(objectOf(issuetype)['id']);
  return {
    ...(/^\d{1,20}$/.test(id)
      ? { issueType: { id, name: cut(textOf(objectOf(issuetype)['name']), MAX_NAME) } }
      : {}),
    // Some of many would say that the others are not there, so there are none instead.
    ...(Array.isArray(labels) && labels.length <= MAX_LABELS
      ? { labels: labels.map((label) => cut(textOf(label), MAX_NAME)) }
      : {}),
    reporterGroups: groupsOf(reporterGroups),
  };
}

/** Part of a list would say that somebody is in none of the others, so there is none instead. */
function groupsOf(groups: Ticket['reporterGroups']): { groupId: string; name: string }[] | null {
  if (groups === null || groups.length > MAX_GROUPS) return null;
  const named = groups.map(objectOf).map(({ groupId, name }) => ({
    groupId: textOf(groupId),
    name: textOf(name),
  }));
  const isWhole = named.every(
    ({ groupId, name }) => groupId !== '' && groupId.length <= MAX_NAME && name.length <= MAX_NAME,
  );
  return isWhole ? named : null;
}

/** True for a comment everybody who sees the issue can see, written by somebody else than Kraken. */
function isVisibleToRequester(comment: Json, krakenAccountId: string | null): boolean {
  const fields = objectOf(comment);
  if (fields['visibility'] !== undefined && fields['visibility'] !== null) return false;
  if (fields['jsdPublic'] === false) return false;
  const author = idOf(fields['author']);
  if (krakenAccountId !== null && author === krakenAccountId) return false;
  const properties = Array.isArray(fields['properties']) ? fields['properties'].map(objectOf) : [];
  // Anybody can put a property on a comment of theirs, so this only counts while Kraken's own account is not known.
  const isMarked = properties.some((property) => property['key'] === KRAKEN_PROPERTY);
  if (krakenAccountId === null && isMarked) return false;
  return !properties.some(isInternalMark);
}

/** Who wrote a comment as it stands now: whoever edited it last. */
function writerOf(comment: Fields): string | null {
  return idOf(comment[comment['updateAuthor'] === undefined ? 'author' : 'updateAuthor']);
}

function isInternalMark(property: Fields): boolean {
  return property['key'] === INTERNAL_PROPERTY && objectOf(property['value'])['internal'] !== false;
}

/** The newest 200 visible comments, oldest first. */
function keepVisible(comments: readonly Json[], krakenAccountId: string | null): Fields[] {
  return comments
    .filter((comment) => isVisibleToRequester(comment, krakenAccountId))
    .map(objectOf)
    .filter((comment) => /^\d{1,20}$/.test(textOf(comment['id'])))
    .sort((a, b) => ageOf(a) - ageOf(b) || compareIds(a, b))
    .slice(-MAX_COMMENTS);
}

function ageOf(comment: Fields): number {
  const ms = Date.parse(textOf(comment['created']));
  return Number.isNaN(ms) ? 0 : ms;
}

function compareIds(a: Fields, b: Fields): number {
  const [left, right] = [BigInt(textOf(a['id'])), BigInt(textOf(b['id']))];
  return left < right ? -1 : Number(left > right);
}
