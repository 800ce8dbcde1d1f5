/**
 * `issue.comment.add`: words of the ticket become a comment of Kraken on an issue, which says whose they are; where that
 * is not one known person, it names nobody and a person decides. It carries a mark, so that it is found again when Jira's
 * answer was lost; comments on decisions carry another property and are orders of their own
 * (ADR 0002). In a service desk the customer reads it unless it is internal.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { plainText, quotedAdf } from '../look-up/adf-text.ts';
import { longText } from '../look-up/field-wishes.ts';
import {
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { userRead } from '../look-up/find-user.ts';
import { MARK_PROPERTY, markOf, markProperty } from '../look-up/mark.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { countAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';

type Args = { issue: string; text: string; internal?: boolean };

const PAGE = 100;
const WATCHES = 'fields.watches.watchCount';
const KIND = 'fields.project.projectTypeKey';
/** Types of projects no customer looks into. */
const INSIDE = new Set(['software', 'business', 'product_discovery']);
const MAX_NAME = 100;

/** The newest comments with their marks; nothing of their text leaves Jira. */
const marksRead = (key: string) =>
  readOf('getComments', {
    path: { issueIdOrKey: key },
    query: [
      ['orderBy', '-created'],
      ['maxResults', String(PAGE)],
      ['expand', 'properties'],
    ],
    pick: [
      'comments[].jsdPublic',
      'comments[].properties[].key',
      'comments[].properties[].value.mark',
    ],
  });

/** The comments with this mark: whether the customer of a desk reads each. */
function markedIn({ body }: JiraReadResult, mark: string): boolean[] {
  return itemsAt(body, 'comments')
    .filter((comment) =>
      itemsAt(comment, 'properties').some(
        (property) =>
          textAt(property, 'key') === MARK_PROPERTY && textAt(property, 'value.mark') === mark,
      ),
    )
    .map((comment) => isTrueAt(comment, 'jsdPublic'));
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.comment.add'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const text = plainText(args.text);
  if (text === '') return ask('text', args.text, [], 'What shall the comment say?');
  const [answer, comments] = yield* readAll([
    issueRead(key.value, ['watches'], [WATCHES, KIND]),
    marksRead(key.value),
  ]);
  const issue = issueIn(args.issue, answer);
  if (!issue.ok) return issue;
  if (comments.status !== 200) return refusedRead(`the comments of ${issue.value.key}`, comments);
  const kind = textAt(answer.body, KIND) ?? '';
  const isDesk = kind === 'service_desk';
  if (args.internal === true && !isDesk) {
    return unsupported(
      `${issue.value.projectKey} is no service desk: whoever sees ${issue.value.key} reads every comment on it.`,
    );
  }
  const isInternal = isDesk ? args.internal === true : null;
  const mark = markOf(context.issueKey, [issue.value.id, text, isInternal]);
  if (markedIn(comments, mark).length > 0)
    return already(`${issue.value.key} already has this comment.`);
  const read = issueRead(issue.value.key, [], [KIND]);
  const [still] = yield* readAll([read]);
  const isPublic = isForCustomers(kind, isInternal);
  const intro = yield* introFor(context);
  return found({
    target: {
      issue: { id: issue.value.id, key: issue.value.key },
      intro: intro.words,
      text,
      isInternal,
      mark,
    },
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      counts: { issues: 1, projects: 1 },
      // What a customer has read cannot be taken back.
      hasCompleteInverse: isPublic === null ? null : !isPublic,
      changesProjects: false,
      askerDoubt: intro.doubt,
    }),
    rows: [
      { label: `Comment on ${issue.value.key}`, before: 'none', after: `${intro.words}\n${text}` },
    ],
    preconditions: [precondition(`Issue ${issue.value.key}`, read, still)],
    radius: readersOf(countAt(answer.body, WATCHES), isPublic, isInternal),
  });
}

/** Whether customers read it; null where Jira tells no type of project that Kraken knows. */
function isForCustomers(kind: string, isInternal: boolean | null): boolean | null {
  if (kind === 'service_desk') return isInternal === false;
  return INSIDE.has(kind) ? false : null;
}

function readersOf(
  watchers: number | undefined,
  isPublic: boolean | null,
  isInternal: boolean | null,
): string[] {
  return [
    ...(watchers === undefined
      ? []
      : [
          `${countOf(watchers, 'watcher')} may get mail, and so may others whom the project mails about comments`,
        ]),
    ...(isPublic === true ? ['The customer reads it'] : []),
    ...(isPublic === null ? ['Jira does not say whether customers read comments there'] : []),
    ...(isInternal === true ? ['The customer does not see it'] : []),
  ];
}

interface Intro {
  words: string;
  /** Set where nobody could be named. */
  doubt: string | undefined;
}

/** Whose words a comment holds: it stands under Kraken's name, who has none of its own to say. */
function* introFor({ speakerAccountId, issueKey }: ResolveContext): Reading<Intro> {
  const known = speakerAccountId === null ? [] : [userRead(speakerAccountId, ['displayName'])];
  const answers: readonly JiraReadResult[] = yield* readAll(known);
  const name = plainText(textAt(answers[0]?.body ?? null, 'displayName') ?? '');
  const who = [...name.replace(/\s+/gu, ' ')].slice(0, MAX_NAME).join('');
  return {
    words: `${who === '' ? 'Somebody' : who} asked Kraken on ${issueKey} to write:`,
    doubt:
      who === ''
        ? 'It is not certain whose words the comment would hold, so it would name nobody.'
        : undefined,
  };
}

/** Catalogue entry of `issue.comment.add`. */
export const addComment = defineAction('issue.comment.add', {
  area: 'issue_ops',
  title: 'Comment on an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADD_COMMENTS',
  reversibility: {
    kind: 'partial',
    sentence: 'The comment can be deleted; mails about it have gone out',
  },
  blastRadius: 'one issue; watchers who get mail; whether a customer reads it',
  connections: ['forge', 'oauth'],
  writes: operations('addComment'),
  reads: operations('getIssue', 'getComments', 'getUser'),
  schema: z.strictObject({
    issue: words,
    text: longText,
    internal: z.exactOptional(z.boolean()),
  }),
  verbatim: ['text'],
  resolve,
  compile: ({ issue, intro, text, isInternal, mark }) => [
    requestOf('addComment', {
      path: { issueIdOrKey: issue.key },
      body: {
        body: quotedAdf(intro, text),
        properties: [
          markProperty(mark),
          ...(isInternal === true ? [{ key: 'sd.public.comment', value: { internal: true } }] : []),
        ],
      },
      capture: { commentId: 'id' },
    }),
  ],
  check: ({ issue, isInternal, mark }) => ({
    reads: [marksRead(issue.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const [isPublic, ...others] = markedIn(answer, mark);
      if (isPublic === undefined) {
        // A full page may hide it behind newer comments.
        return itemsAt(answer.body, 'comments').length < PAGE ? 'not-done' : 'unknown';
      }
      return others.length > 0 || (isInternal === true && isPublic) ? 'differs' : 'done';
    },
  }),
  inverse: ({ issue }, { commentId }) =>
    commentId === undefined
      ? null
      : [
          {
            type: 'issue.comment.delete',
            args: { issue: issue.key, comment: namedId(commentId) },
          },
        ],
});
