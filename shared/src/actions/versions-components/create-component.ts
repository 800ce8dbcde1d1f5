/** `component.create`: one more component in a project. No issue gets it. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds } from '../effects.ts';
import { findOpenProject, partsRead } from '../look-up/find-part.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findUser } from '../look-up/find-user.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { newNameIn } from '../look-up/read-text.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';
import { assigneeTypeIn } from './assignee-type.ts';
import { type AssigneeType, assigneeWords, type NewComponentTarget } from './sentences.ts';

type Args = {
  project: string;
  name: string;
  description?: string;
  lead?: string;
  defaultAssignee?: string;
};

interface Wish {
  name: string;
  description: string;
  assigneeType: AssigneeType | null;
}

function wishIn(args: Args): Result<Wish, Obstacle> {
  const name = newNameIn('component', args.name);
  if (!name.ok) return name;
  const type = args.defaultAssignee;
  const assigneeType = type === undefined ? ok(null) : assigneeTypeIn(type);
  if (!assigneeType.ok) return assigneeType;
  return ok({
    name: name.value,
    description: args.description?.trim() ?? '',
    assigneeType: assigneeType.value,
  });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'component.create'>> {
  const wish = wishIn(args);
  if (!wish.ok) return wish;
  const [project, lead] = yield* readTogether(
    findOpenProject(args.project, context),
    readOptional(args.lead, (wanted) => findUser(wanted, context)),
  );
  if (!project.ok) return project;
  if (lead !== undefined && !lead.ok) return lead;
  if (wish.value.assigneeType === 'COMPONENT_LEAD' && lead === undefined) {
    return unsupported(
      `A component without a lead cannot give its issues to its lead; name a lead for ${quoted(wish.value.name)}.`,
    );
  }
  return yield* notThere(wish.value, project.value, lead?.value ?? null, context);
}

function* notThere(
  wish: Wish,
  project: Project,
  lead: PersonFact | null,
  context: ResolveContext,
): Reading<Outcome<'component.create'>> {
  const [answer] = yield* readAll([partsRead('component', project.key)]);
  if (answer.status !== 200) return refusedRead(`the components of ${project.key}`, answer);
  const same = itemsAt(answer.body).find(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(wish.name),
  );
  if (same !== undefined) {
    const name = textAt(same, 'name') ?? wish.name;
    const isSameLead = lead === null || textAt(same, 'lead.accountId') === lead.accountId;
    return isSameLead
      ? already(`${project.key} already has the component ${quoted(name)}.`)
      : unsupported(
          `${project.key} already has the component ${quoted(name)}, with another lead; ask for a change of its lead instead.`,
        );
  }
  const names = partsRead('component', project.key, ['name']);
  const [listed] = yield* readAll([names]);
  return found({
    target: targetOf(wish, project, lead),
    facts: factsOf(context, {
      targets: [projectTarget(project)],
      projectIds: [project.id],
      people: lead === null ? [] : [lead],
      counts: { projects: 1, users: lead === null ? 0 : 1 },
      // Whether somebody else agrees to lead it is not known, so a person decides (R110).
      hasCompleteInverse:
        lead === null || lead.accountId === context.speakerAccountId ? true : null,
      changesProjects: true,
    }),
    rows: rowsOf(wish, project, lead),
    preconditions: [
      {
        ...precondition(`Components of ${project.key} named "${wish.name}"`, names, listed),
        holds: memberHolds({ list: '[].name', value: wish.name }, false),
      },
    ],
    radius: ['No issue gets the new component by itself'],
  });
}

function targetOf(wish: Wish, project: Project, lead: PersonFact | null): NewComponentTarget {
  return {
    project: { id: project.id, key: project.key },
    ...wish,
    lead: lead === null ? null : { accountId: lead.accountId, name: lead.name },
  };
}

function rowsOf(wish: Wish, project: Project, lead: PersonFact | null) {
  const row = (label: string, after: string | undefined) => ({
    label,
    before: 'none',
    after: orNone(after),
  });
  return changedRows([
    row(`Component of ${project.key}`, wish.name),
    row('Description', wish.description),
    row('Lead', lead?.name),
    row(
      'New issues go to',
      wish.assigneeType === null ? undefined : assigneeWords(wish.assigneeType),
    ),
  ]);
}

/** Catalogue entry of `component.create`. */
export const createComponent = defineAction('component.create', {
  area: 'versions_components',
  title: 'Create a component',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the component can be deleted' },
  blastRadius: 'no issue; one project and the lead of the new component',
  connections: ['forge', 'oauth'],
  writes: operations('createComponent'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectComponents',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    name: words,
    description: z.exactOptional(z.string().max(16_000)),
    lead: optionalWords,
    defaultAssignee: optionalWords,
  }),
  resolve,
  compile: ({ project, name, description, lead, assigneeType }) => [
    requestOf('createComponent', {
      body: {
        project: project.key,
        name,
        ...(description !== '' && { description }),
        ...(lead !== null && { leadAccountId: lead.accountId }),
        ...(assigneeType !== null && { assigneeType }),
      },
      capture: { componentId: 'id' },
    }),
  ],
  check: ({ project, name }) =>
    madeCheck(partsRead('component', project.key, ['name']), { list: '[].name', value: name }),
  inverse: ({ project, name }, { componentId }) => [
    {
      type: 'component.delete',
      args: {
        project: project.key,
        component: componentId === undefined ? name : namedId(componentId),
      },
    },
  ],
});
