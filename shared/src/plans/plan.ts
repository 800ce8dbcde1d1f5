/** Analysis, plan and the parts a plan falls into. */
import type { ProposedAction, Question, ResolvedAction } from '../actions/action.ts';
import type { Classification, PolicyInput } from '../policy/classification.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import type { Quote } from '../tickets/ticket.ts';

/** The model's part: what read the ticket, by which prompt, and what it took. */
export interface ModelInfo {
  kind: 'model';
  modelId: string;
  promptVersion: string;
  /** Tokens; `input` without what was read from or written to the cache. Null where no answer told. */
  tokens: { input: number; output: number; cacheRead: number; cacheWrite: number } | null;
  /** Millionths of a US dollar; null where no answer told. */
  costMicroUsd: number | null;
  latencyMs: number;
  /** What was masked before the ticket was sent, one entry per mask (`GitHub token`). */
  masks: string[];
}

/** Who analysed: the tenant's playbook or the model. Recorded with every decision. */
export type AnalystInfo =
  /** `asked`: the model was asked as well and found nothing. */
  | { kind: 'playbook'; ruleIds: string[]; asked?: ModelInfo | undefined }
  | ModelInfo
  /** Nobody analysed: a person pressed a button on an earlier decision. */
  | { kind: 'press'; of: string };

/** Why an analysis gave nothing of use. `unbacked`: it quotes words that do not stand in the ticket. */
export type AnalysisFailure =
  | 'refusal'
  | 'cut-off'
  | 'oversized'
  | 'malformed'
  | 'off-schema'
  | 'unbacked'
  | 'too-long'
  /** Too long for the API. */
  | 'not-taken'
  | 'budget'
  | 'unavailable';

/** A person who has to be the one that approves; he gets no authority by it. */
export interface NamedApprover {
  accountId: string;
  name: string;
}

/** What the tenant's own playbook said of a ticket, kept with the analysis. */
export interface PlaybookReading {
  /** Version of the rules it was read under. */
  version: number;
  /** Rules that matched, in order. */
  ruleIds: string[];
  /** Sentences among the plan's `tightens` that come from these rules. */
  sentences: string[];
  /** Only one of these may approve what waits; empty: whoever has authority. */
  approvers: NamedApprover[];
}

/** The parsed reply of an analyst, and what the tenant's playbook adds to it. */
export type Analysis = AnalysisOutcome & { playbook?: PlaybookReading | undefined };

type AnalysisOutcome =
  | {
      outcome: 'plan';
      actions: ProposedAction[];
      confidence: number;
      analyst: AnalystInfo;
      /** Further orders in the ticket that nobody understood: left to a person, never dropped silently. */
      leftOver?: Quote[] | undefined;
      /** Parts of the ticket that no action covers, and what is said of them. */
      unsupported?: Array<{ sentence: string; quotes: Quote[] }> | undefined;
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
      unsupported?: Array<{ sentence: string; quotes: Quote[] }> | undefined;
    }
  /** Jira work that no action covers: said, and left to a person. */
  | {
      outcome: 'unsupported';
      sentence: string;
      quotes: Quote[];
      analyst: AnalystInfo;
      /** As in a plan: further parts. */
      leftOver?: Quote[] | undefined;
      unsupported?: Array<{ sentence: string; quotes: Quote[] }> | undefined;
    }
  /** The analysis gave nothing of use: a person has to look. Nothing is proposed. */
  | {
      outcome: 'failed';
      reason: AnalysisFailure;
      sentence: string;
      /** The embedded rules see a request in the ticket, so the ticket is told. */
      isRequest: boolean;
      analyst: AnalystInfo;
    }
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
