/** Finds the rule that reads a clause: the longest match, at equal length the rule written first. */
import { matchPhrase, type PhraseMatch, type StepCount } from './match-phrase.ts';
import type { CompiledPlaybook, CompiledRule } from './playbook.ts';
import type { Token } from './tokenize.ts';

/** A rule that matched from a position on. */
export interface RuleMatch extends PhraseMatch {
  rule: CompiledRule;
}

/** What the rules say of one clause. */
export interface RuleVerdict {
  match: RuleMatch | undefined;
  /** Sentences of rules that only tighten. */
  tightens: string[];
  /** Another rule reads the same words as another action. */
  isAmbiguous: boolean;
}

function longestOf(
  rule: CompiledRule,
  tokens: readonly Token[],
  start: number,
  count: StepCount,
): RuleMatch | undefined {
  let best: RuleMatch | undefined;
  for (const program of rule.programs) {
    const match = matchPhrase(program, tokens, start, count);
    if (match === undefined) continue;
    const isBetter =
      best === undefined ||
      match.end > best.end ||
      (match.end === best.end && match.captures.size > best.captures.size);
    if (isBetter) best = { ...match, rule };
  }
  return best;
}

function proposedType(match: RuleMatch): string | undefined {
  return match.rule.effect.kind === 'propose' ? match.rule.effect.type : undefined;
}

/** Takes a match into the verdict where it is longer; at equal length the earlier rule stays. */
function consider(verdict: RuleVerdict, match: RuleMatch): void {
  const best = verdict.match;
  if (best === undefined || match.end > best.end) {
    verdict.match = match;
    verdict.isAmbiguous = false;
  } else if (match.end === best.end) {
    const [one, other] = [proposedType(best), proposedType(match)];
    verdict.isAmbiguous ||= one !== undefined && other !== undefined && one !== other;
  }
}

/** Asks all rules about the clause that begins at `start`. `isRequest`: words of asking stand before it. */
export function matchRules(
  playbook: CompiledPlaybook,
  tokens: readonly Token[],
  start: number,
  options: { isRequest: boolean; count: StepCount },
): RuleVerdict {
  const verdict: RuleVerdict = { match: undefined, tightens: [], isAmbiguous: false };
  for (const rule of playbook.rules) {
    if (rule.onlyAfterRequest && !options.isRequest) continue;
    const match = longestOf(rule, tokens, start, options.count);
    if (match === undefined) continue;
    if (rule.effect.kind === 'tighten') verdict.tightens.push(rule.effect.sentence);
    else consider(verdict, match);
  }
  return verdict;
}
