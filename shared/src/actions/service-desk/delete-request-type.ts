/**
 * `jsm.request_type.delete`: a form is gone, and every request made with it loses its type. The operation is experimental
 * and for company-managed projects only; there is no other.
 */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  words,
} from '../define-action.ts';
import { countIn, countRead, pinCount } from '../look-up/count-issues.ts';
import { type Desk, deskTarget, findDesk } from '../look-up/find-desk.ts';
import {
  findRequestType,
  isWholePage,
  requestTypesRead,
  typesIn,
} from '../look-up/find-request-type.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { pinItem } from '../look-up/pin-reads.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import type { RequestTypeTarget } from './sentences.ts';

type Args = { project: string; requestType: string };

/** Names that can stand in a query; of others the requests are not counted. */
const PLAIN_NAME = /^[A-Za-z0-9 _-]{1,200}$/;

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'jsm.request_type.delete'>> {
  const where = yield* findDesk(args.project, context);
  if (!where.ok) return where;
  const { desk, project } = where.value;
  if (project.isTeamManaged) {
    return unsupported(
      `${desk.key} is managed by its team: its request types go with their issue types, in the project's settings.`,
    );
  }
  const type = yield* findRequestType(args.requestType, desk, context);
  if (!type.ok) return type;
  const { id, name } = type.value;
  const read = requestTypesRead(desk);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead(`the request types of ${desk.key}`, answer);
  if (!isWholePage(answer)) {
    return unsupported(`${desk.key} has more request types than Kraken can read back.`);
  }
  const counted = yield* readOptional(queryOf(desk, name), countRequests);
  return found(findingOf({ desk, requestType: { id, name } }, { read, answer, counted }, context));
}

interface Shown {
  read: JiraRead;
  answer: JiraReadResult;
  /** Requests made with the type; undefined: not counted. */
  counted: { read: JiraRead; answer: JiraReadResult } | undefined;
}

function findingOf(
  target: RequestTypeTarget,
  { read, answer, counted }: Shown,
  context: ResolveContext,
): Finding<'jsm.request_type.delete'> {
  const { desk } = target;
  const { id, name } = target.requestType;
  const count = counted === undefined ? undefined : countIn(counted.answer);
  return {
    target,
    facts: factsOf(context, {
      targets: [deskTarget(desk), { kind: 'request-type', id, name }],
      projectIds: [desk.projectId],
      counts: count === undefined ? null : { issues: count, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: true,
    }),
    rows: [{ label: `Request type of ${desk.key}`, before: name, after: DELETED_FOR_GOOD }],
    preconditions: [
      pinItem(`Request type ${quoted(name)} of ${desk.key}`, read, answer, {
        list: 'values[].id',
        value: id,
      }),
      ...(counted === undefined
        ? []
        : pinCount(`Requests made with ${quoted(name)}`, counted.read, counted.answer)),
    ],
    radius: [lossWords(count)],
  };
}

/** Requests made with the type. Jira names it with the key of its project. */
function queryOf({ key }: Desk, name: string): string | undefined {
  return PLAIN_NAME.test(name) ? `"Request Type" = "${name} (${key})"` : undefined;
}

function* countRequests(jql: string): Reading<{ read: JiraRead; answer: JiraReadResult }> {
  const read = countRead(jql);
  const [answer] = yield* readAll([read]);
  return { read, answer };
}

function lossWords(count: number | undefined): string {
  if (count === undefined)
    return 'Requests made with it lose their type; Jira does not say how many';
  if (count === 0) return 'No request was made with it';
  const verb = count === 1 ? 'loses' : 'lose';
  return `${countOf(count, 'request')} made with it ${verb} the type and cannot get it back`;
}

/** Catalogue entry of `jsm.request_type.delete`. */
export const deleteRequestType = defineAction('jsm.request_type.delete', {
  area: 'jsm',
  title: 'Delete a request type',
  defaultClass: 'requires-approval',
  approvalBecause: 'Requests made with it lose their type for good.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: the form, its groups and the type of old requests are lost',
  },
  blastRadius: 'requests of this type',
  connections: ['forge', 'oauth'],
  writes: operations('deleteRequestType'),
  reads: operations(
    'getServiceDesks',
    'searchProjects',
    'getProject',
    'getRequestTypes',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, requestType: words }),
  resolve,
  compile: ({ desk, requestType }) => [
    requestOf('deleteRequestType', {
      path: { serviceDeskId: desk.id, requestTypeId: requestType.id },
    }),
  ],
  check: ({ desk, requestType }) => ({
    reads: [requestTypesRead(desk)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      if (typesIn(answer).some(({ id }) => id === requestType.id)) return 'not-done';
      return isWholePage(answer) ? 'done' : 'unknown';
    },
  }),
  inverse: () => null,
});
