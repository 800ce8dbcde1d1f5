/**
 * `jsm.organization.attach` and `jsm.organization.detach`: a customer organisation gets access to a service desk, or loses
 * it. The second is not in the plan of actions; it is what takes the first one back.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import { deskTarget, findDesk } from '../look-up/find-desk.ts';
import {
  deskOrganizationsRead,
  findOrganization,
  lists,
  organizationTarget,
} from '../look-up/find-organization.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { membersOf, sizeOf } from '../look-up/people-lists.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { OrganizationDeskTarget } from './sentences.ts';

type Args = { organization: string; project: string };
type Kind = 'jsm.organization.attach' | 'jsm.organization.detach';

function* resolve(
  isAttached: boolean,
  args: Args,
  context: ResolveContext,
): Reading<Outcome<Kind>> {
  const [organization, where] = yield* readTogether(
    findOrganization(args.organization, context),
    findDesk(args.project, context),
  );
  if (!organization.ok) return organization;
  if (!where.ok) return where;
  const { desk } = where.value;
  const { id, name } = organization.value;
  const [answer] = yield* readAll([deskOrganizationsRead(desk.id)]);
  if (answer.status !== 200) return refusedRead(`the organisations of ${desk.key}`, answer);
  const isIn = lists(answer, id);
  if (isIn === undefined)
    return unsupported(`${desk.key} has more organisations than Kraken reads.`);
  if (isIn === isAttached) {
    return already(
      `${quoted(name)} ${isIn ? 'is already' : 'is not'} among the customers of ${desk.key}.`,
    );
  }
  const members = yield* readPages(membersOf(id));
  if (members.state === 'refused')
    return refusedRead(`the people of ${quoted(name)}`, members.answer);
  const target = { organization: organization.value, desk };
  return found<Kind>(findingOf(target, { answer, members, isIn }, context));
}

interface Shown {
  answer: JiraReadResult;
  members: { items: Json[]; isWhole: boolean };
  isIn: boolean;
}

function findingOf(
  target: OrganizationDeskTarget,
  { answer, members, isIn }: Shown,
  context: ResolveContext,
): Finding<Kind> {
  const { organization, desk } = target;
  return {
    target,
    facts: factsOf(context, {
      targets: [organizationTarget(organization), deskTarget(desk)],
      projectIds: [desk.projectId],
      counts: members.isWhole ? { users: members.items.length, projects: 1 } : null,
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [
      {
        label: `${quoted(organization.name)} among the customers of ${desk.key}`,
        before: isIn ? 'yes' : 'no',
        after: isIn ? 'no' : 'yes',
      },
    ],
    preconditions: [
      {
        ...precondition(`Organisations of ${desk.key}`, deskOrganizationsRead(desk.id), answer),
        holds: memberHolds({ list: 'values[].id', value: organization.id }, isIn),
      },
    ],
    radius: [
      isIn
        ? `${sizeOf(members, ['loses', 'lose'])} access to the portal of ${desk.key}, except for those who were added by name`
        : `${sizeOf(members, ['gets', 'get'])} access to the portal of ${desk.key}, and so does whoever joins ${quoted(organization.name)} later`,
    ],
  };
}

const READS = operations(
  'getOrganizations',
  'getOrganizations@desk',
  'getUsersInOrganization',
  'getServiceDesks',
  'searchProjects',
  'getProject',
  'getBulkPermissions',
);
const schema = z.strictObject({ organization: words, project: words });

const partsOf = ({ organization, desk }: OrganizationDeskTarget) => ({
  path: { serviceDeskId: desk.id },
  body: { organizationId: Number(organization.id) },
});

const argsOf = ({ organization, desk }: OrganizationDeskTarget): Args => ({
  organization: namedId(organization.id),
  project: namedId(desk.id),
});

function checkOf({ organization, desk }: OrganizationDeskTarget, isAttached: boolean): EffectCheck {
  return {
    reads: [deskOrganizationsRead(desk.id)],
    judge([answer]) {
      const isIn = lists(answer, organization.id);
      if (isIn === undefined) return 'unknown';
      return isIn === isAttached ? 'done' : 'not-done';
    },
  };
}

/** Catalogue entry of `jsm.organization.attach`. */
export const attachOrganization = defineAction('jsm.organization.attach', {
  area: 'jsm',
  title: 'Add a customer organisation to a service desk',
  defaultClass: 'requires-approval',
  approvalBecause: 'It gives everybody in the organisation access to the portal.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'the people of the organisation; one service desk',
  connections: ['forge', 'oauth'],
  writes: operations('addOrganization'),
  reads: READS,
  schema,
  resolve: (args, context) => resolve(true, args, context),
  compile: (target) => [requestOf('addOrganization', partsOf(target))],
  check: (target) => checkOf(target, true),
  inverse: (target) => [{ type: 'jsm.organization.detach', args: argsOf(target) }],
});

/** Catalogue entry of `jsm.organization.detach`. */
export const detachOrganization = defineAction('jsm.organization.detach', {
  area: 'jsm',
  title: 'Remove a customer organisation from a service desk',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes access to the portal from everybody in the organisation.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'the people of the organisation; one service desk',
  connections: ['forge', 'oauth'],
  writes: operations('removeOrganization'),
  reads: READS,
  schema,
  resolve: (args, context) => resolve(false, args, context),
  compile: (target) => [requestOf('removeOrganization', partsOf(target))],
  check: (target) => checkOf(target, false),
  inverse: (target) => [{ type: 'jsm.organization.attach', args: argsOf(target) }],
});
