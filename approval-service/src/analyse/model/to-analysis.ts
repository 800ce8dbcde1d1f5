/** A reply of the model into an analysis: what is backed by the ticket is proposed, everything else asked, said or left. */
import type { Analysis, AnalysisFailure, ModelInfo, ProposedAction, Quote } from '@kraken/shared';
import { buildQuestion } from '../build-question.ts';
import { confidenceOf } from '../confidence.ts';
import { quotesOf } from '../draft-actions.ts';
import { type Backed, type Backing, backAction } from './back-action.ts';
import { quoteFinder, sentencesOf, type TicketWords } from './find-quote.ts';
import type { ModelReply } from './reply-schema.ts';
import { doubtsAbout, readSentences } from './second-look.ts';
import { topicSentence } from './unsupported-topics.ts';

const FAILURES: Readonly<Record<AnalysisFailure, string>> = {
  refusal: 'The model refused to read this ticket.',
  'cut-off': 'The answer of the model was cut off.',
  oversized: 'The answer of the model was too long to be one.',
  malformed: 'The answer of the model could not be read.',
  'off-schema': 'The answer of the model was not of the agreed form.',
  unbacked:
    'What the model read could not be matched to the words of the ticket, as when a password stands among them.',
  'too-long': 'The ticket is too long for me to read it to the end.',
  'not-taken': 'The ticket is too long for the model.',
  budget: 'This site’s budget for the model does not allow to have it read.',
  unavailable: 'The model could not be reached for hours.',
};

/** An analysis that gave nothing: the reason as a sentence, and that a person has to look. */
export function failedAnalysis(
  reason: AnalysisFailure,
  { analyst, isRequest }: { analyst: Analysis['analyst']; isRequest: boolean },
): Analysis {
  const sentence = `${FAILURES[reason]} Nothing was done; a person has to look at it.`;
  return { outcome: 'failed', reason, sentence, isRequest, analyst };
}

/** False for a reply that contradicts itself. */
function isConsistent({ outcome, actions, questions, unsupported }: ModelReply): boolean {
  switch (outcome) {
    case 'plan':
      return actions.length > 0;
    case 'ask':
      return questions.length > 0;
    case 'unsupported':
      return unsupported.length > 0 && actions.length + questions.length === 0;
    default:
      return actions.length + questions.length + unsupported.length === 0;
  }
}

/** Turns a parsed reply into an analysis. Pure; the same reply and ticket give the same analysis. */
export function toAnalysis(reply: ModelReply, words: TicketWords, analyst: ModelInfo): Analysis {
  if (!isConsistent(reply)) return failedAnalysis('off-schema', { analyst, isRequest: true });
  if (reply.outcome === 'none') return { outcome: 'none', analyst };
  const entries = readSentences(words);
  const backing: Backing = {
    find: quoteFinder(words),
    sentences: entries.map(({ sentence }) => sentence),
  };
  const backed = reply.actions.map((action) => backAction(action, backing));
  const unsupported = unsupportedOf(reply, backing);
  const question = questionOf(reply, backed, backing);
  const actions = keepActions(reply, backed);
  const left = backed.filter((one) => isLeft(one, actions));
  const leftOver = left.flatMap((one) => ('quotes' in one ? one.quotes : orderQuotes(one)));
  // Words that stand nowhere cannot be quoted; that something was left out is said all the same.
  const isSilent = left.some((one) => one.kind === 'dropped' && one.quotes.length === 0);
  const said = isSilent ? [...unsupported, LEFT_OUT] : unsupported;
  const rest = {
    ...(leftOver.length > 0 && { leftOver }),
    ...(said.length > 0 && { unsupported: said }),
  };
  if (question !== undefined) return { outcome: 'ask', ...question, analyst, ...rest };
  if (actions.length === 0) return withoutPlan(backed, said, { leftOver, analyst });
  const kept = actions.map(({ one }) => one);
  const doubts = doubtsAbout(entries, {
    orders: new Set(kept.flatMap(({ orders }) => orders)),
    details: new Set(kept.flatMap(({ details }) => details)),
  });
  if (left.length > 0) doubts.push('left-over');
  const tightens = kept.flatMap((one, index) =>
    one.tightens.map((sentence) => ({ index, sentence })),
  );
  return {
    outcome: 'plan',
    actions: actions.map(({ proposed }) => proposed),
    confidence: Math.min(reply.confidence, confidenceOf(doubts)),
    analyst,
    ...rest,
    ...(tightens.length > 0 && { tightens }),
  };
}

/** Dropped, or well backed and in need of something that was. */
function isLeft(one: Backed, actions: readonly Kept[]): boolean {
  return (
    one.kind === 'dropped' || (one.kind === 'action' && !actions.some((kept) => kept.one === one))
  );
}

function orderQuotes(one: Backed): Quote[] {
  return one.kind === 'action' ? one.orders.flatMap(quotesOf) : [];
}

const LEFT_OUT: Said = {
  sentence:
    'I left out a part that I could not match to the words of the ticket, such as one with a password in it.',
  quotes: [],
};

interface Said {
  sentence: string;
  quotes: Quote[];
}

/** The sentences around quoted words of somebody who may ask; undefined where there are none. */
function ownWords(
  { source, quote }: { source: string; quote: string },
  { find, sentences }: Backing,
): Quote[] | undefined {
  const found = find(source, quote);
  if (found === undefined || (found.voice === 'other' && found.source.kind === 'comment')) {
    return undefined;
  }
  const around = sentencesOf(found, sentences).flatMap(quotesOf);
  return around.length > 0 ? around : undefined;
}

function unsupportedOf({ unsupported }: ModelReply, backing: Backing): Said[] {
  return unsupported.flatMap((one) => {
    const quotes = ownWords(one, backing);
    return quotes === undefined ? [] : [{ sentence: topicSentence(one.topic), quotes }];
  });
}

/** The first question: of the reply, or because an action lacks what it cannot do without. */
function questionOf(
  { questions }: ModelReply,
  backed: readonly Backed[],
  backing: Backing,
): Pick<Extract<Analysis, { outcome: 'ask' }>, 'question' | 'quotes'> | undefined {
  for (const one of questions) {
    const quotes = ownWords(one, backing);
    if (quotes !== undefined) return { question: buildQuestion(one.about), quotes };
  }
  const missing = backed.find((one) => one.kind === 'question');
  return missing && { question: missing.question, quotes: missing.quotes };
}

type Kept = { proposed: ProposedAction; one: Extract<Backed, { kind: 'action' }> };

/** Positions are renumbered to what remains; what needs something that was left out is left out as well. */
function keepActions({ actions }: ModelReply, backed: readonly Backed[]): Kept[] {
  const positions = new Map<number, number>();
  const kept: Kept[] = [];
  for (const [index, one] of backed.entries()) {
    const needs = actions[index]?.needs ?? [];
    const isWhole = needs.every((at) => positions.has(at) || at >= index);
    if (one.kind !== 'action' || !isWhole) continue;
    // A need that does not come before stays wrong, and the policy refuses it.
    const dependsOn = needs.map((at) => positions.get(at) ?? kept.length);
    positions.set(index, kept.length);
    kept.push({ proposed: { ...one.proposed, dependsOn: [...new Set(dependsOn)] }, one });
  }
  return kept;
}

function withoutPlan(
  backed: readonly Backed[],
  unsupported: readonly Said[],
  { leftOver, analyst }: { leftOver: Quote[]; analyst: ModelInfo },
): Analysis {
  const [first] = unsupported;
  if (first !== undefined && first !== LEFT_OUT) {
    const more = unsupported.slice(1);
    return {
      outcome: 'unsupported',
      ...first,
      analyst,
      ...(leftOver.length > 0 && { leftOver }),
      ...(more.length > 0 && { unsupported: more }),
    };
  }
  const isUnheard = backed.every(({ kind }) => kind === 'unheard') && backed.length > 0;
  return isUnheard
    ? { outcome: 'none', analyst }
    : failedAnalysis('unbacked', { analyst, isRequest: true });
}
