/** What is known of an action nobody is sure about: the same words in comment, panel and pages. Pure. */
import type { ActionResult, ActionRow } from '../ports.ts';
import { partAccepted } from './accepted-part.ts';

/** `Jira accepted it. Looking again, it is not as it should be.` */
export function unknownWords(action: Pick<ActionRow, 'planned' | 'result'>): string {
  return `${answerWords(action)} ${lookedWords(action.result)}`;
}

/** Jira’s words, or the app’s for their absence, stand as they were reported. */
function answerWords(action: Pick<ActionRow, 'planned' | 'result'>): string {
  const { reason, statuses = [] } = action.result ?? {};
  const said = reason === undefined ? undefined : `${reason.trim().replace(/[.\s]+$/, '')}.`;
  const part = partAccepted(action);
  if (part !== 'none') {
    const what = part === 'all' ? 'it' : 'a part of it';
    return said === undefined ? `Jira accepted ${what}.` : `Jira accepted ${what}, then: ${said}`;
  }
  if (said === undefined) return 'Jira did not answer.';
  return statuses.length === 0 ? `No answer of Jira has reached me: ${said}` : said;
}

function lookedWords(result: ActionResult | null | undefined): string {
  if (result?.isLeftToPerson) return 'I did not look at it again.';
  if (result?.seen === 'differs') return 'Looking again, it is not as it should be.';
  return result?.seen === 'not-done'
    ? 'Looking again, it was not there.'
    : 'I could not tell by looking again.';
}
