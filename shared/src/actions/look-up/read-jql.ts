/**
 * A query in the words of a ticket. Jira parses it before anything is proposed; what Jira does not understand is asked,
 * so no query runs that nobody could read.
 */
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { findProject, type Project } from './find-project.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { itemsAt, textAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';

/** Longest query Kraken takes; longer ones cannot be shown whole. */
export const MAX_JQL = 2_000;

/** A query Jira understands. `projects` null: it is not limited to named projects. */
export interface ReadJql {
  jql: string;
  projects: Project[] | null;
}

const VISIBLE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
const MAX_PROJECTS = 10;
const CLAUSE = ['field.name', 'operator', 'operand.value', 'operand.values[].value'];

/** Reads a query: one line, visible characters, parsed by Jira with its fields and values. */
export function* readJql(
  words: string,
  context: ResolveContext,
): Reading<Result<ReadJql, Obstacle>> {
  const jql = words.replace(/\s+/gu, ' ').trim();
  if (!VISIBLE.test(jql) || jql.length > MAX_JQL) return askJql(words);
  const [answer] = yield* readAll([
    readOf('parseJqlQueries', {
      query: [['validation', 'strict']],
      body: { queries: [jql] },
      pick: [
        'queries[].query',
        'queries[].errors',
        ...['where', 'where.clauses[]'].flatMap((at) =>
          CLAUSE.map((part) => `queries[].structure.${at}.${part}`),
        ),
      ],
    }),
  ]);
  if (answer.status === 400) return askJql(jql);
  if (answer.status !== 200) return refusedRead('whether the query is right', answer);
  const queries = itemsAt(answer.body, 'queries');
  const [parsed] = queries;
  if (parsed === undefined || queries.length !== 1 || itemsAt(parsed, 'errors').length > 0) {
    return askJql(jql);
  }
  return ok({ jql, projects: yield* projectsOf(parsed, context) });
}

/** Asks for a query that works. */
export function askJql(jql: string) {
  return ask(
    'query',
    jql,
    [],
    `Jira does not understand the query "${jql.slice(0, 200)}". Please give it as it works in the issue search (JQL).`,
  );
}

/** The projects a condition at the top limits the query to. */
function* projectsOf(parsed: Json, context: ResolveContext): Reading<Project[] | null> {
  const operator = textAt(parsed, 'structure.where.operator');
  const clauses = itemsAt(parsed, 'structure.where.clauses');
  const alone: Json[] = operator === undefined ? [] : [whereOf(parsed)];
  const names = (operator === 'and' ? clauses : alone).map(projectNames);
  const limit = names.find((list) => list !== null) ?? null;
  if (limit === null || limit.length > MAX_PROJECTS) return null;
  const found = yield* readTogether(...limit.map((name) => findProject(name, context)));
  const projects = found.flatMap((one) => (one.ok ? [one.value] : []));
  return projects.length === limit.length ? projects : null;
}

function whereOf(parsed: Json): Json {
  const operands = itemsAt(parsed, 'structure.where.operand.values');
  return {
    field: { name: textAt(parsed, 'structure.where.field.name') ?? '' },
    operator: textAt(parsed, 'structure.where.operator') ?? '',
    operand: {
      ...(operands.length > 0 && { values: operands }),
      value: textAt(parsed, 'structure.where.operand.value') ?? '',
    },
  };
}

function projectNames(clause: Json): string[] | null {
  const operator = textAt(clause, 'operator');
  if (textAt(clause, 'field.name')?.toLowerCase() !== 'project') return null;
  if (operator === '=') {
    const value = textAt(clause, 'operand.value') ?? '';
    return value === '' ? null : [value];
  }
  const values = itemsAt(clause, 'operand.values').map((item) => textAt(item, 'value'));
  const isListed = operator === 'in' && values.length > 0;
  return isListed && values.every((value) => value !== undefined) ? values : null;
}
