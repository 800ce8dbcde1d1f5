/** Finds a workflow that company-managed projects may use: by name, or as the one workflow of a project. */
import type { Json } from '../../json.ts';
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { findNamed, type NamedSearch } from './find-named.ts';
import type { Project } from './find-project.ts';
import { listedProjects } from './find-projects.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { entriesOf, idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A workflow by its UUID. */
export type WorkflowName = { id: string; name: string };

const PAGE = 50;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const SEARCH: NamedSearch = {
  thing: 'workflow',
  listName: 'the workflows',
  list: {
    read: (startAt) =>
      readOf('searchWorkflows', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
        ],
        pick: ['values[].id', 'values[].name', 'values[].scope.type', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  },
  guard: { global: 'ADMINISTER' },
  isCandidate: ({ id, body }) => UUID.test(id) && textAt(body, 'scope.type') !== 'PROJECT',
};

/** Finds the one workflow the words name. */
export function* findWorkflow(
  words: string,
  context: ResolveContext,
): Reading<Result<WorkflowName, Obstacle>> {
  const bare = bareWords(bareWords(words).replace(/^the\s+/i, ''));
  const found = yield* findNamed(bare, SEARCH, context);
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** Reads the workflow schemes that projects use. */
export function workflowSchemesOf(projectIds: readonly string[]): JiraRead {
  const scheme = 'values[].workflowScheme';
  return readOf('getWorkflowSchemeProjectAssociations', {
    query: projectIds.map((id): [string, string] => ['projectId', id]),
    pick: [
      'values[].projectIds',
      ...['id', 'name', 'defaultWorkflow', 'issueTypeMappings'].map((each) => `${scheme}.${each}`),
    ],
  });
}

/** Names of the workflows of a scheme's body. */
export function workflowNamesIn(scheme: Json): string[] {
  const byType = entriesOf(fieldOf(scheme)).flatMap(([, name]) =>
    typeof name === 'string' ? [name] : [],
  );
  return [...new Set([textAt(scheme, 'defaultWorkflow') ?? 'jira', ...byType])];
}

function fieldOf(scheme: Json): Json | undefined {
  if (typeof scheme !== 'object' || scheme === null || Array.isArray(scheme)) return undefined;
  return scheme['issueTypeMappings'];
}

/** Finds the workflow of a project. Asks which one where it has several. */
export function* findWorkflowOf(
  project: Project,
  context: ResolveContext,
): Reading<Result<WorkflowName, Obstacle>> {
  if (project.isTeamManaged) {
    return unsupported(
      `${project.key} is team-managed; its workflow is kept in the project itself.`,
    );
  }
  const [answer] = yield* readAll([workflowSchemesOf([project.id])]);
  const [used] = itemsAt(answer.body, 'values');
  if (answer.status !== 200 || used === undefined) {
    return refusedRead(`the workflow scheme of ${project.key}`, answer);
  }
  const names = workflowNamesIn(schemeIn(used));
  const [only] = names;
  if (only !== undefined && names.length === 1) return yield* findWorkflow(only, context);
  const guard = { projectId: project.id };
  return yield* askVisibly(
    { thing: 'workflow', words: project.key, choices: names, guard },
    context,
  );
}

/** The scheme in one association. */
export function schemeIn(association: Json): Json {
  if (typeof association !== 'object' || association === null || Array.isArray(association)) {
    return null;
  }
  return association['workflowScheme'] ?? null;
}

const MAX_PAGES = 10;

/** Who follows a workflow. `projects` null: not known. */
export interface WorkflowUsers {
  projects: Target[] | null;
  preconditions: Precondition[];
}

/** Projects that use the workflow, and the facts to read again. */
export function* findWorkflowUsers({ id, name }: WorkflowName): Reading<WorkflowUsers> {
  const ids: string[] = [];
  const preconditions: Precondition[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const read = usersRead(id, token);
    const [answer] = yield* readAll([read]);
    preconditions.push({ label: `Projects that use ${quoted(name)}`, read, expected: answer });
    if (answer.status !== 200) return { projects: null, preconditions };
    ids.push(...itemsAt(answer.body, 'projects.values').flatMap((item) => idAt(item, 'id') ?? []));
    token = textAt(answer.body, 'projects.nextPageToken');
    if (token === undefined) return yield* withKeys(ids, preconditions);
  }
  return { projects: null, preconditions };
}

/** Reads a page of the projects that use a workflow. */
function usersRead(workflowId: string, token?: string): JiraRead {
  return readOf('getProjectUsagesForWorkflow', {
    path: { workflowId },
    query: [
      ['maxResults', '200'],
      ...(token === undefined ? [] : [['nextPageToken', token] as [string, string]]),
    ],
    pick: ['projects.values[].id', 'projects.nextPageToken'],
  });
}

/** A project in the recycle bin is in no list, and nothing of it changes before it is restored. */
function* withKeys(ids: readonly string[], uses: Precondition[]): Reading<WorkflowUsers> {
  const listed = yield* listedProjects(ids);
  return {
    projects: listed?.projects ?? null,
    preconditions: [...uses, ...(listed?.preconditions ?? [])],
  };
}

/** A workflow as a target of an action. */
export function workflowTarget({ id, name }: WorkflowName): Target {
  return { kind: 'workflow', id, name };
}

/** Asks which workflow, where nothing names one. */
export function askWorkflow() {
  return ask('workflow', '', [], 'Which workflow, or the one of which project?');
}
