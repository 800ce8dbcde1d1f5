/**
 * The state of one stand-in Jira site, as plain mutable data.
 * Guarantees only shapes; the operations and `change-world.ts` are the only places that change it.
 */

import type { Administration } from './administration-types.ts';
import type { Dashboard, Filter } from './boards-types.ts';
import type { DeskState } from './desk-types.ts';
import type { FieldSetup } from './field-setup-types.ts';
import type { Holder, RoleActor } from './holder-types.ts';
import type { IssueLink, LinkType, Mail } from './issue-extras-types.ts';
import type { Board, Issue, LongTask, Sprint } from './issue-types.ts';
import type { Kept } from './kept-parts.ts';
import type { PeopleWorld } from './people-types.ts';
import type { PriorityScheme } from './priority-schemes.ts';
import type { SiteAdministration } from './site-admin-types.ts';
import type { NotificationScheme, SecurityScheme } from './site-scheme-types.ts';
import type { Component, Version } from './versions-types.ts';

export type { Holder, RoleActor, SecurityLevel } from './holder-types.ts';

/** A person, an app or a portal customer. `accountId` is what every reference holds. */
export interface User {
  accountId: string;
  displayName: string;
  email: string | undefined;
  /** False hides the e-mail address in answers, as profile visibility does; search still matches it. */
  emailVisible: boolean;
  kind: 'atlassian' | 'app' | 'customer';
  active: boolean;
  timeZone: string;
}

/** A site-wide group; `members` holds account ids. */
export interface Group {
  id: string;
  name: string;
  members: string[];
}

/** Access to a product: its groups decide who holds a licence. */
export interface ApplicationRole {
  key: string;
  name: string;
  groupIds: string[];
}

/** A project role; shared by all projects, with actors per project. */
export interface Role {
  id: number;
  name: string;
  description: string;
  admin: boolean;
}

/** One line of a permission scheme. */
export interface Grant {
  id: number;
  permission: string;
  holder: Holder;
}

/** A permission scheme; several projects may share one. */
export interface PermissionScheme {
  id: number;
  name: string;
  description: string;
  grants: Grant[];
}

/** A status; `category` is the key of Jira's status category. */
export interface Status {
  id: string;
  name: string;
  description: string;
  category: 'new' | 'indeterminate' | 'done';
}

/** A workflow step; `from` is a list of status ids, or `any` for a global transition. */
export interface Transition {
  id: string;
  name: string;
  from: 'any' | string[];
  to: string;
  /** Fields on the transition's screen; empty means no screen. */
  screenFields: string[];
  /** The site's screen, where it is one that administrators see among the screens. */
  screenId?: number | undefined;
  requiredFields: string[];
  /** Its condition: only who holds this permission on the issue may take it. */
  onlyWith?: string | undefined;
  /** Rules and whatever else of it the stand-in only carries; they are shown before what it knows itself. */
  kept?: Kept | undefined;
}

/** A workflow; the first status is the initial one. */
export interface Workflow {
  id: string;
  name: string;
  statusIds: string[];
  transitions: Transition[];
  /** The same of the creation of issues, of its statuses by id, and of the workflow itself. */
  kept?: { initial?: Kept; statuses?: Record<string, Kept>; rest?: Kept } | undefined;
}

/** An issue type. */
export interface IssueType {
  id: string;
  name: string;
  description: string;
  subtask: boolean;
  hierarchyLevel: number;
}

/** A project; `archived` and `deleted` (recycle bin) hold when and by whom. */
export interface Project {
  id: string;
  key: string;
  formerKeys: string[];
  name: string;
  description: string;
  typeKey: 'software' | 'service_desk' | 'business';
  style: 'classic' | 'next-gen';
  leadAccountId: string;
  assigneeType: 'PROJECT_LEAD' | 'UNASSIGNED';
  permissionSchemeId: number;
  workflowId: string;
  issueTypeIds: string[];
  /** Undefined: issues of the project have no security levels. */
  securitySchemeId?: string | undefined;
  /** Undefined: nobody is told of the project's events. */
  notificationSchemeId?: number | undefined;
  actors: Record<string, RoleActor[]>;
  archived: { at: number; by: string } | undefined;
  deleted: { at: number; by: string } | undefined;
  nextIssueNumber: number;
  pinnedModules: string[];
  url?: string;
  categoryId?: string | undefined;
}

/** One selectable value of a custom field. */
export interface FieldOption {
  id: string;
  value: string;
  disabled: boolean;
}

/** Where a custom field applies; no project ids means every project (a global context). */
export interface FieldContext {
  id: string;
  name: string;
  description: string;
  projectIds: string[];
  issueTypeIds: string[];
  options: FieldOption[];
}

/** A system or custom field. */
export interface Field {
  id: string;
  name: string;
  description: string;
  custom: boolean;
  type: string;
  items: string | undefined;
  customType: string | undefined;
  searcherKey: string | undefined;
  clauseNames: string[];
  orderable: boolean;
  navigable: boolean;
  trashed: boolean;
  contexts: FieldContext[];
}

/** A permission of the whole site, given to members of groups. */
export interface GlobalGrant {
  permission: string;
  groupId: string;
}

/** What an app's user gets without asking for it: Jira adds it to this role of every project. */
export const ADDONS_ROLE_NAME = 'atlassian-addons-project-access';

/** Everything a site knows. Records are keyed by the object's own id. */
export interface World {
  plan: 'free' | 'standard' | 'premium';
  siteUrl: string;
  cloudId: string;
  appAccountId: string;
  users: Record<string, User>;
  groups: Record<string, Group>;
  applicationRoles: ApplicationRole[];
  globalGrants: GlobalGrant[];
  roles: Record<string, Role>;
  schemes: Record<string, PermissionScheme>;
  statuses: Record<string, Status>;
  workflows: Record<string, Workflow>;
  issueTypes: Record<string, IssueType>;
  resolutions: Array<{ id: string; name: string; description: string }>;
  priorities: Array<{ id: string; name: string }>;
  projects: Record<string, Project>;
  fields: Record<string, Field>;
  boards: Record<string, Board>;
  sprints: Record<string, Sprint>;
  filters: Record<string, Filter>;
  dashboards: Record<string, Dashboard>;
  issues: Record<string, Issue>;
  tasks: Record<string, LongTask>;
  components: Record<string, Component>;
  versions: Record<string, Version>;
  notificationSchemes: Record<string, NotificationScheme>;
  securitySchemes: Record<string, SecurityScheme>;
  fieldSetup: FieldSetup;
  linkTypes: LinkType[];
  links: IssueLink[];
  /** Mails ordered through `notify`. */
  mails: Mail[];
  people: PeopleWorld;
  serviceDesk: DeskState;
  administration: Administration;
  administrationOfSite: SiteAdministration;
  prioritySchemes: Record<string, PriorityScheme>;
  /** Next number per kind of object. */
  counters: Record<string, number>;
}
