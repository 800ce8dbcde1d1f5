/**
 * Web trigger ingress: one stable, unguessable address per module and installation. It guarantees Forge's rules: static
 * triggers answer only with a declared output, headers reach the function as arrays, there is no user, unknown is 404.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Invoker, Outcome } from './invoke-function.ts';
import type { Platform } from './platform.ts';
import type { WebTriggerModule } from './read-manifest.ts';

/** A raw request to the ingress. */
export interface IngressRequest {
  readonly method: string;
  /** Path below the trigger's own address, with leading slash, or empty. */
  readonly userPath: string;
  readonly rawHeaders: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}
/** What the caller gets. */
export interface IngressAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The web triggers of one installation. */
export interface WebTriggers {
  urlOf(moduleKey: string): string;
  answerGraphql(request: unknown): [number, unknown];
  receive(id: string, request: IngressRequest): Promise<IngressAnswer>;
}

const plain = (status: number, body: string): IngressAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

/** `[name, value, name, value]` -> values by name as sent, several of one name kept apart. */
function toHeaderArrays(rawHeaders: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    headers[name] = [...(headers[name] ?? []), rawHeaders[at + 1] ?? ''];
  }
  return headers;
}

function toAnswer(module: WebTriggerModule, outcome: Outcome): IngressAnswer {
  if (outcome.kind === 'timed-out') return plain(504, 'the function took too long');
  if (outcome.kind !== 'returned') return plain(500, 'the function failed');
  return module.response.type === 'static'
    ? toStaticAnswer(module, outcome.value)
    : toDynamicAnswer(outcome.value);
}

function toStaticAnswer(module: WebTriggerModule, value: unknown): IngressAnswer {
  const { outputKey } = (value ?? {}) as { outputKey?: string };
  const output = module.response.outputs.find((o) => o.key === outputKey);
  if (!output) return plain(500, 'the function returned no declared output');
  return {
    status: output.statusCode,
    headers: { 'content-type': output.contentType },
    body: output.body,
  };
}

function toDynamicAnswer(value: unknown): IngressAnswer {
  const answer = value as
    | { statusCode?: number; headers?: Record<string, string[]>; body?: string }
    | undefined;
  if (typeof answer?.statusCode !== 'number')
    return plain(500, 'the function returned no response');
  const headers = Object.entries(answer.headers ?? {}).map(([name, values]) => [
    name,
    [values].flat().join(', '),
  ]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: answer.body ?? '',
  };
}

/** Makes the ingress; `baseUrl()` is the host's own server, known once it listens. */
export function createWebTriggers(
  platform: Platform,
  invoker: Invoker,
  baseUrl: () => string,
): WebTriggers {
  const { webtrigger } = platform.manifest.modules;
  let salt = randomBytes(32);
  const idOf = (moduleKey: string): string =>
    createHash('sha256').update(salt).update(moduleKey).digest('hex');
  const urlOf = (moduleKey: string): string => {
    if (!webtrigger.some((w) => w.key === moduleKey))
      throw new Error(`no web trigger ${moduleKey}`);
    return `${baseUrl()}/x1/${idOf(moduleKey)}`;
  };

  const answerGraphql = (request: unknown): [number, unknown] => {
    const { query, variables } = request as {
      query: string;
      variables: { input?: { triggerKey: string } };
    };
    if (query.includes('createWebTriggerUrl')) {
      const key = variables.input?.triggerKey ?? '';
      const known = webtrigger.some((w) => w.key === key);
      return [200, { data: { createWebTriggerUrl: known ? { url: urlOf(key) } : null } }];
    }
    if (query.includes('deleteWebTriggerUrl')) {
      salt = randomBytes(32);
      return [200, { data: { deleteWebTriggerUrl: { success: true, message: 'deleted' } } }];
    }
    if (query.includes('webTriggerUrlsByAppContext')) {
      const urls = webtrigger.map((w) => ({ triggerKey: w.key, url: urlOf(w.key) }));
      return [200, { data: { webTriggerUrlsByAppContext: urls } }];
    }
    return [400, { errors: [{ message: 'the host does not play this query' }] }];
  };

  const receive = async (id: string, request: IngressRequest): Promise<IngressAnswer> => {
    const module = webtrigger.find((w) => idOf(w.key) === id);
    if (!module || !platform.state.installed) return plain(404, 'not found');
    platform.note('web-trigger', module.key, request.method);
    const queryParameters = Object.fromEntries(
      [...request.query.keys()].map((k) => [k, request.query.getAll(k)]),
    );
    const event = {
      method: request.method,
      path: `/x1/${id}${request.userPath}`,
      userPath: request.userPath,
      headers: toHeaderArrays(request.rawHeaders),
      queryParameters,
      body: request.body,
      call: { functionKey: module.function },
      context: { cloudId: platform.options.cloudId, moduleKey: module.key },
      contextToken: '',
    };
    const args = [event, { installContext: platform.contextAri }];
    const outcome = await invoker.invoke({ moduleType: 'webtrigger', moduleKey: module.key, args });
    return toAnswer(module, outcome);
  };
  return { urlOf, answerGraphql, receive };
}
