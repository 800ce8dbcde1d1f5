/**
 * Plays Atlassian's Forge platform around the app's real bundle: functions, storage, queues, events, timers, web triggers,
 * invocation tokens, and the pages the app lives in. Development and tests only. What it cannot play it refuses out loud.
 * Not emulated: memory limits, rates, chained-push limits, storage entities, scopes per call (the Jira stand-in has those).
 */
import { randomUUID } from 'node:crypto';
import { createAnswerer } from './answer-call.ts';
import { callRemote, type RemoteCall } from './call-remote.ts';
import { createEvents, type Events } from './deliver-events.ts';
import { createFrontEnd, type FrontEnd } from './front-end.ts';
import type { ForgeHost, ForgeHostOptions } from './host-types.ts';
import { createInvoker } from './invoke-function.ts';
import { KeyValueStore } from './key-value-store.ts';
import { openSession } from './open-session.ts';
import { createPlatform, type Platform } from './platform.ts';
import { listFunctionModules, listPages, readManifest } from './read-manifest.ts';
import { createQueues, type Queues } from './run-queues.ts';
import { type HostServer, serveHost } from './serve-host.ts';
import { createFitSigner, type FitSigner } from './sign-fit.ts';
import { createWebTriggers, type WebTriggers } from './web-triggers.ts';

export type {
  FitOverrides,
  ForgeHost,
  ForgeHostOptions,
  FrontEndCaller,
  HostFaults,
  HostLogEntry,
  HostTimers,
  JiraEvent,
  PanelSession,
  PlatformCall,
} from './host-types.ts';

/** All parts of one host. */
interface Parts {
  readonly platform: Platform;
  readonly store: KeyValueStore;
  readonly signer: FitSigner;
  readonly events: Events;
  readonly frontEnd: FrontEnd;
  readonly webTriggers: WebTriggers;
}

/** The parts know each other only through what is handed in here. */
async function buildParts(options: ForgeHostOptions, url: () => string): Promise<Parts> {
  const manifest = readManifest(options.appFolder);
  const installationUuid = options.installationId ?? randomUUID();
  const platform = createPlatform(options, manifest, {
    installationUuid,
    environmentId: randomUUID(),
  });
  const store = new KeyValueStore(options.clock);
  const signer = await createFitSigner({
    appId: manifest.app.id,
    appVersion: '1.0.0',
    installationId: `ari:cloud:ecosystem::installation/${installationUuid}`,
    cloudId: options.cloudId,
    environment: platform.environment,
    environmentAri: `ari:cloud:ecosystem::environment/${platform.appUuid}/${platform.environmentId}`,
    clock: options.clock,
  });
  const remote = (call: RemoteCall): Promise<Response> => callRemote(platform, signer, call);
  const later: { queues?: Queues; webTriggers?: WebTriggers } = {};
  const made = <K extends keyof typeof later>(name: K) => {
    const part = later[name];
    if (!part) throw new Error(`${name} is not ready`);
    return part;
  };
  const answer = createAnswerer(platform, {
    store,
    callRemote: remote,
    queues: () => made('queues'),
    webTriggers: () => made('webTriggers'),
  });
  const invoker = createInvoker(platform, answer);
  later.queues = createQueues(platform, invoker);
  const webTriggers = createWebTriggers(platform, invoker, url);
  later.webTriggers = webTriggers;
  const events = createEvents(platform, invoker);
  const frontEnd = createFrontEnd(platform, invoker, remote);
  return { platform, store, signer, events, frontEnd, webTriggers };
}

/** Installing may be repeated: the app is told again. Uninstalling tells it first, then everything of it is gone. */
function createLifecycle({
  platform,
  events,
  store,
}: Parts): Pick<ForgeHost, 'install' | 'uninstall'> {
  return {
    install: async () => {
      platform.state.installed = true;
      await events.announce('avi:forge:installed:app');
    },
    uninstall: async () => {
      await events.runPreUninstall();
      await events.announce('avi:forge:uninstalled:app');
      platform.state.installed = false;
      store.clear();
    },
  };
}

/** Starts a host for one app on one site. The app is not installed yet: call `install()`. */
export async function createForgeHost(options: ForgeHostOptions): Promise<ForgeHost> {
  const holder: { parts?: Parts } = {};
  const server: HostServer = await serveHost(async (url) => {
    const parts = await buildParts(options, url);
    holder.parts = parts;
    return { ...parts, jwks: parts.signer.jwks };
  });
  const { parts } = holder;
  if (!parts) throw new Error('the host was not built');
  const { platform, events, frontEnd, signer } = parts;
  const { manifest } = platform;
  const typeOf = (moduleKey: string): string => {
    const found = listPages(manifest).find((p) => p.page.key === moduleKey);
    if (!found) throw new Error(`no front-end module ${moduleKey}`);
    return found.type;
  };
  return {
    appId: manifest.app.id,
    installationId: `ari:cloud:ecosystem::installation/${platform.installationUuid}`,
    url: server.url,
    jwksUrl: `${server.url}/.well-known/jwks.json`,
    log: platform.log,
    modules: listFunctionModules(manifest).map((m) => `${m.type}/${m.key}`),
    ...createLifecycle(parts),
    setRemote: (key, baseUrl) => void platform.remotes.set(key, baseUrl),
    setFaults: (faults) => {
      platform.state.faults = faults;
    },
    setAccountStatus: (accountId, status) => {
      if (status) platform.accountStatus.set(accountId, status);
      else platform.accountStatus.delete(accountId);
    },
    deliver: events.deliver,
    runScheduled: events.runScheduled,
    startTimers: events.startTimers,
    settled: platform.idle,
    invokeResolver: async (moduleKey, functionKey, payload, caller) => {
      const view = await frontEnd.open(typeOf(moduleKey), caller, moduleKey);
      return frontEnd.call(view, 'invoke', { functionKey, payload });
    },
    panel: async (issueKey, accountId) => {
      const view = await frontEnd.open('jira:issuePanel', { accountId, issueKey });
      return openSession(platform, frontEnd, view);
    },
    adminPage: async (accountId) => {
      const view = await frontEnd.open('jira:adminPage', { accountId });
      return openSession(platform, frontEnd, view);
    },
    webTriggerUrl: parts.webTriggers.urlOf,
    mintFit: signer.mint,
    close: async () => {
      platform.state.closed = true;
      await server.close();
    },
  };
}
