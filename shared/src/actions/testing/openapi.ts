/**
 * Atlassian's OpenAPI documents as a check of requests, for tests only: path and query by name, bodies strictly. The
 * documents are not part of the repository; where they are absent the tests that need them are skipped, in CI they fail.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { isJsonObject, type Json } from '../../json.ts';
import type { JiraRequest } from '../../requests/jira-request.ts';

type Node = { [key: string]: Json };

/** One documented operation with the document it stands in. */
export interface Documented {
  operationId: string;
  method: string;
  template: string;
  scopes: string[];
  node: Node;
  schemas: Node;
}

// biome-ignore lint/style/noProcessEnv: where the test data are is a setting of the machine, not of the product
const { KRAKEN_TEST_DATA, CI } = process.env;
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
/** Where reference and test data are. */
export const DATA_FOLDER = KRAKEN_TEST_DATA ?? join(ROOT, '..', 'shared', 'data');
const FOLDER = join(DATA_FOLDER, 'jira-openapi');

/** False where the documents are absent; in CI that is an error instead. */
export const HAS_DOCUMENTS = existsSync(FOLDER);
if (!HAS_DOCUMENTS && CI) throw new Error('Atlassian’s OpenAPI documents are missing');

const object = (value: Json | undefined): Node => (isJsonObject(value) ? value : {});
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

let loaded: Documented[] | undefined;

/** Every documented operation, read once. */
export function documentedOperations(): Documented[] {
  loaded ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => operationsOf(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Node));
  return loaded;
}

function operationsOf(document: Node): Documented[] {
  const schemas = object(object(document['components'])['schemas']);
  return Object.entries(object(document['paths'])).flatMap(([template, item]) =>
    Object.entries(object(item)).flatMap(([method, value]) => {
      const node = object(value);
      const operationId = node['operationId'];
      if (typeof operationId !== 'string') return [];
      return [
        {
          operationId,
          method: method.toUpperCase(),
          template,
          scopes: scopesOf(node),
          node,
          schemas,
        },
      ];
    }),
  );
}

/** Classic scopes where the document has them, else those of the OAuth2 entry. */
function scopesOf(node: Node): string[] {
  const classic = list(node['x-atlassian-oauth2-scopes'])
    .map(object)
    .find((entry) => entry['state'] === 'Current');
  const oauth = list(node['security'])
    .map(object)
    .find((entry) => 'OAuth2' in entry);
  return list(classic === undefined ? oauth?.['OAuth2'] : classic['scopes']).map(String);
}

/** OpenAPI 3.0 -> JSON Schema, as far as request bodies need it. */
function toSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(toSchema);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !['example', 'xml', 'format'].includes(key));
  const schema = Object.fromEntries(kept.map(([key, inner]) => [key, toSchema(inner)]));
  if (schema['nullable'] === true && typeof schema['type'] === 'string') {
    schema['type'] = [schema['type'], 'null'];
  }
  return schema;
}

/** Schemas whose `identifier` is documented as an object and is an id in the documents' own examples. */
const ID_SCHEMAS = ['AssociationContextObject', 'FieldIdentifierObject'];

function correctedSchemas(schemas: Node): Node {
  const corrected = ID_SCHEMAS.map((name): [string, Json] => {
    const schema = object(schemas[name]);
    const properties = {
      ...object(schema['properties']),
      identifier: { type: ['string', 'number'] },
    };
    return [name, { ...schema, properties }];
  });
  return { ...schemas, ...Object.fromEntries(corrected) };
}

const validators = new Map<string, ReturnType<Ajv['compile']>>();

function bodyProblems(documented: Documented, body: Json | undefined): string[] {
  const content = object(object(documented.node['requestBody'])['content']);
  const given = object(content['application/json'])['schema'];
  if (given === undefined || body === undefined) {
    return (given === undefined) === (body === undefined) ? [] : ['body: given or missing'];
  }
  const validate =
    validators.get(documented.operationId) ??
    new Ajv({ strict: false, logger: false }).compile({
      ...object(toSchema(given)),
      components: { schemas: toSchema(correctedSchemas(documented.schemas)) },
    });
  validators.set(documented.operationId, validate);
  return validate(body)
    ? []
    : (validate.errors ?? []).map((error) => `body${error.instancePath}: ${error.message}`);
}

/** What the documents have against a request; empty when nothing. */
export function problemsOf(request: JiraRequest): string[] {
  const { operationId, method, template, path, query, body } = request;
  const documented = documentedOperations().find(
    (each) =>
      each.operationId === operationId && each.method === method && each.template === template,
  );
  if (documented === undefined) return [`${operationId} is not documented`];
  const parameters = list(documented.node['parameters']).map(object);
  const names = (where: string, isNeeded = false) =>
    parameters
      .filter((each) => each['in'] === where && (!isNeeded || each['required'] === true))
      .map((each) => String(each['name']));
  const queried = query.map(([key]) => key);
  return [
    ...names('path')
      .filter((name) => !(name in path))
      .map((name) => `path: ${name} is missing`),
    ...Object.keys(path)
      .filter((name) => !names('path').includes(name))
      .map((name) => `path: ${name}?`),
    ...names('query', true)
      .filter((name) => !queried.includes(name))
      .map((name) => `query: ${name} is missing`),
    ...queried.filter((name) => !names('query').includes(name)).map((name) => `query: ${name}?`),
    ...bodyProblems(documented, filled(body)),
  ].map((problem) => `${operationId}: ${problem}`);
}

/** A body as it is sent, with a number for every captured one. */
function filled(body: Json | undefined): Json | undefined {
  if (body === undefined) return undefined;
  const text = JSON.stringify(body).replace(/\{"capturedNumber":"[A-Za-z]+"\}/g, '1');
  return JSON.parse(text) as Json;
}
