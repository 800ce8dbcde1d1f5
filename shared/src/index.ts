/** Door 1: everything that runs anywhere (panel, dashboard, service). No Node module is reachable from here. */
export type * from './actions/action.ts';
export {
  ALL_OPERATIONS,
  CATALOGUE,
  COMMENT_OPERATION_IDS,
  EXECUTE_OPERATION_IDS,
  findAction,
  READ_OPERATION_IDS,
} from './actions/catalogue.ts';
export { type ActionType, describeAction, type Targets } from './actions/describe-action.ts';
export { fetchedIn, fetchReads } from './actions/look-up/fetch-issues.ts';
export { readAll, readTogether } from './actions/look-up/read-together.ts';
export { type OperationId, operation, readOf, requestOf } from './actions/operations.ts';
export { readRequester, type StandingQuestion } from './actions/read-requester.ts';
export { issueIdsIn, issuesTouched } from './actions/touched-issues.ts';
export { FORGE_OPERATIONS } from './actions/used-operations.ts';
export type * from './decisions/decision.ts';
export { summariseActions } from './decisions/summarise.ts';
export { isFinal, transitionAction, transitionApproval } from './decisions/transition.ts';
export {
  type Grant,
  grantFromApproval,
  grantFromKeptApproval,
  grantFromPolicy,
} from './grants/grant.ts';
export * from './ids.ts';
export { isJsonObject, type Json } from './json.ts';
export { assertNever } from './never.ts';
export { isActionComment } from './orders/action-comment.ts';
export * from './orders/work-order.ts';
export type * from './plans/plan.ts';
export type * from './policy/classification.ts';
export { classifyAction } from './policy/classify-action.ts';
export { type ClassifiedMember, classifyPlan } from './policy/classify-plan.ts';
export { isAtLeastAsStrict } from './policy/evaluate-rules.ts';
export {
  type ActionExplanation,
  explainAction,
  explainPlan,
  type RuleExplanation,
} from './policy/explain.ts';
export type { PlanMember } from './policy/plan-context.ts';
export {
  BASELINE_INPUT,
  type PolicyCase,
  type PolicyCaseResult,
  parsePolicyCases,
  runPolicyCases,
} from './policy/policy-cases.ts';
export { requesterNeedsOf } from './policy/requester-needs.ts';
export { POLICY_VERSION, type PolicyCatalogue, type PolicyEntry } from './policy/rule.ts';
export { FACTS_FRESH_MS } from './policy/rules/unknowns.ts';
export { RULE_IDS } from './policy/rules.ts';
export { seesTouched, shownTo } from './policy/sees-touched.ts';
export { standingIn, standingOn, weakerRequester } from './policy/weaker-requester.ts';
export { partOf, stillHolds } from './requests/compare-facts.ts';
export { fillCaptured } from './requests/fill-captured.ts';
export * from './requests/jira-request.ts';
export { branchTo, fieldAt, pickFields, valuesAt } from './requests/pick-fields.ts';
export * from './requests/reading.ts';
export * from './requests/render-request.ts';
export { err, ok, type Result } from './result.ts';
export { adfToText } from './tickets/adf-to-text.ts';
export { quotesStand } from './tickets/quotes-stand.ts';
export * from './tickets/ticket.ts';
export { isVerbatim } from './tickets/verbatim.ts';
export { authorOf, voiceOf } from './tickets/whose-words.ts';
export { wikiToText } from './tickets/wiki-to-text.ts';
export { timeWords } from './time-words.ts';
export * from './wire/decide.ts';
export type * from './wire/decision-view.ts';
export * from './wire/deliveries.ts';
export * from './wire/lifecycle.ts';
export * from './wire/orders.ts';
export * from './wire/settings.ts';
