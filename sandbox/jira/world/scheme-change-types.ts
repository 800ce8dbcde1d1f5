/** What a long task does that gives a project another scheme. Plain data, as it waits in the world. */

/** Issues of a type move from one status to another. */
export interface StatusMove {
  typeId: string;
  from: string;
  to: string;
}

/** The change; mappings are from the old id to the new one. */
export type SchemeChange =
  | { kind: 'workflow'; projectIds: string[]; schemeId: string; moves: StatusMove[] }
  | { kind: 'security'; projectIds: string[]; schemeId: string; levels: Record<string, string> }
  | {
      kind: 'priority';
      projectIds: string[];
      schemeId: string;
      priorities: Record<string, string>;
    };
