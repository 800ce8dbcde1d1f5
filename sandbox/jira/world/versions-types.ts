/** Components and versions of projects, as plain mutable data. */

/** Who gets an issue created with a component. */
export type ComponentAssignee =
  | 'PROJECT_DEFAULT'
  | 'COMPONENT_LEAD'
  | 'PROJECT_LEAD'
  | 'UNASSIGNED';

/** A component of a project; `lead` is an account id. */
export interface Component {
  id: string;
  projectId: string;
  name: string;
  description: string;
  lead: string | undefined;
  assigneeType: ComponentAssignee;
}

/** A version of a project; dates are `yyyy-mm-dd`. */
export interface Version {
  id: string;
  projectId: string;
  name: string;
  description: string;
  archived: boolean;
  released: boolean;
  startDate: string | undefined;
  releaseDate: string | undefined;
}

/** A component of a description; `lead` is a person. */
export interface ComponentDescription {
  project: string;
  name: string;
  description?: string;
  lead?: string;
  assigneeType?: ComponentAssignee;
  issues?: readonly string[];
}

/** A version of a description; `fixes` and `affects` are issue keys. */
export interface VersionDescription {
  project: string;
  name: string;
  description?: string;
  archived?: boolean;
  released?: boolean;
  startDate?: string;
  releaseDate?: string;
  fixes?: readonly string[];
  affects?: readonly string[];
}
