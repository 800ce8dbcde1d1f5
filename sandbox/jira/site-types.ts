/**
 * What the outside of the Jira stand-in looks like. `create-site.ts` re-exports all of it.
 */

import type { WorldChange } from './change-shapes.ts';
import type { FaultSettings } from './faults/fault-types.ts';
import type { WorldDescription } from './world/describe-world.ts';
import type { Json } from './world/issue-types.ts';
import type { World } from './world/world-types.ts';

/** Who asks: Kraken's app, a person of the site, or nobody. */
export type JiraActor =
  | { kind: 'app' }
  | { kind: 'user'; accountId: string }
  | { kind: 'anonymous' };

/** One request; `path` includes the query string and may start with `/ex/jira/{cloudId}`. */
export interface JiraHttpRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  actor: JiraActor;
}

/** One answer; header names are lower case. */
export interface JiraHttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What Jira tells Forge about an issue; `selfGenerated` marks what Kraken's own app user did. */
export interface JiraEvent {
  eventType: 'avi:jira:created:issue' | 'avi:jira:updated:issue' | 'avi:jira:commented:issue';
  atlassianId: string | null;
  timestamp: number;
  issue: { id: string; key: string; fields: Record<string, Json> };
  comment?: { id: string };
  changelog?: { id: string; items: Array<Record<string, Json>> };
  selfGenerated: boolean;
}

/** One accepted write, in the order in which they took effect. */
export interface Effect {
  seq: number;
  at: number;
  actor: JiraActor;
  method: string;
  path: string;
  body: unknown;
  status: number;
  operationId: string;
}

/** One request, answered or not; `status` 0 means that no answer went out (cut, or still hanging). */
export interface SeenRequest {
  seq: number;
  at: number;
  actor: JiraActor;
  method: string;
  path: string;
  body: unknown;
  status: number;
  operationId: string | undefined;
  fault: string | undefined;
}

/** A request for a new ticket; people are given by account id, e-mail address or display name. */
export interface NewIssue {
  project: string;
  summary: string;
  description?: string | Json | undefined;
  reporter: string;
  issueType?: string | undefined;
  labels?: readonly string[] | undefined;
}

/** A request for a new comment; `internal` hides it from portal customers. */
export interface NewComment {
  author: string;
  body: string | Json;
  visibility?: { type: 'group' | 'role'; value: string } | undefined;
  internal?: boolean | undefined;
}

/** Settings of a site. Times are milliseconds. */
export interface JiraSiteOptions {
  clock: () => number;
  seed?: number | undefined;
  plan?: 'free' | 'standard' | 'premium' | undefined;
  /** Folder with Atlassian's OpenAPI documents; without it requests are not checked, which `notice` says once. */
  documentsFolder?: string | undefined;
  notice?: ((message: string) => void) | undefined;
  /** The scopes of the app's manifest; a call outside them is answered 401. */
  scopes: readonly string[];
  world?: WorldDescription | undefined;
  faults?: FaultSettings | undefined;
  onEvent: (event: JiraEvent) => void;
  cloudId?: string | undefined;
  siteUrl?: string | undefined;
  /** How long a hanging answer hangs (default 60 000) and a slow one takes (default 3 000). */
  hangMs?: number | undefined;
  slowMs?: number | undefined;
  /** How far search lags behind writes of the API; default 1 000. Changes from outside are indexed at once. */
  searchLagMs?: number | undefined;
  /** How long a bulk task runs when nobody asks for its progress; default 2 000. */
  bulkTaskMs?: number | undefined;
  /** Rate limits to enforce; all are on unless set to false. `pointsPerHour` defaults to 65 000. */
  limits?: { burst?: boolean; perIssue?: boolean; pointsPerHour?: number | false } | undefined;
  /** Whether a field's global context can be deleted or narrowed. Jira refuses it since April 2026: the default. */
  globalContextRemoval?: 'allowed' | 'refused' | undefined;
}

/** One Jira site in memory. */
export interface JiraSite {
  readonly cloudId: string;
  readonly siteUrl: string;
  readonly appAccountId: string;
  /** Answers one request. Rejects with `ConnectionCut` when the connection breaks before an answer. */
  handle(request: JiraHttpRequest): Promise<JiraHttpResponse>;
  /** Serves HTTP on 127.0.0.1; the caller names itself in `x-sandbox-actor: app | user:<accountId>`. */
  listen(port?: number): Promise<{ url: string; close(): Promise<void> }>;
  /** Accepted writes with `seq` greater than `since`, in order. */
  effects(since?: number): Effect[];
  /** Everything asked, reads too, with `seq` greater than `since`. */
  requests(since?: number): SeenRequest[];
  /** Requests that were no valid Jira requests: undocumented, malformed, or unknown to the stand-in. */
  violations(): string[];
  /** The whole site as plain JSON; keyed by what a reader knows (project keys, role names, issue keys). */
  state(): SiteState;
  /** Changes the world outside Kraken. Throws `BadChange` with one sentence when the order makes no sense. */
  change(change: WorldChange): unknown;
  fileIssue(issue: NewIssue): { id: string; key: string };
  addComment(issueKey: string, comment: NewComment): { id: string };
  /** A copy of everything the site knows. */
  exportWorld(): World;
  /** Changes the world directly, for tests in process; search knows of it at once. */
  edit(change: (world: World) => void): void;
  setFaults(settings: FaultSettings): void;
  /** Replaces the scopes, as a site administrator who has (not) accepted a new version of the app would. */
  setScopes(scopes: readonly string[]): void;
  /** Lets hanging answers go at once and stops listening. */
  close(): Promise<void>;
}

/** The readable picture of a site that tests compare. */
export interface SiteState {
  plan: string;
  appAccountId: string;
  users: Array<{
    accountId: string;
    displayName: string;
    email: string | null;
    kind: string;
    active: boolean;
    licensed: boolean;
    groups: string[];
  }>;
  groups: Record<string, { id: string; members: string[] }>;
  projects: Record<
    string,
    {
      id: string;
      name: string;
      typeKey: string;
      lead: string;
      permissionScheme: string;
      permissionSchemeId: number;
      archived: boolean;
      deleted: boolean;
      roles: Record<string, { id: number; users: string[]; groups: string[] }>;
      pinnedModules: string[];
    }
  >;
  schemes: Record<
    string,
    {
      id: number;
      projects: string[];
      grants: Array<{
        id: number;
        permission: string;
        holder: { type: string; parameter?: string };
      }>;
    }
  >;
  fields: Array<{
    id: string;
    name: string;
    customType: string;
    trashed: boolean;
    contexts: Array<{ id: string; name: string; projects: string[]; options: string[] }>;
  }>;
  boards: Array<{ id: number; name: string; project: string }>;
  sprints: Array<{ id: number; name: string; state: string; boardId: number; issues: string[] }>;
  issues: Record<
    string,
    {
      id: string;
      project: string;
      type: string;
      summary: string;
      status: string;
      statusCategory: string;
      resolution: string | null;
      assignee: string | null;
      reporter: string | null;
      labels: string[];
      sprints: string[];
      comments: Array<{
        id: string;
        author: string;
        text: string;
        public: boolean;
        visibility: string | null;
      }>;
    }
  >;
}
