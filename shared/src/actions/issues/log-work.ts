/**
 * `issue.worklog.add`: time is logged on an issue. Jira writes it down as Kraken's own: it cannot be logged for somebody
 * else. The log carries a mark, so that it is found again and not written twice for the same words.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import {
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { MARK_PROPERTY, markOf, markProperty } from '../look-up/mark.ts';
import { bareWords } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { countAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';

type Args = { issue: string; time: string };

const TIME = /^(?:(\d{1,3})\s*h(?:ours?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes?)?)?)?$/i;

/** Seconds of `2h 30m`. How long a day or week is differs from site to site, so those are asked back. */
function readTime(time: string): Result<number, Obstacle> {
  const [, hours = '0', minutes = '0'] = TIME.exec(bareWords(time)) ?? [];
  const seconds = Number(hours) * 3_600 + Number(minutes) * 60;
  if (seconds >= 60) return ok(seconds);
  return ask('time', time, [], 'How long, in hours and minutes, such as 2h 30m?');
}

function timeWords(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : ''].filter(Boolean).join(' ');
}

const marksRead = (key: string) =>
  readOf('getIssueWorklog', {
    path: { issueIdOrKey: key },
    query: [['expand', 'properties']],
    pick: [
      'total',
      'worklogs[].id',
      'worklogs[].properties[].key',
      'worklogs[].properties[].value.mark',
    ],
  });

function countMarked({ body }: JiraReadResult, mark: string): number {
  return itemsAt(body, 'worklogs').filter((worklog) =>
    itemsAt(worklog, 'properties').some(
      (property) =>
        textAt(property, 'key') === MARK_PROPERTY && textAt(property, 'value.mark') === mark,
    ),
  ).length;
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.worklog.add'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const seconds = readTime(args.time);
  if (!seconds.ok) return seconds;
  const [answer, logs] = yield* readAll([issueRead(key.value, [], []), marksRead(key.value)]);
  const issue = issueIn(args.issue, answer);
  if (!issue.ok) return issue;
  const own = issue.value.key;
  if (logs.status !== 200) return refusedRead(`the work logs of ${own}`, logs);
  const mark = markOf(context.issueKey, ['worklog', issue.value.id, seconds.value]);
  const shown = timeWords(seconds.value);
  if (countMarked(logs, mark) > 0)
    return already(`Kraken has already logged ${shown} on ${own} for this ticket.`);
  const read = issueRead(own, [], []);
  const [still] = yield* readAll([read]);
  return found({
    target: {
      issue: { id: issue.value.id, key: own },
      seconds: seconds.value,
      words: shown,
      mark,
    },
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      counts: { issues: 1, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [{ label: `Work log of ${own}`, before: 'none', after: shown }],
    preconditions: [precondition(`Issue ${own}`, read, still)],
    radius: ['It stands in the name of Kraken, and may be billed', 'The remaining estimate stays'],
  });
}

/** Catalogue entry of `issue.worklog.add`. */
export const logWork = defineAction('issue.worklog.add', {
  area: 'issue_ops',
  title: 'Log work on an issue',
  defaultClass: 'requires-approval',
  approvalBecause: 'Work logs are figures for billing and pay, and stand in the name of Kraken.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Kraken cannot undo it; a person can delete the work log in Jira',
  },
  blastRadius: 'one issue; time logged',
  connections: ['forge', 'oauth'],
  writes: operations('addWorklog'),
  reads: operations('getIssue', 'getIssueWorklog'),
  schema: z.strictObject({ issue: words, time: words }),
  resolve,
  compile: ({ issue, seconds, mark }) => [
    requestOf('addWorklog', {
      path: { issueIdOrKey: issue.key },
      query: [['adjustEstimate', 'leave']],
      body: { timeSpentSeconds: seconds, properties: [markProperty(mark)] },
    }),
  ],
  check: ({ issue, mark }) => ({
    reads: [marksRead(issue.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const count = countMarked(answer, mark);
      if (count > 0) return count === 1 ? 'done' : 'differs';
      const isWhole = countAt(answer.body, 'total') === itemsAt(answer.body, 'worklogs').length;
      return isWhole ? 'not-done' : 'unknown';
    },
  }),
  inverse: () => null,
});
