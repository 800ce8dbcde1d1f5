/**
 * Atlassian's OpenAPI documents from a folder, as an index of operations. Parsed once per folder and
 * process. The documents are never part of this repository; a site without them checks nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../world/adf-text.ts';

/** One documented operation. `path` is the template split at slashes; `base` names its document. */
export interface DocumentedOperation {
  base: string;
  method: string;
  template: string;
  segments: string[];
  operationId: string;
  /** Sets of scopes, any one of which is enough; an empty list means that no scope is needed. */
  scopeSets: string[][];
  parameters: DocumentedParameter[];
  requestBody: { required: boolean; schema: unknown; isJson: boolean } | undefined;
  responses: Record<string, unknown>;
  isExperimental: boolean;
}

/** One documented path or query parameter. */
export interface DocumentedParameter {
  name: string;
  in: string;
  required: boolean;
  schema: Record<string, unknown>;
}

/** The documents of a folder. */
export interface Documents {
  components: Record<string, Record<string, unknown>>;
  operations: DocumentedOperation[];
}

const FILES = ['jira-platform', 'jira-software', 'jsm'];
const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch', 'head']);
const cache = new Map<string, Documents>();

/** The documents in `folder`. Throws when one of the three is missing, so that a wrong folder is noticed. */
export function loadDocuments(folder: string): Documents {
  const known = cache.get(folder);
  if (known !== undefined) return known;
  const names = readdirSync(folder);
  const documents: Documents = { components: {}, operations: [] };
  for (const prefix of FILES) {
    const name = names.find((file) => file.startsWith(`${prefix}.`) && file.endsWith('.json'));
    if (name === undefined) throw new Error(`no ${prefix}.*.json in ${folder}`);
    addDocument(documents, prefix, JSON.parse(readFileSync(join(folder, name), 'utf8')));
  }
  cache.set(folder, documents);
  return documents;
}

function addDocument(documents: Documents, base: string, document: unknown): void {
  if (!isRecord(document)) throw new Error(`${base} is no OpenAPI document`);
  const components = isRecord(document['components']) ? document['components'] : {};
  documents.components[base] = isRecord(components['schemas']) ? components['schemas'] : {};
  const paths = isRecord(document['paths']) ? document['paths'] : {};
  for (const [template, item] of Object.entries(paths)) {
    if (isRecord(item)) documents.operations.push(...readPath(base, template, item));
  }
}

function readPath(
  base: string,
  template: string,
  item: Record<string, unknown>,
): DocumentedOperation[] {
  const shared = Array.isArray(item['parameters']) ? item['parameters'] : [];
  return Object.entries(item).flatMap(([method, operation]) =>
    METHODS.has(method) && isRecord(operation)
      ? [readOperation(base, template, method, operation, shared)]
      : [],
  );
}

function readOperation(
  base: string,
  template: string,
  method: string,
  operation: Record<string, unknown>,
  shared: unknown[],
): DocumentedOperation {
  const own = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  return {
    base,
    method: method.toUpperCase(),
    template,
    segments: template.slice(1).split('/'),
    operationId: String(operation['operationId']),
    scopeSets: readScopes(operation),
    parameters: [...shared, ...own].flatMap(readParameter),
    requestBody: readRequestBody(operation['requestBody']),
    responses: isRecord(operation['responses']) ? operation['responses'] : {},
    isExperimental: operation['x-experimental'] === true,
  };
}

function readParameter(value: unknown): DocumentedParameter[] {
  if (!isRecord(value) || typeof value['name'] !== 'string') return [];
  return [
    {
      name: value['name'],
      in: String(value['in']),
      required: value['required'] === true,
      schema: isRecord(value['schema']) ? value['schema'] : {},
    },
  ];
}

function readRequestBody(value: unknown): DocumentedOperation['requestBody'] {
  if (!isRecord(value) || !isRecord(value['content'])) return undefined;
  const json = value['content']['application/json'];
  const schema = isRecord(json) ? json['schema'] : undefined;
  return { required: value['required'] === true, schema: schema ?? {}, isJson: json !== undefined };
}

/** Classic scopes, else the granular ones; where neither is listed, the OAuth2 entry of `security`. */
function readScopes(operation: Record<string, unknown>): string[][] {
  const listed = operation['x-atlassian-oauth2-scopes'];
  if (Array.isArray(listed)) {
    const current = listed.find((entry) => isRecord(entry) && entry['state'] === 'Current');
    const classic = scopeNames(current);
    if (classic.length === 0) return [];
    const granular = listed.filter((entry) => isRecord(entry) && entry['state'] === 'Beta');
    return [classic, ...granular.map(scopeNames).filter((scopes) => scopes.length > 0)];
  }
  const security = Array.isArray(operation['security']) ? operation['security'] : [];
  return security
    .map((entry) => (isRecord(entry) ? entry['OAuth2'] : undefined))
    .filter((scopes): scopes is string[] => Array.isArray(scopes) && scopes.length > 0);
}

function scopeNames(entry: unknown): string[] {
  const scopes = isRecord(entry) ? entry['scopes'] : undefined;
  return Array.isArray(scopes) ? scopes.map(String) : [];
}
