/**
 * Evaluates JQL over a list of issues. Fields and values that do not exist are refused in Jira's words.
 */
import type { Issue } from '../world/issue-types.ts';
import type { World } from '../world/world-types.ts';
import { type JqlField, jqlField, orderKey } from './jql-fields.ts';
import { BadJql, type Jql, type JqlNode, type JqlValue, parseJql } from './parse-jql.ts';

/** Who asks, and when; functions such as `currentUser()` need it. */
export interface JqlContext {
  world: World;
  accountId: string | undefined;
  now: number;
}

/** What Jira says when a query restricts nothing. */
export const UNBOUNDED =
  'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';

type Test = (issue: Issue) => boolean;

/** The issues that match, in the order asked for (newest first by default). Throws `BadJql`. */
export function searchJql(context: JqlContext, source: string, issues: readonly Issue[]): Issue[] {
  const jql = parseJql(source);
  if (jql.where === undefined) throw new BadJql(UNBOUNDED);
  const test = compile(context, jql.where);
  return order(context, jql.orderBy, issues.filter(test));
}

function compile(context: JqlContext, node: JqlNode): Test {
  if (node.kind === 'not') {
    const inner = compile(context, node.part);
    return (issue) => !inner(issue);
  }
  if (node.kind === 'clause') return compileClause(context, node);
  const parts = node.parts.map((part) => compile(context, part));
  return node.kind === 'and'
    ? (issue) => parts.every((part) => part(issue))
    : (issue) => parts.some((part) => part(issue));
}

type Clause = Extract<JqlNode, { kind: 'clause' }>;

function compileClause(context: JqlContext, clause: Clause): Test {
  const field = jqlField(context.world, clause.field);
  if (field === undefined) {
    throw new BadJql(
      `Field '${clause.field}' does not exist or you do not have permission to view it.`,
    );
  }
  if (isEmptyTest(clause)) return emptyTest(context, field, clause);
  if (field.timeOf !== undefined) return timeTest(context, field.timeOf, clause);
  if (clause.operator === '~' || clause.operator === '!~') return textTest(context, field, clause);
  return setTest(context, field, clause);
}

function isEmptyTest(clause: Clause): boolean {
  const [value] = clause.values;
  const isWord = value !== undefined && 'text' in value && /^(empty|null)$/i.test(value.text);
  const operator = clause.operator;
  if ((operator === 'IS' || operator === 'IS NOT') && !isWord) {
    throw new BadJql(
      `Error in the JQL Query: The operator '${operator.toLowerCase()}' only supports EMPTY or NULL.`,
    );
  }
  return isWord;
}

function emptyTest(context: JqlContext, field: JqlField, clause: Clause): Test {
  const negated = clause.operator === 'IS NOT' || clause.operator === '!=';
  return (issue) => {
    const isEmpty =
      field.timeOf === undefined
        ? field.valuesOf(context.world, issue).length === 0
        : field.timeOf(issue) === undefined;
    return isEmpty !== negated;
  };
}

function setTest(context: JqlContext, field: JqlField, clause: Clause): Test {
  const { operator } = clause;
  if (operator !== '=' && operator !== '!=' && operator !== 'IN' && operator !== 'NOT IN') {
    throw new BadJql(`The operator '${operator}' is not supported by the '${clause.field}' field.`);
  }
  const wanted = new Set(
    clause.values.flatMap((value) => resolve(context, field, clause.field, value)),
  );
  const negated = operator === '!=' || operator === 'NOT IN';
  return (issue) => {
    const values = field.valuesOf(context.world, issue);
    // As in Jira, a negative test does not find issues that have no value at all.
    if (negated) return values.length > 0 && !values.some((value) => wanted.has(value));
    return values.some((value) => wanted.has(value));
  };
}

function textTest(context: JqlContext, field: JqlField, clause: Clause): Test {
  const wanted = clause.values.flatMap((value) => ('text' in value ? [value.text] : []));
  const needle = (wanted[0] ?? '').toLowerCase().replace(/\*$/, '');
  const negated = clause.operator === '!~';
  return (issue) =>
    field.valuesOf(context.world, issue).some((value) => value.toLowerCase().includes(needle)) !==
    negated;
}

function resolve(context: JqlContext, field: JqlField, name: string, value: JqlValue): string[] {
  if ('call' in value) return callFunction(context, value.call);
  const resolved = field.resolve(context.world, value.text);
  if (resolved !== undefined) return resolved;
  const lower = name.toLowerCase();
  if (['key', 'issuekey', 'issue', 'id'].includes(lower)) {
    throw new BadJql(`An issue with key '${value.text}' does not exist for field '${name}'.`);
  }
  throw new BadJql(`The value '${value.text}' does not exist for the field '${name}'.`);
}

function callFunction(context: JqlContext, name: string): string[] {
  const sprints = Object.values(context.world.sprints);
  const inState = (state: string) =>
    sprints.filter((sprint) => sprint.state === state).map((sprint) => String(sprint.id));
  switch (name.toLowerCase()) {
    case 'currentuser':
      return context.accountId === undefined ? [] : [context.accountId];
    case 'standardissuetypes':
      return Object.values(context.world.issueTypes)
        .filter((type) => !type.subtask)
        .map((type) => type.id);
    case 'opensprints':
      return inState('active');
    case 'futuresprints':
      return inState('future');
    case 'closedsprints':
      return inState('closed');
    default:
      throw new BadJql(`Unable to find JQL function '${name}()'.`);
  }
}

function timeTest(
  context: JqlContext,
  timeOf: (issue: Issue) => number | undefined,
  clause: Clause,
): Test {
  const [value] = clause.values;
  const limit = value === undefined ? undefined : timeFrom(context, value);
  if (limit === undefined) {
    const text = value !== undefined && 'text' in value ? value.text : '';
    throw new BadJql(
      `Date value '${text}' for field '${clause.field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  }
  const compare = COMPARISONS[clause.operator];
  if (compare === undefined) {
    throw new BadJql(
      `The operator '${clause.operator}' is not supported by the '${clause.field}' field.`,
    );
  }
  return (issue) => {
    const time = timeOf(issue);
    return time !== undefined && compare(time, limit);
  };
}

const COMPARISONS: Partial<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function timeFrom(context: JqlContext, value: JqlValue): number | undefined {
  if ('call' in value) {
    const name = value.call.toLowerCase();
    if (name === 'now') return context.now;
    if (name !== 'startofday') throw new BadJql(`Unable to find JQL function '${value.call}()'.`);
    const today = Math.floor(context.now / 86_400_000) * 86_400_000;
    return today + (period(value.args[0] ?? '0d') ?? 0);
  }
  const span = period(value.text);
  if (span !== undefined) return context.now + span;
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: (\d{2}):(\d{2}))?$/.exec(value.text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(time) ? undefined : time;
}

function period(text: string): number | undefined {
  const match = /^([+-]?)(\d+)([mhdw])$/.exec(text.trim());
  if (match === null) return undefined;
  const size = Number(match[2]) * (UNIT_MS[match[3] ?? ''] ?? 0);
  return match[1] === '-' ? -size : size;
}

function order(context: JqlContext, orderBy: Jql['orderBy'], issues: Issue[]): Issue[] {
  if (orderBy.length > 7) {
    throw new BadJql('The maximum number of fields in the order by clause is 7.');
  }
  const keys = orderBy.length === 0 ? [{ field: 'created', descending: true }] : orderBy;
  return issues.sort((a, b) => {
    for (const { field, descending } of keys) {
      const sign = descending ? -1 : 1;
      const difference = compareBy(context, field, a, b);
      if (difference !== 0) return sign * difference;
    }
    return Number(b.id) - Number(a.id);
  });
}

function compareBy(context: JqlContext, name: string, a: Issue, b: Issue): number {
  const lower = name.toLowerCase();
  if (lower === 'rank') return a.rank - b.rank;
  if (['key', 'issuekey', 'id', 'issue'].includes(lower)) {
    return orderKey(context.world, a) < orderKey(context.world, b) ? -1 : Number(a.id !== b.id);
  }
  const field = jqlField(context.world, name);
  if (field === undefined) {
    throw new BadJql(`Field '${name}' does not exist or you do not have permission to view it.`);
  }
  if (field.timeOf !== undefined) return (field.timeOf(a) ?? 0) - (field.timeOf(b) ?? 0);
  const text = (issue: Issue) => field.valuesOf(context.world, issue).join(',');
  return text(a).localeCompare(text(b), 'en', { numeric: true });
}
