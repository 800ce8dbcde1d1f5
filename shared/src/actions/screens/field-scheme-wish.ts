import type { Reading } from '../../requests/reading.ts';
import type { Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { type FieldScheme, findFieldScheme, schemesOf } from '../look-up/field-schemes.ts';
import { type FoundField, fieldClause } from '../look-up/find-field.ts';
import { findCompanyProjects } from '../look-up/find-projects.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { countOf } from '../sentence-words.ts';

/** The scheme a wish names, or the one of the project it names. */
export function* schemeWanted(
  args: { scheme?: string; project?: string },
  context: ResolveContext,
): Reading<Result<FieldScheme, Obstacle>> {
  if (args.scheme !== undefined) return yield* findFieldScheme(args.scheme, context);
  if (args.project === undefined) {
    return ask('field scheme', '', [], 'In which field scheme, or in which project?');
  }
  const projects = yield* findCompanyProjects([args.project], 'it has no field scheme', context);
  if (!projects.ok) return projects;
  const schemes = yield* schemesOf(projects.value);
  if (!schemes.ok) return schemes;
  const [id = ''] = schemes.value.values();
  return yield* findFieldScheme(namedId(id), context);
}

/** Counts open issues of these projects without a value. */
export function* openWithout(
  field: FoundField,
  projects: readonly Target[] | undefined,
): Reading<number | undefined> {
  if (projects === undefined) return undefined;
  if (projects.length === 0) return 0;
  const where = `project IN (${projects.map(({ id }) => id).join(', ')})`;
  const [answer] = yield* readAll([
    countRead(`${where} AND statusCategory != Done AND ${fieldClause(field.id)} IS EMPTY`),
  ]);
  return countIn(answer);
}

/** `2 open issues without a value cannot be moved on …`. */
export function emptySentence(empty: number | undefined): string {
  const count =
    empty === undefined ? 'An unknown number of open issues' : countOf(empty, 'open issue');
  return `${count} without a value cannot be moved on until somebody fills it in`;
}
