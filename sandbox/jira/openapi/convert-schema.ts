/**
 * OpenAPI 3.0 schema to JSON Schema, in two strengths: `strict` for requests (as documented), `lax` for
 * answers (unknown keys and formats pass, and a named list of places where Jira itself breaks the document).
 */
import { isRecord } from '../world/adf-text.ts';

/** How strictly a converted schema judges. */
export type Strength = 'strict' | 'lax';

/** Schemas whose documented string properties Jira answers with null; known by name. */
const NULL_BY_NAME: Readonly<Record<string, readonly string[]>> = {
  ChangeDetails: ['from', 'fromString', 'to', 'toString'],
};

/** Schemas that demand a property they do not have. */
const MISNAMED: ReadonlySet<string> = new Set(['SecuritySchemeMembersRequest']);
/** Properties documented as objects that are ids in the documents' own examples; known by name. */
const ID_BY_NAME: Readonly<Record<string, string>> = {
  AssociationContextObject: 'identifier',
  FieldIdentifierObject: 'identifier',
};

/** The converted schema; local references are turned towards `base`. */
export function convertSchema(schema: unknown, strength: Strength, base: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => convertSchema(item, strength, base));
  if (!isRecord(schema)) return schema;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key) || (strength === 'lax' && key === 'format')) continue;
    result[key] = convertKeyword(key, value, strength, base);
  }
  if (strength === 'lax' && result['additionalProperties'] === false) {
    delete result['additionalProperties'];
  }
  limitsToNumbers(result);
  dropImpossible(result);
  if (schema['nullable'] === true) allowNull(result);
  return result;
}

const DROPPED = new Set([
  'nullable',
  'example',
  'xml',
  'externalDocs',
  'description',
  'discriminator',
]);

function convertKeyword(key: string, value: unknown, strength: Strength, base: string): unknown {
  if (key === '$ref' && typeof value === 'string') return value.replace(/^#/, `${base}#`);
  if (key === 'properties' && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, convertSchema(inner, strength, base)]),
    );
  }
  if (key === 'enum' || key === 'required' || key === 'default') return value;
  return convertSchema(value, strength, base);
}

/** Two documented bodies demand a key under a name they then forbid (bulk move): such a demand cannot be met. */
function dropImpossible(result: Record<string, unknown>): void {
  const { required, properties, additionalProperties } = result;
  if (additionalProperties !== false || !Array.isArray(required) || !isRecord(properties)) return;
  result['required'] = required.filter((name) => Object.hasOwn(properties, String(name)));
}

function limitsToNumbers(result: Record<string, unknown>): void {
  for (const side of ['Minimum', 'Maximum']) {
    const exclusive = `exclusive${side}`;
    const limit = side.toLowerCase();
    if (result[exclusive] === true) {
      result[exclusive] = result[limit];
      delete result[limit];
    } else if (result[exclusive] === false) {
      delete result[exclusive];
    }
  }
}

function allowNull(result: Record<string, unknown>): void {
  if (typeof result['type'] === 'string') result['type'] = [result['type'], 'null'];
  if (Array.isArray(result['enum'])) result['enum'] = [...result['enum'], null];
}

/** All component schemas of a document, converted, with Jira's known nulls allowed. */
export function convertComponents(
  schemas: Record<string, unknown>,
  strength: Strength,
  base: string,
): Record<string, unknown> {
  const converted: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const result = convertSchema(schema, strength, base);
    if (strength === 'lax') allowKnownNulls(name, result);
    if (MISNAMED.has(name) && isRecord(result)) delete result['required'];
    allowKnownIds(name, result);
    converted[name] = result;
  }
  return converted;
}

function allowKnownIds(name: string, schema: unknown): void {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  const inner = isRecord(properties) ? properties[ID_BY_NAME[name] ?? ''] : undefined;
  if (isRecord(inner)) inner['type'] = ['string', 'number'];
}

function allowKnownNulls(name: string, schema: unknown): void {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  if (!isRecord(properties)) return;
  for (const property of NULL_BY_NAME[name] ?? []) {
    const inner = properties[property];
    if (isRecord(inner)) allowNull(inner);
  }
}
