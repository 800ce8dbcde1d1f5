/**
 * Everything the SDK asks of the platform ends here, one call of `__forge_fetch__` each. It guarantees: `asUser` without a
 * user is refused, Jira is told only who acts, a dead invocation has no further effect, and calls can be cut by a fault.
 */
import { platformError, type RemoteCall } from './call-remote.ts';
import type { AnswerCall, Invocation } from './invoke-function.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { Platform } from './platform.ts';
import { listScopes } from './read-manifest.ts';
import type { Queues } from './run-queues.ts';
import { type CallMeta, fetchOutside } from './runtime-globals.ts';
import type { WebTriggers } from './web-triggers.ts';

/** The services behind the calls. */
export interface CallServices {
  readonly store: KeyValueStore;
  readonly queues: () => Queues;
  readonly webTriggers: () => WebTriggers;
  readonly callRemote: (call: RemoteCall) => Promise<Response>;
}

const never = new Promise<never>(() => {});

/** A JSON answer; 204 has no body. */
function json(status: number, body?: unknown): Response {
  const text = status === 204 || body === undefined ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

const readJson = (init: RequestInit): unknown => JSON.parse(String(init.body ?? 'null'));

/** Sends a request to Jira. The stand-in learns who acts from one header and enforces scopes and permissions itself. */
export async function callJira(
  platform: Platform,
  actor: string | undefined,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const name of ['authorization', 'cookie', 'x-sandbox-actor']) headers.delete(name);
  if (actor) headers.set('x-sandbox-actor', actor);
  return fetchOutside(`${platform.options.jiraUrl}${path}`, {
    ...init,
    headers,
    redirect: 'manual',
  });
}

/** Who acts in a call, or a refusal. Acting for somebody else than the caller needs impersonation, which we never ask for. */
function actorOf({ request }: Invocation, meta: CallMeta): string | undefined | Response {
  if (meta.provider === 'app') return 'app';
  if (meta.provider !== 'user') return undefined;
  const wanted = meta.accountId ?? request.accountId;
  if (!wanted || wanted !== request.accountId)
    return platformError(401, 'NEEDS_AUTHENTICATION_ERR');
  return `user:${wanted}`;
}

/** Makes the answerer. */
export function createAnswerer(platform: Platform, services: CallServices): AnswerCall {
  const answerAtlassian = async (invocation: Invocation, path: string, init: RequestInit) => {
    const queue = /^\/webhook\/queue\/([a-z]+)\//.exec(path)?.[1];
    if (queue) {
      const { status, body } = services.queues().answer(queue, readJson(init));
      return json(status, body);
    }
    if (path === '/graphql') return json(...services.webTriggers().answerGraphql(readJson(init)));
    if (path === '/app/report-accounts') return json(...reportAccounts(platform, readJson(init)));
    platform.note('refused', invocation.request.moduleKey, `not played: ${path}`);
    return platformError(400, 'NOT_PLAYED_BY_THE_HOST');
  };

  const answerAsProduct = async (
    invocation: Invocation,
    meta: CallMeta,
    path: string,
    init: RequestInit,
  ) => {
    const actor = actorOf(invocation, meta);
    if (actor instanceof Response) return actor;
    if (meta.remote === 'stargate') return answerAtlassian(invocation, path, init);
    const otherSite = meta.contextAri !== undefined && meta.contextAri !== platform.contextAri;
    if (otherSite || (meta.remote ?? 'jira') !== 'jira')
      return platformError(403, 'PRODUCT_NOT_INSTALLED');
    return callJira(platform, actor, path, init);
  };

  const answerStore = (path: string, init: RequestInit): Response => {
    if (!listScopes(platform.manifest).includes('storage:app'))
      return json(403, { code: 'MISSING_SCOPE', message: 'storage:app is missing' });
    const { status, body } = services.store.answer(path, readJson(init));
    return json(status, body);
  };

  const answerRemote = (
    invocation: Invocation,
    meta: CallMeta,
    path: string,
    init: RequestInit,
  ) => {
    const remote = meta.remote ?? '';
    const declared = platform.manifest.remotes.find((r) => r.key === remote);
    if (declared && !declared.operations.includes('compute'))
      return platformError(403, 'COMPUTE_NOT_DECLARED');
    return services.callRemote({
      remote,
      path,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: init.body,
      fit: { moduleKey: invocation.functionKey, moduleType: 'core:function' },
    });
  };

  const route = async (invocation: Invocation, meta: CallMeta, path: string, init: RequestInit) => {
    if (!platform.state.installed) return platformError(403, 'NOT_INSTALLED');
    if (meta.type === 'fpp') return answerAsProduct(invocation, meta, path, init);
    if (meta.type === 'kvs') return answerStore(path, init);
    if (meta.type === 'frc') return answerRemote(invocation, meta, path, init);
    platform.note('refused', invocation.request.moduleKey, `not played: ${meta.type} ${path}`);
    return platformError(400, 'NOT_PLAYED_BY_THE_HOST');
  };

  return async (invocation, meta, path, init) => {
    if (invocation.dead) return never;
    const { moduleKey } = invocation.request;
    const method = init.method ?? 'GET';
    const nth = invocation.calls;
    invocation.calls += 1;
    platform.note(
      'call',
      moduleKey,
      [meta.type, meta.provider, meta.remote, method, path].filter(Boolean).join(' '),
    );
    const fate =
      platform.state.faults.onCall?.({ moduleKey, type: meta.type, method, path, nth }) ?? 'pass';
    if (fate === 'kill-before') return dieNow(invocation);
    const response = await route(invocation, meta, path, init);
    if (fate === 'kill-after') return dieNow(invocation);
    return invocation.dead ? never : response;
  };
}

function dieNow(invocation: Invocation): Promise<never> {
  invocation.kill();
  return never;
}

/** Atlassian's answer to a report of stored personal data: accounts that were closed or changed, 204 when none. */
function reportAccounts(platform: Platform, body: unknown): [number, unknown] {
  const { accounts } = body as { accounts: { accountId: string }[] };
  const found = accounts.flatMap(({ accountId }) => {
    const status = platform.accountStatus.get(accountId);
    return status ? [{ accountId, status }] : [];
  });
  return found.length > 0 ? [200, { accounts: found }] : [204, undefined];
}
