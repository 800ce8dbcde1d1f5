/**
 * `custom_field.context.add_project` and `custom_field.context.remove_project`. A context whose last project is taken
 * away becomes one for all projects, so Kraken never takes the last one.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, optionalWords, words } from '../define-action.ts';
import { membershipsCheck, wholeCheck } from '../effects.ts';
import { chooseContext, mappingRead } from '../look-up/field-contexts.ts';
import { FIELD_READS } from '../look-up/find-field.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted, verbOf } from '../sentence-words.ts';
import { inAnother, replacesValues } from './context-facts.ts';
import { keysOf, type PlacesWish, places, show } from './context-places.ts';
import type { ContextProjectsTarget } from './sentences.ts';

function* resolveAdd(
  args: PlacesWish,
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.add_project'>> {
  const known = yield* places(args, context);
  if (!known.ok) return known;
  const { field, projects, contexts } = known.value;
  const limited = contexts.filter(({ isGlobal }) => !isGlobal);
  if (limited.length === 0) {
    return contexts.length === 0
      ? unsupported(
          `The field ${quoted(field.name)} has no context yet. One can be created for a project.`,
        )
      : already(`The field ${quoted(field.name)} is already for all projects.`);
  }
  const chosen = yield* chooseContext({ field, context: args.context }, limited, context);
  if (!chosen.ok) return chosen;
  const missing = projects.filter(({ id }) => !chosen.value.projectIds.includes(id));
  if (missing.length === 0) {
    const verb = verbOf(projects.length, 'is', 'are');
    return already(
      `${keysOf(projects)} ${verb} already in the context ${quoted(chosen.value.name)} of ${quoted(field.name)}.`,
    );
  }
  const taken = inAnother(field.name, missing, contexts);
  if (taken !== undefined) return taken;
  const isHiding = replacesValues(field, contexts);
  return found(yield* show({ ...known.value, projects: missing }, chosen.value, isHiding, context));
}

function* resolveRemove(
  args: PlacesWish,
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.remove_project'>> {
  const known = yield* places(args, context);
  if (!known.ok) return known;
  const { field, projects, contexts } = known.value;
  const limited = contexts.filter(({ isGlobal }) => !isGlobal);
  const holding = limited.filter(({ projectIds }) =>
    projects.some(({ id }) => projectIds.includes(id)),
  );
  if (holding.length === 0) {
    return contexts.some(({ isGlobal }) => isGlobal)
      ? unsupported(
          `The field ${quoted(field.name)} is for all projects, so no single project can be taken from it.`,
        )
      : already(
          `${keysOf(projects)} ${verbOf(projects.length, 'is', 'are')} in no context of ${quoted(field.name)}.`,
        );
  }
  const chosen = yield* chooseContext({ field, context: args.context }, holding, context);
  if (!chosen.ok) return chosen;
  const leaving = projects.filter(({ id }) => chosen.value.projectIds.includes(id));
  if (leaving.length < projects.length) {
    const sentence = `Not all of ${keysOf(projects)} are in the context ${quoted(chosen.value.name)}. Which are meant?`;
    return ask('projects', keysOf(projects), [], sentence);
  }
  if (leaving.length === chosen.value.projectIds.length) {
    return unsupported(
      `These are all projects of the context ${quoted(chosen.value.name)} of ${quoted(field.name)}. Without them it would be for all projects; it can be deleted instead.`,
    );
  }
  return found(yield* show(known.value, chosen.value, false, context, false));
}

const CONTEXT_ID = 'values[].projectId';

function checkOf({ field, context, projects }: ContextProjectsTarget, isIn: boolean) {
  const read = mappingRead(field.id, context.id);
  const members = projects.map(({ id }) => ({ read, member: { list: CONTEXT_ID, value: id } }));
  return wholeCheck(membershipsCheck(members, isIn));
}

const argsOf = ({ field, context, projects }: ContextProjectsTarget) => ({
  field: namedId(field.id),
  context: namedId(context.id),
  projects: projects.map(({ key }) => key),
});

const partsOf = ({ field, context, projects }: ContextProjectsTarget) => ({
  path: { fieldId: field.id, contextId: context.id },
  body: { projectIds: projects.map(({ id }) => id) },
});

const shape = {
  area: 'custom_fields',
  level: 'standard',
  connections: ['forge', 'oauth'],
  reads: operations(...FIELD_READS, 'getContextsForField', 'countIssues', 'getProject'),
  schema: z.strictObject({
    field: words,
    projects: z.array(words).min(1).max(50),
    context: optionalWords,
  }),
} as const;

/** Catalogue entry of `custom_field.context.add_project`. */
export const addContextProject = defineAction('custom_field.context.add_project', {
  ...shape,
  title: 'Add projects to a context of a custom field',
  defaultClass: 'auto-execute',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the projects can be taken out' },
  blastRadius: 'projects that get the field, issues with a value in them, projects of the context',
  writes: operations('assignProjectsToCustomFieldContext'),
  resolve: resolveAdd,
  compile: (target) => [requestOf('assignProjectsToCustomFieldContext', partsOf(target))],
  check: (target) => checkOf(target, true),
  inverse: (target) => [{ type: 'custom_field.context.remove_project', args: argsOf(target) }],
});

/** Catalogue entry of `custom_field.context.remove_project`. */
export const removeContextProject = defineAction('custom_field.context.remove_project', {
  ...shape,
  title: 'Remove projects from a context of a custom field',
  defaultClass: 'requires-approval',
  approvalBecause: 'It hides the values of a field in projects.',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the projects can be added again' },
  blastRadius: 'issues with a value in the projects that leave',
  writes: operations('removeCustomFieldContextFromProjects'),
  resolve: resolveRemove,
  compile: (target) => [requestOf('removeCustomFieldContextFromProjects', partsOf(target))],
  check: (target) => checkOf(target, false),
  inverse: (target) => [{ type: 'custom_field.context.add_project', args: argsOf(target) }],
});
