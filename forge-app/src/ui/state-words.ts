/** Words for states, and which of them are still moving. Colour comes on top of a word, never in its place. */
import type {
  ActionClass,
  ActionState,
  ApprovalView,
  DecisionState,
  DecisionView,
} from '@kraken/shared';

/** Appearances of UI Kit's Lozenge. */
type Tone = 'default' | 'inprogress' | 'moved' | 'new' | 'removed' | 'success';

export interface StateWord {
  word: string;
  tone: Tone;
}

/** For a decision; the sentence beside it comes from the service. */
const DECISION_WORDS: Record<DecisionState, StateWord> = {
  received: { word: 'Reading', tone: 'inprogress' },
  resolving: { word: 'Reading', tone: 'inprogress' },
  waiting: { word: 'Waiting', tone: 'inprogress' },
  asked: { word: 'Question', tone: 'new' },
  answered: { word: 'Answered', tone: 'success' },
  ignored: { word: 'Nothing to do', tone: 'default' },
  unsupported: { word: 'Needs a person', tone: 'moved' },
  refused: { word: 'Refused', tone: 'removed' },
  staged: { word: 'Waiting for an administrator', tone: 'moved' },
  executing: { word: 'Doing', tone: 'inprogress' },
  done: { word: 'Done', tone: 'success' },
  'partly-done': { word: 'Partly done', tone: 'moved' },
  failed: { word: 'Not done', tone: 'removed' },
  unknown: { word: 'Not sure', tone: 'moved' },
  denied: { word: 'Denied', tone: 'removed' },
  expired: { word: 'Expired', tone: 'default' },
  superseded: { word: 'Closed', tone: 'default' },
  'already-so': { word: 'Already so', tone: 'success' },
};

/** For one action. */
const ACTION_WORDS: Record<ActionState, StateWord> = {
  proposed: { word: 'Reading', tone: 'inprogress' },
  refused: { word: 'Refused', tone: 'removed' },
  staged: { word: 'Waiting', tone: 'moved' },
  granted: { word: 'Doing', tone: 'inprogress' },
  succeeded: { word: 'Done', tone: 'success' },
  failed: { word: 'Failed', tone: 'removed' },
  unknown: { word: 'Not sure', tone: 'moved' },
  skipped: { word: 'Not started', tone: 'default' },
  drifted: { word: 'Changed since', tone: 'moved' },
  denied: { word: 'Denied', tone: 'removed' },
  expired: { word: 'Expired', tone: 'default' },
  superseded: { word: 'Closed', tone: 'default' },
  'already-so': { word: 'Already so', tone: 'success' },
};

const WITHDRAWN: StateWord = { word: 'Withdrawn', tone: 'default' };

/** What was taken back by who asked is not called denied. */
const wasWithdrawn = (state: ActionState | DecisionState, approval: ApprovalView | undefined) =>
  state === 'denied' && approval?.isWithdrawal === true;

/** Short word for a decision. */
export const wordOfDecision = ({ state, approval }: Pick<DecisionView, 'state' | 'approval'>) =>
  wasWithdrawn(state, approval) ? WITHDRAWN : DECISION_WORDS[state];

/** Short word for one action of a decision. */
export const wordOfAction = (state: ActionState, approval: ApprovalView | undefined): StateWord =>
  wasWithdrawn(state, approval) ? WITHDRAWN : ACTION_WORDS[state];

/** What the policy made of an action, in words. */
export const CLASS_WORDS: Record<ActionClass, string> = {
  'auto-execute': 'Runs by itself',
  'requires-approval': 'Needs approval',
  refused: 'Refused',
};

/** Who has to decide, for those who may not. */
export function whoMustDecide({ needsSiteAdmin }: Pick<ApprovalView, 'needsSiteAdmin'>): string {
  return needsSiteAdmin
    ? 'A Jira administrator must decide.'
    : 'An administrator of every project named here must decide.';
}

const IN_FLIGHT: readonly DecisionState[] = ['received', 'resolving', 'waiting', 'executing'];

/** True while the state changes by itself, so that looking again is worth it. */
export function isInFlight(state: DecisionState): boolean {
  return IN_FLIGHT.includes(state);
}
