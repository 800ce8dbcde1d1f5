/** Analysis, plan and the parts a plan falls into. */
import type { ProposedAction, Question, ResolvedAction } from '../actions/action.ts';
import type { Classification, PolicyInput } from '../policy/classification.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import type { Quote } from '../tickets/ticket.ts';

/** Who analysed: the tenant's playbook or the model. Recorded with every decision. */
export type AnalystInfo =
  | { kind: 'playbook'; ruleIds: string[] }
  | { kind: 'model'; modelId: string; promptVersion: string }
  /** Nobody analysed: a person pressed a button on an earlier decision. */
  | { kind: 'press'; of: string };

/** The parsed reply of an analyst. */
export type Analysis =
  | {
      outcome: 'plan';
      actions: ProposedAction[];
      confidence: number;
      analyst: AnalystInfo;
      /** Further orders in the ticket that nobody understood: left to a person, never dropped silently. */
      leftOver?: Quote[] | undefined;
      /** Sentences of playbook rules that tighten the action at `index` (R112). */
      tightens?: Array<{ index: number; sentence: string }> | undefined;
    }
  | {
      outcome: 'ask';
      question: Question;
      quotes: Quote[];
      analyst: AnalystInfo;
      /** As in a plan. */
      leftOver?: Quote[] | undefined;
    }
  /** Jira work that no action covers: said, and left to a person. */
  | { outcome: 'unsupported'; sentence: string; quotes: Quote[]; analyst: AnalystInfo }
  /** Not a request: silence. */
  | { outcome: 'none'; analyst: AnalystInfo };

/** One action of a plan after resolution and classification. */
export interface PlannedAction {
  index: number;
  type: string;
  quotes: Quote[];
  dependsOn: number[];
  /** Undefined when the action never got as far (unknown type, bad arguments). */
  resolved: ResolvedAction | undefined;
  requests: JiraRequest[];
  /** Sentence for people, from resolved names. */
  sentence: string;
  classification: Classification;
  /** Somebody who is sure to read the ticket does not see all it touches, as far as Jira says. */
  isHiddenFromReaders?: true | undefined;
  /** What the policy saw, so that its answer can be explained and replayed. */
  policyInput: PolicyInput;
}
