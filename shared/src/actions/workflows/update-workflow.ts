/**
 * `workflow.update`: one status or transition of a workflow. Jira replaces a workflow whole, so the request repeats it
 * as it was read, with its version: a workflow that changed since then is refused by Jira too. Statuses that issues are
 * in never leave this way, so no issue has to be moved and Jira answers at once.
 */
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
  optionalWords,
  precondition,
} from '../define-action.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import {
  askWorkflow,
  findWorkflow,
  findWorkflowOf,
  type WorkflowName,
  workflowTarget,
} from '../look-up/find-workflow.ts';
import { namedId } from '../look-up/named-id.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { sharingFacts } from '../look-up/shared-projects.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { ChangedDocument } from './change-document.ts';
import { CHANGES, type ChangeWords, readChange } from './read-change.ts';
import { changeRow, isDone } from './show-change.ts';
import {
  documentIn,
  payloadOf,
  versionIn,
  versionRead,
  workflowRead,
} from './workflow-document.ts';
import { measureUse, type Use, useSentences } from './workflow-use.ts';

type Args = ChangeWords & { workflow?: string; project?: string };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'workflow.update'>> {
  const project = yield* readOptional(args.project, (wanted) => findProject(wanted, context));
  if (project !== undefined && !project.ok) return project;
  const workflow = yield* whichWorkflow(args.workflow, project?.value, context);
  if (!workflow.ok) return workflow;
  const [answer, pinned] = yield* readAll([
    workflowRead(workflow.value.id),
    versionRead(workflow.value.id),
  ]);
  const document = documentIn(answer);
  if (document === undefined) return refusedRead(`the workflow ${workflow.value.name}`, answer);
  if (!document.isEditable)
    return unsupported(`Jira does not let anybody edit ${quoted(document.name)}.`);
  if (document.isChanging) {
    return unsupported(
      `Jira is still changing ${quoted(document.name)}. Ask again when it is done.`,
    );
  }
  const changed = yield* readChange(args, document, context);
  if (!changed.ok) return changed;
  const use = yield* measureUse(workflow.value, changed.value);
  if (!use.ok) return use;
  const warnings = yield* validate(changed.value);
  if (!warnings.ok) return warnings;
  const pin = precondition(`Workflow ${quoted(document.name)}`, versionRead(document.id), pinned);
  return found(
    findingOf(workflow.value, changed.value, use.value, context, {
      project: project?.value,
      warnings: warnings.value,
      pin,
      version: document.version,
    }),
  );
}

function* whichWorkflow(
  words: string | undefined,
  project: Project | undefined,
  context: ResolveContext,
): Reading<Result<WorkflowName, Obstacle>> {
  if (words !== undefined) return yield* findWorkflow(words, context);
  return project === undefined ? askWorkflow() : yield* findWorkflowOf(project, context);
}

/** Lets Jira check the change. Its errors end the wish, its warnings are shown. */
function* validate({ document }: ChangedDocument): Reading<Result<string[], Obstacle>> {
  const [answer] = yield* readAll([
    readOf('validateUpdateWorkflows', {
      body: { payload: payloadOf(document), validationOptions: { levels: ['ERROR', 'WARNING'] } },
      pick: ['errors[].level', 'errors[].message'],
    }),
  ]);
  if (answer.status !== 200) return refusedRead('whether the workflow may be so', answer);
  const said = itemsAt(answer.body, 'errors').map((each) => ({
    isError: textAt(each, 'level') !== 'WARNING',
    message: textAt(each, 'message') ?? 'it gives no reason',
  }));
  const errors = said.filter(({ isError }) => isError).map(({ message }) => message);
  if (errors.length > 0) return unsupported(`Jira would refuse this change: ${errors.join(' ')}`);
  return ok(said.map(({ message }) => `Jira warns: ${message}`));
}

interface Circumstances {
  project: Project | undefined;
  warnings: string[];
  pin: Precondition;
  version: { id: string; versionNumber: number };
}

function findingOf(
  workflow: WorkflowName,
  { document, change, undo, hasCompleteInverse }: ChangedDocument,
  use: Use,
  context: ResolveContext,
  { project, warnings, pin, version }: Circumstances,
) {
  const { projects, issues, preconditions } = use;
  const own = (projects ?? []).filter(({ id }) => context.krakenProjectIds.includes(id));
  return {
    target: { workflow, change, version, payload: payloadOf(document), undo },
    facts: factsOf(context, {
      ...sharingFacts(workflowTarget(workflow), projects, project, context),
      counts:
        projects === null || issues === undefined ? null : { issues, projects: projects.length },
      hasCompleteInverse,
    }),
    rows: [changeRow(workflow.name, change)],
    preconditions: [pin, ...preconditions],
    radius: [...useSentences(use, change, own), ...warnings],
  };
}

/** Catalogue entry of `workflow.update`. */
export const updateWorkflow = defineAction('workflow.update', {
  area: 'workflows_statuses',
  title: 'Change a status or transition of a workflow',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes how issues move in every project that uses the workflow.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone; a removed transition comes back only if it had no rules',
  },
  blastRadius: 'projects that use the workflow, and their issues',
  connections: ['forge', 'oauth'],
  writes: operations('updateWorkflows'),
  reads: operations(
    'getProject',
    'searchProjects',
    'searchWorkflows',
    'readWorkflows',
    'validateUpdateWorkflows',
    'getProjectUsagesForWorkflow',
    'getWorkflowSchemeProjectAssociations',
    'search',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    workflow: optionalWords,
    project: optionalWords,
    change: z.enum(CHANGES),
    status: optionalWords,
    transition: optionalWords,
    from: optionalWords,
    to: optionalWords,
    newName: optionalWords,
  }),
  resolve,
  compile: ({ payload }) => [requestOf('updateWorkflows', { body: payload })],
  check: ({ workflow, change, version }) => ({
    reads: [workflowRead(workflow.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const [document, now] = [documentIn(answer), versionIn(answer)];
      if (document === undefined || now === undefined) return 'unknown';
      if (now.id === version.id && now.versionNumber === version.versionNumber) return 'not-done';
      return isDone(document, change) ? 'done' : 'differs';
    },
  }),
  inverse: ({ workflow, undo }) =>
    undo === null || typeof undo !== 'object' || Array.isArray(undo)
      ? null
      : [{ type: 'workflow.update', args: { workflow: namedId(workflow.id), ...undo } }],
});
