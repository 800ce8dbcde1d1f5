/**
 * Shape of a catalogue entry and of what resolution makes of an action. The catalogue is closed: what is not in it
 * does not exist for Kraken, whatever the model says.
 */
import type { z } from 'zod';
import type { Json } from '../json.ts';
import type {
  JiraRead,
  JiraReadResult,
  JiraRequest,
  Precondition,
} from '../requests/jira-request.ts';
import type { Reading } from '../requests/reading.ts';
import type { Quote } from '../tickets/ticket.ts';

/** How honestly an action can be taken back. */
export interface Reversibility {
  kind: 'complete' | 'partial' | 'until' | 'none';
  /** Shown to the approver: `Can be undone`, `Can be restored from the recycle bin for 60 days`, … */
  sentence: string;
}

export type ApprovalLevel = 'standard' | 'critical';
export type DefaultClass = 'auto-execute' | 'requires-approval';
export type ConnectionKind = 'forge' | 'oauth';

/** A named thing in Jira; `id` decides, `name` is for people. */
export interface Target {
  kind:
    | 'project'
    | 'user'
    | 'role'
    | 'issue'
    | 'field'
    | 'sprint'
    | 'board'
    | 'scheme'
    | 'screen'
    | 'group'
    | 'status'
    | 'component'
    | 'version'
    | 'filter'
    | 'dashboard'
    | 'organization'
    | 'request-type'
    | 'workflow'
    | 'issue-type'
    | 'category'
    | 'site'
    | 'webhook';
  id: string;
  name: string;
}

/** A person an action is about. */
export interface PersonFact {
  accountId: string;
  name: string;
  kind: 'licensed' | 'app' | 'customer' | 'unknown';
  isActive: boolean;
}

/** What the policy needs to know of a resolved action. `null` means: not known, which is never auto (R110). */
export interface ActionFacts {
  targets: Target[];
  /** Ids of the projects touched; a decider must administer every one of them. */
  projectIds: string[];
  people: PersonFact[];
  counts: { users: number; issues: number; projects: number; boards: number } | null;
  /** Other projects that use the changed object (scheme, workflow, screen). */
  sharedWith: Target[] | null;
  /** The role, group or grant carries an administrative permission. */
  grantsAdministration: boolean | null;
  /** Access given by the action; undefined where none is given. */
  access: { projectId: string; permissions: string[] } | null;
  /** Kraken's own app user, role, webhook or settings are touched. */
  touchesKraken: boolean;
  /** Complete inverse known for exactly this state. */
  hasCompleteInverse: boolean | null;
  /** Changes existing behaviour for the whole site. */
  isGlobal: boolean;
  /** Permissions, of projects or global ones, that who asks needs besides the type's `requesterNeeds` for what this one sets (R104). */
  alsoNeeds?: string[] | undefined;
  /** Why it is not known that who asked could do this without Kraken, as a sentence; undefined: nothing says so (R104). */
  askerDoubt?: string | undefined;
}

/** One row of the before/after table. */
export interface ChangeRow {
  label: string;
  before: string;
  after: string;
}

/** An action whose names have become ids. `target` is what `compile` reads; its shape is the action type's own. */
export interface ResolvedAction {
  type: string;
  /** Arguments as asked, schema-checked. */
  args: Json;
  target: Json;
  facts: ActionFacts;
  rows: ChangeRow[];
  preconditions: Precondition[];
  /** What else a person should know: counts as sentences, e.g. `4 issues go with it`. */
  radius: string[];
}

/** A question to the reporter that lists what was found. */
export interface Question {
  /** What is unclear: `project`, `person`, `role`, … */
  thing: string;
  words: string;
  choices: string[];
  /** A fixed sentence where listing choices is not the point. */
  sentence?: string | undefined;
}

export type Resolution =
  | { outcome: 'resolved'; action: ResolvedAction }
  | { outcome: 'ask'; question: Question }
  /** Jira already is as asked. */
  | { outcome: 'already'; sentence: string }
  /**
   * A question about Jira is answered; nothing is changed. `audience` says who may read it: whoever asked (it is about
   * himself), or only people who administer the project or Jira.
   */
  | { outcome: 'answered'; sentence: string; audience: 'asker' | 'administrators' }
  | { outcome: 'unsupported'; sentence: string };

/** What resolution may know beside the arguments. Ids only. */
export interface ResolveContext {
  issueKey: string;
  projectKey: string;
  /** The person whose own words asked, for `me`; null when unknown, or where they are the words of several people. */
  speakerAccountId: string | null;
  krakenAccountId: string | null;
  krakenProjectIds: readonly string[];
  /** Name of the project role a person gets when the wish names none. */
  defaultRole: string;
}

/**
 * Reads the effect back. A read may name values captured by the action's requests; where those are not known any more
 * the read cannot be rendered and its answer is `{ status: 0, body: null }`.
 */
export interface EffectCheck {
  reads: JiraRead[];
  /**
   * `differs`: neither as before nor as asked. `pending`: not there, and a long task may still bring it about. `unknown`:
   * there is nothing to be seen. `results` are the answers to `reads`, in order.
   */
  judge(
    results: readonly JiraReadResult[],
  ): 'done' | 'not-done' | 'differs' | 'pending' | 'unknown';
}

/** An action that takes another one back. It is proposed like any other: resolved, classified, staged or run afresh. */
export interface InverseWish {
  type: string;
  args: Json;
}

/** A Jira operation the action may use, with the classic scopes (granular where no classic one exists). */
export interface Operation {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  template: string;
  scopes: readonly string[];
}

/** One catalogue entry. `Args` is what the analysis may say, `T` what resolution found. */
export interface ActionDefinition<Args extends Json = Json, T extends Json = Json> {
  type: string;
  area: string;
  title: string;
  defaultClass: DefaultClass;
  /** Why approval is the default (R101), as a sentence; undefined for automatic ones. */
  approvalBecause?: string | undefined;
  /** Automatic by default, and yet there is no case in which it does not wait: why, as a clause for the table of actions. */
  alwaysWaits?: { on: 'every connection' | 'forge'; because: string } | undefined;
  level: ApprovalLevel;
  /**
   * The permission without which nobody could do this without Kraken: who asks has to hold it on every issue, or in every
   * project, the action touches, or for the site where it is a global one; else a person decides (R104). Undefined where
   * seeing the project is enough.
   */
  requesterNeeds?: string | undefined;
  reversibility: Reversibility;
  /** What is counted and shown before approval, for the table of actions: `issues and boards of the project`. */
  blastRadius: string;
  connections: readonly ConnectionKind[];
  /** Its resolution ends in an answer and never in an action; it has no writes. */
  onlyAnswers?: true | undefined;
  writes: readonly Operation[];
  reads: readonly Operation[];
  schema: z.ZodType<Args>;
  /** Arguments that are published as they stand: each must be words of the ticket, never of the model. */
  verbatim?: readonly string[] | undefined;
  /** `Add Dana Weber to ABC in the role "Developers"`, from resolved names; plain text, no markup. */
  describe(target: T): string;
  resolve(args: Args, context: ResolveContext): Reading<Resolution>;
  /** The exact requests, in order. Pure. */
  compile(target: T): JiraRequest[];
  check(target: T): EffectCheck;
  /**
   * The prepared inverse, in the order in which it runs; null where this state has none.
   * @param captured values the action's requests captured, e.g. the id of what was made; empty where they are not known.
   */
  inverse?(target: T, captured: Readonly<Record<string, string>>): InverseWish[] | null;
}

/** An action as the analysis proposes it: type and arguments unchecked, each backed by the ticket's own words. */
export interface ProposedAction {
  type: string;
  args: Json;
  quotes: Quote[];
  /** Positions of earlier actions of the plan this one needs. */
  dependsOn: number[];
}
