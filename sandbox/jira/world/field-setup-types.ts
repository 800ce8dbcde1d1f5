/** Screens, the schemes that lead from projects to them, and which fields projects have. Plain mutable data. */

/** A tab of a screen with its fields in order. */
export interface ScreenTab {
  id: number;
  name: string;
  fieldIds: string[];
}

/** A screen. */
export interface Screen {
  id: number;
  name: string;
  description: string;
  tabs: ScreenTab[];
}

/** All fields of a screen. */
export const fieldsOfScreen = ({ tabs }: Screen): string[] =>
  tabs.flatMap(({ fieldIds }) => fieldIds);

/** Says which screen is shown when an issue is created, edited and viewed. */
export interface ScreenScheme {
  id: number;
  name: string;
  description: string;
  screens: { default: number; create?: number; edit?: number; view?: number };
}

/** Says which screen scheme each issue type of its projects uses; one item is for `default`. */
export interface IssueTypeScreenScheme {
  id: string;
  name: string;
  description: string;
  items: Array<{ issueTypeId: string; screenSchemeId: number }>;
  /** Empty for the default one, which all projects without another use. */
  projectIds: string[];
}

/** The fields projects have. A field that is not in it does not show in them. */
export interface FieldScheme {
  id: number;
  name: string;
  description: string;
  isDefault: boolean;
  /** Empty for the default one, which all projects without another use. */
  projectIds: string[];
  fields: Record<string, { isRequired: boolean; description: string }>;
}

/** A long task about a field: its deletion, or the replacement of a value on issues. */
export interface FieldTask {
  id: string;
  kind: 'delete-field' | 'replace-option';
  submittedBy: string;
  created: number;
  updated: number;
  status: 'RUNNING' | 'COMPLETE' | 'FAILED';
  /** It ends badly, with half of the issues changed. */
  willFail?: true | undefined;
  fieldId: string;
  option: { id: string; replaceWith: string | undefined } | undefined;
  modified: string[];
}

/** Everything about where fields show. Records are keyed by the object's own id. */
export interface FieldSetup {
  screens: Record<string, Screen>;
  screenSchemes: Record<string, ScreenScheme>;
  issueTypeScreenSchemes: Record<string, IssueTypeScreenScheme>;
  fieldSchemes: Record<string, FieldScheme>;
  tasks: Record<string, FieldTask>;
}

/** A site without any. */
export const noFieldSetup = (): FieldSetup => ({
  screens: {},
  screenSchemes: {},
  issueTypeScreenSchemes: {},
  fieldSchemes: {},
  tasks: {},
});
