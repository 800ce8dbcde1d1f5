/** The playbook every site starts with: the common requests, and what no action covers. */
import { type CompiledPlaybook, compilePlaybook, type PlaybookRule } from './playbook.ts';
import { BOARD_RULES } from './starter/board-rules.ts';
import { COMPONENT_RULES } from './starter/component-rules.ts';
import { DESK_RULES } from './starter/desk-rules.ts';
import { FIELD_CHANGE_RULES } from './starter/field-change-rules.ts';
import { FIELD_RULES } from './starter/field-rules.ts';
import { ISSUE_CHANGE_RULES } from './starter/issue-change-rules.ts';
import { ISSUE_RULES } from './starter/issue-rules.ts';
import { OTHER_LANGUAGE_RULES } from './starter/other-language-rules.ts';
import { PEOPLE_RULES } from './starter/people-rules.ts';
import { PROJECT_CHANGE_RULES } from './starter/project-change-rules.ts';
import { PROJECT_RULES } from './starter/project-rules.ts';
import { IGNORED_RULES, KRAKEN_RULES, UNSUPPORTED_RULES } from './starter/refused-rules.ts';
import type { StarterRule } from './starter/rule-case.ts';
import { SCHEME_RULES } from './starter/scheme-rules.ts';
import { SITE_PEOPLE_RULES } from './starter/site-people-rules.ts';
import { SPRINT_RULES } from './starter/sprint-rules.ts';
import { TYPE_RULES } from './starter/type-rules.ts';
import { VERSION_RULES } from './starter/version-rules.ts';

/** All starter rules with their examples; what is asked of Kraken itself comes first. */
export const STARTER_RULES: readonly StarterRule[] = [
  ...KRAKEN_RULES,
  ...UNSUPPORTED_RULES,
  ...IGNORED_RULES,
  ...PEOPLE_RULES,
  ...PROJECT_RULES,
  ...FIELD_RULES,
  ...ISSUE_RULES,
  ...SPRINT_RULES,
  ...BOARD_RULES,
  ...COMPONENT_RULES,
  ...VERSION_RULES,
  ...FIELD_CHANGE_RULES,
  ...TYPE_RULES,
  ...ISSUE_CHANGE_RULES,
  ...PROJECT_CHANGE_RULES,
  ...SCHEME_RULES,
  ...SITE_PEOPLE_RULES,
  ...DESK_RULES,
  ...OTHER_LANGUAGE_RULES,
];

/**
 * Compiles a tenant's rules before the starter rules: at equal length of a match the tenant's rule decides.
 * Errors as `compilePlaybook`.
 */
export function withStarterRules(own: readonly PlaybookRule[]) {
  return compilePlaybook([...own, ...STARTER_RULES]);
}

function compileStarter(): CompiledPlaybook {
  const result = compilePlaybook(STARTER_RULES);
  if (result.ok) return result.value;
  const sentences = result.error.map(
    ({ ruleId, phrase, sentence }) => `${ruleId}: ${sentence} ${phrase}`,
  );
  throw new Error(sentences.join('\n'));
}

/** The compiled starter playbook; a broken rule of ours stops the start. */
export const STARTER_PLAYBOOK: CompiledPlaybook = compileStarter();
