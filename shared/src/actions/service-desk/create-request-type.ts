/**
 * `jsm.request_type.create`: a new form for customers, hidden until somebody puts it into a group of the portal. The
 * operation is experimental and gives the form only the required fields; there is no other. Team-managed projects make
 * request types from issue types by themselves.
 */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { madeCheck, memberHolds } from '../effects.ts';
import { type Desk, deskTarget, findDesk } from '../look-up/find-desk.ts';
import { projectRead } from '../look-up/find-project.ts';
import { isWholePage, requestTypesRead, typesIn } from '../look-up/find-request-type.ts';
import { bareWords, foldName, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { chooseIssueType, ISSUE_TYPE_FIELDS } from './request-issue-type.ts';

type Args = {
  project: string;
  name: string;
  issueType?: string;
  description?: string;
  help?: string;
};

const textOf = (text: string | undefined): string | null =>
  text === undefined ? null : bareWords(text);

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'jsm.request_type.create'>> {
  const name = bareWords(args.name);
  if (!looksLikeName(name)) return ask('name', args.name);
  const where = yield* findDesk(args.project, context);
  if (!where.ok) return where;
  const { desk, project } = where.value;
  if (project.isTeamManaged) {
    return unsupported(
      `${desk.key} is managed by its team: a new issue type, made in the project's settings, becomes a request type there.`,
    );
  }
  const typesAre = projectRead(desk.key, ISSUE_TYPE_FIELDS);
  const [types, forms] = yield* readAll([typesAre, requestTypesRead(desk)]);
  if (types.status !== 200) return refusedRead(`the issue types of ${desk.key}`, types);
  const issueType = yield* chooseIssueType(args.issueType, where.value, types, context);
  if (!issueType.ok) return issueType;
  const free = yield* nameIsFree({ name, issueType: issueType.value, desk, forms }, context);
  if (!free.ok) return free;
  const texts = { description: textOf(args.description), help: textOf(args.help) };
  const wish = { name, issueType: issueType.value, desk, forms };
  return found(findingOf(wish, texts, { read: typesAre, answer: types }, context));
}

interface Shown {
  read: JiraRead;
  answer: JiraReadResult;
}

function findingOf(
  { desk, name, issueType, forms }: Wish,
  texts: { description: string | null; help: string | null },
  types: Shown,
  context: ResolveContext,
) {
  return {
    target: { desk, name, issueType, ...texts },
    facts: factsOf(context, {
      targets: [deskTarget(desk), { kind: 'request-type', id: name, name }],
      projectIds: [desk.projectId],
      counts: { projects: 1 },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [
      { label: `Request type of ${desk.key}`, before: 'none', after: name },
      { label: 'Issue type', before: 'none', after: issueType.name },
    ],
    preconditions: [
      {
        ...precondition(`Request types of ${desk.key}`, requestTypesRead(desk), forms),
        holds: memberHolds({ list: 'values[].name', value: name }, false),
      },
      {
        ...precondition(`Issue types of ${desk.key}`, types.read, types.answer),
        holds: memberHolds({ list: 'issueTypes[].id', value: issueType.id }, true),
      },
    ],
    radius: ['Customers do not see it until it is put into a group of the portal'],
  } satisfies Finding<'jsm.request_type.create'>;
}

interface Wish {
  name: string;
  issueType: { id: string; name: string };
  desk: Desk;
  forms: JiraReadResult;
}

/** No request type is called so: the same one is there already, another of that name is asked. */
function* nameIsFree(
  { name, issueType, desk, forms }: Wish,
  context: ResolveContext,
): Reading<Result<null, Obstacle>> {
  if (forms.status !== 200) return refusedRead(`the request types of ${desk.key}`, forms);
  const same = typesIn(forms).filter((type) => foldName(type.name) === foldName(name));
  if (same.some((type) => type.name === name && idAt(type.body, 'issueTypeId') === issueType.id)) {
    return already(`${desk.key} already has the request type ${quoted(name)}.`);
  }
  if (same.length > 0) {
    const choices = same.map((type) => type.name);
    const guard = { projectId: desk.projectId };
    return yield* askVisibly({ thing: 'request type', words: name, choices, guard }, context);
  }
  return isWholePage(forms)
    ? ok(null)
    : unsupported(`${desk.key} has more request types than Kraken can compare the name with.`);
}

/** Catalogue entry of `jsm.request_type.create`. */
export const createRequestType = defineAction('jsm.request_type.create', {
  area: 'jsm',
  title: 'Create a request type',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone while nobody uses it' },
  blastRadius: 'one service desk; hidden from customers at first',
  connections: ['forge', 'oauth'],
  writes: operations('createRequestType'),
  reads: operations(
    'getServiceDesks',
    'searchProjects',
    'getProject',
    'getRequestTypes',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    name: words,
    issueType: optionalWords,
    description: optionalWords,
    help: optionalWords,
  }),
  resolve,
  compile: ({ desk, name, issueType, description, help }) => [
    requestOf('createRequestType', {
      path: { serviceDeskId: desk.id },
      body: {
        name,
        issueTypeId: issueType.id,
        description: description ?? '',
        helpText: help ?? '',
      },
      capture: { requestTypeId: 'id' },
    }),
  ],
  check: ({ desk, name }) =>
    madeCheck(requestTypesRead(desk), { list: 'values[].name', value: name }),
  inverse: ({ desk }, { requestTypeId }) =>
    requestTypeId === undefined
      ? null
      : [
          {
            type: 'jsm.request_type.delete',
            args: { project: namedId(desk.id), requestType: namedId(requestTypeId) },
          },
        ],
});
