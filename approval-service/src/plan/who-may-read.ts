/**
 * Who may read why a wish ended without an action. Kraken reads Jira as an administrator and answers where everybody
 * who sees the ticket reads it: a sentence is published only when those who asked could have looked themselves.
 */
import {
  fetchedIn,
  fetchReads,
  type JiraRead,
  type JiraReadResult,
  type Reading,
  type RequesterFacts,
  readAll,
  readKey,
  readOf,
  readRequester,
  readTogether,
  runReading,
  standingIn,
  standingOn,
  weakerRequester,
} from '@kraken/shared';
import type { Audience, Ended } from '../classify/neutral-sentence.ts';
import { type LookedInto, lookedInto, type Saying } from './looked-into.ts';
import type { SeenRead } from './seen-reads.ts';

/** What somebody has to see to be told. */
export interface Insight {
  projectIds: string[];
  issueIds: string[];
  /** A project or an issue is among it of which Jira did not say which one it is. */
  isUnclear: boolean;
  sight: LookedInto['sight'];
}

/** True when the person could have found it out in Jira. Unknown counts as no. */
export function mayRead(requester: RequesterFacts, insight: Insight): boolean {
  const { projectIds, sight, isUnclear } = insight;
  if (requester.kind !== 'licensed' || requester.isActive !== true || isUnclear) return false;
  const standings = projectIds.map((id) => standingIn(requester, id));
  const isOpen = insight.issueIds.every((id) => standingOn(requester, id).canBrowse === true);
  if (!isOpen || standings.some(({ canBrowse }) => canBrowse !== true)) return false;
  if (sight === 'members' || requester.isSiteAdmin === true) return true;
  const isAdmin = standings.every(({ isProjectAdmin }) => isProjectAdmin === true);
  return sight === 'administrators' && standings.length > 0 && isAdmin;
}

function sayingOf({ type, resolution }: EndedWish, readerIds: Saying['readerIds']): Saying {
  if (resolution.outcome !== 'ask') {
    return { type, text: resolution.sentence, mayOmit: false, readerIds };
  }
  const { sentence, choices } = resolution.question;
  const text = sentence ?? choices.join(', ');
  return { type, text, mayOmit: sentence === undefined, readerIds };
}

/** What somebody has to see to be told how a wish ended. */
function* insightOf(wish: EndedWish, readerIds: Saying['readerIds']): Reading<Insight> {
  const looked = lookedInto(wish.seen, sayingOf(wish, readerIds));
  const [projects, issues] = yield* readTogether(
    projectsNamed(looked.unresolved),
    issuesNamed(looked.unresolvedIssues),
  );
  return {
    projectIds: [...new Set([...looked.projectIds, ...projects.ids])].sort(),
    issueIds: [...new Set([...looked.issueIds, ...issues.ids])].sort(),
    isUnclear: projects.isUnclear || issues.isUnclear,
    sight: looked.sight,
  };
}

interface Found {
  ids: string[];
  isUnclear: boolean;
}

function* projectsNamed(words: readonly string[]): Reading<Found> {
  const answers = yield* readAll(words.map(projectRead));
  const found = answers.filter(({ status }) => status !== 404);
  const ids = found.flatMap(idIn);
  return { ids, isUnclear: ids.length < found.length };
}

/** An issue that Jira does not show, even to Kraken, is one that nobody is told about. */
function* issuesNamed(keys: readonly string[]): Reading<Found> {
  const found = fetchedIn(yield* readAll(fetchReads(keys, ['project'], ['id'])));
  return { ids: [...(found?.keys() ?? [])], isUnclear: (found?.size ?? 0) < keys.length };
}

const projectRead = (projectIdOrKey: string): JiraRead =>
  readOf('getProject', { path: { projectIdOrKey }, pick: ['id', 'key'] });

function idIn({ status, body }: JiraReadResult): string[] {
  const id = typeof body === 'object' && body !== null && !Array.isArray(body) ? body['id'] : null;
  return status === 200 && /^\d{1,15}$/.test(String(id)) ? [String(id)] : [];
}

/** A resolution that ended, with what it read. */
export interface EndedWish {
  index: number;
  type: string;
  resolution: Ended;
  seen: readonly SeenRead[];
}

type Known = (key: string) => JiraReadResult | undefined;

export type AudienceState =
  | { state: 'needs'; reads: JiraRead[] }
  | { state: 'unavailable' }
  | { state: 'done'; audiences: Map<number, Audience> };

/** Decides for every end who reads its sentence; what was said without looking is for everybody. */
export function audiencesOf(
  ended: readonly EndedWish[],
  readerIds: ReadonlyArray<string | null>,
  known: Known,
): AudienceState {
  const telling = ended.filter(({ seen }) => seen.length > 0);
  if (telling.length === 0) return { state: 'done', audiences: new Map() };
  const insights = together(
    telling.map((wish) => () => insightOf(wish, readerIds)),
    known,
  );
  if (insights.state !== 'done') return insights;
  const issueIds = [...new Set(insights.values.flatMap((insight) => insight.issueIds))];
  const questions = [...new Set(insights.values.flatMap(({ projectIds }) => projectIds))].map(
    (projectId, at) => ({ projectId, permissions: [], issueIds: at === 0 ? issueIds : [] }),
  );
  const readers = together(
    [...new Set(readerIds)].map((id) => () => readRequester(id, questions)),
    known,
  );
  if (readers.state !== 'done') return readers;
  const [first, ...rest] = readers.values;
  const audiences = new Map<number, Audience>();
  for (const [at, { index }] of telling.entries()) {
    const insight = insights.values[at];
    const isTold =
      first !== undefined &&
      insight !== undefined &&
      mayRead(rest.reduce(weakerRequester, first), insight);
    audiences.set(index, isTold ? 'asker' : 'administrators');
  }
  return { state: 'done', audiences };
}

/** Runs several readings as far as the answers reach. */
function together<T>(
  makes: ReadonlyArray<() => Reading<T>>,
  known: Known,
):
  | { state: 'needs'; reads: JiraRead[] }
  | { state: 'unavailable' }
  | { state: 'done'; values: T[] } {
  const runs = makes.map((make) => runReading(make, known));
  if (runs.some(({ state }) => state === 'unavailable')) return { state: 'unavailable' };
  const needs = runs.flatMap((run) => (run.state === 'needs' ? run.reads : []));
  if (needs.length > 0) {
    return {
      state: 'needs',
      reads: [...new Map(needs.map((one) => [readKey(one), one])).values()],
    };
  }
  return {
    state: 'done',
    values: runs.flatMap((run) => (run.state === 'done' ? [run.value] : [])),
  };
}
