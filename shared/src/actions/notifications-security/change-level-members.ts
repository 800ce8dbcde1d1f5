/**
 * `issue_security.level.member.add` and `.remove`: who sees the issues of a security level, in every project that uses
 * the scheme. Kraken counts the issues it sees itself, which may not be all.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, InverseWish, PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeOf, type SchemeOf } from '../look-up/find-scheme-of.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { findSharing } from '../look-up/scheme-sharing.ts';
import { sharingFacts, usersSentence } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import {
  findListed,
  findRecipient,
  isSameRecipient,
  recipientArg,
  recipientOf,
} from './recipients.ts';
import {
  findLevel,
  type LevelMembers,
  MEMBER_KINDS,
  membersIn,
  membersRead,
  readMembers,
  requestKind,
  SECURITY_MAPPING,
  SECURITY_SCHEMES,
} from './security-levels.ts';
import type { LevelMemberTarget } from './sentences.ts';

type Args = { scheme?: string; project?: string; level: string; member: string };

interface Place extends SchemeOf, LevelMembers {
  level: { id: string; name: string };
}

function* findPlace(args: Args, context: ResolveContext): Reading<Result<Place, Obstacle>> {
  const where = yield* findSchemeOf(args, SECURITY_SCHEMES, context);
  if (!where.ok) return where;
  const level = yield* findLevel(args.level, where.value.scheme, context);
  if (!level.ok) return level;
  const members = yield* readMembers(where.value.scheme.id, level.value);
  return members.ok ? ok({ ...where.value, level: level.value, ...members.value }) : members;
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_security.level.member.add'>> {
  const [place, who] = yield* readTogether(
    findPlace(args, context),
    findRecipient(args.member, MEMBER_KINDS, context),
  );
  if (!place.ok) return place;
  if (!who.ok) return who;
  const { scheme, level, members } = place.value;
  const { recipient: member, person } = who.value;
  if (members.some((line) => isSameRecipient(line, member))) {
    return already(`${member.words} already sees issues of the level ${quoted(level.name)}.`);
  }
  const target: LevelMemberTarget = { scheme, level, member, memberId: '' };
  return found(yield* findingOf(place.value, target, person, context));
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'issue_security.level.member.remove'>> {
  const place = yield* findPlace(args, context);
  if (!place.ok) return place;
  const { scheme, level, members } = place.value;
  const line = yield* findListed(
    { thing: 'member', words: args.member, listed: members, kinds: MEMBER_KINDS },
    context,
  );
  if (!line.ok) return line;
  if ('absent' in line.value)
    return already(`${line.value.absent} is not in the level ${quoted(level.name)}.`);
  if (members.length === 1) {
    return unsupported(
      `Nobody would see issues of the level ${quoted(level.name)} any more; name somebody else for it first.`,
    );
  }
  const member = recipientOf(line.value.line, MEMBER_KINDS);
  const target: LevelMemberTarget = { scheme, level, member, memberId: line.value.line.id };
  return found(yield* findingOf(place.value, target, undefined, context));
}

function* findingOf(
  { scheme, project, level, answer }: Place,
  target: LevelMemberTarget,
  person: PersonFact | undefined,
  context: ResolveContext,
) {
  const [shared, [counted]] = yield* readTogether(
    findSharing(SECURITY_MAPPING, scheme),
    readAll([countRead(`level = ${level.id}`)]),
  );
  const { member, memberId } = target;
  const sight = [`not seen by ${member.words}`, `seen by ${member.words}`];
  const [before = '', after = ''] = memberId === '' ? sight : sight.reverse();
  const users = shared?.projects ?? null;
  const sharing = sharingFacts(schemeTarget(scheme), users, project, context);
  return {
    target,
    facts: factsOf(context, {
      ...sharing,
      // Kraken may not see all issues of a level, so their number is not known.
      counts: null,
      people: person === undefined ? [] : [person],
      hasCompleteInverse: recipientArg(member, MEMBER_KINDS) !== undefined,
    }),
    rows: [{ label: `Issues of the security level ${quoted(level.name)}`, before, after }],
    preconditions: [
      precondition(
        `Who is in the security level ${quoted(level.name)}`,
        membersRead(scheme.id, level.id),
        answer,
      ),
      ...(shared?.preconditions ?? []),
    ],
    radius: [issuesSentence(countIn(counted)), usersSentence(users, 'scheme')],
  };
}

function issuesSentence(count: number | undefined): string {
  return count === undefined
    ? 'Jira does not say how many issues have this level'
    : `Kraken sees ${countOf(count, 'issue')} with this level; there may be more that it cannot see`;
}

/** Whether the member is in the level; nobody is in a level for which Jira answers 404. */
function checkOf({ scheme, level, member }: LevelMemberTarget, isIn: boolean): EffectCheck {
  const isListed = (answer: JiraReadResult): boolean =>
    membersIn(answer).some((line) => isSameRecipient(line, member));
  return {
    reads: [membersRead(scheme.id, level.id)],
    judge([answer]) {
      if (answer?.status !== 200 && answer?.status !== 404) return 'unknown';
      return isListed(answer) === isIn ? 'done' : 'not-done';
    },
  };
}

function wishOf(type: string, { scheme, level, member }: LevelMemberTarget): InverseWish[] | null {
  const arg = recipientArg(member, MEMBER_KINDS);
  if (arg === undefined) return null;
  return [{ type, args: { scheme: namedId(scheme.id), level: namedId(level.id), member: arg } }];
}

const COMMON = {
  area: 'notification_security',
  defaultClass: 'requires-approval',
  level: 'critical',
  blastRadius: 'issues of the level that Kraken sees; every project that uses the scheme',
  connections: ['forge', 'oauth'],
  reads: operations(
    'getProject',
    'searchProjects',
    'getIssueSecuritySchemes',
    'getIssueSecurityScheme',
    'getProjectIssueSecurityScheme',
    'getIssueSecurityLevelMembers',
    'searchProjectsUsingSecuritySchemes',
    'countIssues',
    'getAllProjectRoles',
    'findGroups',
    'bulkGetGroups',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    scheme: optionalWords,
    project: optionalWords,
    level: words,
    member: words,
  }),
} as const;

/** Catalogue entry of `issue_security.level.member.add`. */
export const addLevelMember = defineAction('issue_security.level.member.add', {
  ...COMMON,
  title: 'Let somebody see a security level',
  approvalBecause: 'It discloses confidential issues.',
  reversibility: {
    kind: 'partial',
    sentence: 'The access can be taken back; what was read meanwhile stays known',
  },
  writes: operations('addSecurityLevelMembers'),
  resolve: resolveAdd,
  compile: ({ scheme, level, member }) => [
    requestOf('addSecurityLevelMembers', {
      path: { schemeId: scheme.id, levelId: level.id },
      body: {
        members: [
          {
            type: requestKind(member.type),
            ...(member.parameter !== '' && { parameter: member.parameter }),
          },
        ],
      },
    }),
  ],
  check: (target) => checkOf(target, true),
  inverse: (target) => wishOf('issue_security.level.member.remove', target),
});

/** Catalogue entry of `issue_security.level.member.remove`. */
export const removeLevelMember = defineAction('issue_security.level.member.remove', {
  ...COMMON,
  title: 'Remove somebody from a security level',
  approvalBecause: 'It may lock people out of issues they work on.',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the access can be given again' },
  writes: operations('removeMemberFromSecurityLevel'),
  resolve: resolveRemove,
  compile: ({ scheme, level, memberId }) => [
    requestOf('removeMemberFromSecurityLevel', {
      path: { schemeId: scheme.id, levelId: level.id, memberId },
    }),
  ],
  check: (target) => checkOf(target, false),
  inverse: (target) => wishOf('issue_security.level.member.add', target),
});
