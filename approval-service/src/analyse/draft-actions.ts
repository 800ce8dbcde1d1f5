/** Clauses into drafts of actions: arguments as written, each backed by the exact words of the ticket. */
import type { Json, Quote } from '@kraken/shared';
import type { CaptureSpan } from './match-phrase.ts';
import { type ArgumentSource, type ProposeEffect, slotsOf } from './playbook.ts';
import type { Clause, Doubt } from './sentence-reading.ts';
import type { Sentence } from './split-sentences.ts';
import type { Token } from './tokenize.ts';

export type ArgumentValue = string | string[] | boolean | null | { [key: string]: Json }[];

/** An action in the making. */
export interface Draft {
  type: string;
  ruleId: string;
  args: Map<string, ArgumentValue>;
  needs: readonly string[];
  accepts: readonly string[];
  quotes: Quote[];
  doubts: Set<Doubt>;
  tightens: string[];
  isSequel: boolean;
  /** The order without its people, where a list below it names them one by one. */
  listed?: { intro: Sentence; open: Draft } | undefined;
}

const SEPARATORS = new Set([',', 'and', '&', ';', '/', 'und', 'et', 'y', 'と', '、', 'or']);
/** Words before a name in a list of people or projects. */
const LIST_WORDS = new Set(['the', 'user']);
/** More single actions than this out of one list are for a person to look at. */
const MANY = 5;
/** One more than a plan may hold. */
const MAX_SPREAD = 51;

/** The sentence as exact quotes: one piece, or several where hidden text parts it. */
export function quotesOf(sentence: Sentence): Quote[] {
  const { source, voice, full, tokens, hidden } = sentence;
  const pieces: Token[][] = [[]];
  let last: Token | undefined;
  for (const token of tokens) {
    const isParted =
      last !== undefined &&
      hidden.some(([start, end]) => start >= (last?.end ?? 0) && end <= token.start);
    if (isParted) pieces.push([]);
    pieces.at(-1)?.push(token);
    last = token;
  }
  return pieces.flatMap((piece) => {
    const text = full.slice(piece[0]?.start ?? 0, piece.at(-1)?.end ?? 0);
    return text === '' ? [] : [{ text, source, voice }];
  });
}

/** A person's words: the address in brackets says more than the name before it. */
function preciseWords(tokens: readonly Token[]): Token[] {
  const open = tokens.findIndex(({ text }) => ['(', '（', '<'].includes(text));
  const inside = open < 0 ? undefined : tokens[open + 1];
  return inside === undefined ? [...tokens] : [inside];
}

function textOf(full: string, tokens: readonly Token[]): string | undefined {
  const words = preciseWords(tokens);
  const [first] = words;
  if (first === undefined) return undefined;
  if (words.length === 1) return first.value;
  const text = full.slice(first.start, words.at(-1)?.end ?? 0);
  return text.replace(/\s+/g, ' ');
}

function splitList(tokens: readonly Token[], isOfPeople: boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (SEPARATORS.has(token.lower)) parts.push([]);
    else if (!isOfPeople || !LIST_WORDS.has(token.lower)) parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The parts of a list placeholder as texts. `cutsSlashes`: `a/b/c` written without spaces counts as three. */
export function listTexts(full: string, tokens: readonly Token[], cutsSlashes: boolean): string[] {
  return splitList(tokens, !cutsSlashes).flatMap((part) => {
    const [only] = part;
    if (cutsSlashes && part.length === 1 && only?.kind === 'odd')
      return only.text.split('/').filter((text) => text !== '');
    const text = textOf(full, part);
    return text === undefined ? [] : [text];
  });
}

interface Slot {
  tokens: readonly Token[];
  isParted: boolean;
}

function slotOf(
  clause: Clause,
  sentence: Sentence,
  span: CaptureSpan | undefined,
): Slot | undefined {
  if (span === undefined) return undefined;
  const tokens = clause.tokens.slice(span.from, span.until);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isParted = sentence.hidden.some(([start, end]) => start < last.end && end > first.start);
  return { tokens, isParted };
}

function valueFrom(
  clause: Clause,
  sentence: Sentence,
  source: ArgumentSource,
): ArgumentValue | undefined {
  if ('value' in source) return source.value;
  if ('object' in source) return objectFrom(clause, sentence, source.object);
  const [name = ''] = slotsOf(source);
  const slot = slotOf(clause, sentence, clause.match.captures.get(name));
  // Words around hidden text are no name: the reporter is asked instead.
  if (slot === undefined || slot.isParted) return undefined;
  const isList = 'list' in source;
  if (isList || 'each' in source) return listTexts(sentence.full, slot.tokens, isList);
  const text = textOf(sentence.full, slot.tokens);
  if (text === undefined) return undefined;
  if ('only' in source) return [text];
  const words = source.words ?? {};
  const known = text.toLowerCase();
  return Object.hasOwn(words, known) ? words[known] : text;
}

/** A list of one object; undefined where a part of it is missing. */
function objectFrom(
  clause: Clause,
  sentence: Sentence,
  parts: Extract<ArgumentSource, { object: unknown }>['object'],
): { [key: string]: Json }[] | undefined {
  const made: { [key: string]: Json } = {};
  for (const [name, source] of Object.entries(parts)) {
    const value = valueFrom(clause, sentence, source);
    if (value === undefined) return undefined;
    made[name] = value;
  }
  return [made];
}

function emptyDraft(clause: Clause, effect: ProposeEffect, sentence: Sentence): Draft {
  return {
    type: effect.type,
    ruleId: clause.match.rule.ruleId,
    args: new Map(),
    needs: effect.needs,
    accepts: effect.accepts ?? [],
    quotes: quotesOf(sentence),
    doubts: new Set(clause.doubts),
    tightens: clause.tightens,
    isSequel: clause.isSequel,
  };
}

function textsIn(value: ArgumentValue): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}

/** Makes the drafts of one clause: one, or one per part of a list. */
export function draftActions(clause: Clause, effect: ProposeEffect, sentence: Sentence): Draft[] {
  const spreads: { name: string; values: string[] }[] = [];
  const draft = emptyDraft(clause, effect, sentence);
  for (const [name, source] of Object.entries(effect.args)) {
    const value = valueFrom(clause, sentence, source);
    if (value === undefined) continue;
    if ('each' in source) spreads.push({ name, values: textsIn(value) });
    else draft.args.set(name, value);
  }
  return spreads.reduce<Draft[]>(
    (drafts, { name, values }) => drafts.flatMap((one) => spreadDraft(one, name, values)),
    [draft],
  );
}

/** One draft per value; more than any plan may hold are cut, so that the plan is still seen to be too long. */
export function spreadDraft(draft: Draft, name: string, values: readonly string[]): Draft[] {
  const distinct = [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
  return distinct.slice(0, MAX_SPREAD).map((value) => {
    const doubts = new Set(draft.doubts);
    if (values.length > MANY) doubts.add('many-objects');
    return {
      ...draft,
      args: new Map([...draft.args, [name, value]]),
      quotes: [...draft.quotes],
      doubts,
    };
  });
}

/** Arguments the action cannot do without and does not have, in the order of asking. */
export function missingOf(draft: Draft): string[] {
  return draft.needs.filter((name) => draft.args.get(name) === undefined);
}
