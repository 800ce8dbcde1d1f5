/** Filters and dashboards of a site, as plain mutable data. Boards and sprints stand in `issue-types.ts`. */

/** With whom a filter or dashboard is shared; `ref` is a project id, group id or account id, `roleId` a role of the project. */
export interface Share {
  id: number;
  type: 'project' | 'projectRole' | 'group' | 'user' | 'global' | 'loggedin';
  ref: string;
  roleId?: string | undefined;
}

/** A saved query; `owner` is an account id. */
export interface Filter {
  id: string;
  name: string;
  description: string;
  owner: string;
  jql: string;
  sharePermissions: Share[];
  editPermissions: Share[];
  subscribers: string[];
}

/** A dashboard; `owner` is an account id. */
export interface Dashboard {
  id: string;
  name: string;
  description: string;
  owner: string;
  sharePermissions: Share[];
  editPermissions: Share[];
}

/** A filter of a description; `share` holds `project:KEY`, `group:NAME` or `loggedin`. */
export interface FilterDescription {
  name: string;
  owner: string;
  jql: string;
  share?: readonly string[];
}

/** A dashboard of a description. */
export type DashboardDescription = Omit<FilterDescription, 'jql'>;
