/** How screens and schemes of fields are described; everything is named by name, projects by key. */

/** A screen: tab name -> fields by name or id. */
export interface ScreenDescription {
  name: string;
  tabs: Readonly<Record<string, readonly string[]>>;
}

/** A field scheme with the custom fields its projects have. */
export interface FieldSchemeDescription {
  name: string;
  projects: readonly string[];
  fields: readonly string[];
}

/** What a site has beside the default screen and schemes. */
export interface FieldSetupDescription {
  screens?: readonly ScreenDescription[];
  screenSchemes?: ReadonlyArray<{ name: string; screen: string }>;
  issueTypeScreenSchemes?: ReadonlyArray<{
    name: string;
    screenScheme: string;
    projects: readonly string[];
  }>;
  fieldSchemes?: readonly FieldSchemeDescription[];
  /** Transitions that show one of the screens. */
  transitionScreens?: ReadonlyArray<{ workflow: string; transition: string; screen: string }>;
  /** Custom fields the default field scheme leaves out. */
  unassociated?: readonly string[];
}
