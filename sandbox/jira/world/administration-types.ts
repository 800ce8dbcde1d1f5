/**
 * What Jira administrators keep of projects: categories, and the schemes that say which issue types and workflows a
 * project has. Team-managed projects have no schemes.
 */

/** A project category. */
export interface ProjectCategory {
  id: string;
  name: string;
  description: string;
}

/** Which issue types its projects offer, in order; new issue types enter the default one by themselves. */
export interface IssueTypeScheme {
  id: string;
  name: string;
  description: string;
  isDefault: boolean;
  defaultIssueTypeId: string | undefined;
  issueTypeIds: string[];
  projectIds: string[];
}

/** Which workflow its projects follow: one for each issue type that is named, the default one for all others. */
export interface WorkflowScheme {
  id: string;
  name: string;
  description: string;
  defaultWorkflowId: string;
  workflowByType: Record<string, string>;
  projectIds: string[];
}

/** Categories and schemes of a site, by id. */
export interface Administration {
  categories: Record<string, ProjectCategory>;
  issueTypeSchemes: Record<string, IssueTypeScheme>;
  workflowSchemes: Record<string, WorkflowScheme>;
}
