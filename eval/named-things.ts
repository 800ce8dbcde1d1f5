/**
 * Things that actions name by an argument and that must be there before: components, versions, filters, dashboards,
 * boards, fields, groups, categories. Says which argument of which kind of action names what; knows no text.
 */
import { isJsonObject, type Json, type ProposedAction } from '@kraken/shared';

/** A thing of a project. */
interface OwnThing {
  name: string;
  project: string;
}

/** What must be there, by kind. */
export interface NamedThings {
  components: OwnThing[];
  versions: OwnThing[];
  filters: Set<string>;
  dashboards: Set<string>;
  boards: OwnThing[];
  /** Select fields with the values that are named, and the one project they are for. */
  fields: Map<string, { project: string; options: Set<string> }>;
  /** Statuses of the site that the workflow shall get. */
  newStatuses: Set<string>;
  groups: Set<string>;
  issueTypes: Set<string>;
  prioritySchemes: Set<string>;
  categories: Set<string>;
  notifications: { project: string; event: string; recipient: string }[];
  /** Projects whose permission scheme another project uses as well, or that are gone. */
  sharing: Set<string>;
  deleted: Set<string>;
  desks: Set<string>;
}

function noThings(): NamedThings {
  return {
    components: [],
    versions: [],
    filters: new Set(),
    dashboards: new Set(),
    boards: [],
    fields: new Map(),
    newStatuses: new Set(),
    groups: new Set(),
    issueTypes: new Set(),
    prioritySchemes: new Set(),
    categories: new Set(),
    notifications: [],
    sharing: new Set(),
    deleted: new Set(),
    desks: new Set(),
  };
}

/** The texts of an argument, one or many. */
export function textsOf(args: Json, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const value = isJsonObject(args) ? args[name] : undefined;
    const values = Array.isArray(value) ? value : [value];
    return values.filter((one) => typeof one === 'string').map((one) => one.trim());
  });
}

const own = (names: readonly string[], project: string): OwnThing[] =>
  names.map((name) => ({ name, project }));

function addAll(set: Set<string>, names: readonly string[]): void {
  for (const name of names) set.add(name);
}

type Take = (things: NamedThings, args: Json, project: string) => void;

function takeField(things: NamedThings, args: Json, project: string): void {
  for (const name of textsOf(args, 'field', 'fields')) {
    const field = things.fields.get(name) ?? { project, options: new Set<string>() };
    addAll(field.options, textsOf(args, 'option', 'replaceWith'));
    things.fields.set(name, field);
  }
}

/** What an action of a type names; new things are not among them. */
const TAKES: ReadonlyArray<readonly [RegExp, Take]> = [
  [
    /^component\.(?!create)/,
    (things, args, project) =>
      things.components.push(...own(textsOf(args, 'component', 'moveTo'), project)),
  ],
  [
    /^version\.(?!create)/,
    (things, args, project) => {
      const names = textsOf(args, 'version', 'into', 'moveUnfixedTo', 'moveFixTo');
      things.versions.push(...own(names, project));
    },
  ],
  [/^filter\.(?!create)/, ({ filters }, args) => addAll(filters, textsOf(args, 'filter'))],
  [/^dashboard\./, ({ dashboards }, args) => addAll(dashboards, textsOf(args, 'dashboard'))],
  [
    /^(?:sprint|board)\./,
    (things, args, project) => things.boards.push(...own(textsOf(args, 'board'), project)),
  ],
  [/^(?:custom_field|screen|field|field_scheme)\./, takeField],
  [/^(?:group|project\.member)\./, ({ groups }, args) => addAll(groups, textsOf(args, 'group'))],
  [/^issue_type/, ({ issueTypes }, args) => addAll(issueTypes, textsOf(args, 'issueType'))],
  [
    /^priority_scheme\./,
    ({ prioritySchemes }, args) => addAll(prioritySchemes, textsOf(args, 'scheme')),
  ],
  [
    /^project\.category\.(?!create)/,
    ({ categories }, args) => addAll(categories, textsOf(args, 'category')),
  ],
  [
    /^notification_scheme\.remove/,
    ({ notifications, groups }, args, project) => {
      const [event = '', recipient = ''] = textsOf(args, 'event', 'recipient');
      const group = recipient.replace(/^group\s+|\s+group$/g, '');
      if (/^[a-z][\w-]*$/.test(group)) {
        groups.add(group);
        notifications.push({ project, event, recipient: `group:${group}` });
      }
    },
  ],
  [
    /^workflow\.update/,
    ({ newStatuses }, args) => {
      if (textsOf(args, 'change').includes('add_status'))
        addAll(newStatuses, textsOf(args, 'status'));
    },
  ],
  [/^permission_scheme\.copy/, ({ sharing }, _, project) => sharing.add(project)],
  [/^project\.restore/, ({ deleted }, _, project) => deleted.add(project)],
  [/^jsm\./, ({ desks }, _, project) => desks.add(project)],
];

/** Collects what the actions name; `keyOf` gives the key of the project an action is about. */
export function namedThings(
  actions: readonly ProposedAction[],
  keyOf: (action: ProposedAction) => string,
): NamedThings {
  const things = noThings();
  for (const action of actions) {
    for (const [pattern, take] of TAKES) {
      if (pattern.test(action.type)) take(things, action.args, keyOf(action));
    }
  }
  return things;
}
