/** Finds a workflow scheme by name, and reads which workflow it gives to an issue type. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { findNamed } from './find-named.ts';
import { bareWords } from './match-name.ts';
import type { Obstacle } from './obstacle.ts';
import { textAt } from './read-answer.ts';

/** A workflow scheme by name. */
export type WorkflowScheme = { id: string; name: string };

const PAGE = 50;

/** Finds the one scheme the words name. */
export function* findWorkflowScheme(
  words: string,
  context: ResolveContext,
): Reading<Result<WorkflowScheme, Obstacle>> {
  const found = yield* findNamed(
    bareWords(bareWords(words).replace(/^the\s+/i, '')),
    {
      thing: 'workflow scheme',
      listName: 'the workflow schemes',
      list: {
        read: (startAt) =>
          readOf('getAllWorkflowSchemes', {
            query: [
              ['startAt', String(startAt)],
              ['maxResults', String(PAGE)],
            ],
            pick: ['values[].id', 'values[].name', 'isLast'],
          }),
        items: 'values',
        pageSize: PAGE,
      },
      guard: { global: 'ADMINISTER' },
      isCandidate: ({ id }) => /^\d+$/.test(id),
    },
    context,
  );
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** Reads which workflows a scheme names. */
export function workflowSchemeRead(id: string): JiraRead {
  const pick = ['id', 'name', 'defaultWorkflow', 'issueTypeMappings'];
  return readOf('getWorkflowScheme', { path: { id }, pick });
}

/** Jira's name for the workflow of a scheme that names none. */
const SYSTEM_WORKFLOW = 'jira';

/** Name of the workflow that issues of the type follow under a scheme. */
export function workflowForType(scheme: Json, issueTypeId: string): string {
  return (
    textAt(scheme, `issueTypeMappings.${issueTypeId}`) ??
    textAt(scheme, 'defaultWorkflow') ??
    SYSTEM_WORKFLOW
  );
}
