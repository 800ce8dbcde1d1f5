/**
 * `component.delete`: takes a component off all its issues, or gives them another one. Jira Cloud has no archived
 * components: a wish to archive one is not this action.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { InverseWish, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import type { NamedThing } from '../look-up/find-named.ts';
import {
  findOtherPart,
  findPart,
  idAndName,
  type Part,
  partRead,
  partsRead,
  partTargets,
} from '../look-up/find-part.ts';
import { refusedRead } from '../look-up/obstacle.ts';
import { pinItem } from '../look-up/pin-reads.ts';
import { countAt, isTrueAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { assigneeTypeOf, assigneeTypeWords } from './assignee-type.ts';
import { leadIn } from './component-lead.ts';
import type { ComponentEndTarget } from './sentences.ts';
import { componentIssuesRead } from './update-component.ts';

type Args = { project: string; component: string; moveTo?: string };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'component.delete'>> {
  const where = yield* findPart(
    'component',
    { project: args.project, part: args.component },
    context,
  );
  if (!where.ok) return where;
  const other = yield* readOptional(args.moveTo, (wanted) =>
    findOtherPart('component', wanted, where.value, context),
  );
  if (other !== undefined && !other.ok) return other;
  return yield* toEnd(where.value, other?.value ?? null, context);
}

function* toEnd(
  where: Part,
  other: NamedThing | null,
  context: ResolveContext,
): Reading<Outcome<'component.delete'>> {
  const { project, part } = where;
  const count = componentIssuesRead(part.id);
  const name = partRead('component', part.id, ['name']);
  const parts = partsRead('component', project.key, ['id', 'name']);
  const [counted, named, listed] = yield* readAll([count, name, parts]);
  const issues = counted.status === 200 ? countAt(counted.body, 'issueCount') : undefined;
  if (issues === undefined) return refusedRead(`the issues of ${quoted(part.name)}`, counted);
  if (named.status !== 200) return refusedRead(`the component ${quoted(part.name)}`, named);
  const target: ComponentEndTarget = {
    project: { id: project.id, key: project.key },
    component: idAndName(part),
    moveTo: other === null ? null : idAndName(other),
    issues,
    was: {
      description: textAt(part.body, 'description') ?? '',
      lead: isTrueAt(part.body, 'lead.active') ? leadIn(part.body) : null,
      assigneeType: assigneeTypeOf(textAt(part.body, 'assigneeType') ?? ''),
    },
  };
  return found({
    target,
    facts: factsOf(context, {
      targets: partTargets('component', where),
      projectIds: [project.id],
      counts: { projects: 1, issues },
      hasCompleteInverse: false,
      changesProjects: true,
    }),
    rows: [
      { label: `Component of ${project.key}`, before: part.name, after: 'deleted' },
      ...(issues === 0
        ? []
        : [
            {
              label: `Component of ${countOf(issues, 'issue')}`,
              before: part.name,
              after: other?.name ?? 'none',
            },
          ]),
    ],
    preconditions: [
      precondition(`Issues with the component ${quoted(part.name)}`, count, counted),
      precondition(`Name of the component ${quoted(part.name)}`, name, named),
      ...(other === null
        ? []
        : [
            pinItem(`Component ${quoted(other.name)} of ${project.key}`, parts, listed, {
              list: '[].id',
              value: other.id,
            }),
          ]),
    ],
    radius: [
      other === null
        ? `${countOf(issues, 'issue loses', 'issues lose')} the component`
        : `${countOf(issues, 'issue gets', 'issues get')} the component ${quoted(other.name)} instead`,
      'Filters and boards that name it find nothing any more',
    ],
  });
}

function inverseOf({ project, component, issues, was }: ComponentEndTarget): InverseWish[] | null {
  if (issues > 0) return null;
  // A component that gives its issues to a lead who has left cannot be made again so.
  const type = was.assigneeType === 'COMPONENT_LEAD' && was.lead === null ? null : was.assigneeType;
  const args = {
    project: project.key,
    name: component.name,
    ...(was.description !== '' && { description: was.description }),
    ...(was.lead !== null && { lead: mentionOf(was.lead.accountId) }),
    ...(type !== null && { defaultAssignee: assigneeTypeWords(type) }),
  };
  return [{ type: 'component.create', args }];
}

/** Catalogue entry of `component.delete`. */
export const deleteComponent = defineAction('component.delete', {
  area: 'versions_components',
  title: 'Delete a component',
  defaultClass: 'requires-approval',
  approvalBecause: 'Its issues lose the component, and Jira keeps no copy of it.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Cannot be undone for its issues; a component without issues can be made again, as a new one',
  },
  blastRadius: 'issues that have the component',
  connections: ['forge', 'oauth'],
  writes: operations('deleteComponent'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectComponents',
    'getComponent',
    'getComponentRelatedIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, component: words, moveTo: optionalWords }),
  resolve,
  compile: ({ component, moveTo }) => [
    requestOf('deleteComponent', {
      path: { id: component.id },
      query: moveTo === null ? [] : [['moveIssuesTo', moveTo.id]],
    }),
  ],
  // The list, not the component itself: a component the app may not see any more would look deleted.
  check: ({ project, component }) =>
    membershipCheck(
      partsRead('component', project.key, ['id']),
      { list: '[].id', value: component.id },
      false,
    ),
  inverse: (target) => inverseOf(target),
});
