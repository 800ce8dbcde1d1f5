/**
 * Lines such as `Role: Developers`, `Dropdown Gold / Silver`, a list of names under `please add the following users:`
 * and short replies complete an order that was made elsewhere. They never make one, and never overrule one silently.
 */
import { compileOwnPhrase } from './compile-phrase.ts';
import { type Draft, listTexts, missingOf, quotesOf, spreadDraft } from './draft-actions.ts';
import { type CaptureSpan, matchPhrase, type StepCount } from './match-phrase.ts';
import { skipConnector } from './openers.ts';
import type { Sentence } from './split-sentences.ts';
import { FIELD_TYPE_WORDS } from './starter/field-rules.ts';
import type { Token } from './tokenize.ts';

const LABELLED = compileOwnPhrase(
  [
    '[the] (role|roles|rolle|rôle|rol) (:|is|as|=|should be|-) {role}',
    '(as|with [the] role|in [the] role|with) [a|an|the] {role:plainRole} [role|rights|access]',
    '[the] [jira] (project|projekt|projet|proyecto) [key|name] (:|=|is|-) {project}',
    '(for|in) [the] [jira] project {project}|(for|in) [the] [jira] {project:projectBefore} [jira] project',
    '[the] [new] (user|users|name|names|username|usernames|member|members|colleague|colleagues|person|people|benutzer|nutzer) (:|=|is|are) {user:anyUsers}',
    '[the] [field] (type|kind) (:|=|is|should be) [a|an] {fieldType} [field]',
    '[as] [a|an] {fieldType} [field|list] [with] [the] [options|values|choices|entries] [:|of] [{options}]',
    '[the] (options|values|choices|entries) (:|=|are) {options}',
    '[the] sprint (:|=|is) {sprint}',
    '[the] [component|project] lead (:|=|is|should be) {lead:anyUser}',
    '[the] [project] key (:|=|is|should be) {key:newKey}',
  ].join('|'),
);
/** Nothing but names of people. */
export const ONLY_PEOPLE = compileOwnPhrase('{user:anyUsers}');

/** Words for one argument. */
export interface Detail {
  name: string;
  tokens: readonly Token[];
}

/** What a sentence adds; `isWhole` is false when other words stand in it. */
export interface Details {
  details: Detail[];
  isWhole: boolean;
}

/** The placeholders of a match as details. */
export function detailsAt(
  tokens: readonly Token[],
  captures: ReadonlyMap<string, CaptureSpan>,
): Detail[] {
  return [...captures].map(([name, span]) => ({
    name,
    tokens: tokens.slice(span.from, span.until),
  }));
}

/** Reads the details in a sentence, part by part between commas. */
export function readDetails(sentence: Sentence, count: StepCount): Details {
  const { tokens } = sentence;
  const details: Detail[] = [];
  let isWhole = true;
  let at = 0;
  while (at < tokens.length) {
    const match = matchPhrase(LABELLED, tokens, at, count);
    const next = match === undefined ? undefined : partEnd(tokens, match.end, count);
    if (match !== undefined && next !== undefined) {
      details.push(...detailsAt(tokens, match.captures));
      at = next;
      continue;
    }
    isWhole = false;
    const comma = tokens.findIndex(({ text }, index) => index > at && text === ',');
    at = comma < 0 ? tokens.length : comma + 1;
  }
  return { details, isWhole };
}

/** A part ends at a comma, a connector or the end; anything else means that it was no detail. */
function partEnd(tokens: readonly Token[], at: number, count: StepCount): number | undefined {
  const token = tokens[at];
  if (token === undefined) return at;
  if (token.text === ',' || token.text === ';' || token.text === '-') return at + 1;
  return skipConnector(tokens, at, count);
}

function readValue(sentence: Sentence, { name, tokens }: Detail): string | string[] {
  const texts = listTexts(sentence.full, tokens, name === 'options');
  if (name === 'options' || name === 'user') return texts;
  const first = tokens[0];
  const text =
    tokens.length === 1
      ? (first?.value ?? '')
      : sentence.full.slice(first?.start ?? 0, tokens.at(-1)?.end ?? 0).replace(/\s+/g, ' ');
  const known = text.toLowerCase();
  const words = name === 'fieldType' ? FIELD_TYPE_WORDS : {};
  return Object.hasOwn(words, known) ? (words[known] ?? text) : text;
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one).toLowerCase() === JSON.stringify(other).toLowerCase();
}

function applyOne(draft: Draft, sentence: Sentence, detail: Detail): Draft[] | undefined {
  if (!draft.accepts.includes(detail.name)) return undefined;
  const value = readValue(sentence, detail);
  const present = draft.args.get(detail.name);
  if (present !== undefined) {
    const isSame = sameText(present, value) || sameText([present], value);
    if (!isSame) draft.doubts.add('contradiction');
    return isSame ? [draft] : undefined;
  }
  draft.quotes.push(...quotesOf(sentence));
  if (detail.name === 'user' && Array.isArray(value)) return spreadDraft(draft, 'user', value);
  draft.args.set(detail.name, value);
  return [draft];
}

/** Gives a detail to every draft that wants it. */
export function applyDetail(drafts: readonly Draft[], sentence: Sentence, detail: Detail) {
  let isUsed = false;
  const filled = drafts.flatMap((draft) => {
    const applied = applyOne(draft, sentence, detail);
    isUsed ||= applied !== undefined;
    return applied ?? [draft];
  });
  return { filled, isUsed };
}

/** A filling: the drafts after it, whether the sentence was used, and whether words of it were not. */
export interface Filling {
  drafts: Draft[];
  isUsed: boolean;
  hasRest: boolean;
}

/** Completes drafts from one sentence that holds no order. */
export function fillDetails(
  drafts: readonly Draft[],
  sentence: Sentence,
  count: StepCount,
): Filling {
  const listed = fillFromList(drafts, sentence, count);
  if (listed.isUsed) return listed;
  const { details, isWhole } = readDetails(sentence, count);
  let current = [...drafts];
  let isUsed = false;
  for (const detail of details) {
    const { filled, isUsed: wasUsed } = applyDetail(current, sentence, detail);
    current = filled;
    isUsed ||= wasUsed;
  }
  if (isUsed && sentence.hidden.length > 0)
    for (const draft of current) draft.doubts.add('hidden-text');
  return { drafts: current, isUsed, hasRest: isUsed && !isWhole };
}

/** Names in a list item under an order without names; undefined when it is no such item. */
function listedNames(sentence: Sentence, count: StepCount): string[] | undefined {
  if (sentence.intro === undefined) return undefined;
  const match = matchPhrase(ONLY_PEOPLE, sentence.tokens, 0, count);
  if (match === undefined || match.end < sentence.tokens.length) return undefined;
  return listTexts(sentence.full, sentence.tokens, false);
}

function isOpenForNames(draft: Draft): boolean {
  return missingOf(draft).includes('user') && draft.accepts.includes('user');
}

/** Completes an order from one item of the list below it; each further item gives further actions. */
export function fillFromList(
  drafts: readonly Draft[],
  sentence: Sentence,
  count: StepCount,
): Filling {
  const unused: Filling = { drafts: [...drafts], isUsed: false, hasRest: false };
  const { intro } = sentence;
  const names = listedNames(sentence, count);
  if (names === undefined || intro === undefined) return unused;
  const at = drafts.findLastIndex(
    (draft) => draft.listed?.intro === intro || isOpenForNames(draft),
  );
  const found = drafts[at];
  if (found === undefined) return unused;
  const open = found.listed?.open ?? found;
  const completed = spreadDraft(open, 'user', names).map((draft) => {
    draft.quotes.push(...quotesOf(sentence));
    if (sentence.hidden.length > 0) draft.doubts.add('hidden-text');
    return { ...draft, listed: { intro, open } };
  });
  const before = drafts.slice(0, found.listed === undefined ? at : at + 1);
  return {
    drafts: [...before, ...completed, ...drafts.slice(at + 1)],
    isUsed: true,
    hasRest: false,
  };
}
