/**
 * The analyst without a model: reads a ticket by the rules of a playbook. Pure, linear in the text, never throws on a
 * text. Every proposed argument stands in visible words that it quotes, with whose words they are, or is a fixed word of a
 * rule; what it does not understand it leaves to a person or to silence. It decides nothing: the policy does.
 */
import type {
  Analysis,
  ProposedAction,
  Quote,
  TextSource,
  TicketSnapshot,
  Voice,
} from '@kraken/shared';
import { buildQuestion } from './build-question.ts';
import { confidenceOf } from './confidence.ts';
import { type Draft, missingOf, quotesOf } from './draft-actions.ts';
import { type Gathering, gatherDrafts, MAX_DRAFTS } from './gather-drafts.ts';
import type { StepCount } from './match-phrase.ts';
import { dependenciesOf, mergeDrafts } from './merge-drafts.ts';
import type { CompiledPlaybook } from './playbook.ts';
import { MAX_SENTENCES, readTicket, type TicketSentence, textsOf } from './read-ticket.ts';
import { isAboutJira, isComplaint, namesJira } from './recognise-order.ts';
import type { Doubt } from './sentence-reading.ts';
import { hasWord } from './sentence-words.ts';
import { CODE_HOSTS } from './vocabulary.ts';

/** What the playbook analyst reads. */
export interface PlaybookInput {
  snapshot: TicketSnapshot;
  /** Whose words a text holds. */
  voiceOf: (source: TextSource) => Voice;
  rules: CompiledPlaybook;
  /** Only orders backed by one of these comments count; the other texts complete or block them. */
  newCommentsOnly?: readonly string[] | undefined;
  /** Counts the steps of the matching machine, for tests of linear time. */
  count?: StepCount | undefined;
}

/** Most actions of one plan; a longer wish is left to a person. */
export const MAX_ACTIONS = 50;

const LEFT_TO_A_PERSON = 'None of my actions covers this yet.';
const DEPENDS = 'It depends on something that I cannot check.';
const HELD = 'Somebody asked to wait or said that it is done, so I leave it to a person.';
const TOO_LONG = 'The ticket is too long for me to read it to the end.';
const TOO_MANY = `That is more than ${MAX_ACTIONS} changes in one ticket.`;

interface Reading {
  entries: TicketSentence[];
  gathering: Gathering;
  drafts: Draft[];
  leftOver: TicketSentence[];
}

function isNew(draft: Draft, ids: readonly string[] | undefined): boolean {
  if (ids === undefined) return true;
  return draft.quotes.some(
    ({ source }) => source.kind === 'comment' && ids.includes(source.commentId),
  );
}

/** Orders nobody understood that a person should see; small talk and other people's systems are not among them. */
function leftOverOf(entries: readonly TicketSentence[], gathering: Gathering): TicketSentence[] {
  const isAdminTicket =
    gathering.drafts.length + gathering.unsupported.length + gathering.asks.length > 0;
  if (isAdminTicket) return gathering.leftOver;
  const speaksOfJira = entries.some(({ sentence }) => namesJira(sentence.tokens));
  return gathering.leftOver.filter(({ sentence, reading }) => {
    return speaksOfJira || reading?.wasUnderstood === true || isAboutJira(sentence.tokens);
  });
}

function addTicketDoubts({ entries, drafts, leftOver, gathering }: Reading): void {
  const doubts: Doubt[] = [];
  if (leftOver.length + gathering.unsupported.length > 0) doubts.push('left-over');
  if (entries.some(({ reading }) => reading?.isOverride)) doubts.push('override-attempt');
  const naming = entries.filter(({ reading }) => reading?.clauses.length === 0);
  if (naming.some(({ sentence }) => hasWord(sentence.tokens, CODE_HOSTS)))
    doubts.push('other-system-mentioned');
  for (const draft of drafts) for (const doubt of doubts) draft.doubts.add(doubt);
}

function read(input: PlaybookInput, count: StepCount): Reading {
  const { snapshot, voiceOf, rules, newCommentsOnly } = input;
  const entries = readTicket(textsOf(snapshot, voiceOf), rules, count);
  const gathering = gatherDrafts(entries, count);
  const isTooLong = gathering.drafts.length > MAX_DRAFTS;
  const merged = isTooLong ? gathering.drafts : mergeDrafts(gathering.drafts);
  const drafts = merged.filter((draft) => isNew(draft, newCommentsOnly));
  const leftOver = leftOverOf(entries, gathering).filter(({ sentence }) => {
    const { source } = sentence;
    return (
      newCommentsOnly === undefined ||
      (source.kind === 'comment' && newCommentsOnly.includes(source.commentId))
    );
  });
  return { entries, gathering, drafts, leftOver };
}

function toAction(draft: Draft, index: number, drafts: readonly Draft[]): ProposedAction {
  return {
    type: draft.type,
    args: Object.fromEntries(draft.args),
    quotes: draft.quotes,
    dependsOn: dependenciesOf(drafts, index),
  };
}

function ruleIdsOf({ drafts, gathering }: Reading): string[] {
  const ids = [
    ...drafts.map(({ ruleId }) => ruleId),
    ...gathering.asks.map(({ ruleId }) => ruleId ?? ''),
    ...gathering.unsupported.map(({ ruleId }) => ruleId ?? ''),
  ];
  return [...new Set(ids.filter((id) => id !== ''))];
}

/** What stays open beside a plan or a question. */
function openQuotes({ leftOver, gathering }: Reading): Quote[] {
  return [
    ...leftOver.flatMap(({ sentence }) => quotesOf(sentence)),
    ...gathering.unsupported.flatMap(({ quotes }) => quotes),
  ];
}

function toPlan(reading: Reading, ruleIds: string[]): Analysis {
  const { drafts } = reading;
  addTicketDoubts(reading);
  const open = openQuotes(reading);
  const tightens = drafts.flatMap((draft, index) =>
    draft.tightens.map((sentence) => ({ index, sentence })),
  );
  return {
    outcome: 'plan',
    actions: drafts.map(toAction),
    confidence: confidenceOf(drafts.flatMap(({ doubts }) => [...doubts])),
    analyst: { kind: 'playbook', ruleIds },
    ...(open.length > 0 && { leftOver: open }),
    ...(tightens.length > 0 && { tightens }),
  };
}

/** The first thing that is missing, as a question. */
function questionOf(reading: Reading, ruleIds: string[]): Analysis | undefined {
  const { drafts, gathering } = reading;
  const analyst = { kind: 'playbook' as const, ruleIds };
  const open = openQuotes(reading);
  const leftOver = open.length > 0 ? { leftOver: open } : {};
  const incomplete = drafts.find((draft) => missingOf(draft).length > 0);
  const [missing] = incomplete === undefined ? [] : missingOf(incomplete);
  if (incomplete !== undefined && missing !== undefined) {
    const { quotes } = incomplete;
    return { outcome: 'ask', question: buildQuestion(missing), quotes, analyst, ...leftOver };
  }
  const types = new Set(drafts.map(({ type }) => type));
  const ask = gathering.asks.find(({ type }) => type === undefined || !types.has(type));
  if (ask === undefined) return undefined;
  const { thing, sentence, quotes } = ask;
  const question = { thing, words: '', choices: [], sentence };
  return { outcome: 'ask', question, quotes, analyst, ...leftOver };
}

function unsupported(sentence: string, quotes: Quote[], ruleIds: string[]): Analysis {
  return { outcome: 'unsupported', sentence, quotes, analyst: { kind: 'playbook', ruleIds } };
}

function withoutPlan(reading: Reading, ruleIds: string[]): Analysis {
  const { gathering, leftOver } = reading;
  const [known] = gathering.unsupported;
  if (known !== undefined) return unsupported(known.sentence, openQuotes(reading), ruleIds);
  const [first] = leftOver;
  if (first !== undefined) {
    const sentence = first.reading?.isConditional ? DEPENDS : LEFT_TO_A_PERSON;
    return unsupported(
      sentence,
      leftOver.flatMap((entry) => quotesOf(entry.sentence)),
      ruleIds,
    );
  }
  if (gathering.heldBy !== undefined) return unsupported(HELD, quotesOf(gathering.heldBy), ruleIds);
  const [pointing] = gathering.anaphoric;
  if (pointing !== undefined) {
    const quotes = quotesOf(pointing.sentence);
    const analyst = { kind: 'playbook' as const, ruleIds };
    return { outcome: 'ask', question: buildQuestion('request'), quotes, analyst };
  }
  return (
    askAboutComplaint(reading, ruleIds) ?? {
      outcome: 'none',
      analyst: { kind: 'playbook', ruleIds },
    }
  );
}

/** A complaint about Jira without an order: the reporter is asked what should happen (`Spammer in Jira`). */
function askAboutComplaint(
  { entries, gathering }: Reading,
  ruleIds: string[],
): Analysis | undefined {
  const isSettled = entries.some(
    ({ objection }) => objection !== undefined && objection.kind !== 'limit',
  );
  if (isSettled || gathering.heldBy !== undefined) return undefined;
  const own = entries.filter(({ reading }) => reading !== undefined && !reading.isOverride);
  if (!own.some(({ sentence }) => namesJira(sentence.tokens))) return undefined;
  const complaint = own.find(({ sentence }) => isComplaint(sentence.tokens));
  if (complaint === undefined) return undefined;
  const quotes = quotesOf(complaint.sentence);
  return {
    outcome: 'ask',
    question: buildQuestion('request'),
    quotes,
    analyst: { kind: 'playbook', ruleIds },
  };
}

/** Reads a ticket by a playbook. Same input, same answer. */
export function analyseByPlaybook(input: PlaybookInput): Analysis {
  const reading = read(input, input.count ?? { steps: 0 });
  const ruleIds = ruleIdsOf(reading);
  if (reading.drafts.length > MAX_ACTIONS) {
    return unsupported(TOO_MANY, reading.drafts[0]?.quotes ?? [], ruleIds);
  }
  if (reading.entries.length > MAX_SENTENCES && reading.drafts.length > 0) {
    return unsupported(TOO_LONG, reading.drafts[0]?.quotes ?? [], ruleIds);
  }
  const question = questionOf(reading, ruleIds);
  if (question !== undefined) return question;
  return reading.drafts.length > 0 ? toPlan(reading, ruleIds) : withoutPlan(reading, ruleIds);
}
