/** The limits of the stand-in are those of Jira's documents: each of ours is theirs, and each of theirs is ours. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { limitText } from './limits/demand-limits.ts';
import { LIMITS, type Limit } from './limits/limit-table.ts';
import { OPERATIONS } from './operations/all-operations.ts';
import { DOCUMENTS, type Loose, testSite } from './testing/test-site.ts';

/** A sentence of the documents that states a limit; `at` is empty where it speaks of the whole operation. */
interface Stated {
  operationId: string;
  at: string;
  most: number;
  sentence: string;
}

/** Stated, but no limit a request could go beyond, or not of one place in it. */
const NOT_IN_TABLE: ReadonlyArray<[operationId: string, most: number, why: string]> = [
  ['createCustomFieldOption', 10_000, 'of the field, not of a request: the operation counts'],
  ['getAvailableTransitions', 50, 'the size of a page'],
  ['getBulkOperationProgress', 14, 'days'],
  ['bulkFetchIssues', 40, 'what an answer holds'],
  ['createFilter', 1_000, 'what an answer holds'],
  ['searchAndReconsileIssuesUsingJql', 7, 'of the words of the query: its parser counts'],
  ['searchAndReconsileIssuesUsingJqlPost', 7, 'of the words of the query: its parser counts'],
  ['searchForIssuesUsingJql', 5, 'the operation is gone'],
  ['searchForIssuesUsingJqlPost', 5, 'the operation is gone'],
  ['submitBulkMove', 1_500_000, 'fields of all issues together, which no site here has'],
  ['submitBulkMove', 100, 'an example of it'],
  ['setApplicationProperty', 7, 'a default value'],
];

/** Objects in bodies that only name something; what is inside them changes nothing. */
const REFERENCES = new Set([
  'project',
  'role',
  'user',
  'author',
  'updateAuthor',
  'lead',
  'assignee',
  'realAssignee',
  'owner',
  'sharedUsers',
  'subscriptions',
  'inwardIssue',
  'outwardIssue',
  'comment',
]);

const PHRASES = [
  /maximum (?:length|size) is ([\d,]+)/gi,
  /maximum of ([\d,]+)/gi,
  /(?:maximum|max) (?:number|items)[^.\d]*([\d,]+)/gi,
  /up to ([\d,]+)/gi,
  /at most ([\d,]+)/gi,
  /more than ([\d,]+)/gi,
  /not exceed ([\d,]+)/gi,
  /contain 1-(\d+) characters/gi,
  /\bmaximum of \d+ issues \([^)]*\) and (\d+)/gi,
  /\d projects and (\d+) issues/gi,
  /\d fields and up to (\d+) projects/gi,
];

function numbersIn(text: unknown): Array<{ most: number; sentence: string }> {
  const words = typeof text === 'string' ? text : '';
  const found = PHRASES.flatMap((phrase) => [...words.matchAll(phrase)]).map((match) => ({
    most: Number((match[1] ?? '').replaceAll(',', '')),
    sentence: match[0],
  }));
  const below = [...words.matchAll(/less than ([\d,]+) characters/gi)].map((match) => ({
    most: Number(match[1]) - 1,
    sentence: match[0],
  }));
  return [...found, ...below].filter(({ most }) => most > 0);
}

/** Every statement about an operation the stand-in has. */
function statedLimits(): Stated[] {
  const own = new Set(OPERATIONS.map(({ operationId, path }) => `${operationId} ${path}`));
  return readdirSync(DOCUMENTS ?? '')
    .filter((file) => /^(jira-platform|jira-software|jsm)\..*json$/.test(file))
    .flatMap((file) => {
      const document: Loose = JSON.parse(readFileSync(join(DOCUMENTS ?? '', file), 'utf8'));
      return Object.entries<Loose>(document.paths).flatMap(([path, methods]) =>
        Object.values<Loose>(methods)
          .filter((operation) => own.has(`${operation?.operationId} ${path}`))
          .flatMap((operation) => ofOperation(document, operation)),
      );
    });
}

function ofOperation(document: Loose, operation: Loose): Stated[] {
  const { operationId, description, parameters = [], requestBody } = operation;
  const schema = requestBody?.content?.['application/json']?.schema;
  return [
    ...numbersIn(description).map((one) => ({ ...one, at: '' })),
    ...parameters
      .filter((one: Loose) => !['maxResults', 'startAt', 'limit', 'start'].includes(one.name))
      .flatMap((one: Loose) =>
        numbersIn(one.description).map((each) => ({ ...each, at: `${one.in}.${one.name}` })),
      ),
    ...(schema === undefined ? [] : ofSchema(document, schema, 'body', [])),
  ].map((one) => ({ ...one, operationId }));
}

type Found = Omit<Stated, 'operationId'>;

function ofSchema(document: Loose, given: Loose, at: string, seen: readonly string[]): Found[] {
  const name: string | undefined = given?.$ref?.split('/').at(-1);
  if (name !== undefined && seen.includes(name)) return [];
  const schema = name === undefined ? given : document.components.schemas[name];
  const below = name === undefined ? seen : [...seen, name];
  // `maximum` says nothing of a list to whoever checks schemas; the documents mean its length.
  const isList = schema.type === 'array' && schema.maximum !== undefined;
  return [
    ...numbersIn(schema.description).map((one) => ({ ...one, at })),
    ...(isList ? [{ at, most: schema.maximum, sentence: `maximum ${schema.maximum}` }] : []),
    ...Object.entries<Loose>(schema.properties ?? {})
      .filter(([key]) => !REFERENCES.has(key))
      .flatMap(([key, value]) => ofSchema(document, value, `${at}.${key}`, below)),
    ...(schema.items === undefined ? [] : ofSchema(document, schema.items, `${at}[]`, below)),
  ];
}

const named = (one: Limit): string => `${one.operationId} ${one.at} ${one.most}`;

describe.skipIf(DOCUMENTS === undefined)('against the documents', () => {
  const stated = DOCUMENTS === undefined ? [] : statedLimits();

  test.each(LIMITS.map((limit) => [named(limit), limit] as const))(
    '%s is documented',
    (_, limit) => {
      const known = stated.filter(
        ({ operationId, at, most }) =>
          operationId === limit.operationId &&
          most === limit.most &&
          (at === '' || at === limit.at),
      );
      expect(known).not.toEqual([]);
    },
  );

  test('every documented limit of an operation is in the table', () => {
    const missing = stated.filter(
      ({ operationId, at, most }) =>
        !NOT_IN_TABLE.some(([id, number]) => id === operationId && number === most) &&
        !LIMITS.some(
          (limit) =>
            limit.operationId === operationId &&
            limit.most === most &&
            (at === '' || at === limit.at),
        ),
    );
    expect(missing).toEqual([]);
  });
});

/** A value that reaches a limit with so many characters, bytes or items. */
function sized({ unit }: Limit, size: number): unknown {
  if (unit === 'items') return Array.from({ length: size }, (_, index) => String(index + 1));
  return (unit === 'bytes' ? 'é' : 'x').repeat(unit === 'bytes' ? Math.ceil(size / 2) : size);
}

function bodyFor(steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const below = bodyFor(rest, value);
  return { [step.replace('[]', '')]: step.endsWith('[]') ? [below] : below };
}

async function askWith(limit: Limit, size: number): Promise<string> {
  const operation = OPERATIONS.find(({ operationId }) => operationId === limit.operationId);
  const [part, ...steps] = limit.at.split('.');
  const value = sized(limit, size);
  const path = operation?.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    part === 'path' && name === steps[0] ? String(value) : '1',
  );
  const query = part === 'query' ? `?${steps[0]}=${(value as string[]).join(',')}` : '';
  const body =
    part === 'body'
      ? bodyFor(steps, steps.length === 0 ? String(value).slice(2) : value)
      : undefined;
  // Without the documents nothing else refuses these bodies before the operation.
  const { ask } = testSite({
    documentsFolder: undefined,
    scopes: operation?.scopes ?? [],
  });
  const headers = { 'x-experimentalapi': 'opt-in' };
  const answer = await ask(operation?.method ?? '', `${path}${query}`, body, undefined, headers);
  return `${answer.status} ${JSON.stringify(answer.body)}`;
}

test.each(LIMITS.map((limit) => [named(limit), limit] as const))('%s holds', async (_, limit) => {
  expect(await askWith(limit, limit.most + 1)).toContain(limitText(limit));
  expect(await askWith(limit, limit.most)).not.toContain(limitText(limit));
});

test('a field takes no more than 10,000 options, in all its contexts together', async () => {
  const { ask, site } = testSite();
  const field = Object.values(site.exportWorld().fields).find(({ name }) => name === 'Office');
  const context = field?.contexts[0];
  const missing = 10_000 - (context?.options.length ?? 0);
  site.edit((world) => {
    world.fields[field?.id ?? '']?.contexts.push({
      id: '99',
      name: 'Other',
      description: '',
      projectIds: [],
      issueTypeIds: [],
      options: Array.from({ length: missing - 1 }, (_, index) => ({
        id: `x${index}`,
        value: `Desk ${index}`,
        disabled: false,
      })),
    });
  });
  const path = `/rest/api/3/field/${field?.id}/context/${context?.id}/option`;
  const two = { options: [{ value: 'One' }, { value: 'Two' }] };
  expect((await ask('POST', path, two)).status).toBe(400);
  expect((await ask('POST', path, { options: [{ value: 'One' }] })).status).toBe(200);
});
