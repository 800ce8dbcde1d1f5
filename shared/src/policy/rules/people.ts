/** R104, R105, R109 and R113: who asked, in whose words, and whom it is about. */

import type { Json } from '../../json.ts';
import type { RequesterFacts, RequesterStanding } from '../classification.ts';
import { projectName } from '../plain-name.ts';
import { requesterNeedsOf } from '../requester-needs.ts';
import type { PolicyRule, Subject } from '../rule.ts';
import { standingIn, standingOn } from '../weaker-requester.ts';

/** Every project the action touches or gives access to, each once. */
export function projectsTouched({ input: { facts } }: Subject): string[] {
  if (facts === null) return [];
  return [
    ...new Set([...facts.projectIds, ...(facts.access === null ? [] : [facts.access.projectId])]),
  ];
}

/** The requester's standing in every project touched. */
export function standings(subject: Subject): RequesterStanding[] {
  return projectsTouched(subject).map((id) => standingIn(subject.input.requester, id));
}

function beyondOwnAccess(subject: Subject): string | undefined {
  const hidden = standings(subject).find(({ canBrowse }) => canBrowse === false);
  if (hidden !== undefined) {
    return `The person who asked cannot see ${projectName(subject.input, hidden.projectId)}.`;
  }
  return tooMuchAccess(subject) ?? beyondOwnRights(subject);
}

function tooMuchAccess({ input }: Subject): string | undefined {
  const { facts, requester } = input;
  const access = facts?.access ?? null;
  if (access === null) return undefined;
  const held = standingIn(requester, access.projectId).heldPermissions ?? access.permissions;
  const more = new Set(access.permissions.filter((permission) => !held.includes(permission))).size;
  if (more === 0) return undefined;
  const permissions = more === 1 ? '1 permission' : `${more} permissions`;
  return `It gives ${permissions} in ${projectName(input, access.projectId)} that the person who asked does not hold there.`;
}

/** What the person who asked could not do does not happen without a person; what Jira does not say counts as no. */
function beyondOwnRights(subject: Subject): string | undefined {
  return subject.input.facts?.askerDoubt ?? lackingGlobal(subject) ?? lackingThere(subject);
}

const needsOf = ({ input, entry }: Subject) => requesterNeedsOf(entry, input.facts);

function lackingGlobal(subject: Subject): string | undefined {
  const { requester } = subject.input;
  if (requester.isSiteAdmin === true) return undefined;
  const lacks = needsOf(subject).global.find((key) => !requester.globalPermissions?.includes(key));
  return lacks && lacking(lacks, 'in Jira');
}

type LackOf = (held: string[] | null) => string | undefined;

/** Rights are asked on the issues it touches; where it touches none, in the projects. No project known is no right known. */
function lackingThere(subject: Subject): string | undefined {
  const { input } = subject;
  const needs = needsOf(subject).inProjects;
  if (needs.length === 0 || input.requester.isSiteAdmin === true) return undefined;
  const lackOf: LackOf = (held) => needs.find((key) => !held?.includes(key));
  const issues = input.facts?.targets.filter(({ kind }) => kind === 'issue') ?? [];
  if (issues.length > 0) return lackingOn(issues, subject, lackOf);
  const there = standings(subject);
  if (there.length === 0) return lacking(needs.join(', '), 'in any project');
  for (const { projectId, heldPermissions } of there) {
    const lacks = lackOf(heldPermissions);
    if (lacks !== undefined) return lacking(lacks, `in ${projectName(input, projectId)}`);
  }
  return undefined;
}

function lackingOn(
  issues: ReadonlyArray<{ id: string }>,
  { input }: Subject,
  lackOf: LackOf,
): string | undefined {
  for (const { id } of issues) {
    const { canBrowse, heldPermissions } = standingOn(input.requester, id);
    if (canBrowse !== true) return 'Jira does not say that the person who asked can see the issue.';
    const lacks = lackOf(heldPermissions);
    if (lacks !== undefined) return lacking(lacks, 'on the issue');
  }
  return undefined;
}

function lacking(permission: string, where: string): string {
  return `Jira does not say that the person who asked could do it without Kraken ${where} (${permission}).`;
}

const KIND_SENTENCES: Partial<Record<RequesterFacts['kind'], string>> = {
  customer: 'The person who asked is a portal customer.',
  unlicensed: 'The person who asked has no licence for Jira.',
};

function weakRequester({ input: { requester } }: Subject): string | undefined {
  const parts = [KIND_SENTENCES[requester.kind]];
  if (requester.isActive === false)
    parts.push('The account of the person who asked is not active.');
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

function otherVoice({ input: { action } }: Subject): string | undefined {
  if (action.voices.length === 0) return 'No words of the ticket back what it would do.';
  return action.voices.every((voice) => voice === 'reporter' || voice === 'administrator')
    ? undefined
    : 'Words it rests on come from somebody other than the reporter or an administrator.';
}

function unusualPerson({ input: { facts } }: Subject): string | undefined {
  const people = facts?.people ?? [];
  const counts: Array<[number, string]> = [
    [people.filter(({ kind }) => kind === 'app').length, 'an app'],
    [people.filter(({ kind }) => kind === 'customer').length, 'a portal customer'],
    [
      people.filter(({ kind }) => !['licensed', 'app', 'customer'].includes(kind)).length,
      'not known on this site',
    ],
    [people.filter(({ isActive }) => isActive !== true).length, 'not active'],
  ];
  const said = counts.filter(([count]) => count > 0);
  if (said.length === 0) return undefined;
  const total = people.length === 1 ? 'the 1 person' : `the ${people.length} people`;
  return `Of ${total} it is about, ${said.map(([count, what]) => `${count} is ${what}`).join(', ')}.`;
}

const standingFacts = (subject: Subject): Json =>
  standings(subject).map(({ projectId, canBrowse, isProjectAdmin, heldPermissions }) => ({
    projectId,
    canBrowse,
    isProjectAdmin,
    heldPermissions,
  }));

const issueFacts = ({ input: { facts, requester } }: Subject): Json =>
  (facts?.targets ?? [])
    .filter(({ kind }) => kind === 'issue')
    .map(({ id }) => ({ ...standingOn(requester, id) }));

/** What the question about own rights rests on; nothing where the action needs none. */
function rightsFacts(subject: Subject): Record<string, Json> {
  const { facts, requester } = subject.input;
  const { inProjects, global } = needsOf(subject);
  return {
    ...(facts?.askerDoubt !== undefined && { askerDoubt: facts.askerDoubt }),
    ...(inProjects.length > 0 && { requesterNeeds: inProjects, issues: issueFacts(subject) }),
    ...(global.length > 0 && {
      needsGlobal: global,
      globalPermissions: requester.globalPermissions ?? null,
    }),
  };
}

function accessOf({ input: { facts } }: Subject): Json {
  const access = facts?.access ?? null;
  return access === null ? null : { ...access };
}

export const requesterRules: readonly PolicyRule[] = [
  {
    id: 'R104',
    class: 'requires-approval',
    when: 'the requester cannot see it, could not do it without Kraken, or holds less access there than it gives',
    uses: (subject) => ({
      access: accessOf(subject),
      standings: standingFacts(subject),
      ...rightsFacts(subject),
    }),
    matches: beyondOwnAccess,
  },
  {
    id: 'R105',
    class: 'requires-approval',
    when: 'the requester is a customer, inactive or unlicensed',
    uses: ({ input: { requester } }) => ({ kind: requester.kind, isActive: requester.isActive }),
    matches: weakRequester,
  },
];

export const voiceRule: PolicyRule = {
  id: 'R109',
  class: 'requires-approval',
  when: 'an argument comes from somebody other than the reporter or an administrator',
  uses: ({ input }) => ({ voices: [...input.action.voices] }),
  matches: otherVoice,
};

export const personRule: PolicyRule = {
  id: 'R113',
  class: 'requires-approval',
  when: 'a person it is about is an app, inactive, a customer or outside the site',
  uses: ({ input }) => ({
    people:
      input.facts?.people.map(({ accountId, kind, isActive }) => ({ accountId, kind, isActive })) ??
      null,
  }),
  matches: unusualPerson,
};
