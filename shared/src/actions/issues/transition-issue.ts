/** `issue.transition`: one issue to another status by the one transition that leads there. */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import {
  chooseTransition,
  conditionDoubt,
  isAlready,
  oneTransitionRead,
  statusAt,
  type Transition,
  transitionsIn,
  transitionsRead,
} from '../look-up/find-transition.ts';
import { namedExactly } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { backSentence, canComeBack, type Known, neighbourRead } from './way-back.ts';

type Args = { issue: string; status: string; resolution?: string };

const STATUS_FIELDS = ['id', 'name', 'statusCategory.key'].map((part) => `fields.status.${part}`);

function statusRead(key: string): JiraRead {
  return issueRead(key, ['status'], STATUS_FIELDS);
}

/** The status with the resolution that was to be set. */
function outcomeRead(key: string): JiraRead {
  return issueRead(key, ['status', 'resolution'], [...STATUS_FIELDS, 'fields.resolution.id']);
}

const hasResolution = (answer: JiraReadResult | undefined, wanted: string | null): boolean =>
  wanted === null || idAt(answer?.body ?? null, 'fields.resolution.id') === wanted;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.transition'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const typed = issueRead(
    key.value,
    ['issuetype', 'resolution'],
    ['fields.issuetype.id', 'fields.resolution.name'],
  );
  const [now, listed, kind] = yield* readAll([
    statusRead(key.value),
    transitionsRead(key.value),
    typed,
  ]);
  const issue = issueIn(key.value, now);
  if (!issue.ok) return issue;
  const status = statusAt(now.body, 'fields.status');
  if (listed.status !== 200 || status === undefined) {
    return refusedRead(`the transitions of ${issue.value.key}`, listed);
  }
  const all = transitionsIn(listed);
  if (isAlready(args.status, status, all)) {
    return already(`${issue.value.key} is already ${quoted(status.name)}.`);
  }
  const transition = chooseTransition(args.status, status, all);
  if (!transition.ok) return transition;
  const resolution = fillScreen(args, issue.value, transition.value);
  if (!resolution.ok) return resolution;
  return yield* withInverse(
    {
      issue: issue.value,
      now,
      status,
      all,
      typeId: idAt(kind.body, 'fields.issuetype.id'),
      oldResolution: textAt(kind.body, 'fields.resolution.name') ?? null,
    },
    transition.value,
    resolution.value,
    context,
  );
}

/** A resolution to send. */
type Wished = { id: string; name: string } | null;

/** The resolution to send, null for none. Asks for every other field the screen insists on. */
function fillScreen(
  args: Args,
  issue: Issue,
  { needs, to, resolutions }: Transition,
): Result<Wished, Obstacle> {
  const missing = needs.filter(({ id }) => id !== 'resolution' || args.resolution === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    const choices = missing.length === 1 ? (missing[0]?.values ?? []).map(({ name }) => name) : [];
    const sentence = `To move ${issue.key} to ${quoted(to.name)} Jira needs ${listOf(names)}. What shall it be?`;
    return ask('field', listOf(names), choices, sentence);
  }
  if (args.resolution === undefined) return ok(null);
  if (resolutions === null) {
    return unsupported(
      `Jira takes no resolution when ${issue.key} goes to ${quoted(to.name)}; ask for the status alone.`,
    );
  }
  const named = namedExactly(args.resolution, resolutions);
  const [only] = named;
  if (only !== undefined && named.length === 1) return ok(only);
  return ask(
    'resolution',
    args.resolution,
    resolutions.map(({ name }) => name),
  );
}

function* withInverse(
  known: Known,
  transition: Transition,
  resolution: Wished,
  context: ResolveContext,
): Reading<Outcome<'issue.transition'>> {
  const { issue, now, status } = known;
  const pin = oneTransitionRead(issue.key, transition.id);
  const [pinned, neighbours] = yield* readAll([pin, neighbourRead(known, transition.to)]);
  const { isBack, takesResolution } = yield* canComeBack(known, neighbours);
  const old = known.oldResolution;
  return found({
    target: {
      issue: { id: issue.id, key: issue.key },
      from: { id: status.id, name: status.name },
      to: { id: transition.to.id, name: transition.to.name },
      transitionId: transition.id,
      resolutionId: resolution?.id ?? null,
      resolution: resolution?.name ?? null,
      isBack,
      oldResolution: takesResolution ? old : null,
    },
    facts: factsOf(context, {
      targets: [
        issueTarget(issue),
        projectOfIssue(issue),
        { kind: 'status', id: transition.to.id, name: transition.to.name },
      ],
      projectIds: [issue.projectId],
      counts: { issues: 1, projects: 1 },
      // A resolution that is cleared on the way cannot be put back where the way back does not ask for one.
      hasCompleteInverse: old === null ? isBack : false,
      changesProjects: false,
      askerDoubt: conditionDoubt(transition.isConditional),
    }),
    rows: [
      { label: `Status of ${issue.key}`, before: status.name, after: transition.to.name },
      ...(resolution === null
        ? []
        : [
            {
              label: `Resolution of ${issue.key}`,
              before: old ?? 'none',
              after: resolution.name,
            },
          ]),
    ],
    preconditions: [
      precondition(`Status of ${issue.key}`, statusRead(issue.key), now),
      precondition(`Transition ${quoted(transition.name)} of ${issue.key}`, pin, pinned),
    ],
    radius: [
      backSentence(isBack, status),
      ...(old !== null && !takesResolution
        ? [`The resolution ${quoted(old)} cannot be put back if the move clears it`]
        : []),
    ],
  });
}

/** Catalogue entry of `issue.transition`. */
export const transitionIssue = defineAction('issue.transition', {
  area: 'issue_ops',
  title: 'Move an issue to another status',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'TRANSITION_ISSUES',
  reversibility: { kind: 'partial', sentence: 'Can be undone where a transition leads back' },
  blastRadius: 'one issue; whether a way leads back',
  connections: ['forge', 'oauth'],
  writes: operations('doTransition'),
  reads: operations('getIssue', 'getTransitions', 'searchAndReconsileIssuesUsingJqlPost'),
  schema: z.strictObject({ issue: words, status: words, resolution: optionalWords }),
  resolve,
  compile: ({ issue, transitionId, resolutionId }) => [
    requestOf('doTransition', {
      path: { issueIdOrKey: issue.key },
      body: {
        transition: { id: transitionId },
        ...(resolutionId !== null && { fields: { resolution: { id: resolutionId } } }),
      },
    }),
  ],
  inverse: ({ issue, from, isBack, oldResolution }) => {
    if (isBack === false) return null;
    const resolution = oldResolution ?? null;
    return [
      {
        type: 'issue.transition',
        args: {
          issue: issue.key,
          status: from.name,
          ...(resolution !== null && { resolution }),
        },
      },
    ];
  },
  check: ({ issue, from, to, resolutionId }) => ({
    reads: [resolutionId === null ? statusRead(issue.key) : outcomeRead(issue.key)],
    judge([answer]) {
      const id = answer?.status === 200 ? idAt(answer.body, 'fields.status.id') : undefined;
      if (id === undefined) return 'unknown';
      if (id === to.id) return hasResolution(answer, resolutionId) ? 'done' : 'differs';
      return id === from.id ? 'not-done' : 'differs';
    },
  }),
});
