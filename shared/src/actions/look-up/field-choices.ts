/**
 * Tells fields of one name apart: by id, by type, and by the projects they are for. Of the projects only those are named
 * that the person who asked may see.
 */
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { listOf } from '../sentence-words.ts';
import { isAccountId } from './account-id.ts';
import { readContexts } from './field-contexts.ts';
import { projectsOfIds } from './find-projects.ts';
import { itemsAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';

const MAX_NAMED = 5;

/** One line per field: `Severity (customfield_10004, dropdown, all projects)`. */
export function* fieldChoices(
  fields: ReadonlyArray<{ id: string; name: string; typeName: string }>,
  context: ResolveContext,
): Reading<string[]> {
  const places = yield* readTogether(...fields.map(({ id }) => readContexts(id)));
  const ids = places.flatMap((contexts) => contexts?.flatMap(({ projectIds }) => projectIds) ?? []);
  const projects = yield* projectsOfIds([...new Set(ids)]);
  const seen = yield* projectsSeen(projects, context.speakerAccountId);
  return fields.map(({ id, name, typeName }, index) => {
    const contexts = places[index];
    const isGlobal = contexts?.some((each) => each.isGlobal) ?? false;
    const own = contexts?.flatMap(({ projectIds }) => projectIds) ?? [];
    const where = isGlobal ? ['all projects'] : placeWords(own, seen);
    return `${name} (${[id, typeName, ...where].join(', ')})`;
  });
}

function placeWords(ids: readonly string[], seen: readonly Target[]): string[] {
  const named = seen.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  if (named.length === 0) return [];
  return [
    named.length < ids.length ? `${listOf(named, MAX_NAMED)} and others` : listOf(named, MAX_NAMED),
  ];
}

function* projectsSeen(projects: readonly Target[], accountId: string | null): Reading<Target[]> {
  if (accountId === null || !isAccountId(accountId) || projects.length === 0) return [];
  const [answer] = yield* readAll([
    readOf('getBulkPermissions', {
      body: {
        accountId,
        globalPermissions: [],
        projectPermissions: [
          {
            permissions: ['BROWSE_PROJECTS'],
            projects: projects.map(({ id }) => Number(id)),
            issues: [],
          },
        ],
      },
      pick: ['projectPermissions[].permission', 'projectPermissions[].projects'],
    }),
  ]);
  if (answer.status !== 200) return [];
  const ids = itemsAt(answer.body, 'projectPermissions').flatMap((grant) =>
    itemsAt(grant, 'projects').map(String),
  );
  return projects.filter(({ id }) => ids.includes(id));
}
