/**
 * Where an issue type is used beside issues: schemes, contexts of fields, request types. What can stand in for it, and
 * what is left when it is gone.
 */
import type { IssueType, World } from './world-types.ts';

/** Types Jira takes in its place: of the same level, and treated alike by every workflow and screen scheme. */
export function alternativesTo(world: World, type: IssueType): IssueType[] {
  const own = treatmentOf(world, type.id);
  return Object.values(world.issueTypes).filter(
    (other) =>
      other !== type &&
      other.hierarchyLevel === type.hierarchyLevel &&
      treatmentOf(world, other.id) === own,
  );
}

/** The workflow and the screens of a type in every scheme, as one word. Fields do not depend on the type here. */
function treatmentOf(world: World, typeId: string): string {
  const workflows = Object.values(world.administration.workflowSchemes).map(
    (scheme) => scheme.workflowByType[typeId] ?? scheme.defaultWorkflowId,
  );
  const screens = Object.values(world.fieldSetup.issueTypeScreenSchemes).map(({ items }) => {
    const own = items.find(({ issueTypeId }) => issueTypeId === typeId);
    return (own ?? items.find(({ issueTypeId }) => issueTypeId === 'default'))?.screenSchemeId;
  });
  return JSON.stringify([workflows, screens]);
}

/** Takes a type out of the world; its issues and request types become another one, where one is given. */
export function forgetType(world: World, type: IssueType, other: IssueType | undefined): void {
  if (other !== undefined) replaceType(world, type.id, other.id);
  const isOther = (id: string): boolean => id !== type.id;
  const { issueTypeSchemes, workflowSchemes } = world.administration;
  for (const scheme of Object.values(issueTypeSchemes)) {
    scheme.issueTypeIds = scheme.issueTypeIds.filter(isOther);
    if (scheme.defaultIssueTypeId === type.id) scheme.defaultIssueTypeId = undefined;
  }
  for (const project of Object.values(world.projects)) {
    project.issueTypeIds = project.issueTypeIds.filter(isOther);
  }
  for (const scheme of Object.values(workflowSchemes)) delete scheme.workflowByType[type.id];
  for (const scheme of Object.values(world.fieldSetup.issueTypeScreenSchemes)) {
    scheme.items = scheme.items.filter(({ issueTypeId }) => isOther(issueTypeId));
  }
  forgetInContexts(world, type.id);
  delete world.issueTypes[type.id];
}

function replaceType(world: World, old: string, by: string): void {
  const requestTypes = Object.values(world.serviceDesk.desks).flatMap((desk) => desk.requestTypes);
  for (const issue of Object.values(world.issues)) if (issue.typeId === old) issue.typeId = by;
  for (const one of requestTypes) if (one.issueTypeId === old) one.issueTypeId = by;
}

/** A context that named only this type goes: left with no types it would be for all of them. */
function forgetInContexts(world: World, typeId: string): void {
  for (const field of Object.values(world.fields)) {
    field.contexts = field.contexts.filter(({ issueTypeIds }) => issueTypeIds.join() !== typeId);
    for (const context of field.contexts) {
      context.issueTypeIds = context.issueTypeIds.filter((id) => id !== typeId);
    }
  }
}

/** Whether issues or request types have the type. */
export function isTypeUsed(world: World, typeId: string): boolean {
  const requestTypes = Object.values(world.serviceDesk.desks).flatMap((desk) => desk.requestTypes);
  return (
    requestTypes.some(({ issueTypeId }) => issueTypeId === typeId) ||
    Object.values(world.issues).some((issue) => issue.typeId === typeId)
  );
}
