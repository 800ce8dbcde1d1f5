/**
 * What each JQL field compares: the values of an issue, and whether a value exists at all. A value that
 * does not exist is an error in Jira, not an empty result.
 */
import { categoryName } from '../render/render-status.ts';
import { textFromAdf } from '../world/adf-text.ts';
import { findIssue, findProject, projectOf } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import { hasOptions, holdsOption } from '../world/option-values.ts';
import type { Field, World } from '../world/world-types.ts';

/** A field that JQL can compare. */
export interface JqlField {
  /** The values an issue has, in the form `resolve` gives. */
  valuesOf(world: World, issue: Issue): string[];
  /** What a written value stands for (ids), or undefined when it does not exist. */
  resolve(world: World, text: string): string[] | undefined;
  /** Dates compare by time. */
  timeOf?(issue: Issue): number | undefined;
}

function named<T>(items: readonly T[], idOf: (item: T) => string, nameOf: (item: T) => string) {
  return (text: string): string[] | undefined => {
    const wanted = text.toLowerCase();
    const found = items.filter(
      (item) => idOf(item) === text || nameOf(item).toLowerCase() === wanted,
    );
    return found.length === 0 ? undefined : found.map(idOf);
  };
}

function person(world: World, text: string): string[] | undefined {
  const wanted = text.toLowerCase();
  const found = Object.values(world.users).filter(
    (user) =>
      user.accountId === text ||
      user.email?.toLowerCase() === wanted ||
      user.displayName.toLowerCase() === wanted,
  );
  return found.length === 0 ? undefined : found.map((user) => user.accountId);
}

const componentNamed = (world: World, text: string): string[] | undefined =>
  named(
    Object.values(world.components),
    (item) => item.id,
    (item) => item.name,
  )(text);

const versionNamed = (world: World, text: string): string[] | undefined =>
  named(
    Object.values(world.versions),
    (item) => item.id,
    (item) => item.name,
  )(text);

const one = (value: string | undefined): string[] => (value === undefined ? [] : [value]);

const key: JqlField = {
  valuesOf: (_world, issue) => [issue.id],
  resolve(world, text) {
    const issue = findIssue(world, text);
    return issue === undefined ? undefined : [issue.id];
  },
};

const project: JqlField = {
  valuesOf: (_world, issue) => [issue.projectId],
  resolve(world, text) {
    const byKey = findProject(world, text) ?? findProject(world, text.toUpperCase());
    if (byKey !== undefined) return [byKey.id];
    return named(
      Object.values(world.projects),
      (item) => item.id,
      (item) => item.name,
    )(text);
  },
};

const words = (read: (issue: Issue) => string): JqlField => ({
  valuesOf: (_world, issue) => [read(issue).toLowerCase()],
  resolve: (_world, text) => [text.toLowerCase()],
});

const moment = (timeOf: (issue: Issue) => number | undefined): JqlField => ({
  valuesOf: () => [],
  resolve: () => [],
  timeOf,
});

/** A request type is written with the key of its project: `Report a problem (SUP)`. */
function requestTypes(world: World, text: string): string[] | undefined {
  const wanted = text.toLowerCase();
  const found = Object.values(world.serviceDesk.desks).flatMap(({ projectId, requestTypes: all }) =>
    all.filter(
      ({ name }) => `${name} (${world.projects[projectId]?.key ?? ''})`.toLowerCase() === wanted,
    ),
  );
  return found.length === 0 ? undefined : found.map(({ id }) => id);
}

/** The fields by lower-case name. */
export const JQL_FIELDS: Readonly<Record<string, JqlField>> = {
  key,
  issuekey: key,
  issue: key,
  id: key,
  project,
  status: {
    valuesOf: (_world, issue) => [issue.statusId],
    resolve: (world, text) =>
      named(
        Object.values(world.statuses),
        (item) => item.id,
        (item) => item.name,
      )(text),
  },
  statuscategory: {
    valuesOf: (world, issue) => one(world.statuses[issue.statusId]?.category),
    resolve(world, text) {
      const wanted = text.toLowerCase();
      const found = Object.values(world.statuses).find(
        (status) => categoryName(status).toLowerCase() === wanted || status.category === wanted,
      );
      return found === undefined ? undefined : [found.category];
    },
  },
  assignee: { valuesOf: (_world, issue) => one(issue.assignee), resolve: person },
  reporter: { valuesOf: (_world, issue) => one(issue.reporter), resolve: person },
  creator: { valuesOf: (_world, issue) => [issue.creator], resolve: person },
  sprint: {
    valuesOf: (_world, issue) => issue.sprintIds.map(String),
    resolve: (world, text) =>
      named(
        Object.values(world.sprints),
        (item) => String(item.id),
        (item) => item.name,
      )(text),
  },
  parent: {
    valuesOf: (_world, issue) => one(issue.parentId),
    resolve: (world, text) => key.resolve(world, text),
  },
  resolution: {
    valuesOf: (_world, issue) => one(issue.resolutionId),
    resolve: (world, text) =>
      named(
        world.resolutions,
        (item) => item.id,
        (item) => item.name,
      )(text),
  },
  component: {
    valuesOf: (_world, issue) => issue.componentIds,
    resolve: (world, text) => componentNamed(world, text),
  },
  fixversion: {
    valuesOf: (_world, issue) => issue.fixVersionIds,
    resolve: (world, text) => versionNamed(world, text),
  },
  affectedversion: {
    valuesOf: (_world, issue) => issue.affectsVersionIds,
    resolve: (world, text) => versionNamed(world, text),
  },
  level: {
    valuesOf: (_world, issue) => one(issue.securityLevelId),
    resolve: (world, text) =>
      named(
        Object.values(world.securitySchemes).flatMap(({ levels }) => levels),
        (item) => item.id,
        (item) => item.name,
      )(text),
  },
  'request type': {
    valuesOf: (world, issue) => one(world.serviceDesk.requestTypeOf[issue.id]),
    resolve: requestTypes,
  },
  labels: {
    valuesOf: (_world, issue) => issue.labels,
    resolve: (_world, text) => [text],
  },
  issuetype: {
    valuesOf: (_world, issue) => [issue.typeId],
    resolve: (world, text) =>
      named(
        Object.values(world.issueTypes),
        (item) => item.id,
        (item) => item.name,
      )(text),
  },
  priority: {
    valuesOf: (_world, issue) => [issue.priorityId],
    resolve: (world, text) =>
      named(
        world.priorities,
        (item) => item.id,
        (item) => item.name,
      )(text),
  },
  summary: words((issue) => issue.summary),
  description: words((issue) => textFromAdf(issue.description)),
  text: words((issue) => `${issue.summary}\n${textFromAdf(issue.description)}`),
  created: moment((issue) => issue.created),
  createddate: moment((issue) => issue.created),
  updated: moment((issue) => issue.updated),
  updateddate: moment((issue) => issue.updated),
  resolved: moment((issue) => issue.resolved),
  resolutiondate: moment((issue) => issue.resolved),
};

/** A field by its JQL name: built in, `cf[10001]`, or the name of a custom field. */
export function jqlField(world: World, name: string): JqlField | undefined {
  const wanted = name.toLowerCase();
  if (Object.hasOwn(JQL_FIELDS, wanted)) return JQL_FIELDS[wanted];
  if (wanted === 'type') return JQL_FIELDS['issuetype'];
  const custom = Object.values(world.fields).find(
    (field) =>
      field.custom &&
      !field.trashed &&
      field.searcherKey !== undefined &&
      (field.id === wanted || field.clauseNames.some((clause) => clause.toLowerCase() === wanted)),
  );
  if (custom === undefined) return undefined;
  if (hasOptions(custom)) return optionField(custom);
  return {
    valuesOf(_world, issue) {
      const value = issue.customFields[custom.id];
      return value === undefined || value === null ? [] : [customText(value).toLowerCase()];
    },
    resolve: (_world, text) => [text.toLowerCase()],
  };
}

/** Options are named by value; a value no option has is taken for an id. */
function optionField(field: Field): JqlField {
  const options = field.contexts.flatMap((context) => context.options);
  return {
    valuesOf(_world, issue) {
      const value = issue.customFields[field.id] ?? null;
      if (value === null || (Array.isArray(value) && value.length === 0)) return [];
      const held = options.filter((option) => holdsOption(issue, field.id, option));
      return held.length > 0 ? held.map(({ id }) => id) : [customText(value)];
    },
    resolve(_world, text) {
      const wanted = text.toLowerCase();
      const byValue = options.filter(({ value }) => value.toLowerCase() === wanted);
      const found = byValue.length > 0 ? byValue : options.filter(({ id }) => id === text);
      return found.length > 0 ? found.map(({ id }) => id) : undefined;
    },
  };
}

function customText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The project key of an issue, for ordering. */
export function orderKey(world: World, issue: Issue): string {
  const number = issue.key.slice(issue.key.lastIndexOf('-') + 1);
  return `${projectOf(world, issue).key}-${number.padStart(9, '0')}`;
}
