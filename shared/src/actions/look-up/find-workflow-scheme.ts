/** Finds a workflow scheme by name, and reads which workflow it gives to an issue type. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { schemesListedBy } from './find-scheme-of.ts';
import { textAt } from './read-answer.ts';

/** A workflow scheme by name. */
export type WorkflowScheme = { id: string; name: string };

/** Workflow schemes as schemes that have a name. */
export const WORKFLOW_SCHEMES = schemesListedBy('workflow scheme', 'getAllWorkflowSchemes');

/** Reads which workflows a scheme names. */
export function workflowSchemeRead(id: string): JiraRead {
  const pick = ['id', 'name', 'defaultWorkflow', 'issueTypeMappings'];
  return readOf('getWorkflowScheme', { path: { id }, pick });
}

/** Jira's name for the workflow of a scheme that names none. */
const SYSTEM_WORKFLOW = 'jira';

/** Name of the workflow that issues of the type follow under a scheme. */
export function workflowForType(scheme: Json, issueTypeId: string): string {
  return (
    textAt(scheme, `issueTypeMappings.${issueTypeId}`) ??
    textAt(scheme, 'defaultWorkflow') ??
    SYSTEM_WORKFLOW
  );
}
