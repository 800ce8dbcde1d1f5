/**
 * What resolution found, per action type: the only thing `compile`, `check` and the sentences read. Ids decide, names
 * are for people. Plain JSON; types only, so that the panel can import it.
 */

/** Role membership of one person in one project. */
export type MemberTarget = {
  project: { id: string; key: string };
  person: { accountId: string; name: string };
  /** One role for adding; every role the person is removed from. */
  roles: Array<{ id: string; name: string }>;
};

/** Roles to empty. */
export type ClearTarget = {
  project: { id: string; key: string };
  roles: Array<{ id: string; name: string; actorIds: string[] }>;
  people: number;
  groups: number;
};

/** A project that is deleted or archived. */
export type ProjectTarget = { project: { id: string; key: string; name: string } };

/** A new custom field; `project` null makes its context global. */
export type FieldTarget = {
  name: string;
  typeName: string;
  type: string;
  searcherKey: string;
  project: { id: string; key: string } | null;
  options: string[];
};

/** Issues that move into a sprint; `sprintIds` are the open sprints an issue is in now. */
export type SprintTarget = {
  sprint: { id: string; name: string };
  sprintField: string;
  issues: Array<{ key: string; sprintId: string | null }>;
};

/** A project that gets another permission scheme. */
export type SchemeTarget = {
  project: { id: string; key: string };
  before: { id: string; name: string };
  scheme: { id: string; name: string };
};

/** A grant that a scheme gets. */
export type GrantTarget = {
  scheme: { id: string; name: string };
  permission: { key: string; name: string };
  holder: { type: string; value: string | null; words: string };
};

/** One issue that changes its status. */
export type TransitionTarget = {
  issue: { id: string; key: string };
  from: { id: string; name: string };
  to: { id: string; name: string };
  transitionId: string;
  resolutionId: string | null;
};

/** Many issues that change their status: the frozen list. */
export type BulkTransitionTarget = {
  to: { name: string; ids: string[] };
  issues: Array<{ id: string; key: string; statusId: string }>;
  groups: Array<{ transitionId: string; keys: string[] }>;
};

/** One issue that changes hands; null: nobody. */
export type AssignTarget = {
  issue: { id: string; key: string };
  before: { accountId: string; name: string } | null;
  assignee: { accountId: string; name: string } | null;
};

/** Action type -> its target. */
export interface Targets {
  'project.member.add': MemberTarget;
  'project.member.remove': MemberTarget;
  'project.member.clear': ClearTarget;
  'project.delete': ProjectTarget;
  'project.archive': ProjectTarget;
  'custom_field.create': FieldTarget;
  'sprint.issue.move': SprintTarget;
  'permission_scheme.assign': SchemeTarget;
  'permission_scheme.grant.add': GrantTarget;
  'issue.transition': TransitionTarget;
  'issue.bulk_transition': BulkTransitionTarget;
  'issue.assign': AssignTarget;
}

/** A type of the catalogue. */
export type ActionType = keyof Targets;
