/**
 * `priority_scheme.assign`: a project uses another priority scheme. Every priority of the old scheme that the new one
 * lacks must be mapped; issues that have it get the other one. Atlassian calls the operation experimental. Jira does not
 * say which scheme a project uses, so every scheme is asked for the project.
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
import { membershipCheck } from '../effects.ts';
import { countIn, countRead, pinCount } from '../look-up/count-issues.ts';
import { chooseNamed, type NamedThing } from '../look-up/find-named.ts';
import { projectTarget } from '../look-up/find-project.ts';
import { taskCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { findClassicProject } from './assign-notification-scheme.ts';
import {
  hasProject,
  PROJECT_IDS,
  type PriorityScheme,
  priorityMapping,
  readPrioritySchemes,
  usersRead,
} from './priority-schemes.ts';
import type { PrioritySchemeTarget } from './sentences.ts';

type Args = { project: string; scheme: string; priorities?: Array<{ from: string; to: string }> };

interface Schemes {
  before: PriorityScheme;
  after: PriorityScheme;
  /** Where the project is now, as it was read. */
  answer: JiraReadResult;
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'priority_scheme.assign'>> {
  const project = yield* findClassicProject(args.project, 'priority scheme', context);
  if (!project.ok) return project;
  const { id, key } = project.value;
  const schemes = yield* findSchemes(args.scheme, project.value, context);
  if (!schemes.ok) return schemes;
  const { before, after, answer } = schemes.value;
  if (before.id === after.id)
    return already(`${key} already uses the priority scheme ${quoted(after.name)}.`);
  const mapping = yield* priorityMapping(args.priorities ?? [], before, after, context);
  if (!mapping.ok) return mapping;
  const moved = mapping.value.map(({ from }) => from.id);
  const counts =
    moved.length === 0 ? [] : [countRead(`project = ${id} AND priority IN (${moved.join(', ')})`)];
  const [counted] = yield* readAll(counts);
  const issues = counted === undefined ? 0 : countIn(counted);
  const canReturn =
    moved.length === 0 &&
    after.priorities.every((one) => before.priorities.some((old) => old.id === one.id));
  const target: PrioritySchemeTarget = {
    project: { id, key },
    before: { id: before.id, name: before.name },
    scheme: { id: after.id, name: after.name },
    priorities: mapping.value,
    canReturn,
  };
  return found({
    target,
    facts: factsOf(context, {
      targets: [projectTarget(project.value), { kind: 'scheme', id: after.id, name: after.name }],
      projectIds: [id],
      counts: issues === undefined ? null : { projects: 1, issues },
      hasCompleteInverse: canReturn,
      changesProjects: true,
    }),
    rows: [
      { label: `Priority scheme of ${key}`, before: before.name, after: after.name },
      ...mapping.value.map(({ from, to }) => ({
        label: 'Priority of issues',
        before: from.name,
        after: to.name,
      })),
    ],
    preconditions: [
      precondition(`Priority scheme of ${key}`, usersRead(before.id, id), answer),
      ...counts.flatMap((read) =>
        counted === undefined ? [] : pinCount('Issues that get another priority', read, counted),
      ),
      ...after.preconditions,
    ],
    radius: [
      issues === undefined
        ? `Jira does not say how many issues of ${key} get another priority`
        : `${countOf(issues, 'issue')} of ${key} ${issues === 1 ? 'gets' : 'get'} another priority`,
    ],
  });
}

/** The wanted scheme, and the one the project uses. */
function* findSchemes(
  wanted: string,
  project: { id: string; key: string },
  context: ResolveContext,
): Reading<Result<Schemes, Obstacle>> {
  const all = yield* readPrioritySchemes();
  if (!all.ok) return all;
  const things: NamedThing[] = all.value.map(({ id, name }) => ({ id, name, body: null }));
  const search = { thing: 'priority scheme', guard: { global: 'ADMINISTER' as const } };
  const chosen = yield* chooseNamed(wanted, things, true, search, context);
  if (!chosen.ok) return chosen;
  const answers = yield* readAll(all.value.map(({ id }) => usersRead(id, project.id)));
  const at = answers.findIndex((one) => hasProject(one, project.id));
  const [before, answer] = [all.value[at], answers[at]];
  const after = all.value.find(({ id }) => id === chosen.value.id);
  if (before === undefined || after === undefined || answer === undefined) {
    return unsupported(`Jira does not say which priority scheme ${project.key} uses.`);
  }
  return ok({ before, after, answer });
}

/** Catalogue entry of `priority_scheme.assign`. */
export const assignPriorityScheme = defineAction('priority_scheme.assign', {
  area: 'notification_security',
  title: 'Use another priority scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It may give another priority to issues of a whole project.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'The old scheme can be used again where no priority was replaced; replaced ones stay',
  },
  blastRadius: 'issues of the project whose priority the scheme lacks',
  connections: ['forge', 'oauth'],
  writes: operations('updatePriorityScheme', 'getTask'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getPrioritySchemes',
    'getProjectsByPriorityScheme',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    scheme: words,
    priorities: z.exactOptional(z.array(z.strictObject({ from: words, to: words })).max(50)),
  }),
  resolve,
  compile: ({ project, scheme, priorities }) => [
    requestOf('updatePriorityScheme', {
      path: { schemeId: scheme.id },
      body: {
        projects: { add: { ids: [Number(project.id)] } },
        // Jira wants it whenever a project comes in, also where no priority has to be mapped.
        mappings: {
          in: Object.fromEntries(priorities.map(({ from, to }) => [from.id, Number(to.id)])),
        },
      },
      capture: { taskId: 'task.id' },
    }),
    // Without issues to change the document does not promise a task.
    ...(priorities.length === 0
      ? []
      : [
          requestOf('getTask', {
            path: { taskId: { captured: 'taskId' } },
            poll: { field: 'status', until: ['COMPLETE'] },
          }),
        ]),
  ],
  check: ({ project, scheme }) =>
    taskCheck(
      membershipCheck(
        usersRead(scheme.id, project.id),
        { list: PROJECT_IDS, value: project.id },
        true,
      ),
    ),
  inverse: ({ project, before, canReturn }) =>
    canReturn
      ? [
          {
            type: 'priority_scheme.assign',
            args: { project: project.key, scheme: namedId(before.id) },
          },
        ]
      : null,
});
