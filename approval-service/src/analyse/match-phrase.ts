/**
 * Runs a phrase program over tokens: all alternatives advance side by side, one token at a time, so the time is linear
 * whatever the text is. The longest match wins; among equally long ones the alternative written first.
 */
import type { Instruction, PhraseProgram } from './compile-phrase.ts';
import type { Token } from './tokenize.ts';

/** Where a placeholder stands: token positions, `[from, until)`. */
export interface CaptureSpan {
  from: number;
  until: number;
}

/** A match: the position behind its last token, and its placeholders. */
export interface PhraseMatch {
  end: number;
  captures: ReadonlyMap<string, CaptureSpan>;
}

/** Counts machine steps, so that tests can prove linear time without a clock. */
export interface StepCount {
  steps: number;
}

/** A match reaches over at most this many tokens; a longer request is left to a person. */
export const MAX_MATCH_TOKENS = 300;

/** A persistent list of saved positions: threads share tails instead of copying. */
interface Saved {
  slot: string;
  isEnd: boolean;
  at: number;
  rest: Saved | undefined;
}

interface Thread {
  pc: number;
  saved: Saved | undefined;
}

interface Machine {
  program: PhraseProgram;
  /** Position at which an instruction was last reached, by instruction. */
  reached: Int32Array;
  count: StepCount;
}

/** The threads a thread becomes without a token, the preferred one last; none for one that waits for a token. */
function expand({ pc, saved }: Thread, step: Instruction, at: number): Thread[] {
  switch (step.op) {
    case 'jump':
      return [{ pc: step.to, saved }];
    case 'split':
      return [
        { pc: step.second, saved },
        { pc: step.first, saved },
      ];
    case 'save':
      return [{ pc: pc + 1, saved: { slot: step.slot, isEnd: step.isEnd, at, rest: saved } }];
    default:
      return [];
  }
}

/** Adds a thread and all it becomes; returns what was saved where the program accepts (null: nothing was saved). */
function addThread(
  machine: Machine,
  list: Thread[],
  start: Thread,
  at: number,
): Saved | null | undefined {
  const open: Thread[] = [start];
  let accepted: Saved | null | undefined;
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    const step = machine.program.code[thread.pc];
    if (step === undefined || machine.reached[thread.pc] === at) continue;
    machine.reached[thread.pc] = at;
    machine.count.steps += 1;
    if (step.op === 'accept') accepted ??= thread.saved ?? null;
    else if (step.op === 'word' || step.op === 'class') list.push(thread);
    else open.push(...expand(thread, step, at));
  }
  return accepted;
}

function capturesOf(saved: Saved | undefined): ReadonlyMap<string, CaptureSpan> {
  const captures = new Map<string, CaptureSpan>();
  const ends = new Map<string, number>();
  for (let entry = saved; entry !== undefined; entry = entry.rest) {
    if (captures.has(entry.slot)) continue;
    if (entry.isEnd) {
      if (!ends.has(entry.slot)) ends.set(entry.slot, entry.at);
      continue;
    }
    const until = ends.get(entry.slot);
    if (until !== undefined) captures.set(entry.slot, { from: entry.at, until });
  }
  return captures;
}

function canContinue(machine: Machine, thread: Thread, token: Token): boolean {
  machine.count.steps += 1;
  const step = machine.program.code[thread.pc];
  if (step === undefined) return false;
  if (step.op === 'word') return step.word === token.lower;
  return step.op === 'class' && step.accepts(token);
}

interface Step {
  threads: Thread[];
  accepted: Saved | null | undefined;
}

/** Advances every thread over one token. */
function advance(machine: Machine, threads: readonly Thread[], token: Token, at: number): Step {
  const step: Step = { threads: [], accepted: undefined };
  for (const thread of threads) {
    if (!canContinue(machine, thread, token)) continue;
    const next = { pc: thread.pc + 1, saved: thread.saved };
    const accepted = addThread(machine, step.threads, next, at + 1);
    if (step.accepted === undefined) step.accepted = accepted;
  }
  return step;
}

function run(machine: Machine, tokens: readonly Token[], start: number): PhraseMatch | undefined {
  let threads: Thread[] = [];
  addThread(machine, threads, { pc: 0, saved: undefined }, start);
  let best: { end: number; saved: Saved | undefined } | undefined;
  const limit = Math.min(tokens.length, start + MAX_MATCH_TOKENS);
  for (let at = start; at < limit && threads.length > 0; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const step = advance(machine, threads, token, at);
    if (step.accepted !== undefined) best = { end: at + 1, saved: step.accepted ?? undefined };
    threads = step.threads;
  }
  return best === undefined ? undefined : { end: best.end, captures: capturesOf(best.saved) };
}

function canStart({ firstWords, firstClasses }: PhraseProgram, token: Token): boolean {
  return firstWords.has(token.lower) || firstClasses.some((accepts) => accepts(token));
}

/** Matches a program against the tokens from `start` on. Steps are added to `count`. */
export function matchPhrase(
  program: PhraseProgram,
  tokens: readonly Token[],
  start: number,
  count: StepCount = { steps: 0 },
): PhraseMatch | undefined {
  count.steps += 1;
  const first = tokens[start];
  if (first === undefined) return undefined;
  if (!canStart(program, first)) return undefined;
  const reached = new Int32Array(program.code.length).fill(-1);
  return run({ program, reached, count }, tokens, start);
}
