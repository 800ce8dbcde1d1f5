/**
 * Which fields an issue can be created or edited with, as Jira's metadata tells it. What is not here is refused when
 * it is sent.
 */
import type { SiteContext } from '../operations/operation.ts';
import { holdsInProject } from '../permissions/evaluate-permission.ts';
import { SPRINT_TYPE } from '../world/build-fields.ts';
import { liveFields } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Field, FieldContext, Project } from '../world/world-types.ts';
import { priorityBody } from './render-issue.ts';
import { fieldSchema } from './render-status.ts';

type Body = Record<string, unknown>;

const ALWAYS = ['summary', 'description', 'priority', 'labels'];
/** Fields that need a permission of their own, beside the one to create or edit. */
export const GUARDED: Readonly<Record<string, string>> = {
  assignee: 'ASSIGN_ISSUES',
  reporter: 'MODIFY_REPORTER',
  duedate: 'SCHEDULE_ISSUES',
};

/** The context of a custom field for a project and type; undefined where the field does not apply. */
export function contextFor(
  field: Field,
  projectId: string,
  typeId: string,
): FieldContext | undefined {
  const fits = (context: FieldContext): boolean =>
    context.issueTypeIds.length === 0 || context.issueTypeIds.includes(typeId);
  return (
    field.contexts.find((one) => one.projectIds.includes(projectId) && fits(one)) ??
    field.contexts.find((one) => one.projectIds.length === 0 && fits(one))
  );
}

/** The fields a caller may set on issues of a type in a project, or on one issue of it. */
export function settableFields(
  site: SiteContext,
  accountId: string | undefined,
  project: Project,
  typeId: string,
  issue?: Issue,
): Field[] {
  return liveFields(site.world).filter((field) => {
    if (field.custom) {
      return (
        field.customType !== SPRINT_TYPE && contextFor(field, project.id, typeId) !== undefined
      );
    }
    const needed = GUARDED[field.id];
    return (
      ALWAYS.includes(field.id) ||
      (needed !== undefined && holdsInProject(site.world, accountId, needed, project, issue))
    );
  });
}

/** Metadata of one field. */
export function fieldMetadata(
  site: SiteContext,
  field: Field,
  project: Project,
  typeId: string,
): Body {
  const values = allowedValues(site, field, project, typeId);
  const isList = field.type === 'array';
  return {
    required: field.id === 'summary',
    schema: fieldSchema(field),
    name: field.name,
    key: field.id,
    hasDefaultValue: field.id === 'priority',
    operations: isList ? ['add', 'set', 'remove'] : ['set'],
    ...(values === undefined ? {} : { allowedValues: values }),
  };
}

function allowedValues(
  site: SiteContext,
  field: Field,
  project: Project,
  typeId: string,
): unknown[] | undefined {
  if (field.id === 'priority') {
    return site.world.priorities.map(({ id }) => priorityBody(site, id));
  }
  if (field.type !== 'option' && field.items !== 'option') return undefined;
  return (contextFor(field, project.id, typeId)?.options ?? [])
    .filter(({ disabled }) => !disabled)
    .map(({ id, value }) => ({
      self: `${site.baseUrl}/rest/api/3/customFieldOption/${id}`,
      value,
      id,
    }));
}
