/**
 * Operations of Jira Service Management that Atlassian calls experimental. Jira answers them with 412 unless the request
 * carries this header. It follows from the operation alone, so that nothing but the operation is staged and approved.
 */
const EXPERIMENTAL: ReadonlySet<string> = new Set([
  'getCustomers',
  'inviteCustomer',
  'removeCustomers',
  'createRequestType',
  'deleteRequestType',
]);

/** What a request to an experimental operation says beside its body. */
export const OPT_IN: Readonly<Record<string, string>> = { 'x-experimentalapi': 'opt-in' };

/** True for an operation that Jira refuses without the header. */
export function isExperimental(operationId: string): boolean {
  return EXPERIMENTAL.has(operationId);
}
