/** Leads of components: who it is, who shall be it, and what changes with it. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ChangeRow, InverseWish, PersonFact, ResolveContext } from '../action.ts';
import { isAccountId, mentionOf } from '../look-up/account-id.ts';
import { countRead } from '../look-up/count-issues.ts';
import { idAndName, type Part } from '../look-up/find-part.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { textAt } from '../look-up/read-answer.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { assigneeTypeOf, assigneeTypeWords } from './assignee-type.ts';
import { type AssigneeType, assigneeWords, type ComponentLeadTarget } from './sentences.ts';

type Lead = NonNullable<ComponentLeadTarget['lead']>['before'];

const NOBODY = new Set(['nobody', 'no one', 'none']);

/** The lead in what was read of a component. */
export function leadIn(body: Json): Lead {
  const accountId = textAt(body, 'lead.accountId');
  if (accountId === undefined) return null;
  return { accountId, name: textAt(body, 'lead.displayName') ?? accountId };
}

/** The person the words mean; null for nobody, undefined where the wish says nothing. */
export function* findLead(
  wanted: string | null | undefined,
  context: ResolveContext,
): Reading<Result<PersonFact | null | undefined, Obstacle>> {
  if (wanted === undefined) return ok(undefined);
  if (wanted === null || NOBODY.has(foldName(bareWords(wanted)))) return ok(null);
  return yield* findUser(wanted, context);
}

/** What of the wish differs from what is there. */
export function targetOf(
  { project, part }: Part,
  lead: PersonFact | null | undefined,
  type: AssigneeType | undefined,
): ComponentLeadTarget {
  const before = leadIn(part.body);
  const oldType = assigneeTypeOf(textAt(part.body, 'assigneeType') ?? '');
  const isNewLead = lead !== undefined && lead?.accountId !== before?.accountId;
  return {
    project: { id: project.id, key: project.key },
    component: idAndName(part),
    ...(isNewLead && {
      lead: {
        before,
        after: lead === null ? null : { accountId: lead.accountId, name: lead.name },
      },
    }),
    ...(type !== undefined &&
      type !== oldType && { assigneeType: { before: oldType, after: type } }),
  };
}

/** Null where somebody who did not ask becomes the lead: his consent is not known (R110). */
export function inverseKnown(
  person: PersonFact | null,
  wasActive: boolean,
  context: ResolveContext,
): boolean | null {
  if (!wasActive) return false;
  return person === null || person.accountId === context.speakerAccountId ? true : null;
}

/** Counts open issues of a component that are assigned to its lead; none to count where there is no lead. */
export function openReads(componentId: string, lead: Lead): JiraRead[] {
  if (lead === null || !isAccountId(lead.accountId)) return [];
  return [
    countRead(
      `component = ${componentId} AND assignee = "${lead.accountId}" AND resolution IS EMPTY`,
    ),
  ];
}

/** True where new issues would go to a lead there is not. */
export function lacksLead({ part }: Part, { lead, assigneeType }: ComponentLeadTarget): boolean {
  const type = assigneeType?.after ?? assigneeTypeOf(textAt(part.body, 'assigneeType') ?? '');
  const leadAfter = lead === undefined ? leadIn(part.body) : lead.after;
  return type === 'COMPONENT_LEAD' && leadAfter === null;
}

/** One row per part that changes. */
export function rowsOf({ component, lead, assigneeType }: ComponentLeadTarget): ChangeRow[] {
  const name = (person: Lead): string => person?.name ?? 'nobody';
  return [
    ...(lead === undefined
      ? []
      : [
          {
            label: `Lead of ${quoted(component.name)}`,
            before: name(lead.before),
            after: name(lead.after),
          },
        ]),
    ...(assigneeType === undefined
      ? []
      : [
          {
            label: `New issues of ${quoted(component.name)} go to`,
            before: assigneeWords(assigneeType.before),
            after: assigneeWords(assigneeType.after),
          },
        ]),
  ];
}

/** What of the component's issues changes: only new ones. */
export function radiusOf(
  before: Lead,
  target: ComponentLeadTarget,
  open: number | undefined,
): string[] {
  if (before === null || target.lead === undefined) return ['Only new issues are affected'];
  return [
    'Only new issues are affected',
    open === undefined
      ? `Jira does not say how many open issues of it are assigned to ${before.name}`
      : `${countOf(open, 'open issue')} of it assigned to ${before.name} ${open === 1 ? 'stays' : 'stay'} as ${open === 1 ? 'it is' : 'they are'}`,
  ];
}

/** The old lead and the old way. */
export function inverseOf({ project, component, ...target }: ComponentLeadTarget): InverseWish[] {
  const before = target.lead?.before;
  const args = {
    project: project.key,
    component: namedId(component.id),
    ...(before !== undefined && { lead: before === null ? null : mentionOf(before.accountId) }),
    ...(target.assigneeType !== undefined && {
      defaultAssignee: assigneeTypeWords(target.assigneeType.before),
    }),
  };
  return [{ type: 'component.lead.set', args }];
}
