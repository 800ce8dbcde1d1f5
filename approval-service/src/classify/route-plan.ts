/**
 * The fork of the way: classifies every resolved action by the policy and sorts the plan into its automatic part, its
 * staged part, what is refused, and the notes people get instead of an action.
 */
import {
  type Classification,
  classifyPlan,
  findAction,
  type History,
  issuesTouched,
  type PlannedAction,
  type PolicyInput,
  type ProposedAction,
  type Question,
  type RequesterFacts,
  type Resolution,
  type SiteSettings,
} from '@kraken/shared';
import type { DecisionNote } from '../ports.ts';
import { type Audience, isEnded, NEUTRAL_SENTENCE } from './neutral-sentence.ts';

/** A wish after resolution, as `plan/resolve-plan.ts` gives it. */
export interface RoutedWish {
  index: number;
  proposed: ProposedAction;
  resolution: Resolution | { outcome: 'invalid' | 'elsewhere' };
  /** Who may read on the ticket what it ended in, or what the action touches. */
  audience: Audience;
}

export interface RouteInput {
  wishes: readonly RoutedWish[];
  requester: RequesterFacts;
  site: SiteSettings;
  /** Rolling counts, by position of the wish. */
  history(wish: RoutedWish): History;
  confidence: number;
  /** Sentences of playbook rules that tighten an action, by position. */
  tightens: ReadonlyArray<{ index: number; sentence: string }>;
  factsReadAtMs: number | null;
  /** Actions whose facts changed after a person or the policy had let them run: a person decides. */
  driftedIndexes: ReadonlySet<number>;
  nowMs: number;
}

export interface Route {
  actions: PlannedAction[];
  notes: DecisionNote[];
}

/** Classifies and sorts. Pure. */
export function routePlan(input: RouteInput): Route {
  const blocked = blockedByQuestions(input.wishes);
  const members = input.wishes
    .filter(({ index, resolution }) => isMember(resolution) && !blocked.has(index))
    .map((wish) => withOpenNeeds(wish, input.wishes));
  const inputs = new Map(members.map((wish) => [wish.index, policyInputOf(input, wish)]));
  const classified = classifyPlan(
    members.flatMap(({ index, proposed }) => {
      const seen = inputs.get(index);
      return seen ? [{ index, dependsOn: proposed.dependsOn, input: seen }] : [];
    }),
    findAction,
  );
  const classes = new Map(classified.map((one) => [one.index, one.classification]));
  return {
    actions: members.flatMap((wish) => {
      const classification = classes.get(wish.index);
      const seen = inputs.get(wish.index);
      return classification && seen ? [planAction(wish, classification, seen)] : [];
    }),
    notes: [
      ...input.wishes.flatMap(noteOf),
      ...input.wishes.filter(({ index }) => blocked.has(index)).map(blockedNote),
    ],
  };
}

const isMember = ({ outcome }: RoutedWish['resolution']): boolean =>
  outcome === 'resolved' || outcome === 'invalid' || outcome === 'elsewhere';

/** Positions that need, directly or through others, something that is asked back or left to a person. */
function blockedByQuestions(wishes: readonly RoutedWish[]): Set<number> {
  const open = new Set(
    wishes
      .filter(({ resolution }) => ['ask', 'unsupported'].includes(resolution.outcome))
      .map(({ index }) => index),
  );
  const blocked = new Set<number>();
  for (const { index, proposed } of [...wishes].sort((a, b) => a.index - b.index)) {
    if (proposed.dependsOn.some((at) => open.has(at) || blocked.has(at))) blocked.add(index);
  }
  return new Set([...blocked].filter((index) => !open.has(index)));
}

/** What is already so, or was done before this routing (after drift), is no need any more. */
function withOpenNeeds(wish: RoutedWish, wishes: readonly RoutedWish[]): RoutedWish {
  const isOpen = (at: number): boolean =>
    wishes.some(({ index, resolution }) => index === at && isMember(resolution));
  const dependsOn = wish.proposed.dependsOn.filter(isOpen);
  return { ...wish, proposed: { ...wish.proposed, dependsOn } };
}

function blockedNote({ proposed }: RoutedWish): DecisionNote {
  return {
    kind: 'left-over',
    sentence: 'It needs something else of this ticket that is still open.',
    quote: proposed.quotes[0]?.text,
  };
}

function policyInputOf(input: RouteInput, wish: RoutedWish): PolicyInput {
  const { resolution, proposed } = wish;
  const tightens = input.tightens
    .filter(({ index }) => index === wish.index)
    .map(({ sentence }) => sentence);
  const drifted = input.driftedIndexes.has(wish.index)
    ? ['What it would change has changed since it was allowed.']
    : [];
  return {
    action: {
      type: proposed.type,
      isValid: resolution.outcome !== 'invalid',
      voices: [...new Set(proposed.quotes.map(({ voice }) => voice))],
      confidence: input.confidence,
      playbookTightens: [...tightens, ...drifted],
    },
    facts: resolution.outcome === 'resolved' ? resolution.action.facts : null,
    factsReadAtMs: input.factsReadAtMs,
    requester: onItsIssues(input.requester, resolution),
    site: input.site,
    history: input.history(wish),
    nowMs: input.nowMs,
  };
}

/** Who asked, of single issues only with those this action touches: a plan may hold thousands. */
function onItsIssues(
  requester: RequesterFacts,
  resolution: RoutedWish['resolution'],
): RequesterFacts {
  if (requester.issues === undefined) return requester;
  const ids = new Set(resolution.outcome === 'resolved' ? issuesTouched(resolution.action) : []);
  return { ...requester, issues: requester.issues.filter(({ issueId }) => ids.has(issueId)) };
}

function planAction(
  wish: RoutedWish,
  classification: Classification,
  policyInput: PolicyInput,
): PlannedAction {
  const { index, proposed, resolution, audience } = wish;
  const definition = findAction(proposed.type);
  const base = {
    index,
    type: proposed.type,
    quotes: proposed.quotes,
    dependsOn: proposed.dependsOn,
    classification,
    policyInput,
    ...(audience === 'administrators' && { isHiddenFromReaders: true as const }),
  };
  if (resolution.outcome !== 'resolved' || definition === undefined) {
    return { ...base, resolved: undefined, requests: [], sentence: unknownSentence(proposed) };
  }
  const { target } = resolution.action;
  return {
    ...base,
    resolved: resolution.action,
    requests: definition.compile(target),
    sentence: definition.describe(target),
  };
}

function unknownSentence({ quotes }: ProposedAction): string {
  const words = quotes[0]?.text.slice(0, 200) ?? '';
  return words === '' ? 'Something Kraken does not do' : `“${words}”`;
}

function noteOf(wish: RoutedWish): DecisionNote[] {
  const { proposed, resolution, audience } = wish;
  const quote = proposed.quotes[0]?.text;
  const [note] = openNote(resolution, quote);
  if (note === undefined || audience === 'asker' || !isEnded(resolution)) return note ? [note] : [];
  return [forAdministrators(note.sentence, quote)];
}

/** What is for administrators is not written where everybody who sees the ticket reads it. */
function forAdministrators(sentence: string, quote: string | undefined): DecisionNote {
  return { kind: 'answer', sentence: NEUTRAL_SENTENCE, quote, forAdministrators: sentence };
}

function openNote(resolution: RoutedWish['resolution'], quote: string | undefined): DecisionNote[] {
  if (resolution.outcome === 'ask')
    return [{ kind: 'question', sentence: questionSentence(resolution.question), quote }];
  if (resolution.outcome === 'already')
    return [{ kind: 'already', sentence: resolution.sentence, quote }];
  if (resolution.outcome === 'answered') return [answerNote(resolution, quote)];
  if (resolution.outcome === 'unsupported')
    return [{ kind: 'unsupported', sentence: resolution.sentence, quote }];
  return [];
}

function answerNote(
  { sentence, audience }: Extract<RoutedWish['resolution'], { outcome: 'answered' }>,
  quote: string | undefined,
): DecisionNote {
  return audience === 'asker'
    ? { kind: 'answer', sentence, quote }
    : forAdministrators(sentence, quote);
}

/** The question as the reporter reads it (comment C7). */
export function questionSentence({ thing, words, choices, sentence }: Question): string {
  if (sentence !== undefined) return sentence;
  const found =
    choices.length > 0 ? ` I found: ${choices.join(', ')}.` : ' I found none of that name.';
  return `Which ${thing} do you mean by “${words}”?${found}`;
}
