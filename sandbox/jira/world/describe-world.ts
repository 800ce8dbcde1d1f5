/**
 * The readable description from which a site is built. People are named by e-mail address or by a
 * display name that is unique; groups, roles, schemes, statuses and sprints by name.
 */

import type { DashboardDescription, FilterDescription } from './boards-types.ts';
import type { RulesDescription } from './build-workflow-rules.ts';
import type { FieldSetupDescription } from './describe-field-setup.ts';
import type {
  NotificationSchemeDescription,
  SecuritySchemeDescription,
} from './site-scheme-types.ts';
import type { ComponentDescription, VersionDescription } from './versions-types.ts';

/** Holder words of a grant: `role:NAME`, `group:NAME`, `user:PERSON`, or one of the single words. */
export type HolderWords = string;

/** A person, app or customer. */
export interface UserDescription {
  name: string;
  email?: string;
  kind?: 'atlassian' | 'app' | 'customer';
  active?: boolean;
  groups?: readonly string[];
  emailVisible?: boolean;
  timeZone?: string;
}

/** A permission scheme: permission key -> holders. */
export interface SchemeDescription {
  name: string;
  description?: string;
  grants: Readonly<Record<string, readonly HolderWords[]>>;
}

/** A workflow: its statuses in order (the first is initial) and its transitions. */
export interface WorkflowDescription {
  name: string;
  statuses: ReadonlyArray<{ name: string; category: 'new' | 'indeterminate' | 'done' }>;
  transitions: ReadonlyArray<{
    id: string;
    name: string;
    from?: readonly string[];
    to: string;
    screen?: readonly string[];
    required?: readonly string[];
    onlyWith?: string;
  }>;
}

/** A project; `roles` maps a role to people and `group:NAME`. */
export interface ProjectDescription {
  key: string;
  name: string;
  type?: 'software' | 'service_desk' | 'business';
  style?: 'classic' | 'next-gen';
  lead: string;
  scheme: string;
  workflow?: string;
  issueTypes?: readonly string[];
  roles: Readonly<Record<string, readonly string[]>>;
  securityLevels?: Readonly<Record<string, readonly HolderWords[]>>;
  archived?: boolean;
  deleted?: boolean;
  formerKeys?: readonly string[];
  description?: string;
  desk?: DeskDescription;
}

/** A custom field; `type` is the last part of Jira's type key (`textfield`, `select` ...). */
export interface FieldDescription {
  name: string;
  type: string;
  description?: string;
  projects?: readonly string[];
  options?: readonly string[];
}

/** A board with its sprints; `startDay` counts days from the start of the site. */
export interface BoardDescription {
  name: string;
  project: string;
  type?: 'scrum' | 'kanban';
  sprints?: ReadonlyArray<{
    name: string;
    state: 'future' | 'active' | 'closed';
    startDay?: number;
    days?: number;
    goal?: string;
  }>;
}

/** An issue; its number comes from the key, so keys of one project must count up from 1. */
export interface IssueDescription {
  key: string;
  summary: string;
  description?: string;
  type?: string;
  status?: string;
  resolution?: string;
  assignee?: string;
  reporter: string;
  labels?: readonly string[];
  sprints?: readonly string[];
  security?: string;
  fields?: Readonly<Record<string, string>>;
  comments?: ReadonlyArray<{ author: string; body: string; internal?: boolean }>;
}

/** An organisation of customers; it is a customer of the desk unless it says otherwise. */
export interface OrganizationDescription {
  name: string;
  members: readonly string[];
  isCustomer?: boolean;
}

/** The desk of a service project; `participants` and `requests` name issues by key. */
export interface DeskDescription {
  access?: 'closed' | 'open';
  customers?: readonly string[];
  organizations?: readonly OrganizationDescription[];
  requestTypes?: ReadonlyArray<{
    name: string;
    description?: string;
    issueType: string;
    requests?: readonly string[];
  }>;
  participants?: Readonly<Record<string, readonly string[]>>;
}

/** A whole site. */
export interface WorldDescription {
  groups: readonly string[];
  licensedGroups: Readonly<Record<string, readonly string[]>>;
  users: readonly UserDescription[];
  /** Display name of the user that stands for Kraken's own app. */
  appUser: string;
  globalPermissions: Readonly<Record<string, readonly string[]>>;
  roles: ReadonlyArray<{ name: string; description: string; admin?: boolean }>;
  schemes: readonly SchemeDescription[];
  workflows: readonly WorkflowDescription[];
  projects: readonly ProjectDescription[];
  fields: readonly FieldDescription[];
  boards: readonly BoardDescription[];
  issues: readonly IssueDescription[];
  components?: readonly ComponentDescription[];
  versions?: readonly VersionDescription[];
  notificationSchemes?: readonly NotificationSchemeDescription[];
  securitySchemes?: readonly SecuritySchemeDescription[];
  filters?: readonly FilterDescription[];
  dashboards?: readonly DashboardDescription[];
  fieldSetup?: FieldSetupDescription;
  workflowRules?: readonly RulesDescription[];
}
