/**
 * `field.associate_projects` and `field.dissociate_projects`. Projects with the same field scheme have the same fields:
 * what one gets or loses, all of them get or lose.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, words } from '../define-action.ts';
import { isMember, wholeCheck } from '../effects.ts';
import { ASSOCIATION_READS, associationsRead } from '../look-up/field-associations.ts';
import { FIELD_READS } from '../look-up/find-field.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { operations, requestOf } from '../operations.ts';
import { verbOf } from '../sentence-words.ts';
import { findWish, keysOf, namesOf, type PairsWish, pairsOf, show } from './field-project-pairs.ts';
import type { FieldProjectsTarget } from './sentences.ts';

function* resolveAdd(
  args: PairsWish,
  context: ResolveContext,
): Reading<Outcome<'field.associate_projects'>> {
  const wish = yield* findWish(args, context);
  if (!wish.ok) return wish;
  const pairs = pairsOf(wish.value, true);
  if (pairs.length === 0) {
    const { fields, projects } = wish.value;
    return already(
      `${keysOf(projects)} already ${projects.length === 1 ? 'has' : 'have'} ${namesOf(fields)}.`,
    );
  }
  return found(yield* show(wish.value, pairs, true, context));
}

function* resolveRemove(
  args: PairsWish,
  context: ResolveContext,
): Reading<Outcome<'field.dissociate_projects'>> {
  const wish = yield* findWish(args, context);
  if (!wish.ok) return wish;
  const pairs = pairsOf(wish.value, false);
  if (pairs.length === 0) {
    const { fields, projects } = wish.value;
    const verb = verbOf(projects.length, 'does', 'do');
    return already(`${keysOf(projects)} ${verb} not have ${namesOf(fields)}.`);
  }
  return found(yield* show(wish.value, pairs, false, context));
}

function checkOf({ pairs }: FieldProjectsTarget, isIn: boolean): EffectCheck {
  return wholeCheck({
    reads: pairs.map(({ fieldId }) => associationsRead(fieldId)),
    judge(answers) {
      const seen = pairs.flatMap(({ projects }, index) =>
        projects.map(({ id }) =>
          isMember(answers[index], { list: 'values[].projectId', value: id }),
        ),
      );
      if (seen.includes(undefined)) return 'unknown';
      if (seen.every((one) => one === isIn)) return 'done';
      return seen.every((one) => one !== isIn) ? 'not-done' : 'differs';
    },
  });
}

const bodyOf = ({ fields, projects }: FieldProjectsTarget): Json => ({
  fields: fields.map(({ id }) => ({ type: 'FIELD_ID', identifier: id })),
  associationContexts: projects.map(({ id }) => ({ type: 'PROJECT_ID', identifier: Number(id) })),
});

const inverseOf = (type: string, { pairs }: FieldProjectsTarget) =>
  pairs.map(({ fieldId, projects }) => ({
    type,
    args: { fields: [namedId(fieldId)], projects: projects.map(({ key }) => key) },
  }));

const shape = {
  area: 'screens_layout',
  level: 'standard',
  connections: ['forge', 'oauth'],
  reads: operations(
    ...new Set([...FIELD_READS, ...ASSOCIATION_READS]),
    'getProject',
    'countIssues',
  ),
  schema: z.strictObject({
    fields: z.array(words).min(1).max(50),
    projects: z.array(words).min(1).max(100),
  }),
} as const;

/** Catalogue entry of `field.associate_projects`. */
export const associateFields = defineAction('field.associate_projects', {
  ...shape,
  title: 'Give fields to projects',
  defaultClass: 'auto-execute',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the fields can be taken back' },
  blastRadius: 'projects that get the fields, also those that share a field scheme',
  writes: operations('createAssociations'),
  resolve: resolveAdd,
  compile: (target) => [requestOf('createAssociations', { body: bodyOf(target) })],
  check: (target) => checkOf(target, true),
  inverse: (target) => inverseOf('field.dissociate_projects', target),
});

/** Catalogue entry of `field.dissociate_projects`. */
export const dissociateFields = defineAction('field.dissociate_projects', {
  ...shape,
  title: 'Take fields from projects',
  defaultClass: 'requires-approval',
  approvalBecause: 'It hides fields and their values in projects.',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but whether a field was required there is not kept',
  },
  blastRadius: 'issues with a value in the projects, also in those that share a field scheme',
  writes: operations('removeAssociations'),
  resolve: resolveRemove,
  compile: (target) => [requestOf('removeAssociations', { body: bodyOf(target) })],
  check: (target) => checkOf(target, false),
  inverse: (target) => inverseOf('field.associate_projects', target),
});
