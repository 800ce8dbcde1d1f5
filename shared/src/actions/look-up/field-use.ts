/** What hangs on a custom field: issues that have a value, screens that show it, projects it is for. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { countOf, listOf } from '../sentence-words.ts';
import { countIn, countRead } from './count-issues.ts';
import { type FieldContext, readContexts } from './field-contexts.ts';
import { fieldClause } from './find-field.ts';
import { projectsOfIds } from './find-projects.ts';
import { isTrueAt, itemsAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';

/** Undefined and null: Jira did not say. */
export interface FieldUse {
  issues: number | undefined;
  screens: number | undefined;
  contexts: FieldContext[] | null;
  /** Projects the field is for; empty where it is for all. */
  projects: Target[];
  isGlobal: boolean;
}

/** Operations a resolution with `fieldUse` needs. */
export const USE_READS = [
  'countIssues',
  'getScreensForField',
  'getProjectContextMapping',
  'searchProjects',
] as const;

/** Reads how many issues have a value. */
export function valuesRead(fieldId: string): JiraRead {
  return countRead(`${fieldClause(fieldId)} IS NOT EMPTY`);
}

/** Reads what hangs on a field. */
export function* fieldUse(fieldId: string): Reading<FieldUse> {
  const [[counted, shown], contexts] = yield* readTogether(
    readAll([
      valuesRead(fieldId),
      readOf('getScreensForField', {
        path: { fieldId },
        query: [['maxResults', '100']],
        pick: ['values[].id', 'isLast'],
      }),
    ]),
    readContexts(fieldId),
  );
  const isGlobal = contexts === null || contexts.some((each) => each.isGlobal);
  const ids = contexts?.flatMap(({ projectIds }) => projectIds) ?? [];
  const isWhole = shown.status === 200 && isTrueAt(shown.body, 'isLast');
  return {
    issues: countIn(counted),
    screens: isWhole ? itemsAt(shown.body, 'values').length : undefined,
    contexts,
    projects: isGlobal ? [] : yield* projectsOfIds([...new Set(ids)]),
    isGlobal,
  };
}

/** Counts of the facts; null where Jira did not say. */
export function countsOfUse({ issues, contexts, projects }: FieldUse) {
  if (issues === undefined || contexts === null) return null;
  return { issues, projects: projects.length };
}

/** `2 issues have a value`, `3 screens show it`, `It is for ABC and OPS`. */
export function useSentences({
  issues,
  screens,
  contexts,
  projects,
  isGlobal,
}: FieldUse): string[] {
  return [
    issuesSentence(issues),
    screens === undefined
      ? 'An unknown number of screens show it'
      : `${countOf(screens, 'screen shows', 'screens show')} it`,
    contexts === null
      ? 'Jira does not say for which projects it is'
      : isGlobal
        ? 'It is for all projects'
        : `It is for ${listOf(projects.map(({ name }) => name))}`,
  ];
}

/** `2 issues have a value`. */
export function issuesSentence(issues: number | undefined, what = 'a value'): string {
  if (issues === undefined) return `An unknown number of issues have ${what}`;
  return `${countOf(issues, 'issue has', 'issues have')} ${what}`;
}
