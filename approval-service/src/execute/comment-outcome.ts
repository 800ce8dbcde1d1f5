/** Comments about what was done (FEATURES.md, C1, C2, C9). */
import { findAction } from '@kraken/shared';
import type { ActionRow, ApprovalRow, DecisionOrigin } from '../ports.ts';
import { partAccepted } from '../show/accepted-part.ts';
import { wayBack } from '../show/follow-ups.ts';
import { outcomeLine } from '../show/outcome-line.ts';
import { unknownWords } from '../show/unknown-words.ts';
import {
  type CommentInput,
  ended,
  inState,
  isHiddenFromAsker,
  line,
  list,
  type Paragraph,
  plain,
  publicSentence,
} from './comment-text.ts';

function failureReason({ result, state }: ActionRow): string {
  const unsaid = state === 'skipped' ? 'something it needs did not work' : 'Jira refused it';
  return plain(result?.reason ?? unsaid);
}

const HIDDEN_REASON =
  'the reason names what not everybody here may see; an administrator finds it in the Kraken panel';

/** A reason, in the app's words or Jira's, may name what the sentence leaves out. */
function withPublicReason(action: ActionRow): ActionRow {
  const { result } = action;
  if (result?.reason === undefined || !isHiddenFromAsker(action)) return action;
  return { ...action, result: { ...result, reason: HIDDEN_REASON } };
}

/**
 * C1, C2, C9: what happened, exactly as the executor reported it and Jira showed it. What is done is named to everybody;
 * what is not, or may not be, as before it was agreed to.
 */
export function outcomeParagraphs({
  actions: stored,
  approval,
  decision: { origin },
  log,
}: CommentInput): Paragraph[] {
  const actions = stored.map(withPublicReason);
  const done = inState(actions, 'succeeded');
  const failed = inState(actions, 'failed');
  const notStarted = inState(actions, 'skipped');
  const unknown = inState(actions, 'unknown');
  const isAll = done.length === actions.length;
  const paragraphs: Paragraph[] = origin ? [line(originSentence(origin))] : [];
  if (actions.length > 1 && !isAll)
    paragraphs.push(line(ended(plain(outcomeLine(actions, approval)))));
  if (done.length > 0) {
    const start = isAll ? 'Done' : 'Partly done. Done';
    paragraphs.push(
      line(
        `${ended(`${start}: ${list(done)}`)} ${leaveOf(approval)} ${checkedOf(done)} ${undoOf(done, log)}`,
      ),
    );
  }
  for (const action of failed) {
    paragraphs.push(
      line(ended(`Failed: ${publicSentence(action)}, because: ${failureReason(action)}`)),
    );
  }
  for (const action of notStarted) {
    paragraphs.push(
      line(ended(`Not started: ${publicSentence(action)}, because: ${failureReason(action)}`)),
    );
  }
  if (failed.length + notStarted.length > 0) {
    paragraphs.push(
      line(
        'I will not repeat anything by myself; an administrator can look at it, and retry what failed, in the Kraken panel.',
      ),
    );
  }
  for (const action of unknown) paragraphs.push(line(unknownSentence(action)));
  return paragraphs;
}

function originSentence({ kind, by, of }: DecisionOrigin): string {
  const what = kind === 'undo' ? 'Undo of' : 'Second try of';
  return `${what} Ref ${of}, asked for by ${plain(by.name)}.`;
}

function leaveOf(approval: ApprovalRow | undefined): string {
  return approval?.state === 'approved' && approval.decidedBy
    ? `Approved by ${plain(approval.decidedBy.name)}.`
    : 'Your site’s rules allow this without approval.';
}

/** Only what was really read back is called checked. */
function checkedOf(done: readonly ActionRow[]): string {
  const unread = done.filter(({ result }) => result?.seen !== 'done');
  if (unread.length === 0) return 'I checked it in Jira.';
  return unread.length === done.length
    ? 'Jira accepted it; I could not look at it again.'
    : `I checked it in Jira, except: ${list(unread)}, which Jira accepted but I could not look at again.`;
}

/** What can be taken back in part of the cases is promised where the facts of this one say so (as R102 decides). */
function isAsGoodAsUndone(kind: string, { resolved }: ActionRow['planned']): boolean {
  return (
    kind === 'complete' || (kind === 'partial' && resolved?.facts?.hasCompleteInverse === true)
  );
}

function undoOf(done: readonly ActionRow[], log: CommentInput['log']): string {
  const canUndo = done.every(({ planned, result }) => {
    const definition = findAction(planned.type);
    const target = planned.resolved?.target;
    if (definition === undefined || target === undefined) return false;
    if (!isAsGoodAsUndone(definition.reversibility.kind, planned)) return false;
    return Array.isArray(wayBack(definition, { target, captured: result?.captured ?? {} }, log));
  });
  return canUndo
    ? 'Not what you meant? Reply here, or press Undo in the Kraken panel within 30 days.'
    : 'Not what you meant? Reply here.';
}

/** What Jira answered and what looking again showed, each as far as it is known. */
function unknownSentence(action: ActionRow): string {
  const { reason, seen } = action.result ?? {};
  const isSeenWrong = seen === 'differs' || seen === 'not-done';
  const end = 'I will not try again; an administrator has to check.';
  if (isSeenWrong && reason === undefined && partAccepted(action) === 'all') {
    const name = publicSentence(action);
    const words = name.startsWith('“') ? name : `“${name}”`;
    return `Jira accepted ${words}, but looking again it is not as it should be. ${end}`;
  }
  return `I am not sure this worked: ${publicSentence(action)}. ${plain(unknownWords(action))} ${end}`;
}
