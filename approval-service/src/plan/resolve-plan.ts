/**
 * Names become ids by code, from answers of Jira. Nothing is guessed: what is missing or ambiguous becomes a question.
 * Runs as far as the known answers reach and says which reads it needs next.
 */
import {
  type ActionDefinition,
  type ConnectionKind,
  findAction,
  issuesTouched,
  isVerbatim,
  type JiraRead,
  type JiraReadResult,
  type Json,
  type ProposedAction,
  type RequesterFacts,
  type Resolution,
  type ResolveContext,
  readKey,
  readRequester,
  requesterNeedsOf,
  runReading,
  type StandingQuestion,
  seesTouched,
  weakerRequester,
} from '@kraken/shared';
import { type Audience, isEnded } from '../classify/neutral-sentence.ts';
import { type SeenRead, watched } from './seen-reads.ts';
import { audiencesOf } from './who-may-read.ts';

/**
 * A wish that is not looked up. `invalid`: not in the catalogue, or arguments that fail its schema. `elsewhere`: this kind
 * of connection never does it, so nothing about it is asked of anybody.
 */
export type NotLookedUp = { outcome: 'invalid' | 'elsewhere' };

/** What became of one proposed action. */
export interface ResolvedWish {
  index: number;
  proposed: ProposedAction;
  resolution: Resolution | NotLookedUp;
  /** Who may read on the ticket what it ended in, or what the action touches. */
  audience: Audience;
}

type WatchedWish = Omit<ResolvedWish, 'audience'> & { seen: SeenRead[] };

export type ResolutionState =
  | { state: 'needs'; reads: JiraRead[] }
  | { state: 'unavailable' }
  | { state: 'done'; wishes: ResolvedWish[]; requester: RequesterFacts };

export interface ResolveInput {
  wishes: ReadonlyArray<{ index: number; proposed: ProposedAction; context: ResolveContext }>;
  connection: ConnectionKind;
  /** Reporter and creator; where they differ the weaker of the two counts. */
  requesterIds: ReadonlyArray<string | null>;
  /** Whose sight decides what is published; without it those who asked. */
  readerIds?: ReadonlyArray<string | null>;
  known(key: string): JiraReadResult | undefined;
}

const ANONYMOUS: RequesterFacts = {
  accountId: null,
  kind: 'anonymous',
  isActive: null,
  isSiteAdmin: null,
  standings: [],
};

/** Resolves every wish and the people behind it. */
export function resolvePlan(input: ResolveInput): ResolutionState {
  const runs = input.wishes.map((wish) => {
    const seen: SeenRead[] = [];
    return { wish, seen, run: resolveWish(wish, input, seen) };
  });
  const needs = runs.flatMap(({ run }) => (run.state === 'needs' ? run.reads : []));
  if (runs.some(({ run }) => run.state === 'unavailable')) return { state: 'unavailable' };
  if (needs.length > 0) return { state: 'needs', reads: uniqueReads(needs) };
  const wishes = runs.flatMap(({ wish, run, seen }) =>
    run.state === 'done'
      ? [{ index: wish.index, proposed: wish.proposed, resolution: run.value, seen }]
      : [],
  );
  return resolvePeople(input, wishes);
}

function resolveWish(
  { proposed, context }: ResolveInput['wishes'][number],
  { known, connection }: Pick<ResolveInput, 'known' | 'connection'>,
  seen: SeenRead[],
): ReturnType<typeof runReading<Resolution>> | { state: 'done'; value: NotLookedUp } {
  const definition: ActionDefinition | undefined = findAction(proposed.type);
  const args = definition?.schema.safeParse(proposed.args);
  if (
    definition === undefined ||
    args?.success !== true ||
    !speaksTheTicket(definition, proposed)
  ) {
    return { state: 'done', value: { outcome: 'invalid' } };
  }
  if (!definition.connections.includes(connection)) {
    return { state: 'done', value: { outcome: 'elsewhere' } };
  }
  const checked: Json = args.data;
  return runReading(() => watched(definition.resolve(checked, context), seen), known);
}

/** What is published as it stands has to stand in the ticket, unless a person's press brought it: an inverse, a retry. */
function speaksTheTicket(
  { verbatim }: ActionDefinition,
  { args, quotes }: ProposedAction,
): boolean {
  if (verbatim === undefined || quotes.some(({ source }) => source.kind === 'press')) return true;
  return isVerbatim(args, verbatim, quotes);
}

/** The people: what they may do where something would be changed, and whether they may read how the rest ended. */
function resolvePeople(input: ResolveInput, wishes: readonly WatchedWish[]): ResolutionState {
  const ended = wishes.flatMap(({ index, proposed, resolution, seen }) =>
    isEnded(resolution) ? [{ index, type: proposed.type, resolution, seen }] : [],
  );
  const requester = resolveStanding(input.requesterIds, input.known, wishes);
  const sight = resolveStanding(input.readerIds ?? input.requesterIds, input.known, wishes);
  const readers = audiencesOf(ended, input.readerIds ?? input.requesterIds, input.known);
  const people = [requester, sight, readers];
  if (people.some(({ state }) => state === 'unavailable')) return { state: 'unavailable' };
  if (requester.state === 'done' && sight.state === 'done' && readers.state === 'done') {
    const heard = wishes.map(({ seen: _, ...wish }) => ({
      ...wish,
      audience: readers.audiences.get(wish.index) ?? audienceOf(wish.resolution, sight.value),
    }));
    return { state: 'done', wishes: heard, requester: requester.value };
  }
  const needs = people.flatMap((one) => (one.state === 'needs' ? one.reads : []));
  return { state: 'needs', reads: uniqueReads(needs) };
}

/** An action is named where everybody who is sure to read it sees all that it touches. */
function audienceOf(resolution: WatchedWish['resolution'], readers: RequesterFacts): Audience {
  if (resolution.outcome !== 'resolved') return 'asker';
  return seesTouched(readers, resolution.action) ? 'asker' : 'administrators';
}

/** Asks about people, the weakest of whom counts: for every project touched, what they may do there. */
function resolveStanding(
  accountIds: ReadonlyArray<string | null>,
  known: ResolveInput['known'],
  wishes: readonly WatchedWish[],
):
  | { state: 'needs'; reads: JiraRead[] }
  | { state: 'unavailable' }
  | { state: 'done'; value: RequesterFacts } {
  const questions = requesterQuestions(wishes);
  const people = [...new Set(accountIds)];
  const answers = people.map((accountId) => requesterFacts(accountId, questions, known));
  if (answers.some(({ state }) => state === 'unavailable')) return { state: 'unavailable' };
  const needs = answers.flatMap((answer) => (answer.state === 'needs' ? answer.reads : []));
  if (needs.length > 0) return { state: 'needs', reads: uniqueReads(needs) };
  const facts = answers.flatMap((answer) => (answer.state === 'done' ? [answer.value] : []));
  const [first = ANONYMOUS, ...rest] = facts;
  return { state: 'done', value: rest.reduce(weakerRequester, first) };
}

function requesterFacts(
  accountId: string | null,
  { standings, globals }: Questions,
  known: ResolveInput['known'],
): ReturnType<typeof runReading<RequesterFacts>> {
  if (accountId === null) return { state: 'done', value: ANONYMOUS };
  return runReading(() => readRequester(accountId, standings, globals), known);
}

interface Questions {
  standings: StandingQuestion[];
  /** Global permissions that some action needs. */
  globals: string[];
}

function requesterQuestions(wishes: readonly WatchedWish[]): Questions {
  const globals = new Set<string>();
  const asked = new Map<string, { permissions: Set<string>; issueIds: Set<string> }>();
  const ask = (projectId: string, permissions: readonly string[], issueIds: string[]): void => {
    const known = asked.get(projectId) ?? { permissions: new Set(), issueIds: new Set() };
    for (const permission of permissions) known.permissions.add(permission);
    for (const id of issueIds) known.issueIds.add(id);
    asked.set(projectId, known);
  };
  for (const { resolution } of wishes) {
    if (resolution.outcome !== 'resolved') continue;
    const { type, facts } = resolution.action;
    const { inProjects, global } = requesterNeedsOf(findAction(type), facts);
    for (const key of global) globals.add(key);
    // Also where no permission is needed: what is told depends on who sees the issue.
    const issueIds = issuesTouched(resolution.action);
    for (const id of facts.projectIds) ask(id, inProjects, issueIds);
    if (facts.access !== null) ask(facts.access.projectId, facts.access.permissions, []);
  }
  const standings = [...asked].map(([projectId, { permissions, issueIds }]) => ({
    projectId,
    permissions: [...permissions].sort(),
    issueIds: [...issueIds].sort(),
  }));
  return { standings, globals: [...globals].sort() };
}

/** Each read once. */
export function uniqueReads(reads: readonly JiraRead[]): JiraRead[] {
  return [...new Map(reads.map((read) => [readKey(read), read])).values()];
}
