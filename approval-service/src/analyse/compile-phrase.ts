/**
 * Phrase -> program of a small matching machine. Every loop of the program consumes a token, so the machine needs at
 * most (tokens x instructions) steps; there is no backtracking.
 */
import { err, ok, type Result } from '@kraken/shared';
import { type PhraseError, type PhraseNode, parsePhrase } from './phrase-syntax.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import { TOKEN_CLASSES, type TokenClass } from './token-class.ts';

export type Instruction =
  | { op: 'word'; word: string }
  | { op: 'class'; accepts: TokenClass }
  /** Goes on at both places; the first is preferred. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: string; isEnd: boolean }
  | { op: 'accept' };

/** A compiled phrase: the program, and the words and classes a match can begin with. */
export interface PhraseProgram {
  phrase: string;
  code: readonly Instruction[];
  firstWords: ReadonlySet<string>;
  firstClasses: readonly TokenClass[];
}

/** Most instructions of one phrase; its matching time per token is bounded by this. */
const MAX_INSTRUCTIONS = 6_000;

class UnknownName extends Error {}

function emitClass(code: Instruction[], name: string): void {
  const accepts = TOKEN_CLASSES[name];
  if (accepts === undefined) {
    throw new UnknownName(
      `<${name}> is unknown: use one of <${Object.keys(TOKEN_CLASSES).join('>, <')}>`,
    );
  }
  code.push({ op: 'class', accepts });
}

function emitPlaceholder(code: Instruction[], name: string, type: string): void {
  const pattern = PLACEHOLDERS[type];
  if (pattern === undefined) {
    throw new UnknownName(
      `{${type}} is unknown: use one of {${Object.keys(PLACEHOLDERS).join('}, {')}}`,
    );
  }
  const parsed = parsePhrase(pattern);
  if (!parsed.ok) throw new Error(`the placeholder {${type}} is broken: ${parsed.error.sentence}`);
  code.push({ op: 'save', slot: name, isEnd: false });
  emit(code, parsed.value);
  code.push({ op: 'save', slot: name, isEnd: true });
}

function emitChoice(code: Instruction[], options: readonly PhraseNode[]): void {
  const ends: number[] = [];
  options.forEach((option, index) => {
    const isLast = index === options.length - 1;
    const split = code.length;
    if (!isLast) code.push({ op: 'split', first: split + 1, second: 0 });
    emit(code, option);
    if (isLast) return;
    ends.push(code.length);
    code.push({ op: 'jump', to: 0 });
    code[split] = { op: 'split', first: split + 1, second: code.length };
  });
  for (const end of ends) code[end] = { op: 'jump', to: code.length };
}

function emitOptional(code: Instruction[], part: PhraseNode, isRepeated: boolean): void {
  const split = code.length;
  code.push({ op: 'split', first: split + 1, second: 0 });
  emit(code, part);
  if (isRepeated) code.push({ op: 'jump', to: split });
  code[split] = { op: 'split', first: split + 1, second: code.length };
}

function emit(code: Instruction[], node: PhraseNode): void {
  if (code.length > MAX_INSTRUCTIONS) {
    throw new UnknownName('The phrase has too many variants: split it into several phrases');
  }
  switch (node.kind) {
    case 'word':
      code.push({ op: 'word', word: node.word });
      return;
    case 'class':
      emitClass(code, node.name);
      return;
    case 'placeholder':
      emitPlaceholder(code, node.name, node.type);
      return;
    case 'sequence':
      for (const part of node.parts) emit(code, part);
      return;
    case 'choice':
      emitChoice(code, node.options);
      return;
    case 'optional':
      emitOptional(code, node.part, false);
      return;
    case 'repeat':
      emitOptional(code, node.part, true);
  }
}

/** Where the program goes from an instruction without consuming a token. */
function nextOf(step: Instruction, at: number): number[] {
  switch (step.op) {
    case 'split':
      return [step.first, step.second];
    case 'jump':
      return [step.to];
    case 'save':
      return [at + 1];
    default:
      return [];
  }
}

/** The consuming and accepting instructions that the program can reach before its first token. */
function entriesOf(code: readonly Instruction[]): Instruction[] {
  const entries: Instruction[] = [];
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = code[at];
    if (step === undefined || seen.has(at)) continue;
    seen.add(at);
    const next = nextOf(step, at);
    if (next.length === 0) entries.push(step);
    open.push(...next);
  }
  return entries;
}

function startsOf(
  entries: readonly Instruction[],
): Pick<PhraseProgram, 'firstWords' | 'firstClasses'> {
  const words = entries.flatMap((step) => (step.op === 'word' ? [step.word] : []));
  const classes = entries.flatMap((step) => (step.op === 'class' ? [step.accepts] : []));
  return { firstWords: new Set(words), firstClasses: [...new Set(classes)] };
}

/** Compiles one phrase. Error `phrase-invalid`: its sentence says what to change. */
export function compilePhrase(phrase: string): Result<PhraseProgram, PhraseError> {
  const invalid = (sentence: string) =>
    err<PhraseError>({ reason: 'phrase-invalid', phrase, sentence });
  const parsed = parsePhrase(phrase);
  if (!parsed.ok) return parsed;
  const code: Instruction[] = [];
  try {
    emit(code, parsed.value);
  } catch (problem) {
    if (problem instanceof UnknownName) return invalid(`${problem.message}.`);
    throw problem;
  }
  code.push({ op: 'accept' });
  const entries = entriesOf(code);
  if (entries.some(({ op }) => op === 'accept')) {
    return invalid(
      'The phrase would match no words at all: put at least one word outside the [brackets].',
    );
  }
  return ok({ phrase, code, ...startsOf(entries) });
}

/** Compiles a phrase of our own; a broken one is a bug, so it throws. */
export function compileOwnPhrase(phrase: string): PhraseProgram {
  const compiled = compilePhrase(phrase);
  if (!compiled.ok) throw new Error(`${phrase}: ${compiled.error.sentence}`);
  return compiled.value;
}
