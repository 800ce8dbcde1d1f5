/**
 * The words of Kraken's comments (FEATURES.md, C1 to C9), filled from stored results by code. A comment is a list of
 * paragraphs of plain text; the approval link is the only live link.
 */
import { type ActionState, seesTouched } from '@kraken/shared';
import type { ActionRow, ApprovalRow, DecisionRow, Log } from '../ports.ts';

/** A run of text; `href` only for the approval link. */
export interface TextRun {
  text: string;
  href?: string | undefined;
}

export type Paragraph = TextRun[];

export interface CommentInput {
  log: Pick<Log, 'error'>;
  decision: Pick<DecisionRow, 'decisionId' | 'notes' | 'origin'>;
  /** Actions this comment speaks of. */
  actions: readonly ActionRow[];
  /** All actions of the decision; those refused by rule are told once, with what waits. */
  refused: readonly ActionRow[];
  approval: ApprovalRow | undefined;
  requesterName: string;
  /** Only for the restricted comment. */
  link?: string | undefined;
}

const MAX_QUOTE = 200;

/** Makes invisible and direction-changing characters visible, so that a quote cannot rearrange a comment. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) =>
      char === '\n' || char === '\t'
        ? ' '
        : `\u27E8U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27E9`,
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * Makes addresses dead for Jira, mail clients and chats alike, in a spelling people can still read and compare:
 * `https[:]//evil[.]example`, `dana@example[.]com`, `[ ~name]`. Only ever adds brackets and spaces; doing it twice changes
 * nothing.
 */
export function inert(text: string): string {
  return text
    .replace(/:(?=\/\/)/g, '[:]')
    .replace(/\b(mailto|tel|sms|callto|skype|javascript|data|file|vbscript):(?=\S)/gi, '$1[:]')
    .replace(/(?<=[\p{L}\p{N}_-])[.\u3002\uFF0E\uFF61](?=\p{L}[\p{L}\p{N}-])/gu, '[$&]')
    .replace(/\\(?=\\)/g, '[\\]')
    .replace(/\[(?=~)/g, '[ ');
}

/** A sentence with its full stop, unless it ends in a mark of its own. */
export const ended = (text: string): string =>
  /[.!?\u2026][”"’)]*$/u.test(text) ? text : `${text}.`;

/** A quote of at most 200 characters in quotation marks, without a live address. */
export function quoted(text: string): string {
  const clean = inert(plain(text));
  return `“${clean.length > MAX_QUOTE ? `${clean.slice(0, MAX_QUOTE - 1)}…` : clean}”`;
}

/** A paragraph of plain text. */
export const line = (text: string): Paragraph => [{ text }];
/** The actions in one of the states. */
export const inState = (actions: readonly ActionRow[], ...states: ActionState[]) =>
  actions.filter(({ state }) => states.includes(state));
/** Their sentences, joined. */
export const list = (actions: readonly ActionRow[]): string =>
  actions.map(({ planned }) => plain(planned.sentence)).join('; ');

/** True when the action touches a project or an issue that those who asked, or read the ticket, do not see, as far as Jira says (R104). */
export function isHiddenFromAsker({ planned }: ActionRow): boolean {
  const { policyInput, resolved, isHiddenFromReaders } = planned;
  const { facts, requester } = policyInput;
  if (isHiddenFromReaders === true) return true;
  if (facts === null) return false;
  return !seesTouched(requester, { facts, target: resolved?.target ?? null });
}

/** What is printed on the ticket before anybody with authority has agreed: names of what the asker sees, else his words. */
export function publicSentence(action: ActionRow): string {
  if (!isHiddenFromAsker(action)) return plain(action.planned.sentence);
  const own = action.planned.quotes.find(({ source }) => source.kind !== 'press');
  return own === undefined ? 'what was asked for' : quoted(own.text);
}

/** Public sentences, each once. */
export const publicList = (actions: readonly ActionRow[]): string =>
  [...new Set(actions.map(publicSentence))].join('; ');
