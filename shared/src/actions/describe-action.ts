/**
 * Action -> sentence, from resolved names. Plain text on one line; whoever shows it escapes it. Imports no schema
 * library, because the issue panel loads it.
 */
import type { Json } from '../json.ts';
import type { ActionType, Targets } from './targets.ts';

type Sentences = { [K in ActionType]: (target: Targets[K]) => string };

const MAX_LISTED = 10;

/** Names come from Jira: no line breaks, control or direction characters inside a sentence. */
function plain(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map(plain);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

const roleNames = (roles: ReadonlyArray<{ name: string }>): string =>
  listed(roles.map(({ name }) => name));

const SENTENCES: Sentences = {
  'project.member.add': ({ person, project, roles }) =>
    `Add ${plain(person.name)} to ${project.key} as ${roleNames(roles)}`,
  'project.member.remove': ({ person, project, roles }) =>
    `Remove ${plain(person.name)} from ${project.key} (${roleNames(roles)})`,
  'project.member.clear': ({ project, people, groups, roles }) =>
    `Remove everybody but administrators from ${project.key}: ${counted(people, 'person', 'people')} and ${counted(groups, 'group')} out of ${roleNames(roles)}`,
  'project.delete': ({ project }) =>
    `Delete the project ${project.key} (${plain(project.name)}) into the recycle bin`,
  'project.archive': ({ project }) => `Archive the project ${project.key} (${plain(project.name)})`,
  'custom_field.create': ({ name, typeName, project, options }) => {
    const where = project === null ? 'for all projects' : `for ${project.key}`;
    const values = options.length === 0 ? '' : ` with ${listed(options)}`;
    return `Create the custom field "${plain(name)}" (${typeName}) ${where}${values}`;
  },
  'sprint.issue.move': ({ issues, sprint }) =>
    `Move ${listed(issues.map(({ key }) => key))} to ${plain(sprint.name)}`,
  'permission_scheme.assign': ({ scheme, project, before }) =>
    `Use the permission scheme "${plain(scheme.name)}" for ${project.key} instead of "${plain(before.name)}"`,
  'permission_scheme.grant.add': ({ permission, holder, scheme }) =>
    `Grant ${permission.name} to ${plain(holder.words)} in the permission scheme "${plain(scheme.name)}"`,
  'issue.transition': ({ issue, from, to }) =>
    `Move ${issue.key} from ${plain(from.name)} to ${plain(to.name)}`,
  'issue.bulk_transition': ({ groups, to }) =>
    `Move ${counted(groups.flatMap(({ keys }) => keys).length, 'issue')} to ${plain(to.name)}`,
  'issue.assign': ({ issue, assignee }) =>
    assignee === null
      ? `Remove the assignee of ${issue.key}`
      : `Assign ${issue.key} to ${plain(assignee.name)}`,
};

/** Sentence of a resolved action whose type is known to the compiler. */
export function sentenceOf<K extends ActionType>(type: K, target: Targets[K]): string {
  return SENTENCES[type](target);
}

/** True for a type of the catalogue. */
export function isActionType(type: string): type is ActionType {
  return Object.hasOwn(SENTENCES, type);
}

/**
 * Sentence of a resolved action, e.g. `Add Dana Weber to ABC as Developers`.
 * @param target the action's own `target`, as resolution made it. An unknown type gives a sentence that says so.
 */
export function describeAction(type: string, target: Json): string {
  if (!isActionType(type)) return `Something Kraken does not know (${plain(type)})`;
  return sentenceOf(type, target as Targets[typeof type]);
}
