/** Issues in what was read: those a request names, and those an answer shows. Each may be closed to people who see its project. */
import { isJsonObject, type JiraRequest, type Json } from '@kraken/shared';
import { type SeenRead, textsAt } from './seen-reads.ts';

const NUMBER = /^\d{1,15}$/;
const ISSUE_KEY = /^([A-Z][A-Z0-9_]{1,9})-\d{1,10}$/;
/** Names under which requests and answers of Jira hold issues. */
const ASKED = new Set(['issueIdOrKey', 'issueIdsOrKeys', 'issueKey']);
const SHOWN = new Set(['issues', 'subtasks', 'inwardIssue', 'outwardIssue']);

export interface SeenIssues {
  /** Ids, as Jira gave them or as they were asked for. */
  ids: string[];
  /** Keys whose id no answer gave. */
  unresolved: string[];
  /** One was asked for, and Jira has none. */
  isOneMissing: boolean;
}

/** The key of the project in the key of an issue. */
export const projectOfIssue = (key: string): string[] =>
  ISSUE_KEY.exec(key.trim())?.slice(1, 2) ?? [];

/** Every issue of these reads. */
export function issuesSeen(seen: readonly SeenRead[]): SeenIssues {
  const found = seen.flatMap((one) => [...askedIssue(one), ...shownIssues(one.answer.body)]);
  const names = new Map(found.flatMap(({ id, key }) => (id && key ? [[key, id] as const] : [])));
  const words = [
    ...seen.flatMap(({ read }) => issueWordsOf(read.request)),
    ...found.flatMap(({ id, key }) => id ?? key ?? []),
  ];
  const gone = new Set(seen.flatMap(missingIssue));
  const isOpen = (word: string): boolean => !(NUMBER.test(word) || names.has(word));
  const open = new Set(words.filter(isOpen));
  return {
    ids: [...new Set(words.flatMap((word) => names.get(word) ?? word))]
      .filter((word) => NUMBER.test(word))
      .sort(),
    unresolved: [...open].filter((key) => !gone.has(key)).sort(),
    isOneMissing: gone.size > 0,
  };
}

/** Keys and ids of issues that a request names. Kraken writes its queries: `key IN (A-1, A-2)`, `id IN (1, 2)`. */
export function issueWordsOf({ path, query, body }: JiraRequest): string[] {
  const named = [...Object.entries(path), ...query].flatMap(([name, value]) =>
    ASKED.has(name) && typeof value === 'string' ? value.split(',') : [],
  );
  const jql = isJsonObject(body) ? body['jql'] : undefined;
  const lists = typeof jql === 'string' ? [...jql.matchAll(JQL_LIST)] : [];
  const inQuery = lists.flatMap(([, list = '']) => list.replace(/[()"]/g, '').split(','));
  return [...named, ...textsAt(body, 'issueIdsOrKeys'), ...inQuery]
    .map((word) => word.trim())
    .filter((word) => NUMBER.test(word) || ISSUE_KEY.test(word));
}

const JQL_LIST = /\b(?:key|id)\s*(?:=|in)\s*(\([^)]*\)|"?[\w-]+"?)/giu;

interface Named {
  id: string | undefined;
  key: string | undefined;
}

/** An issue that was moved is shown under another key than it was asked by. */
function askedIssue({ read: { request }, answer: { status, body } }: SeenRead): Named[] {
  const asked = request.path['issueIdOrKey'];
  if (request.operationId !== 'getIssue' || status !== 200 || typeof asked !== 'string') return [];
  return isJsonObject(body) ? [{ id: idOf(body), key: asked }] : [];
}

function missingIssue({ read: { request }, answer: { status } }: SeenRead): string[] {
  const asked = request.path['issueIdOrKey'];
  const isMissing = request.operationId === 'getIssue' && status === 404;
  return isMissing && typeof asked === 'string' ? [asked] : [];
}

/** Everything with the key of an issue, and everything where Jira shows issues, at any depth. */
function shownIssues(body: Json, name = ''): Named[] {
  if (Array.isArray(body)) return body.flatMap((item) => shownIssues(item, name));
  if (!isJsonObject(body)) return [];
  const key = typeof body['key'] === 'string' ? body['key'] : '';
  const hasKey = ISSUE_KEY.test(key);
  const own = hasKey || SHOWN.has(name) ? [{ id: idOf(body), key: hasKey ? key : undefined }] : [];
  return [...own, ...Object.entries(body).flatMap(([at, value]) => shownIssues(value, at))];
}

function idOf({ id }: Record<string, Json>): string | undefined {
  const text = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
  return NUMBER.test(text) ? text : undefined;
}
