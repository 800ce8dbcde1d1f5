/** Reads the clauses of a sentence one after the other: rule, words behind it, next rule. */
import { CONDITION_WORDS } from './caution-words.ts';
import { judgeAfterConnector, judgeTail, laterOrder, type Tail } from './judge-tail.ts';
import type { StepCount } from './match-phrase.ts';
import { matchRules } from './match-rules.ts';
import { type Opening, skipOpeners } from './openers.ts';
import { type CompiledPlaybook, slotsOf } from './playbook.ts';
import { looksLikeOrder } from './recognise-order.ts';
import type { Clause, Doubt, SentenceReading } from './sentence-reading.ts';
import { hasWord } from './sentence-words.ts';
import type { Token } from './tokenize.ts';

/** Most orders read out of one sentence. */
const MAX_CLAUSES = 60;

/** A sentence while it is read. */
export interface Reader {
  playbook: CompiledPlaybook;
  count: StepCount;
  tokens: readonly Token[];
  reading: SentenceReading;
  isDropped: boolean;
}

function clauseOf(reader: Reader, tokens: readonly Token[], opening: Opening): Clause | undefined {
  const { isRequest } = opening;
  const options = { isRequest, count: reader.count };
  const verdict = matchRules(reader.playbook, tokens, opening.at, options);
  if (verdict.match === undefined) return undefined;
  const doubts: Doubt[] = [];
  const { effect } = verdict.match.rule;
  const isHedged = opening.isHedged || (effect.kind === 'propose' && effect.isHedged === true);
  if (isHedged || (reader.reading.sentence.end === '?' && !opening.isRequest))
    doubts.push('hedged');
  if (verdict.isAmbiguous) doubts.push('ambiguous-rules');
  const { isSequel, at: start } = opening;
  return { match: verdict.match, start, tokens, doubts, tightens: verdict.tightens, isSequel };
}

/**
 * Reads `and Jonas to XYZ` behind `Add Dana to ABC`: the rest is put in place of the earlier clause's last
 * placeholder, or behind its verb.
 */
function elidedClause(reader: Reader, before: Clause, rest: readonly Token[]): Clause | undefined {
  const { start, tokens, match } = before;
  const lastSlot = Math.max(start, ...[...match.captures.values()].map(({ from }) => from));
  const opening = { at: 0, isRequest: true, isHedged: false, isSequel: false };
  for (const headEnd of [lastSlot, start + 1]) {
    const head = tokens.slice(start, headEnd);
    if (head.length === 0) continue;
    const clause = clauseOf(reader, [...head, ...rest], opening);
    const isSame = clause?.match.rule === match.rule && clause.match.end > head.length;
    if (clause !== undefined && isSame) return clause;
  }
  return undefined;
}

/** Reads clauses from `start` on; returns when nothing more can be read. */
export function readClauses(reader: Reader, start: number): void {
  const { reading } = reader;
  let tokens = reader.tokens;
  let at: number | undefined = start;
  let before: Clause | undefined;
  for (let round = 0; at !== undefined && round < MAX_CLAUSES; round += 1) {
    const opening = skipOpeners(tokens, at, reader.count);
    let clause = clauseOf(reader, tokens, opening);
    if (clause === undefined && before !== undefined)
      clause = elidedClause(reader, before, tokens.slice(at));
    if (clause === undefined) {
      endWithoutClause(reader, tokens, at, before);
      return;
    }
    reading.clauses.push(clause);
    tokens = clause.tokens;
    before = clause;
    at = afterClause(reader, clause);
  }
  if (at !== undefined) reading.hasLeftOver = true;
}

function endWithoutClause(
  reader: Reader,
  tokens: readonly Token[],
  at: number,
  before: Clause | undefined,
): void {
  const { reading } = reader;
  const rest = tokens.slice(at);
  if (looksLikeOrder(tokens, at, reader.count)) {
    reading.hasLeftOver = true;
    if (hasWord(rest, CONDITION_WORDS)) reading.isConditional = true;
    return;
  }
  if (before === undefined) return;
  const tail = judgeAfterConnector(rest);
  if (tail.kind === 'unsure') {
    before.doubts.push('unsure-words');
    reading.hasLeftOver = true;
  }
  if (tail.kind === 'conditional') {
    reader.isDropped = true;
    reading.isConditional = true;
    reading.hasLeftOver = true;
  }
  if (tail.kind === 'other-system') reader.isDropped = true;
}

function isIncomplete({ match }: Clause): boolean {
  const { effect } = match.rule;
  if (effect.kind !== 'propose') return false;
  return effect.needs.some((name) => {
    const source = effect.args[name];
    return source === undefined || slotsOf(source).some((slot) => !match.captures.has(slot));
  });
}

/** Judges what follows a clause; returns where the next may begin. */
function afterClause(reader: Reader, clause: Clause): number | undefined {
  const { reading } = reader;
  const { tokens, match } = clause;
  const judged = judgeTail(tokens, match.end, reader.count);
  // `Add user` with uncertain words behind it is no heading of an order, but one that is not understood.
  const tail: Tail =
    judged.kind === 'unsure' && isIncomplete(clause) ? { kind: 'unknown' } : judged;
  if (tail.kind === 'next') return tail.at;
  if (tail.kind === 'unsure') clause.doubts.push('unsure-words');
  if (tail.kind === 'conditional' || tail.kind === 'other-system') reader.isDropped = true;
  if (tail.kind === 'conditional') reading.isConditional = true;
  if (tail.kind === 'conditional' || tail.kind === 'unknown') reading.hasLeftOver = true;
  if (tail.kind === 'unknown') {
    reading.clauses.pop();
    reading.wasUnderstood ||= !isIncomplete(clause);
  }
  return tail.kind === 'clean' || tail.kind === 'unsure'
    ? laterOrder(tokens, match.end)
    : undefined;
}
