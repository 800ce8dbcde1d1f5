/**
 * Checks requests strictly and answers laxly against the documents. Schemas are compiled per operation on
 * first use: all of them would take seconds, one takes milliseconds. Compiled schemas live as long as the
 * process.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import type { Target } from '../http/parse-target.ts';
import { isRecord } from '../world/adf-text.ts';
import { convertComponents, convertSchema, type Strength } from './convert-schema.ts';
import type { DocumentedOperation, DocumentedParameter, Documents } from './load-documents.ts';

/** Judges requests and answers of one set of documents. */
export interface TrafficChecker {
  /** What is wrong with a request, in words; empty when nothing is. */
  requestProblems(
    operation: DocumentedOperation,
    params: Record<string, string>,
    target: Target,
    body: unknown,
  ): string[];
  /** What is wrong with an answer of the stand-in; empty when nothing is, or the status is undocumented. */
  answerProblems(operation: DocumentedOperation, status: number, body: unknown): string[];
}

const checkers = new WeakMap<Documents, TrafficChecker>();

/** The checker of these documents; made once. */
export function trafficChecker(documents: Documents): TrafficChecker {
  const known = checkers.get(documents);
  if (known !== undefined) return known;
  const compile = schemaCompiler(documents);
  const checker: TrafficChecker = {
    requestProblems: (operation, params, target, body) => [
      ...pathProblems(operation, params, compile),
      ...queryProblems(operation, target, compile),
      ...bodyProblems(operation, body, compile),
    ],
    answerProblems: (operation, status, body) => answerProblems(operation, status, body, compile),
  };
  checkers.set(documents, checker);
  return checker;
}

type Compile = (
  base: string,
  name: string,
  schema: unknown,
  strength: Strength,
) => ValidateFunction;

// The package is CommonJS: Node hands out the module object, whose `default` is the function.
const addFormats = addFormatsModule as unknown as { default: (ajv: Ajv) => Ajv };

function schemaCompiler(documents: Documents): Compile {
  const ajvs = new Map<Strength, Ajv>();
  const compiled = new Map<string, ValidateFunction>();
  const ajvOf = (strength: Strength): Ajv => {
    const known = ajvs.get(strength);
    if (known !== undefined) return known;
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false });
    addFormats.default(ajv);
    for (const [base, schemas] of Object.entries(documents.components)) {
      const converted = convertComponents(schemas, strength, base);
      ajv.addSchema({ $id: base, components: { schemas: converted } });
    }
    ajvs.set(strength, ajv);
    return ajv;
  };
  return (base, name, schema, strength) => {
    const key = `${strength} ${base} ${name}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const validate = ajvOf(strength).compile(convertSchema(schema, strength, base) as object);
    compiled.set(key, validate);
    return validate;
  };
}

function problemsOf(validate: ValidateFunction, value: unknown, where: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const extra = error.params['additionalProperty'];
    const key = typeof extra === 'string' ? ` "${extra}"` : '';
    return `${where}${error.instancePath}: ${error.message ?? 'is not valid'}${key}`;
  });
}

function pathProblems(
  operation: DocumentedOperation,
  params: Record<string, string>,
  compile: Compile,
): string[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .flatMap((parameter) =>
      valueProblems(operation, parameter, [params[parameter.name] ?? ''], compile),
    );
}

function queryProblems(operation: DocumentedOperation, target: Target, compile: Compile): string[] {
  const documented = operation.parameters.filter((parameter) => parameter.in === 'query');
  const names = new Set(documented.map((parameter) => parameter.name));
  const unknown = [...target.query.keys()].filter((key) => !names.has(key));
  return [
    ...unknown.map((key) => `query: unknown parameter "${key}"`),
    ...documented.flatMap((parameter) => {
      const values = target.query.get(parameter.name);
      if (values !== undefined) return valueProblems(operation, parameter, values, compile);
      return parameter.required ? [`query: parameter "${parameter.name}" is required`] : [];
    }),
  ];
}

function valueProblems(
  operation: DocumentedOperation,
  parameter: DocumentedParameter,
  values: readonly string[],
  compile: Compile,
): string[] {
  const where = `${parameter.in} parameter "${parameter.name}"`;
  const type = parameter.schema['type'];
  // The Software document calls two enumerations objects: their values are words.
  if (type === 'object') return [];
  if (type !== 'array' && values.length > 1) return [`${where}: given ${values.length} times`];
  const items = isRecord(parameter.schema['items']) ? parameter.schema['items'] : {};
  const typed =
    type === 'array'
      ? values.map((value) => typedValue(value, items['type']))
      : typedValue(values[0] ?? '', type);
  const name = `${operation.method} ${operation.template} ${parameter.in} ${parameter.name}`;
  return problemsOf(compile(operation.base, name, parameter.schema, 'strict'), typed, where);
}

function typedValue(value: string, type: unknown): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) {
    return Number(value);
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function bodyProblems(operation: DocumentedOperation, body: unknown, compile: Compile): string[] {
  const documented = operation.requestBody;
  if (documented === undefined) return body === undefined ? [] : ['body: none is expected'];
  if (body === undefined) {
    const required = documented.required && !BODY_OPTIONAL.has(operation.operationId);
    return required ? ['body: is required'] : [];
  }
  const name = `${operation.method} ${operation.template} body`;
  const validate = compile(operation.base, name, documented.schema, 'strict');
  return problemsOf(validate, withoutKnownNulls(operation, body), 'body');
}

/** Where the prose of a document lets the body go and its flag forgets to. */
const BODY_OPTIONAL: ReadonlySet<string> = new Set(['addWatcher']);

/** Where the prose of a document allows null and its schema forgets to: operation -> body keys. */
const NULL_IN_BODY: Readonly<Record<string, readonly string[]>> = {
  assignIssue: ['accountId'],
  searchAndReconsileIssuesUsingJqlPost: ['nextPageToken'],
};

function withoutKnownNulls(operation: DocumentedOperation, body: unknown): unknown {
  const keys = NULL_IN_BODY[operation.operationId];
  if (keys === undefined || !isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => value !== null || !keys.includes(key)),
  );
}

function answerProblems(
  operation: DocumentedOperation,
  status: number,
  body: unknown,
  compile: Compile,
): string[] {
  const response = operation.responses[String(status)];
  if (!isRecord(response)) {
    return status < 400 ? [`status ${status} is not documented`] : [];
  }
  const content = isRecord(response['content']) ? response['content'] : {};
  const json = content['application/json'];
  const schema = isRecord(json) ? json['schema'] : undefined;
  if (schema === undefined || body === undefined) return [];
  const name = `${operation.method} ${operation.template} ${status}`;
  return problemsOf(compile(operation.base, name, schema, 'lax'), body, `answer ${status}`);
}
