/**
 * Statuses, transitions, field schemas and histories in Jira's shapes.
 */
import { jiraTime } from '../http/jira-answer.ts';
import type { SiteContext } from '../operations/operation.ts';
import type { ChangeEntry, ChangeItem } from '../world/issue-types.ts';
import type { Field, Status, Transition } from '../world/world-types.ts';
import { userReference } from './render-user.ts';

type Body = Record<string, unknown>;

/** A status with its category. */
export function statusBody(site: SiteContext, status: Status): Body {
  return {
    self: `${site.baseUrl}/rest/api/3/status/${status.id}`,
    description: status.description,
    iconUrl: `${site.world.siteUrl}/images/icons/statuses/generic.png`,
    name: status.name,
    untranslatedName: status.name,
    id: status.id,
    statusCategory: categoryBody(site, status),
  };
}

const CATEGORIES = {
  new: { id: 2, colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, colorName: 'green', name: 'Done' },
} as const;

/** The category of a status. */
export function categoryBody(site: SiteContext, status: Status): Body {
  const { id, colorName, name } = CATEGORIES[status.category];
  const self = `${site.baseUrl}/rest/api/3/statuscategory/${id}`;
  return { self, id, key: status.category, colorName, name };
}

/** Display name of a status category, as JQL and people write it. */
export function categoryName(status: Status): string {
  return CATEGORIES[status.category].name;
}

/** A resolution by id, or null. */
export function resolutionBody(site: SiteContext, id: string | undefined): Body | null {
  const resolution = site.world.resolutions.find((candidate) => candidate.id === id);
  if (resolution === undefined) return null;
  return { self: `${site.baseUrl}/rest/api/3/resolution/${resolution.id}`, ...resolution };
}

/** A transition that may be taken. */
export function transitionBody(
  site: SiteContext,
  transition: Transition,
  withFields: boolean,
): Body {
  const status = site.world.statuses[transition.to];
  return {
    id: transition.id,
    name: transition.name,
    to: status === undefined ? null : statusBody(site, status),
    hasScreen: transition.screenFields.length > 0,
    isGlobal: transition.from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: transition.onlyWith !== undefined,
    isLooped: false,
    ...(withFields ? { fields: screenFields(site, transition) } : {}),
  };
}

function screenFields(site: SiteContext, transition: Transition): Body {
  const fields: Body = {};
  for (const id of transition.screenFields) {
    const field = site.world.fields[id];
    if (field === undefined) continue;
    fields[id] = {
      required: transition.requiredFields.includes(id),
      schema: fieldSchema(field),
      name: field.name,
      key: field.id,
      hasDefaultValue: false,
      operations: ['set'],
      ...(id === 'resolution'
        ? { allowedValues: site.world.resolutions.map((one) => resolutionBody(site, one.id)) }
        : {}),
    };
  }
  return fields;
}

/** The value schema of a field. */
export function fieldSchema(field: Field): Body {
  const items = field.items === undefined ? {} : { items: field.items };
  if (!field.custom) return { type: field.type, ...items, system: field.id };
  const customId = Number(field.id.slice('customfield_'.length));
  return { type: field.type, ...items, custom: field.customType ?? '', customId };
}

/** One entry of an issue's history. */
export function historyBody(site: SiteContext, entry: ChangeEntry): Body {
  return {
    id: entry.id,
    author: userReference(site, entry.author),
    created: jiraTime(entry.created),
    items: entry.items.map(changeBody),
  };
}

/** One changed field. */
export function changeBody(item: ChangeItem): Record<string, string | null> {
  return {
    field: item.field,
    fieldtype: item.fieldId.startsWith('customfield_') ? 'custom' : 'jira',
    fieldId: item.fieldId,
    from: item.from,
    fromString: item.fromText,
    to: item.to,
    toString: item.toText,
  };
}
