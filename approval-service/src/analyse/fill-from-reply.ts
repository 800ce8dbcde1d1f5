/** Short replies of the reporter: the missing words, or a name in full. */
import { compileOwnPhrase } from './compile-phrase.ts';
import { type Draft, listTexts, missingOf, quotesOf } from './draft-actions.ts';
import { applyDetail, detailsAt, type Filling, ONLY_PEOPLE } from './fill-details.ts';
import { matchPhrase, type StepCount } from './match-phrase.ts';
import type { Sentence } from './split-sentences.ts';

const REPLIES: Readonly<Record<string, ReturnType<typeof compileOwnPhrase>>> = {
  user: compileOwnPhrase('{user:anyUsers}'),
  project: compileOwnPhrase('[the] [project] {project}|{project:projectBefore} project'),
  fieldType: compileOwnPhrase('[a|an] {fieldType} [field] [please]'),
  role: compileOwnPhrase('[the] {role} [role]'),
  sprint: compileOwnPhrase('{sprint}'),
};

/** Completes drafts from a reply that consists of nothing but the missing words. */
export function fillFromReply(
  drafts: readonly Draft[],
  sentence: Sentence,
  count: StepCount,
): Filling {
  const wanted = new Set(drafts.flatMap((draft) => missingOf(draft).slice(0, 1)));
  for (const name of wanted) {
    const program = REPLIES[name];
    const match = program && matchPhrase(program, sentence.tokens, 0, count);
    if (match === undefined || match.end < sentence.tokens.length) continue;
    const [detail] = detailsAt(sentence.tokens, match.captures);
    if (detail === undefined) continue;
    const { filled, isUsed } = applyDetail(drafts, sentence, detail);
    if (isUsed) return { drafts: filled, isUsed, hasRest: false };
  }
  return { drafts: [...drafts], isUsed: false, hasRest: false };
}

/** A reply that says a name in full (`Ben Carter` after `Ben`) replaces the shorter one. */
export function narrowFromReply(
  drafts: readonly Draft[],
  sentence: Sentence,
  count: StepCount,
): boolean {
  const match = matchPhrase(ONLY_PEOPLE, sentence.tokens, 0, count);
  if (match === undefined || match.end < sentence.tokens.length) return false;
  const [name] = listTexts(sentence.full, sentence.tokens, false);
  if (name === undefined) return false;
  let isUsed = false;
  for (const draft of drafts) {
    for (const argument of ['user', 'assignee']) {
      const present = draft.args.get(argument);
      if (typeof present !== 'string' || !isFuller(name, present)) continue;
      draft.args.set(argument, name);
      draft.quotes.push(...quotesOf(sentence));
      isUsed = true;
    }
  }
  return isUsed;
}

function isFuller(name: string, present: string): boolean {
  return name.toLowerCase().startsWith(`${present.toLowerCase()} `);
}
