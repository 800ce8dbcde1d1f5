/** `issue.watcher.change`: people start or stop to get mail about one issue. */
import { z } from 'zod';
import type { JiraRequest, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { isMember, memberHolds } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { findUser } from '../look-up/find-user.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { allSee } from '../look-up/who-sees-issue.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { listOf } from '../sentence-words.ts';
import type { WatcherTarget } from './targets.ts';

type Args = { issue: string; add?: string[]; remove?: string[] };

const LIST = 'watchers[].accountId';
const MAX_PEOPLE = 20;

const watchersRead = (key: string) =>
  readOf('getIssueWatchers', { path: { issueIdOrKey: key }, pick: [LIST] });

function* findPeople(
  wanted: readonly string[],
  mayBeInactive: boolean,
  context: ResolveContext,
): Reading<Result<PersonFact[], Obstacle>> {
  const people = yield* readTogether(
    ...wanted.map((each) => findUser(each, context, { mayBeInactive })),
  );
  const found = new Map<string, PersonFact>();
  for (const person of people) {
    if (!person.ok) return person;
    found.set(person.value.accountId, person.value);
  }
  return ok([...found.values()]);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.watcher.change'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const { add: wanted = [], remove: unwanted = [] } = args;
  if (wanted.length + unwanted.length === 0) return ask('person', '');
  const [[first, answer], adding, removing] = yield* readTogether(
    readAll([issueRead(key.value, [], []), watchersRead(key.value)]),
    findPeople(wanted, false, context),
    findPeople(unwanted, true, context),
  );
  const issue = issueIn(args.issue, first);
  if (!issue.ok) return issue;
  if (!adding.ok) return adding;
  if (!removing.ok) return removing;
  if (answer.status !== 200) return refusedRead(`the watchers of ${issue.value.key}`, answer);
  const watches = ({ accountId }: PersonFact): boolean =>
    isMember(answer, { list: LIST, value: accountId }) === true;
  const add = adding.value.filter((person) => !watches(person));
  const remove = removing.value.filter(watches);
  if (add.length + remove.length === 0) {
    return already(`The watchers of ${issue.value.key} are already as asked.`);
  }
  const allowed = yield* allSee(issue.value, add);
  if (!allowed.ok) return allowed;
  return found({
    target: targetOf(issue.value, add, remove),
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      people: [...add, ...remove],
      counts: { issues: 1, projects: 1, users: add.length + remove.length },
      // A deactivated account cannot be made a watcher again.
      hasCompleteInverse: remove.every(({ isActive }) => isActive),
      changesProjects: false,
    }),
    rows: [
      ...add.map(({ name }) => watchRow(name, issue.value, 'yes')),
      ...remove.map(({ name }) => watchRow(name, issue.value, 'no')),
    ],
    preconditions: [...add, ...remove].map(
      (person): Precondition => ({
        ...precondition(
          `${person.name} watches ${issue.value.key}`,
          watchersRead(issue.value.key),
          answer,
        ),
        holds: memberHolds({ list: LIST, value: person.accountId }, remove.includes(person)),
      }),
    ),
    radius: [
      ...(add.length > 0 ? [`${listOf(add.map(({ name }) => name))} will get mail about it`] : []),
    ],
  });
}

const watchRow = (name: string, { key }: Issue, after: 'yes' | 'no') => ({
  label: `${name} watches ${key}`,
  before: after === 'yes' ? 'no' : 'yes',
  after,
});

const targetOf = (issue: Issue, add: PersonFact[], remove: PersonFact[]): WatcherTarget => ({
  issue: { id: issue.id, key: issue.key },
  add: add.map(({ accountId, name }) => ({ accountId, name })),
  remove: remove.map(({ accountId, name }) => ({ accountId, name })),
});

/** Catalogue entry of `issue.watcher.change`. */
export const changeWatchers = defineAction('issue.watcher.change', {
  area: 'issue_ops',
  title: 'Add and remove watchers of an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'MANAGE_WATCHERS',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'people who start or stop to get mail',
  connections: ['forge', 'oauth'],
  writes: operations('addWatcher', 'removeWatcher'),
  reads: operations('getIssue', 'getIssueWatchers', 'findUsers', 'getUser', 'getBulkPermissions'),
  schema: z.strictObject({
    issue: words,
    add: z.exactOptional(z.array(words).max(MAX_PEOPLE)),
    remove: z.exactOptional(z.array(words).max(MAX_PEOPLE)),
  }),
  resolve,
  compile: ({ issue, add, remove }): JiraRequest[] => [
    ...add.map(({ accountId }) =>
      // The body is the bare account id as a JSON text.
      requestOf('addWatcher', { path: { issueIdOrKey: issue.key }, body: accountId }),
    ),
    ...remove.map(({ accountId }) =>
      requestOf('removeWatcher', {
        path: { issueIdOrKey: issue.key },
        query: [['accountId', accountId]],
      }),
    ),
  ],
  check: ({ issue, add, remove }) => ({
    reads: [watchersRead(issue.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const count = (people: WatcherTarget['add']): number =>
        people.filter(({ accountId }) => isMember(answer, { list: LIST, value: accountId })).length;
      if (count(add) === add.length && count(remove) === 0) return 'done';
      return count(add) === 0 && count(remove) === remove.length ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ issue, add, remove }) => [
    {
      type: 'issue.watcher.change',
      args: {
        issue: issue.key,
        add: remove.map(({ accountId }) => mentionOf(accountId)),
        remove: add.map(({ accountId }) => mentionOf(accountId)),
      },
    },
  ],
});
