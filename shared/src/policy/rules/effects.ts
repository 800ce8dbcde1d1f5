/** R101 to R103 and R106 to R108: what the action does, how much of it, and whether it can be taken back. */
import type { ApprovalLevel, Target } from '../../actions/action.ts';
import type { PolicyInput } from '../classification.ts';
import { nameList } from '../plain-name.ts';
import type { PolicyRule, Subject } from '../rule.ts';

/** R107: automatic actions of one requester in an hour, and actions of one type on one target in a day. */
const RATE_CAPS = { autoPerRequesterAndHour: 10, sameTypeOnTargetAndDay: 5 } as const;

/** Over this many issues an action is bulk whatever the site's own limit says, and its approval critical. */
const CRITICAL_ISSUES = 100;

/** Critical whatever their catalogue entry says: POLICY.md, levels. */
const CRITICAL_TYPES =
  /^(project\.delete|project\.member\.clear|issue\.bulk_delete|permission_scheme\..*|issue_security\..*)$/;

/** Permission keys that administer something, in Jira's own spelling. */
const ADMINISTRATIVE = /ADMIN|^EDIT_(WORKFLOW|ISSUE_LAYOUT)$/;

const isCritical = ({ input, entry }: Subject): boolean =>
  entry?.level === 'critical' || CRITICAL_TYPES.test(input.action.type);

/** `A thing.`: one full stop, whatever the catalogue wrote. */
const stopped = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const joined = (parts: readonly string[]): string | undefined =>
  parts.length === 0 ? undefined : parts.join(' ');

const targetsOf = ({ input: { facts } }: Subject, wanted: Target['kind']): Target[] =>
  facts?.targets.filter(({ kind }) => kind === wanted) ?? [];

function approvalByNature(subject: Subject): string | undefined {
  const { input, entry } = subject;
  if (entry === undefined) return undefined;
  const parts: string[] = [];
  if (entry.defaultClass === 'requires-approval') {
    parts.push(stopped(entry.approvalBecause ?? 'This kind of action always needs approval'));
  } else if (isCritical(subject)) {
    parts.push('This kind of action is critical and always needs approval.');
  }
  for (const kind of ['scheme', 'screen'] as const) {
    const about = targetsOf(subject, kind);
    if (about.length > 0) parts.push(`It is about the ${kind} ${nameList(about)}.`);
  }
  if (input.facts !== null && input.facts.isGlobal !== false) {
    parts.push('It changes existing behaviour for the whole site.');
  }
  return joined(parts);
}

/** What can be taken back in part of the cases is decided by the facts of this one. */
function notReversible({ input, entry }: Subject): string | undefined {
  const kind = entry?.reversibility.kind ?? 'complete';
  const inverse = input.facts?.hasCompleteInverse ?? null;
  if (kind !== 'complete' && !(kind === 'partial' && inverse === true)) {
    return `It cannot be taken back completely: ${stopped(entry?.reversibility.sentence ?? '')}`;
  }
  return inverse === false
    ? 'As things stand in Jira, it cannot be taken back completely.'
    : undefined;
}

function administrativeAccess({ input: { facts } }: Subject): string | undefined {
  const keys = facts?.access?.permissions.filter((key) => ADMINISTRATIVE.test(key)) ?? [];
  if (facts?.grantsAdministration !== true && keys.length === 0) return undefined;
  return 'It gives administrative permissions.';
}

interface Amount {
  one: string;
  many: string;
  count: number;
  limit: number;
}

function amounts({ input, plan }: Subject): Amount[] {
  const { thresholds } = input.site;
  const issueLimit = Math.min(thresholds.issues, CRITICAL_ISSUES);
  return [
    { one: 'user', many: 'users', count: plan.users, limit: thresholds.users },
    { one: 'issue', many: 'issues', count: plan.issues, limit: issueLimit },
    { one: 'project', many: 'projects', count: plan.projects, limit: thresholds.projects },
  ];
}

function counted({ one, many, count, limit }: Amount): string {
  const number = Number.isFinite(count) ? String(count) : 'an unknown number of';
  return `${number} ${count === 1 ? one : many}, limit ${limit}`;
}

function tooMany(subject: Subject): string | undefined {
  // Negated, so that what is not a number is over the limit.
  const over = amounts(subject).filter(({ count, limit }) => !(count <= limit));
  if (over.length === 0) return undefined;
  const { sameType } = subject.plan;
  const who =
    sameType > 1 ? `The ${sameType} actions of this kind in the plan touch` : 'It touches';
  return `${who} ${over.map(counted).join('; ')}.`;
}

function tooOften({ input: { history }, plan }: Subject): string | undefined {
  const parts: string[] = [];
  const byRequester = history.autoActionsOfRequesterLastHour + plan.autoActions;
  if (!(byRequester <= RATE_CAPS.autoPerRequesterAndHour)) {
    parts.push(
      `With this plan it would be ${byRequester} automatic actions for this person within an hour, limit ${RATE_CAPS.autoPerRequesterAndHour}.`,
    );
  }
  const onTarget = history.sameTypeOnTargetLastDay + plan.sameTypeOnTarget;
  if (!(onTarget <= RATE_CAPS.sameTypeOnTargetAndDay)) {
    parts.push(
      `With this plan it would be ${onTarget} actions of this kind on the same target within a day, limit ${RATE_CAPS.sameTypeOnTargetAndDay}.`,
    );
  }
  return joined(parts);
}

function sharedObject({ input: { facts } }: Subject): string | undefined {
  const others = facts?.sharedWith ?? [];
  if (others.length === 0) return undefined;
  const projects = others.length === 1 ? '1 other project' : `${others.length} other projects`;
  return `What it changes is also used by ${projects}: ${nameList(others)}.`;
}

const countsOf = (input: PolicyInput) => input.facts?.counts ?? null;

/** Blast radius decides the level: over 100 issues, or not known. */
const levelOfAmount = ({ plan }: Subject): ApprovalLevel =>
  plan.issues <= CRITICAL_ISSUES ? 'standard' : 'critical';

export const natureRules: readonly PolicyRule[] = [
  {
    id: 'R101',
    class: 'requires-approval',
    when: 'this kind of action always needs approval',
    level: (subject) => (isCritical(subject) ? 'critical' : 'standard'),
    uses: (subject) => ({
      defaultClass: subject.entry?.defaultClass ?? null,
      level: subject.entry?.level ?? null,
      isGlobal: subject.input.facts?.isGlobal ?? null,
      schemes: subject.input.facts === null ? null : targetsOf(subject, 'scheme').length,
      screens: subject.input.facts === null ? null : targetsOf(subject, 'screen').length,
    }),
    matches: approvalByNature,
  },
  {
    id: 'R102',
    class: 'requires-approval',
    when: 'no complete inverse exists',
    uses: ({ input, entry }) => ({
      reversibility: entry?.reversibility.kind ?? null,
      hasCompleteInverse: input.facts?.hasCompleteInverse ?? null,
    }),
    matches: notReversible,
  },
  {
    id: 'R103',
    class: 'requires-approval',
    when: 'the role, group or grant carries an administrative permission',
    uses: ({ input }) => ({
      grantsAdministration: input.facts?.grantsAdministration ?? null,
      permissions: input.facts?.access?.permissions ?? null,
    }),
    matches: administrativeAccess,
  },
];

export const amountRules: readonly PolicyRule[] = [
  {
    id: 'R106',
    class: 'requires-approval',
    when: 'more objects are touched than the site allows without approval',
    level: levelOfAmount,
    uses: (subject) => ({
      counts: countsOf(subject.input),
      actionsOfThisKind: subject.plan.sameType,
      touched: amounts(subject).map(({ many, count, limit }) => ({ what: many, count, limit })),
    }),
    matches: tooMany,
  },
  {
    id: 'R107',
    class: 'requires-approval',
    when: 'the person or the target already got too much in the rolling windows',
    uses: ({ input: { history }, plan }) => ({
      autoActionsOfRequesterLastHour: history.autoActionsOfRequesterLastHour,
      sameTypeOnTargetLastDay: history.sameTypeOnTargetLastDay,
      autoActionsOfPlan: plan.autoActions,
      sameTypeOnTargetInPlan: plan.sameTypeOnTarget,
      ...RATE_CAPS,
    }),
    matches: tooOften,
  },
  {
    id: 'R108',
    class: 'requires-approval',
    when: 'the object changed is shared with other projects',
    uses: ({ input }) => ({ sharedWith: input.facts?.sharedWith?.map(({ id }) => id) ?? null }),
    matches: sharedObject,
  },
];
