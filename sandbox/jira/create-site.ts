/**
 * The Jira Cloud stand-in: a strict, stateful site in memory, in process or over HTTP. It checks requests
 * against Atlassian's documents when they are at hand, guards every operation with one permission
 * evaluator, records every write, and misbehaves on order. What it leaves out is answered 501 and listed
 * by `violations()`.
 */
import { addCommentTo, changeWorld, fileNewIssue } from './change-world.ts';
import { faultSource } from './faults/choose-fault.ts';
import { handleRequest } from './handle-request.ts';
import { listenSite } from './http/listen-site.ts';
import type { Outside } from './outside.ts';
import { showState } from './show-state.ts';
import { createSiteCore } from './site-core.ts';
import type { JiraSite, JiraSiteOptions } from './site-types.ts';

export type { WorldChange } from './change-shapes.ts';
export type { FaultKind, FaultMatch, FaultSettings, ScriptedFault } from './faults/fault-types.ts';
export { ConnectionCut, FAULT_KINDS } from './faults/fault-types.ts';
export { parseFaultSettings } from './faults/parse-faults.ts';
export type {
  Effect,
  JiraActor,
  JiraEvent,
  JiraHttpRequest,
  JiraHttpResponse,
  JiraSite,
  JiraSiteOptions,
  NewComment,
  NewIssue,
  SeenRequest,
  SiteState,
} from './site-types.ts';
export type { WorldDescription } from './world/describe-world.ts';
export { BadChange } from './world/find-in-world.ts';

/** A new site. Throws when the documents' folder lacks a document, or a description names nothing. */
export function createJiraSite(options: JiraSiteOptions): JiraSite {
  const core = createSiteCore(options);
  const servers = new Set<{ close(): Promise<void> }>();
  const outside: Outside = {
    get site() {
      return core.context();
    },
    setGlobalContextRemoval(value) {
      core.globalContextRemoval = value;
    },
  };
  const fromOutside = <T>(change: () => T): T => {
    core.finishDueTasks();
    core.keepHistory();
    const result = change();
    core.index.flush();
    return result;
  };
  return {
    cloudId: core.world.cloudId,
    siteUrl: core.world.siteUrl,
    appAccountId: core.world.appAccountId,
    handle: (request) => handleRequest(core, request),
    async listen(port = 0) {
      const server = await listenSite((request) => handleRequest(core, request), port);
      servers.add(server);
      return server;
    },
    effects: (since = 0) => core.effects.filter((effect) => effect.seq > since),
    requests: (since = 0) => core.requests.filter((request) => request.seq > since),
    violations: () => [...core.violations],
    state() {
      core.finishDueTasks();
      return showState(core.world);
    },
    change: (change) => fromOutside(() => changeWorld(outside, change)),
    fileIssue: (issue) => fromOutside(() => fileNewIssue(outside, issue)),
    addComment: (key, comment) => fromOutside(() => addCommentTo(outside, key, comment)),
    exportWorld() {
      core.finishDueTasks();
      return structuredClone(core.world);
    },
    edit: (change) =>
      fromOutside(() => {
        change(core.world);
        for (const id of Object.keys(core.world.issues)) core.index.touch(id, core.clock());
      }),
    setFaults(settings) {
      core.faults = faultSource(settings, core.seed);
    },
    setScopes(scopes) {
      core.scopes = [...scopes];
    },
    async close() {
      core.release();
      await Promise.all([...servers].map((server) => server.close()));
      servers.clear();
    },
  };
}
