/**
 * Checks the schema of a structured output against the documented limits of platform.claude.com/docs/en/build-with-claude/structured-outputs.
 * Leaves out the size of the compiled grammar, whose limit is not published.
 */
import { type ApiRefusal, invalid } from './api-refusal.ts';

type Schema = Readonly<Record<string, unknown>>;

const MOST_OPTIONAL = 24;
const MOST_UNIONS = 16;

const EVERYWHERE = [
  'type',
  'description',
  'title',
  'default',
  'enum',
  'const',
  'anyOf',
  'allOf',
  '$ref',
];
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems'],
  string: ['format', 'pattern'],
  number: [],
  integer: [],
  boolean: [],
  null: [],
};
const DEFINITIONS = ['$defs', 'definitions'];

const FORMATS = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** Lookaround, word boundaries and back references. */
const PATTERN_NOT_TAKEN = /\(\?(?:[=!]|<[=!])|\\[bB1-9]|\\k</;

interface Walk {
  root: Schema;
  optional: number;
  unions: number;
  /** References that are being followed, to find recursion. */
  open: ReadonlySet<string>;
}

const wrong = (at: string, sentence: string): ApiRefusal =>
  invalid(`output_config.format.schema: ${at === '' ? '' : `${at}: `}${sentence}`);

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** Throws `ApiRefusal` 400 at the first thing that is not taken. */
export function checkOutputSchema(schema: Schema): void {
  if (schema['type'] !== 'object') throw wrong('', "the root must be of 'object' type");
  const walk: Walk = { root: schema, optional: 0, unions: 0, open: new Set() };
  visit(schema, '', walk);
  if (walk.optional > MOST_OPTIONAL)
    throw invalid(
      `Schemas contains too many optional parameters (${walk.optional}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${MOST_OPTIONAL}).`,
    );
  if (walk.unions > MOST_UNIONS)
    throw invalid(
      `Schemas contains too many parameters with union types (${walk.unions} parameters with type arrays or anyOf). This would cause exponential compilation cost. Reduce the number of nullable or union-typed parameters (limit: ${MOST_UNIONS}).`,
    );
}

function visit(schema: Schema, at: string, walk: Walk): void {
  const types = typesOf(schema, at);
  checkKeywords(schema, types, at);
  checkLiterals(schema, at);
  if (schema['$ref'] !== undefined) follow(schema, at, walk);
  for (const key of ['anyOf', 'allOf']) visitAll(schema[key], `${at}/${key}`, walk);
  if (at === '') for (const key of DEFINITIONS) checkNamed(schema[key], `/${key}`, walk);
  if (types.includes('object')) visitObject(schema, at, walk);
  if (types.includes('array')) visitArray(schema, at, walk);
  if (types.includes('string')) checkText(schema, at);
  const says = ['$ref', 'type', 'enum', 'const', 'anyOf', 'allOf'].some(
    (key) => schema[key] !== undefined,
  );
  if (!says) throw wrong(at, 'a schema must have a type');
}

function typesOf(schema: Schema, at: string): readonly string[] {
  const { type } = schema;
  if (type === undefined) return [];
  const types = Array.isArray(type) ? type : [type];
  for (const one of types)
    if (typeof one !== 'string' || !Object.hasOwn(BY_TYPE, one))
      throw wrong(at, `type ${JSON.stringify(one)} is not known`);
  if (types.length === 0) throw wrong(at, 'type must not be empty');
  return types;
}

function checkKeywords(schema: Schema, types: readonly string[], at: string): void {
  const known = [
    ...EVERYWHERE,
    ...types.flatMap((type) => BY_TYPE[type] ?? []),
    ...(at === '' ? DEFINITIONS : []),
  ];
  const foreign = Object.keys(schema).filter((key) => !known.includes(key));
  if (foreign.length === 0) return;
  const type = types[0] ?? 'any';
  throw wrong(at, `For '${type}' type, properties ${foreign.join(', ')} are not supported`);
}

function checkLiterals(schema: Schema, at: string): void {
  const { enum: values } = schema;
  if (
    values !== undefined &&
    !(Array.isArray(values) && values.length > 0 && values.every(isPlain))
  )
    throw wrong(at, 'enum takes strings, numbers, booleans and null only');
  if (schema['const'] !== undefined && !isPlain(schema['const']))
    throw wrong(at, 'const takes a string, a number, a boolean or null only');
}

function visitAll(parts: unknown, at: string, walk: Walk): void {
  if (parts === undefined) return;
  if (!Array.isArray(parts) || parts.length === 0) throw wrong(at, 'expected a list of schemas');
  parts.forEach((part, index) => {
    const isReference = at.endsWith('/allOf') && isSchema(part) && part['$ref'] !== undefined;
    if (isReference) throw wrong(at, 'allOf with $ref is not supported');
    visitPart(part, `${at}/${index}`, walk);
  });
}

function visitPart(part: unknown, at: string, walk: Walk): void {
  if (!isSchema(part)) throw wrong(at, 'expected a schema');
  visit(part, at, walk);
}

/** Definitions nobody refers to are checked as well, without being counted twice. */
function checkNamed(named: unknown, at: string, { root, open }: Walk): void {
  if (named === undefined) return;
  if (!isSchema(named)) throw wrong(at, 'expected schemas by name');
  for (const [name, part] of Object.entries(named))
    visitPart(part, `${at}/${name}`, { root, open, optional: 0, unions: 0 });
}

function follow(schema: Schema, at: string, walk: Walk): void {
  const reference = schema['$ref'];
  const name = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(String(reference))?.[1];
  if (name === undefined) throw wrong(at, `$ref ${JSON.stringify(reference)} is not supported`);
  const key = String(reference);
  if (walk.open.has(key)) throw wrong(at, 'recursive schemas are not supported');
  const group = walk.root[key.split('/')[1] ?? ''];
  const target = isSchema(group) && Object.hasOwn(group, name) ? group[name] : undefined;
  if (!isSchema(target)) throw wrong(at, `$ref ${key} leads nowhere`);
  const inner: Walk = { ...walk, open: new Set([...walk.open, key]) };
  visit(target, `${at}/${key}`, inner);
  walk.optional = inner.optional;
  walk.unions = inner.unions;
}

function visitObject(schema: Schema, at: string, walk: Walk): void {
  if (schema['additionalProperties'] !== false)
    throw wrong(at, "For 'object' type, 'additionalProperties' must be explicitly set to false");
  const { properties = {}, required = [] } = schema;
  if (!isSchema(properties)) throw wrong(at, 'properties: expected schemas by name');
  if (
    !Array.isArray(required) ||
    !required.every((name) => Object.hasOwn(properties, String(name)))
  )
    throw wrong(at, 'required: expected names of properties');
  for (const [name, part] of Object.entries(properties)) {
    if (!required.includes(name)) walk.optional += 1;
    if (isSchema(part) && (part['anyOf'] !== undefined || Array.isArray(part['type'])))
      walk.unions += 1;
    visitPart(part, `${at}/properties/${name}`, walk);
  }
}

function visitArray(schema: Schema, at: string, walk: Walk): void {
  const { minItems, items } = schema;
  if (minItems !== undefined && minItems !== 0 && minItems !== 1)
    throw wrong(at, "For 'array' type, 'minItems' values other than 0 or 1 are not supported");
  if (items === undefined) throw wrong(at, "For 'array' type, 'items' is required");
  visitPart(items, `${at}/items`, walk);
}

function checkText(schema: Schema, at: string): void {
  const { format, pattern } = schema;
  if (format !== undefined && !FORMATS.has(String(format)))
    throw wrong(at, `format ${JSON.stringify(format)} is not supported`);
  if (pattern === undefined) return;
  if (typeof pattern !== 'string' || PATTERN_NOT_TAKEN.test(pattern) || !isExpression(pattern))
    throw wrong(at, 'pattern is not supported: no lookaround, word boundary or back reference');
}

function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
