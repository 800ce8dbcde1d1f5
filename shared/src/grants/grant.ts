/**
 * A grant: the single-use right to execute one digest. Only the two makers below can build one, so code that
 * executes anything without the policy's or a person's leave does not compile.
 */
import type { Classification } from '../policy/classification.ts';
import { err, ok, type Result } from '../result.ts';

declare const made: unique symbol;

export interface Grant {
  readonly [made]: true;
  readonly decisionId: string;
  readonly planDigest: string;
  /** Digest of the facts the leave was given on: preconditions, targets, radius. */
  readonly factsDigest: string;
  /** Positions of the granted actions in the plan, ascending. */
  readonly actionIndexes: readonly number[];
  readonly by: { kind: 'policy'; policyVersion: string } | { kind: 'approval'; approvalId: string };
}

interface GrantedAction {
  index: number;
  classification: Classification;
}

/**
 * Grant for the automatic part of a plan.
 * Errors: `not-auto` when any of the actions is anything but auto-execute, `empty` when there is none.
 */
export function grantFromPolicy(input: {
  decisionId: string;
  planDigest: string;
  factsDigest: string;
  actions: readonly GrantedAction[];
}): Result<Grant, 'not-auto' | 'empty'> {
  const [first] = input.actions;
  if (first === undefined) return err('empty');
  if (input.actions.some(({ classification }) => classification.class !== 'auto-execute'))
    return err('not-auto');
  return ok(make(input, { kind: 'policy', policyVersion: first.classification.policyVersion }));
}

/**
 * Grant for a plan part that a person approved. The approval must be in state `approved` for the same two digests.
 * Errors: `not-approved`, `other-digest`, `refused-action` (the policy never lets it run), `empty`.
 */
export function grantFromApproval(input: {
  decisionId: string;
  planDigest: string;
  factsDigest: string;
  actions: readonly GrantedAction[];
  approval: { approvalId: string; state: string; planDigest: string; factsDigest: string };
}): Result<Grant, 'not-approved' | 'other-digest' | 'refused-action' | 'empty'> {
  const { approval, actions } = input;
  if (actions.length === 0) return err('empty');
  if (approval.state !== 'approved') return err('not-approved');
  if (approval.planDigest !== input.planDigest) return err('other-digest');
  if (approval.factsDigest !== input.factsDigest) return err('other-digest');
  if (actions.some(({ classification }) => classification.class === 'refused'))
    return err('refused-action');
  return ok(make(input, { kind: 'approval', approvalId: approval.approvalId }));
}

/**
 * Grant for actions an approval covered, whose background facts changed without changing what is done and what was
 * shown (`effectDigest`).
 * Errors: `not-approved`, `other-effect`, `refused-action`, `empty`.
 */
export function grantFromKeptApproval(input: {
  decisionId: string;
  planDigest: string;
  factsDigest: string;
  actions: readonly GrantedAction[];
  approval: { approvalId: string; state: string };
  effects: { approved: string; now: string };
}): Result<Grant, 'not-approved' | 'other-effect' | 'refused-action' | 'empty'> {
  const { approval, actions, effects } = input;
  if (actions.length === 0) return err('empty');
  if (approval.state !== 'approved') return err('not-approved');
  if (effects.approved !== effects.now) return err('other-effect');
  if (actions.some(({ classification }) => classification.class === 'refused'))
    return err('refused-action');
  return ok(make(input, { kind: 'approval', approvalId: approval.approvalId }));
}

function make(
  input: Pick<Grant, 'decisionId' | 'planDigest' | 'factsDigest'> & {
    actions: readonly GrantedAction[];
  },
  by: Grant['by'],
): Grant {
  const grant = {
    decisionId: input.decisionId,
    planDigest: input.planDigest,
    factsDigest: input.factsDigest,
    actionIndexes: Object.freeze(input.actions.map(({ index }) => index).sort((a, b) => a - b)),
    by: Object.freeze(by),
  };
  return Object.freeze(grant) as unknown as Grant;
}
