/** `component.update`: another name or description for a component. Its issues keep it. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
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
import {
  findPart,
  idAndName,
  type Part,
  partRead,
  partsRead,
  partTargets,
} from '../look-up/find-part.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { countAt, idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { canBeNamedAgain, newNameIn } from '../look-up/read-text.ts';
import { readAll } from '../look-up/read-together.ts';
import { changeRows, changesCheck, changesOf } from '../look-up/text-changes.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import type { ComponentChangeTarget } from './sentences.ts';

type Args = { project: string; component: string; name?: string; description?: string };

/** Reads how many issues hold a component. */
export function componentIssuesRead(id: string) {
  return readOf('getComponentRelatedIssues', { path: { id }, pick: ['issueCount'] });
}

function wantedIn(args: Args): Result<Record<string, string | undefined>, Obstacle> {
  if (args.name === undefined && args.description === undefined) {
    return ask('change', '', [], 'What of the component shall change: its name, its description?');
  }
  const name = args.name === undefined ? ok(undefined) : newNameIn('component', args.name);
  if (!name.ok) return name;
  return ok({ name: name.value, description: args.description?.trim() });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'component.update'>> {
  const wanted = wantedIn(args);
  if (!wanted.ok) return wanted;
  const where = yield* findPart(
    'component',
    { project: args.project, part: args.component },
    context,
  );
  if (!where.ok) return where;
  const { project, part } = where.value;
  const changes = changesOf(part.body, wanted.value);
  if (Object.keys(changes).length === 0) {
    return already(`The component ${quoted(part.name)} of ${project.key} is already as asked.`);
  }
  const target: ComponentChangeTarget = {
    project: { id: project.id, key: project.key },
    component: idAndName(part),
    changes,
  };
  return yield* withFreeName(target, where.value, context);
}

/** The change, where no other component of the project has the new name. */
function* withFreeName(
  target: ComponentChangeTarget,
  where: Part,
  context: ResolveContext,
): Reading<Outcome<'component.update'>> {
  const { project, part } = where;
  const { changes } = target;
  const read = partRead('component', part.id, Object.keys(changes));
  const [before, counted, listed] = yield* readAll([
    read,
    componentIssuesRead(part.id),
    partsRead('component', project.key),
  ]);
  if (before.status !== 200) return refusedRead(`the component ${quoted(part.name)}`, before);
  const name = changes['name'];
  const isTaken = itemsAt(listed.body).some(
    (item) =>
      idAt(item, 'id') !== part.id &&
      foldName(textAt(item, 'name') ?? '') === foldName(name?.after ?? ''),
  );
  if (name !== undefined && isTaken) {
    return unsupported(
      `${project.key} already has another component ${quoted(name.after)}; two of one name are not possible.`,
    );
  }
  const issues = counted.status === 200 ? countAt(counted.body, 'issueCount') : undefined;
  return found({
    target,
    facts: factsOf(context, {
      targets: partTargets('component', where),
      projectIds: [project.id],
      counts:
        issues === undefined ? null : { projects: 1, issues: name === undefined ? 0 : issues },
      hasCompleteInverse: name === undefined || canBeNamedAgain(name.before),
      changesProjects: true,
    }),
    rows: changeRows(changes, (field) =>
      field === 'name' ? `Name of ${quoted(part.name)}` : `Description of ${quoted(part.name)}`,
    ),
    preconditions: [precondition(`Component ${quoted(part.name)} of ${project.key}`, read, before)],
    radius: radiusOf(issues, name !== undefined),
  });
}

function radiusOf(issues: number | undefined, isRenamed: boolean): string[] {
  if (issues === undefined) return ['Jira does not say how many issues have this component'];
  const held = `${countOf(issues, 'issue has', 'issues have')} this component and ${issues === 1 ? 'keeps' : 'keep'} it`;
  return isRenamed ? [held, 'Filters that name it by its old name find nothing any more'] : [held];
}

function inverseOf({ project, component, changes }: ComponentChangeTarget): InverseWish[] {
  const old = Object.fromEntries(
    Object.entries(changes).map(([field, { before }]) => [field, before]),
  );
  return [
    {
      type: 'component.update',
      args: { project: project.key, component: namedId(component.id), ...old },
    },
  ];
}

/** Catalogue entry of `component.update`. */
export const updateComponent = defineAction('component.update', {
  area: 'versions_components',
  title: 'Rename or describe a component',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'issues that have the component',
  connections: ['forge', 'oauth'],
  writes: operations('updateComponent'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectComponents',
    'getComponent',
    'getComponentRelatedIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    component: words,
    name: optionalWords,
    description: z.exactOptional(z.string().max(16_000)),
  }),
  resolve,
  compile: ({ component, changes }) => [
    requestOf('updateComponent', {
      path: { id: component.id },
      body: Object.fromEntries(Object.entries(changes).map(([field, { after }]) => [field, after])),
    }),
  ],
  check: ({ component, changes }) =>
    changesCheck(partRead('component', component.id, Object.keys(changes)), changes),
  inverse: (target) => inverseOf(target),
});
