/** What the stand-in knows of people and roles beyond groups and projects. */
import type { RoleActor } from './holder-types.ts';

/** Site-wide facts about people. */
export interface PeopleWorld {
  /** Who may create users: organisation administrators, by account id. */
  organisationAdmins: string[];
  /** Role id -> whoever a new project gets in that role. */
  defaultActors: Record<string, { actors: RoleActor[] }>;
  /** Product key -> licences bought; a product that is not named has 100. */
  seats: Record<string, number>;
}

/** A site without any of it. */
export function emptyPeople(): PeopleWorld {
  return { organisationAdmins: [], defaultActors: {}, seats: {} };
}
