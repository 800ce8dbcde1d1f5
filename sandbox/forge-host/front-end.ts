/**
 * The platform between a front-end module and the world: what the bridge's calls lead to. It guarantees that a resolver gets
 * its user from the session and never from the page, that a call to the service carries a token naming that user, and that
 * nobody opens a page they could not open in Jira. The page itself may send any payload and any extension data.
 */
import { callJira } from './answer-call.ts';
import type { RemoteCall } from './call-remote.ts';
import type { FrontEndCaller } from './host-types.ts';
import type { Invoker, Outcome } from './invoke-function.ts';
import { isPanelShown } from './panel-shown.ts';
import type { Platform } from './platform.ts';
import { listPages, type PageModule } from './read-manifest.ts';
import { buildContext, licenseOf, readAdmin, readIssue, readUserName } from './read-viewer.ts';

const REQUEST_BYTES_MOST = 500 * 1024;
const RESPONSE_BYTES_MOST = 5 * 1024 * 1024;

/** One opened page: module, user, and what `getContext` answers. */
export interface PageView {
  readonly type: string;
  readonly page: PageModule;
  readonly accountId: string;
  readonly context: Record<string, unknown>;
  readonly extension: Record<string, unknown>;
}

/** What the bridge of a page can ask for. */
export interface FrontEnd {
  /** Opens a page as a user; throws when that user may not see it. */
  open(type: string, caller: FrontEndCaller, moduleKey?: string): Promise<PageView>;
  /** Answers a bridge command that needs the platform; throws what the page shall see as an error. */
  call(view: PageView, command: string, data: unknown): Promise<unknown>;
}

interface InvokeData {
  functionKey?: string;
  payload?: unknown;
  invokeType?: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}
interface FetchData {
  remoteKey?: string;
  product?: string;
  restPath?: string;
  fetchRequestInit: {
    path?: string;
    method?: string;
    headers?: [string, string][];
    body?: string | null;
  };
}

/** Makes the front end's side of the platform. */
export function createFrontEnd(
  platform: Platform,
  invoker: Invoker,
  callRemote: (call: RemoteCall) => Promise<Response>,
): FrontEnd {
  const pages = listPages(platform.manifest);

  const open = async (
    type: string,
    caller: FrontEndCaller,
    moduleKey?: string,
  ): Promise<PageView> => {
    if (!platform.state.installed) throw new Error('the app is not installed');
    const found = pages.find(
      (p) => p.type === type && (moduleKey === undefined || p.page.key === moduleKey),
    );
    if (!found) throw new Error(`the manifest has no ${type} ${moduleKey ?? ''}`);
    const seen =
      type === 'jira:issuePanel'
        ? await readIssue(platform, caller)
        : await readAdmin(platform, caller);
    if (
      type === 'jira:issuePanel' &&
      !isPanelShown(platform, found.page.key, caller.issueKey ?? '')
    ) {
      throw new Error(
        `the panel is not on ${caller.issueKey}: pin it to the project, or add it to the issue`,
      );
    }
    const extension = caller.extension ?? { type, ...seen };
    const context = buildContext(platform, found.page.key, caller.accountId, extension);
    return { type, page: found.page, accountId: caller.accountId, context, extension };
  };

  const invokeResolver = async (
    view: PageView,
    { functionKey, payload }: InvokeData,
  ): Promise<unknown> => {
    const body = JSON.stringify(payload ?? null);
    if (body.length > REQUEST_BYTES_MOST)
      throw new Error('the payload of a resolver call has at most 500 KB');
    const { cloudId, moduleKey, localId } = view.context as Record<string, string>;
    const call = { functionKey, payload: JSON.parse(body) ?? undefined };
    const principal = { accountId: view.accountId };
    const args = [
      { call, context: { cloudId, moduleKey, localId, extension: view.extension } },
      { principal, installContext: platform.contextAri, ...licenseOf(platform) },
    ];
    const request = {
      moduleType: view.type,
      moduleKey: view.page.key,
      args,
      accountId: view.accountId,
    };
    return readOutcome(await invoker.invoke(request));
  };

  const fitOf = (view: PageView): RemoteCall['fit'] => ({
    moduleKey: view.page.key,
    moduleType: view.type,
    claims: {
      context: { ...view.context, extension: view.extension },
      principal: view.accountId,
    },
  });

  /** `invokeRemote` of the bridge: the remote is the one of the module's resolver endpoint. */
  const invokeEndpoint = async (view: PageView, data: InvokeData): Promise<unknown> => {
    const key = view.page.resolver?.endpoint;
    const endpoint = platform.manifest.modules.endpoint.find((e) => e.key === key);
    if (!endpoint)
      throw new Error(
        `module ${view.page.key} has no resolver endpoint: invokeRemote has nowhere to go`,
      );
    const response = await callRemote({
      remote: endpoint.remote,
      path: data.path ?? '/',
      method: data.method ?? 'GET',
      headers: new Headers({ 'content-type': 'application/json', ...data.headers }),
      body:
        data.body === undefined
          ? undefined
          : typeof data.body === 'string'
            ? data.body
            : JSON.stringify(data.body),
      fit: fitOf(view),
    });
    const text = await response.text();
    const headers = Object.fromEntries(
      [...response.headers].map(([name, value]) => [name, [value]]),
    );
    const answer = { status: response.status, headers, body: parseJson(text) };
    return response.ok ? { success: true, payload: answer } : { success: false, error: answer };
  };

  const requestRemote = async (
    view: PageView,
    { remoteKey, fetchRequestInit: init }: FetchData,
  ) => {
    const response = await callRemote({
      remote: remoteKey ?? '',
      path: init.path ?? '/',
      method: init.method ?? 'GET',
      headers: new Headers(init.headers ?? []),
      body: init.body ?? undefined,
      fit: fitOf(view),
    });
    return toFetchAnswer(response);
  };

  const requestProduct = async (
    view: PageView,
    { product, restPath, fetchRequestInit: init }: FetchData,
  ) => {
    if (product !== 'jira') throw new Error(`${product} is not installed`);
    const body = init.body === null || init.body === undefined ? {} : { body: init.body };
    const request = { method: init.method ?? 'GET', headers: init.headers ?? [], ...body };
    return toFetchAnswer(
      await callJira(platform, `user:${view.accountId}`, restPath ?? '/', request),
    );
  };

  const answer = async (view: PageView, command: string, data: unknown): Promise<unknown> => {
    switch (command) {
      case 'getContext':
        return { ...view.context, extension: view.extension };
      case 'invoke':
        return (data as InvokeData).invokeType
          ? invokeEndpoint(view, data as InvokeData)
          : invokeResolver(view, data as InvokeData);
      case 'fetchRemote':
        return requestRemote(view, data as FetchData);
      case 'fetchProduct':
        return requestProduct(view, data as FetchData);
      case 'sandbox:user':
        return readUserName(platform, view.accountId, data as { accountId: string });
      default:
        throw new Error(`the host does not play the bridge command ${command}`);
    }
  };

  return {
    open,
    call: (view, command, data) => {
      platform.note('bridge', view.page.key, command);
      if (!platform.state.installed) return Promise.reject(new Error('the app is not installed'));
      return platform.track(answer(view, command, data));
    },
  };
}

function readOutcome(outcome: Outcome): unknown {
  if (outcome.kind === 'threw') throw new Error(outcome.error.message);
  if (outcome.kind !== 'returned')
    throw new Error(`there was an error invoking the function: ${outcome.kind}`);
  const text = JSON.stringify(outcome.value);
  if (text !== undefined && text.length > RESPONSE_BYTES_MOST)
    throw new Error('the answer of a resolver has at most 5 MB');
  return text === undefined ? undefined : JSON.parse(text);
}

async function toFetchAnswer(response: Response): Promise<Record<string, unknown>> {
  const body = await response.text();
  const { status, statusText } = response;
  return {
    body,
    headers: Object.fromEntries(response.headers),
    status,
    statusText,
    isAttachment: false,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
