/**
 * `jsm.participant.add` and `jsm.participant.remove`: who takes part in one request and hears of it. One request per
 * person, so that each is done or not.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { isMember, memberHolds, membershipsCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { DESK_PAGE } from '../look-up/find-desk.ts';
import { type Issue, issueTarget, projectOfIssue } from '../look-up/find-issue.ts';
import {
  findPortalPeople,
  type PeopleSource,
  peopleRefs,
  peopleTargets,
  unusualAmong,
} from '../look-up/find-portal-people.ts';
import {
  findRequest,
  PARTICIPANT_IDS,
  participantsRead,
  type Request,
} from '../look-up/find-request.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { customersOf, searchedPeople } from '../look-up/people-lists.ts';
import { operations, requestOf } from '../operations.ts';
import { named } from '../sentence-words.ts';
import type { ParticipantsTarget } from './sentences.ts';
import { strangersTo } from './strangers.ts';

type Args = { issue: string; users: string[] };
type Kind = 'jsm.participant.add' | 'jsm.participant.remove';

function sourceOf({ issue, deskId }: Request, isAdded: boolean): PeopleSource {
  return {
    lists: (query) =>
      isAdded
        ? [customersOf(deskId, query), searchedPeople(query)]
        : [
            {
              items: 'values',
              pageSize: DESK_PAGE,
              read: (start) => participantsRead(issue.key, start),
            },
          ],
    guard: { projectId: issue.projectId },
    mayBeInactive: !isAdded,
  };
}

function* resolve(isAdded: boolean, args: Args, context: ResolveContext): Reading<Outcome<Kind>> {
  const request = yield* findRequest(args.issue, context);
  if (!request.ok) return request;
  const { issue, participants, reporter } = request.value;
  const people = yield* findPortalPeople(args.users, sourceOf(request.value, isAdded), context);
  if (!people.ok) return people;
  const owner = people.value.find(({ accountId }) => accountId === reporter);
  if (owner !== undefined) {
    return isAdded
      ? already(`${owner.name} is already the reporter of ${issue.key}.`)
      : unsupported(`${owner.name} is the reporter of ${issue.key}, who always takes part.`);
  }
  const changed = people.value.filter(
    ({ accountId }) =>
      isMember(participants, { list: PARTICIPANT_IDS, value: accountId }) !== isAdded,
  );
  if (changed.length === 0) {
    const state = isAdded ? 'already takes part' : 'already takes no part';
    return already(`${named(people.value)} ${state} in ${issue.key}.`);
  }
  const strangers = isAdded ? yield* strangersTo({ id: request.value.deskId }, changed) : [];
  return found<Kind>(findingOf(issue, changed, { participants, isAdded, strangers }, context));
}

interface Shown {
  participants: JiraReadResult;
  isAdded: boolean;
  strangers: readonly PersonFact[];
}

function findingOf(
  issue: Issue,
  people: readonly PersonFact[],
  { participants, isAdded, strangers }: Shown,
  context: ResolveContext,
) {
  return {
    target: { issue: { id: issue.id, key: issue.key }, people: peopleRefs(people) },
    facts: factsOf(context, {
      targets: [issueTarget(issue), projectOfIssue(issue), ...peopleTargets(people)],
      projectIds: [issue.projectId],
      people: [...unusualAmong(people, strangers), ...strangers],
      counts: { issues: 1, projects: 1, users: people.length },
      // Jira lets no deactivated account take part.
      hasCompleteInverse: isAdded || people.every(({ isActive }) => isActive),
      changesProjects: false,
    }),
    rows: people.map(({ name }) => ({
      label: `${name} among the participants of ${issue.key}`,
      before: isAdded ? 'no' : 'yes',
      after: isAdded ? 'yes' : 'no',
    })),
    preconditions: people.map(({ accountId, name }) => ({
      ...precondition(
        `${name} among the participants of ${issue.key}`,
        participantsRead(issue.key),
        participants,
      ),
      holds: memberHolds({ list: PARTICIPANT_IDS, value: accountId }, !isAdded),
    })),
    radius: isAdded ? [`${named(people)} will see ${issue.key} and get mail about it`] : [],
  };
}

const READS = [
  'getIssue',
  'getServiceDesks',
  'getRequestParticipants',
  'getUser',
  'getBulkPermissions',
] as const;
const schema = z.strictObject({ issue: words, users: z.array(words).min(1).max(50) });

const checkOf = ({ issue, people }: ParticipantsTarget, isIn: boolean) =>
  membershipsCheck(
    people.map(({ accountId }) => ({
      read: participantsRead(issue.key),
      member: { list: PARTICIPANT_IDS, value: accountId },
    })),
    isIn,
  );

const partsOf = ({ issue }: ParticipantsTarget, accountId: string) => ({
  path: { issueIdOrKey: issue.key },
  body: { accountIds: [accountId] },
});

const argsOf = ({ issue, people }: ParticipantsTarget): Args => ({
  issue: issue.key,
  users: people.map(({ accountId }) => mentionOf(accountId)),
});

/** Catalogue entry of `jsm.participant.add`. */
export const addParticipants = defineAction('jsm.participant.add', {
  area: 'jsm',
  title: 'Add participants to a request',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SERVICEDESK_AGENT',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'one request; the people added',
  connections: ['forge', 'oauth'],
  writes: operations('addRequestParticipants'),
  reads: operations(...READS, 'getCustomers', 'findUsers'),
  schema,
  resolve: (args, context) => resolve(true, args, context),
  compile: (target) =>
    target.people.map(({ accountId }) =>
      requestOf('addRequestParticipants', partsOf(target, accountId)),
    ),
  check: (target) => checkOf(target, true),
  inverse: (target) => [{ type: 'jsm.participant.remove', args: argsOf(target) }],
});

/** Catalogue entry of `jsm.participant.remove`. */
export const removeParticipants = defineAction('jsm.participant.remove', {
  area: 'jsm',
  title: 'Remove participants from a request',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SERVICEDESK_AGENT',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but not for an account that is deactivated',
  },
  blastRadius: 'one request; the people removed',
  connections: ['forge', 'oauth'],
  writes: operations('removeRequestParticipants'),
  reads: operations(...READS),
  schema,
  resolve: (args, context) => resolve(false, args, context),
  compile: (target) =>
    target.people.map(({ accountId }) =>
      requestOf('removeRequestParticipants', partsOf(target, accountId)),
    ),
  check: (target) => checkOf(target, false),
  inverse: (target) => [{ type: 'jsm.participant.add', args: argsOf(target) }],
});
