/**
 * Action -> sentence, from resolved names. Plain text on one line; whoever shows it escapes it. Imports no schema
 * library, because the issue panel loads it.
 */
import type { Json } from '../json.ts';
import { boardsSprintsSentences } from './boards-sprints/sentences.ts';
import { customFieldsSentences } from './custom-fields/sentences.ts';
import { issueTypesSentences } from './issue-types/sentences.ts';
import { issuesSentences } from './issues/sentences.ts';
import { notificationsSecuritySentences } from './notifications-security/sentences.ts';
import { permissionSchemesSentences } from './permission-schemes/sentences.ts';
import { projectsSentences } from './projects/sentences.ts';
import { rolesSentences } from './roles/sentences.ts';
import { screensSentences } from './screens/sentences.ts';
import { plain } from './sentence-words.ts';
import { serviceDeskSentences } from './service-desk/sentences.ts';
import { siteSentences } from './site/sentences.ts';
import { usersGroupsSentences } from './users-groups/sentences.ts';
import { versionsComponentsSentences } from './versions-components/sentences.ts';
import { workflowsSentences } from './workflows/sentences.ts';

const SENTENCES = {
  ...usersGroupsSentences,
  ...projectsSentences,
  ...permissionSchemesSentences,
  ...customFieldsSentences,
  ...boardsSprintsSentences,
  ...issuesSentences,
  ...versionsComponentsSentences,
  ...screensSentences,
  ...rolesSentences,
  ...serviceDeskSentences,
  ...issueTypesSentences,
  ...workflowsSentences,
  ...notificationsSecuritySentences,
  ...siteSentences,
};

/** Action type -> its target: what resolution found and `compile`, `check`, `inverse` and the sentence read. */
export type Targets = {
  [K in keyof typeof SENTENCES]: Parameters<(typeof SENTENCES)[K]>[0];
};

/** A type of the catalogue. */
export type ActionType = keyof Targets;

/** Sentence of a resolved action whose type is known to the compiler. */
export function sentenceOf<K extends ActionType>(type: K, target: Targets[K]): string {
  return (SENTENCES[type] as (target: Targets[K]) => string)(target);
}

/** True for a type of the catalogue. */
export function isActionType(type: string): type is ActionType {
  return Object.hasOwn(SENTENCES, type);
}

/**
 * Sentence of a resolved action, e.g. `Add Dana Weber to ABC in the role "Developers"`.
 * @param target the action's own `target`, as resolution made it. An unknown type gives a sentence that says so.
 */
export function describeAction(type: string, target: Json): string {
  if (!isActionType(type)) return `Something Kraken does not know (${plain(type)})`;
  return sentenceOf(type, target as Targets[typeof type]);
}
