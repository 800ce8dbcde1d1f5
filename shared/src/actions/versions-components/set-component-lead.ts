/**
 * `component.lead.set`: who leads a component, and who gets its new issues. Issues that exist keep their assignees.
 * Whether a new lead agrees is not known unless he asked himself, so a person decides then.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok } from '../../result.ts';
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
import { countIn } from '../look-up/count-issues.ts';
import { findPart, type Part, partRead, partTargets } from '../look-up/find-part.ts';
import { already, ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { assigneeTypeIn, assigneeTypeOf } from './assignee-type.ts';
import {
  findLead,
  inverseKnown,
  inverseOf,
  lacksLead,
  leadIn,
  openReads,
  radiusOf,
  rowsOf,
  targetOf,
} from './component-lead.ts';
import type { AssigneeType, ComponentLeadTarget } from './sentences.ts';

type Args = {
  project: string;
  component: string;
  lead?: string | null;
  defaultAssignee?: string;
};

const FIELDS = ['lead.accountId', 'assigneeType'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'component.lead.set'>> {
  if (args.lead === undefined && args.defaultAssignee === undefined) {
    return ask('lead', '', [], 'Who shall lead the component, or who shall get its new issues?');
  }
  const type = args.defaultAssignee;
  const assignee = type === undefined ? ok(undefined) : assigneeTypeIn(type);
  if (!assignee.ok) return assignee;
  const [where, lead] = yield* readTogether(
    findPart('component', { project: args.project, part: args.component }, context),
    findLead(args.lead, context),
  );
  if (!where.ok) return where;
  if (!lead.ok) return lead;
  return yield* toComponent(where.value, lead.value, assignee.value, context);
}

function* toComponent(
  where: Part,
  lead: PersonFact | null | undefined,
  type: AssigneeType | undefined,
  context: ResolveContext,
): Reading<Outcome<'component.lead.set'>> {
  const { project, part } = where;
  const target = targetOf(where, lead, type);
  if (target.lead === undefined && target.assigneeType === undefined) {
    return already(`The component ${quoted(part.name)} of ${project.key} is already as asked.`);
  }
  if (lacksLead(where, target)) {
    return unsupported(
      `New issues of ${quoted(part.name)} go to its lead, so it needs one; say who shall get them instead.`,
    );
  }
  const person = target.lead === undefined ? null : (lead ?? null);
  return yield* shown(where, target, person, context);
}

function* shown(
  where: Part,
  target: ComponentLeadTarget,
  person: PersonFact | null,
  context: ResolveContext,
): Reading<Outcome<'component.lead.set'>> {
  const { project, part } = where;
  const before = leadIn(part.body);
  const read = partRead('component', part.id, FIELDS);
  const [answer, ...counted] = yield* readAll([read, ...openReads(part.id, before)]);
  if (answer?.status !== 200) {
    return refusedRead(`the component ${quoted(part.name)}`, answer ?? { status: 0, body: null });
  }
  const [open] = counted.map(countIn);
  const wasActive = before === null || isTrueAt(part.body, 'lead.active');
  return found({
    target,
    facts: factsOf(context, {
      targets: partTargets('component', where),
      projectIds: [project.id],
      people: person === null ? [] : [person],
      counts: { projects: 1, users: person === null ? 0 : 1 },
      hasCompleteInverse: inverseKnown(person, wasActive, context),
      changesProjects: true,
    }),
    rows: rowsOf(target),
    preconditions: [precondition(`Lead of the component ${quoted(part.name)}`, read, answer)],
    radius: radiusOf(before, target, open),
  });
}

/** Catalogue entry of `component.lead.set`. */
export const setComponentLead = defineAction('component.lead.set', {
  area: 'versions_components',
  title: 'Set the lead or default assignee of a component',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'new issues of the component; open issues assigned to the old lead',
  connections: ['forge', 'oauth'],
  writes: operations('updateComponent'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectComponents',
    'getComponent',
    'countIssues',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    component: words,
    lead: z.exactOptional(words.nullable()),
    defaultAssignee: optionalWords,
  }),
  resolve,
  compile: ({ component, lead, assigneeType }) => [
    requestOf('updateComponent', {
      path: { id: component.id },
      body: {
        // Jira takes an empty text as "no lead".
        ...(lead !== undefined && { leadAccountId: lead.after?.accountId ?? '' }),
        ...(assigneeType !== undefined && { assigneeType: assigneeType.after }),
      },
    }),
  ],
  check: ({ component, lead, assigneeType }) => ({
    reads: [partRead('component', component.id, FIELDS)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const nowLead = textAt(answer.body, 'lead.accountId') ?? null;
      const nowType = assigneeTypeOf(textAt(answer.body, 'assigneeType') ?? '');
      const all = (side: 'before' | 'after'): boolean =>
        (lead === undefined || nowLead === (lead[side]?.accountId ?? null)) &&
        (assigneeType === undefined || nowType === assigneeType[side]);
      if (all('after')) return 'done';
      return all('before') ? 'not-done' : 'differs';
    },
  }),
  inverse: (target) => inverseOf(target),
});
