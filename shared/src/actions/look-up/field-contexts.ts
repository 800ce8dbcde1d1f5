/** Contexts of a custom field: for which projects it is, and which of them a wish means. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { chooseNamed } from './find-named.ts';
import type { Project } from './find-project.ts';
import { type Obstacle, unsupported } from './obstacle.ts';
import { idAt, isTrueAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readTogether } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A context; no projects where it is for all of them. */
export interface FieldContext {
  id: string;
  name: string;
  isGlobal: boolean;
  projectIds: string[];
}

const PAGE = 50;
/** Asked for where one answer has to show everything; what Jira does not give at once is then not known. */
const WHOLE = 1_000;

/** Reads the contexts of a field. */
export function contextsRead(fieldId: string, startAt = 0, size = WHOLE): JiraRead {
  return readOf('getContextsForField', {
    path: { fieldId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(size)],
    ],
    pick: ['values[].id', 'values[].name', 'values[].isGlobalContext', 'isLast', 'total'],
  });
}

/** Reads which projects are in the contexts of a field, or in one of them. */
export function mappingRead(
  fieldId: string,
  contextId?: string,
  startAt = 0,
  size = WHOLE,
): JiraRead {
  return readOf('getProjectContextMapping', {
    path: { fieldId },
    query: [
      ...(contextId === undefined ? [] : [['contextId', contextId] as [string, string]]),
      ['startAt', String(startAt)],
      ['maxResults', String(size)],
    ],
    pick: [
      'values[].contextId',
      'values[].projectId',
      'values[].isGlobalContext',
      'isLast',
      'total',
    ],
  });
}

/** Contexts by what the mapping says alone, without names; null where Jira does not tell them all. */
export function* readContexts(fieldId: string): Reading<FieldContext[] | null> {
  // System fields have none.
  if (!fieldId.startsWith('customfield_')) return null;
  const rows = yield* readPages({
    read: (startAt) => mappingRead(fieldId, undefined, startAt, PAGE),
    items: 'values',
    pageSize: PAGE,
  });
  if (rows.state !== 'read' || !rows.isWhole) return null;
  const contexts = new Map<string, FieldContext>();
  for (const row of rows.items) {
    const id = idAt(row, 'contextId');
    if (id === undefined || !/^\d+$/.test(id)) return null;
    const known = contexts.get(id) ?? { id, name: '', isGlobal: false, projectIds: [] };
    const projectId = idAt(row, 'projectId');
    if (isTrueAt(row, 'isGlobalContext')) known.isGlobal = true;
    else if (projectId !== undefined) known.projectIds.push(projectId);
    contexts.set(id, known);
  }
  return [...contexts.values()];
}

/** Contexts with their names; null where Jira does not tell them all. */
export function* readNamedContexts(fieldId: string): Reading<FieldContext[] | null> {
  const [contexts, listed] = yield* readTogether(
    readContexts(fieldId),
    readPages({
      read: (startAt) => contextsRead(fieldId, startAt, PAGE),
      items: 'values',
      pageSize: PAGE,
    }),
  );
  if (contexts === null || listed.state !== 'read' || !listed.isWhole) return null;
  const names = new Map(listed.items.map((item) => [idAt(item, 'id'), textAt(item, 'name')]));
  if (contexts.some(({ id }) => names.get(id) === undefined)) return null;
  return contexts.map((each) => ({ ...each, name: names.get(each.id) ?? each.id }));
}

/** How a wish says which context it means; with neither it must be the only one. */
export interface ContextWish {
  field: { id: string; name: string };
  context?: string | undefined;
  project?: Project | undefined;
}

/** The context a wish means, out of those of its field. */
export function* chooseContext(
  { field, context: words, project }: ContextWish,
  contexts: readonly FieldContext[],
  context: ResolveContext,
): Reading<Result<FieldContext, Obstacle>> {
  const guard = { global: 'ADMINISTER' } as const;
  if (words !== undefined) {
    const things = contexts.map(({ id, name }) => ({ id, name, body: null }));
    const search = { thing: 'context', guard };
    const chosen = yield* chooseNamed(words, things, true, search, context);
    if (!chosen.ok) return chosen;
    const found = contexts.find(({ id }) => id === chosen.value.id);
    if (found !== undefined) return ok(found);
  }
  if (project !== undefined) return contextOf(field, project, contexts);
  const [only] = contexts;
  if (only === undefined)
    return unsupported(`The field ${quoted(field.name)} is for no project yet.`);
  if (contexts.length === 1) return ok(only);
  return yield* askVisibly(
    {
      thing: 'context',
      words: field.name,
      choices: contexts.slice(0, 10).map(({ name }) => name),
      sentence: `${quoted(field.name)} has more than one context. Which one, or for which project?`,
      guard,
    },
    context,
  );
}

/** The context that counts in a project: its own, else the one for all projects. */
function contextOf(
  field: { name: string },
  project: Project,
  contexts: readonly FieldContext[],
): Result<FieldContext, Obstacle> {
  const found =
    contexts.find(({ projectIds }) => projectIds.includes(project.id)) ??
    contexts.find(({ isGlobal }) => isGlobal);
  if (found !== undefined) return ok(found);
  return unsupported(`The field ${quoted(field.name)} is not for ${project.key}.`);
}
