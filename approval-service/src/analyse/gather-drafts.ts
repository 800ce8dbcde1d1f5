/** All sentences of a ticket into drafts of actions, questions, unsupported wishes and orders nobody understood. */
import type { Quote } from '@kraken/shared';
import { type Draft, draftActions, missingOf, quotesOf } from './draft-actions.ts';
import { fillDetails } from './fill-details.ts';
import { fillFromReply, narrowFromReply } from './fill-from-reply.ts';
import type { Objection } from './find-objections.ts';
import type { StepCount } from './match-phrase.ts';
import type { RuleEffect } from './playbook.ts';
import type { TicketSentence } from './read-ticket.ts';
import { isAnaphoric } from './recognise-order.ts';
import type { Clause, SentenceReading } from './sentence-reading.ts';
import type { Sentence } from './split-sentences.ts';

/** A sentence that belongs to no action. */
export interface Remark {
  ruleId: string | undefined;
  sentence: string;
  thing: string;
  type: string | undefined;
  quotes: Quote[];
}

/** What a ticket asks for, before it is put into one outcome. */
export interface Gathering {
  drafts: Draft[];
  asks: Remark[];
  unsupported: Remark[];
  /** Orders that no rule understands. */
  leftOver: TicketSentence[];
  /** Such orders whose object is only `it` or `them`. */
  anaphoric: TicketSentence[];
  /** What narrows or takes back orders wherever they stand in the ticket. */
  limits: { sentence: Sentence; objection: Objection }[];
  /** Somebody else than the reporter asked to wait or said that it is done. */
  heldBy: Sentence | undefined;
}

/** More drafts than this are not gathered: the ticket is left to a person anyway. */
export const MAX_DRAFTS = 200;

interface Gatherer {
  gathering: Gathering;
  count: StepCount;
  /** Sentences with orders: what is listed under them belongs to the order. */
  orders: Set<Sentence>;
}

function remark(clause: Clause, effect: RuleEffect, sentence: Sentence): Remark {
  const words = 'sentence' in effect ? effect.sentence : '';
  const thing = effect.kind === 'ask' ? effect.thing : '';
  const type = effect.kind === 'ask' ? effect.type : undefined;
  return {
    ruleId: clause.match.rule.ruleId,
    sentence: words,
    thing,
    type,
    quotes: quotesOf(sentence),
  };
}

function takeClause({ gathering }: Gatherer, clause: Clause, sentence: Sentence): void {
  const { effect } = clause.match.rule;
  const isFull = gathering.drafts.length > MAX_DRAFTS;
  if (effect.kind === 'propose' && isFull) return;
  if (effect.kind === 'propose') gathering.drafts.push(...draftActions(clause, effect, sentence));
  else if (effect.kind === 'ask') gathering.asks.push(remark(clause, effect, sentence));
  else if (effect.kind === 'unsupported')
    gathering.unsupported.push(remark(clause, effect, sentence));
}

function takeReading(gatherer: Gatherer, entry: TicketSentence, reading: SentenceReading): void {
  const { gathering } = gatherer;
  const { sentence } = entry;
  const isKraken = (clause: Clause) =>
    clause.match.rule.effect.kind === 'propose' &&
    clause.match.rule.effect.type === 'kraken.change';
  const clauses = reading.isOverride ? reading.clauses.filter(isKraken) : reading.clauses;
  for (const clause of clauses) takeClause(gatherer, clause, sentence);
  if (!reading.hasLeftOver || reading.isOverride) return;
  const isPointing = clauses.length === 0 && isAnaphoric(sentence.tokens, gatherer.count);
  (isPointing ? gathering.anaphoric : gathering.leftOver).push(entry);
}

function takeHold({ gathering }: Gatherer, sentence: Sentence): void {
  const isOthers = sentence.voice === 'other';
  if (isOthers && hasOrders(gathering)) gathering.heldBy = sentence;
  gathering.drafts = [];
  gathering.asks = [];
  gathering.unsupported = [];
  gathering.leftOver = [];
  gathering.anaphoric = [];
}

function hasOrders({ drafts, asks, unsupported, leftOver }: Gathering): boolean {
  return drafts.length + asks.length + unsupported.length + leftOver.length > 0;
}

function takeObjection(gatherer: Gatherer, sentence: Sentence, objection: Objection): void {
  const { gathering } = gatherer;
  switch (objection.kind) {
    case 'hold':
      takeHold(gatherer, sentence);
      return;
    case 'negated':
    case 'limit':
      gathering.limits.push({ sentence, objection });
      return;
    case 'done':
      // `Block the user` above `I have blocked the user` is a title, not an order.
      gathering.leftOver = gathering.leftOver.filter(
        (entry) => entry.sentence.source.kind !== 'summary',
      );
  }
}

/** True when the draft was asked for in a comment after the sentence. */
function isAskedLater(draft: Draft, sentence: Sentence): boolean {
  const isComment = draft.quotes.some(({ source }) => source.kind === 'comment');
  return isComment && sentence.source.kind !== 'comment';
}

function applyLimits(gathering: Gathering): void {
  for (const { sentence, objection } of gathering.limits) {
    const type = objection.kind === 'negated' ? objection.type : undefined;
    const isTakenBack = (draft: Draft) => draft.type === type && !isAskedLater(draft, sentence);
    gathering.drafts = gathering.drafts.filter((draft) => !isTakenBack(draft));
    const doubt = objection.kind === 'negated' ? 'negated-elsewhere' : 'limited-elsewhere';
    for (const draft of gathering.drafts) draft.doubts.add(doubt);
  }
}

/** Lets a sentence without an order complete the drafts; returns whether it did. */
function takeDetails(gatherer: Gatherer, entry: TicketSentence): boolean {
  const { gathering, count } = gatherer;
  const { sentence } = entry;
  if (gathering.drafts.length === 0) return false;
  const filling = fillDetails(gathering.drafts, sentence, count);
  const isReply = !filling.isUsed && sentence.source.kind === 'comment';
  const reply = isReply ? fillFromReply(gathering.drafts, sentence, count) : filling;
  gathering.drafts = reply.drafts;
  if (reply.hasRest) gathering.leftOver.push(entry);
  return reply.isUsed || (isReply && narrowFromReply(gathering.drafts, sentence, count));
}

function takeEntry(gatherer: Gatherer, entry: TicketSentence): void {
  const { sentence, reading, objection } = entry;
  const isOrder = reading !== undefined && (reading.clauses.length > 0 || reading.hasLeftOver);
  if (reading !== undefined && isOrder) {
    gatherer.orders.add(sentence);
    takeReading(gatherer, entry, reading);
    return;
  }
  const isDetail = reading !== undefined && !reading.isOverride && takeDetails(gatherer, entry);
  const { intro } = sentence;
  if (!isDetail && intro !== undefined && gatherer.orders.has(intro)) {
    gatherer.gathering.leftOver.push(entry);
  }
  if (objection !== undefined && !(isDetail && objection.kind === 'limit')) {
    takeObjection(gatherer, sentence, objection);
  }
}

/** Details may stand above the order, so what was not used is tried again at the end. */
function fillFromAbove(gatherer: Gatherer, entries: readonly TicketSentence[]): void {
  const { gathering } = gatherer;
  if (gathering.drafts.every((draft) => missingOf(draft).length === 0)) return;
  for (const entry of entries) {
    const { reading } = entry;
    const isFree = reading !== undefined && reading.clauses.length === 0 && !reading.hasLeftOver;
    if (isFree && !reading.isOverride && entry.sentence.source.kind !== 'comment')
      takeDetails(gatherer, entry);
  }
}

/** Gathers what the sentences of a ticket ask for, in order; later words can take back earlier ones. */
export function gatherDrafts(entries: readonly TicketSentence[], count: StepCount): Gathering {
  const gathering: Gathering = {
    drafts: [],
    asks: [],
    unsupported: [],
    leftOver: [],
    anaphoric: [],
    limits: [],
    heldBy: undefined,
  };
  const gatherer: Gatherer = { gathering, count, orders: new Set() };
  for (const entry of entries) takeEntry(gatherer, entry);
  fillFromAbove(gatherer, entries);
  applyLimits(gathering);
  return gathering;
}
