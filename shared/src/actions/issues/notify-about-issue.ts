/**
 * `issue.notify`: Jira mails people about an issue, in the reporter's own words. A mail cannot be called back, and Jira
 * does not tell afterwards whether one was sent, so reading back never says "done".
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
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
import { plainText } from '../look-up/adf-text.ts';
import { longText } from '../look-up/field-wishes.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { ask, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { countAt, idAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { allSee } from '../look-up/who-sees-issue.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import type { NotifyTarget } from './targets.ts';

type Args = { issue: string; to: string[]; subject?: string; text: string };

const ROLES: Readonly<Record<string, 'assignee' | 'reporter' | 'watchers'>> = {
  assignee: 'assignee',
  'the assignee': 'assignee',
  reporter: 'reporter',
  'the reporter': 'reporter',
  watchers: 'watchers',
  'the watchers': 'watchers',
};
const PEOPLE = ['fields.assignee.accountId', 'fields.reporter.accountId'];

interface Recipients {
  roles: Set<string>;
  people: PersonFact[];
}

function* findRecipients(
  wanted: readonly string[],
  context: ResolveContext,
): Reading<Result<Recipients, Obstacle>> {
  const roles = new Set<string>();
  const named: string[] = [];
  for (const each of wanted) {
    const word = foldName(bareWords(each));
    const role = Object.hasOwn(ROLES, word) ? ROLES[word] : undefined;
    if (role === undefined) named.push(each);
    else roles.add(role);
  }
  const people: PersonFact[] = [];
  for (const person of yield* readTogether(...named.map((each) => findUser(each, context)))) {
    if (!person.ok) return person;
    people.push(person.value);
  }
  return ok({ roles, people });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.notify'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const text = plainText(args.text);
  if (text === '') return ask('text', args.text, [], 'What shall the mail say?');
  const read = issueRead(key.value, ['assignee', 'reporter'], PEOPLE);
  const [[answer, counted], to] = yield* readTogether(
    readAll([
      read,
      issueRead(key.value, ['summary', 'watches'], ['fields.summary', 'fields.watches.watchCount']),
    ]),
    findRecipients(args.to, context),
  );
  const issue = issueIn(args.issue, answer);
  if (!issue.ok) return issue;
  if (!to.ok) return to;
  return yield* finish(
    issue.value,
    { answer, counted },
    to.value,
    { text, subject: args.subject },
    context,
  );
}

interface Answers {
  answer: JiraReadResult;
  counted: JiraReadResult;
}

function subjectOf(wanted: string | undefined, key: string, { counted }: Answers): string {
  const own = plainText(wanted ?? '').replace(/\n+/g, ' ');
  return own === '' ? `${key}: ${textAt(counted.body, 'fields.summary') ?? ''}` : own;
}

function* finish(
  issue: Issue,
  answers: Answers,
  { roles, people }: Recipients,
  said: { text: string; subject: string | undefined },
  context: ResolveContext,
): Reading<Outcome<'issue.notify'>> {
  const own = issue.key;
  const { text } = said;
  if (
    roles.has('assignee') &&
    idAt(answers.answer.body, 'fields.assignee.accountId') === undefined
  ) {
    return unsupported(`${own} has no assignee who could get a mail.`);
  }
  const allowed = yield* allSee(issue, people);
  if (!allowed.ok) return allowed;
  const subject = subjectOf(said.subject, own, answers);
  const watchers = countAt(answers.counted.body, 'fields.watches.watchCount');
  const target: NotifyTarget = {
    issue: { id: issue.id, key: own },
    to: {
      assignee: roles.has('assignee'),
      reporter: roles.has('reporter'),
      watchers: roles.has('watchers'),
      users: people.map(({ accountId, name }) => ({ accountId, name })),
    },
    subject,
    text,
  };
  const [pinned] = yield* readAll([issueRead(own, ['assignee', 'reporter'], PEOPLE)]);
  return found({
    target,
    facts: factsOf(context, {
      targets: [issueTarget(issue), projectOfIssue(issue)],
      projectIds: [issue.projectId],
      people,
      counts: countsOf(people, roles, watchers),
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Mail about ${own} with the subject ${quoted(subject)}`,
        before: 'none',
        after: text,
      },
    ],
    preconditions: [
      precondition(
        `Assignee and reporter of ${own}`,
        issueRead(own, ['assignee', 'reporter'], PEOPLE),
        pinned,
      ),
    ],
    radius: [
      ...(roles.has('watchers') ? [watchersSentence(watchers)] : []),
      'The mail comes in the name of Jira and cannot be called back',
    ],
  });
}

/** Null where it goes to watchers and Jira does not say how many there are. */
function countsOf(people: PersonFact[], roles: Set<string>, watchers: number | undefined) {
  const watching = roles.has('watchers') ? watchers : 0;
  if (watching === undefined) return null;
  return { issues: 1, projects: 1, users: people.length + roles.size + watching };
}

function watchersSentence(watchers: number | undefined): string {
  return watchers === undefined
    ? 'All watchers get it; Jira does not say how many there are'
    : `${countOf(watchers, 'watcher')} get it`;
}

/** Catalogue entry of `issue.notify`. */
export const notifyAboutIssue = defineAction('issue.notify', {
  area: 'issue_ops',
  title: 'Mail people about an issue',
  defaultClass: 'requires-approval',
  approvalBecause: 'It sends mail in the name of Jira.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'A mail cannot be called back' },
  blastRadius: 'people who get the mail',
  connections: ['forge', 'oauth'],
  writes: operations('notify'),
  reads: operations('getIssue', 'findUsers', 'getUser', 'getBulkPermissions'),
  schema: z.strictObject({
    issue: words,
    to: z.array(words).min(1).max(20),
    subject: optionalWords,
    text: longText,
  }),
  verbatim: ['subject', 'text'],
  resolve,
  compile: ({ issue, to, subject, text }) => [
    requestOf('notify', {
      path: { issueIdOrKey: issue.key },
      body: {
        subject,
        textBody: text,
        to: {
          assignee: to.assignee,
          reporter: to.reporter,
          watchers: to.watchers,
          users: to.users.map(({ accountId }) => ({ accountId })),
        },
      },
    }),
  ],
  check: ({ issue }) => ({ reads: [issueRead(issue.key, [], [])], judge: () => 'unknown' }),
  inverse: () => null,
});
