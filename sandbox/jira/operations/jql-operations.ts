/** Parsing queries. Syntax errors and, where asked for, unknown fields and values are told per query. */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { BadJql, type JqlNode, type JqlValue, parseJql } from '../jql/parse-jql.ts';
import { searchJql } from '../jql/search-jql.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

/** Operations on queries. */
export const jqlOperations: Operation[] = [
  {
    operationId: 'parseJqlQueries',
    method: 'POST',
    path: '/rest/api/3/jql/parse',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: parseQueries,
  },
];

function parseQueries(call: Call): Answer {
  const { queries } = readBody(z.object({ queries: z.array(z.string().min(1)) }), call.body);
  const validation = queryText(call, 'validation') ?? 'strict';
  if (!['strict', 'warn', 'none'].includes(validation)) throw refusal(400, 'Invalid validation.');
  return ok({ queries: queries.map((query) => parseOne(call, query, validation)) });
}

function parseOne(call: Call, query: string, validation: string): Record<string, unknown> {
  try {
    const { where, orderBy } = parseJql(query);
    const structure = {
      ...(where === undefined ? {} : { where: nodeBody(where) }),
      ...(orderBy.length === 0 ? {} : { orderBy: { fields: orderBy.map(orderBody) } }),
    };
    const errors = validation === 'none' ? [] : valueErrors(call, query, where !== undefined);
    if (errors.length === 0) return { query, structure };
    return validation === 'warn' ? { query, structure, warnings: errors } : { query, errors };
  } catch (error) {
    if (error instanceof BadJql) return { query, errors: [error.message] };
    throw error;
  }
}

function valueErrors(call: Call, query: string, hasWhere: boolean): string[] {
  if (!hasWhere) return [];
  try {
    searchJql({ world: call.world, accountId: call.accountId, now: call.site.now }, query, []);
    return [];
  } catch (error) {
    if (error instanceof BadJql) return [error.message];
    throw error;
  }
}

function nodeBody(node: JqlNode): Record<string, unknown> {
  if (node.kind === 'not') return { operator: 'not', clauses: [nodeBody(node.part)] };
  if (node.kind !== 'clause') return { operator: node.kind, clauses: node.parts.map(nodeBody) };
  const operator = node.operator.toLowerCase();
  const isList = operator === 'in' || operator === 'not in';
  const values = node.values.map(valueBody);
  const operand = isList ? { values, encodedOperand: '' } : values[0];
  return { field: { name: node.field, encodedName: node.field }, operator, operand };
}

function valueBody(value: JqlValue): Record<string, unknown> {
  if ('call' in value) {
    return { function: value.call, arguments: value.args, encodedOperand: `${value.call}()` };
  }
  if (/^(empty|null)$/i.test(value.text)) return { keyword: 'empty', encodedOperand: 'empty' };
  return { value: value.text, encodedValue: value.text };
}

function orderBody({ field, descending }: { field: string; descending: boolean }) {
  return { field: { name: field, encodedName: field }, direction: descending ? 'desc' : 'asc' };
}
