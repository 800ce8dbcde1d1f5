/**
 * Which rules' phrases stand in a ticket. Every position of every visible sentence is tried against the phrases that can
 * begin there, within a fixed number of steps; what was not read to the end says so, and the caller decides what that
 * means.
 */
import type { TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import { matchPhrase, type StepCount } from '../match-phrase.ts';
import { MAX_SENTENCES, textsOf } from '../read-ticket.ts';
import { type Sentence, splitSentences } from '../split-sentences.ts';
import type { Token } from '../tokenize.ts';
import type { CompiledTenantRules, PhraseEntry } from './compile-tenant-rules.ts';

/** Most steps of the matching machine for one ticket, some tenths of a second. */
export const MAX_PHRASE_STEPS = 3_000_000;
/** Instructions that are cleared in the time of one step. */
const CLEARED_PER_STEP = 64;

/** Whose words count for a rule: `own` those of the reporter or an administrator; undefined: the rule is not asked. */
export type WantedVoice = 'own' | 'any' | undefined;

/** Rules whose phrase stands in the ticket, by place in the set. */
export interface PhraseHits {
  hits: ReadonlySet<number>;
  /** False when the ticket was too long to read to the end. */
  isComplete: boolean;
}

interface Search {
  rules: CompiledTenantRules;
  wanted: readonly WantedVoice[];
  count: StepCount;
  hits: Set<number>;
}

function tryEntries(
  search: Search,
  entries: readonly PhraseEntry[] | undefined,
  sentence: Sentence,
  at: number,
): void {
  const { wanted, count, hits } = search;
  for (const { index, program } of entries ?? []) {
    count.steps += 1;
    const voice = wanted[index];
    const isAsked = voice === 'any' || (voice === 'own' && sentence.voice !== 'other');
    if (!isAsked || hits.has(index)) continue;
    count.steps += Math.ceil(program.code.length / CLEARED_PER_STEP);
    if (matchPhrase(program, sentence.tokens, at, count) !== undefined) hits.add(index);
    if (count.steps > MAX_PHRASE_STEPS) return;
  }
}

function tryToken(search: Search, sentence: Sentence, token: Token, at: number): void {
  const { byWord, byClass } = search.rules.index;
  tryEntries(search, byWord.get(token.lower), sentence, at);
  for (const [accepts, entries] of byClass) {
    if (search.count.steps > MAX_PHRASE_STEPS) return;
    search.count.steps += 1;
    if (accepts(token)) tryEntries(search, entries, sentence, at);
  }
}

/** True when the sentence was read to its end. */
function readSentence(search: Search, sentence: Sentence): boolean {
  for (const [at, token] of sentence.tokens.entries()) {
    if (search.count.steps > MAX_PHRASE_STEPS) return false;
    tryToken(search, sentence, token, at);
  }
  return search.count.steps <= MAX_PHRASE_STEPS;
}

/** Looks for the phrases of the rules that are asked. */
export function findPhrases(
  rules: CompiledTenantRules,
  wanted: readonly WantedVoice[],
  ticket: { snapshot: TicketSnapshot; voiceOf: (source: TextSource) => Voice },
): PhraseHits {
  const search: Search = { rules, wanted, count: { steps: 0 }, hits: new Set() };
  if (wanted.every((voice) => voice === undefined)) return { hits: search.hits, isComplete: true };
  let sentences = 0;
  for (const text of textsOf(ticket.snapshot, ticket.voiceOf)) {
    for (const sentence of splitSentences(text)) {
      sentences += 1;
      const isRead = sentences <= MAX_SENTENCES && readSentence(search, sentence);
      if (!isRead) return { hits: search.hits, isComplete: false };
    }
  }
  return { hits: search.hits, isComplete: true };
}
