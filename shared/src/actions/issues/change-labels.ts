/** `issue.label.change`: labels are added to and taken from one issue; its other labels are not touched. */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
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
import { isMember, type Membership, memberHolds } from '../effects.ts';
import {
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, ask, type Obstacle } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import type { LabelTarget } from './targets.ts';

type Args = { issue: string; add?: string[]; remove?: string[] };

/** A label has no blanks; nothing invisible is let in. */
const LABEL = /^[^\s\p{C}\p{Z}]{1,255}$/u;
const LIST = 'fields.labels[]';
const MAX_LABELS = 20;

const labelsRead = (key: string) => issueRead(key, ['labels'], [LIST]);
const member = (value: string): Membership => ({ list: LIST, value });

/** The labels as words name them; asks where one cannot be a label. */
export function readLabels(wanted: readonly string[] = []): Result<string[], Obstacle> {
  const labels = wanted.map((each) => bareWords(each).replace(/^#/, ''));
  const wrong = labels.find((label) => !LABEL.test(label));
  if (wrong === undefined) return ok([...new Set(labels)]);
  return ask('label', wrong, [], 'A label in Jira has no blanks. Which label is meant?');
}

/** The label of the issue that the word means: as written, else the only one that differs in case. */
function ownLabel(label: string, now: readonly string[]): string {
  const alike = now.filter((each) => foldName(each) === foldName(label));
  return now.includes(label) || alike.length !== 1 ? label : (alike[0] ?? label);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.label.change'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const adding = readLabels(args.add);
  if (!adding.ok) return adding;
  const removing = readLabels(args.remove);
  if (!removing.ok) return removing;
  if (adding.value.length + removing.value.length === 0) return ask('label', '');
  const [answer] = yield* readAll([labelsRead(key.value)]);
  const issue = issueIn(args.issue, answer);
  if (!issue.ok) return issue;
  const now = itemsAt(answer.body, 'fields.labels').map(String);
  const add = adding.value.filter((label) => !now.includes(label));
  const remove = removing.value
    .map((label) => ownLabel(label, now))
    .filter((label) => now.includes(label));
  const both = add.find((label) => removing.value.includes(label));
  if (both !== undefined) return ask('label', both);
  if (add.length + remove.length === 0) {
    return already(`The labels of ${issue.value.key} are already as asked.`);
  }
  const after = [...now.filter((label) => !remove.includes(label)), ...add];
  return found({
    target: { issue: { id: issue.value.id, key: issue.value.key }, add, remove },
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      counts: { issues: 1, projects: 1 },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [{ label: `Labels of ${issue.value.key}`, before: listOf(now), after: listOf(after) }],
    preconditions: [...add, ...remove].map(
      (label): Precondition => ({
        ...precondition(
          `Label ${quoted(label)} of ${issue.value.key}`,
          labelsRead(issue.value.key),
          answer,
        ),
        holds: memberHolds(member(label), remove.includes(label)),
      }),
    ),
    radius: [],
  });
}

/** Catalogue entry of `issue.label.change`. */
export const changeLabels = defineAction('issue.label.change', {
  area: 'issue_ops',
  title: 'Add and remove labels of an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'EDIT_ISSUES',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'one issue; labels',
  connections: ['forge', 'oauth'],
  writes: operations('editIssue'),
  reads: operations('getIssue'),
  schema: z.strictObject({
    issue: words,
    add: z.exactOptional(z.array(words).max(MAX_LABELS)),
    remove: z.exactOptional(z.array(words).max(MAX_LABELS)),
  }),
  resolve,
  compile: ({ issue, add, remove }) => [
    requestOf('editIssue', {
      path: { issueIdOrKey: issue.key },
      body: {
        update: {
          labels: [
            ...add.map((label) => ({ add: label })),
            ...remove.map((label) => ({ remove: label })),
          ],
        },
      },
    }),
  ],
  check: ({ issue, add, remove }: LabelTarget) => ({
    reads: [labelsRead(issue.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const added = add.filter((label) => isMember(answer, member(label)) === true).length;
      const left = remove.filter((label) => isMember(answer, member(label)) === true).length;
      if (added === add.length && left === 0) return 'done';
      return added === 0 && left === remove.length ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ issue, add, remove }) => [
    { type: 'issue.label.change', args: { issue: issue.key, add: remove, remove: add } },
  ],
});
