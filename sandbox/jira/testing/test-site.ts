/**
 * A site and a client for the tests of this folder. Where Atlassian's documents are not at hand, tests
 * that need them are skipped visibly; in CI they fail instead.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import {
  createJiraSite,
  type JiraActor,
  type JiraEvent,
  type JiraSite,
  type JiraSiteOptions,
} from '../create-site.ts';

/** Folder with reference data: `KRAKEN_TEST_DATA`, or `shared/data` beside the repository. */
export const DATA_FOLDER =
  process.env['KRAKEN_TEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');

/** Atlassian's documents, or undefined where they are not at hand. */
export const DOCUMENTS = documentsFolder();

function documentsFolder(): string | undefined {
  const folder = join(DATA_FOLDER, 'jira-openapi');
  if (existsSync(folder)) return folder;
  if (process.env['CI'] !== undefined) throw new Error(`no reference data in ${DATA_FOLDER}`);
  return undefined;
}

/** Every scope the stand-in's operations need. */
export const ALL_SCOPES = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'manage:jira-project',
  'manage:jira-configuration',
  'read:servicedesk-request',
  'write:servicedesk-request',
  'read:sprint:jira-software',
  'write:sprint:jira-software',
  'read:board-scope:jira-software',
  'write:board-scope:jira-software',
  'read:project:jira',
  'read:issue-details:jira',
  'read:jql:jira',
  'read:issue:jira-software',
  'delete:sprint:jira-software',
  'read:board-scope.admin:jira-software',
  'manage:jira-webhook',
];

/** A body as JSON, for reading in tests. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes are read by name in assertions
export type Loose = any;

/** An answer with its body parsed; text that is no JSON stays text. */
export interface TestAnswer {
  status: number;
  headers: Record<string, string>;
  body: Loose;
}

/** A site whose clock the test moves. */
export interface TestSite {
  site: JiraSite;
  events: JiraEvent[];
  advance(ms: number): void;
  now(): number;
  /** Asks as the app, or as somebody else; `user` takes an e-mail address or display name. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    actor?: JiraActor,
    headers?: Readonly<Record<string, string>>,
  ): Promise<TestAnswer>;
  asUser(words: string): JiraActor;
  accountId(words: string): string;
  roleId(name: string): number;
}

/** A seeded site at a fixed time. */
export function testSite(options: Partial<JiraSiteOptions> = {}): TestSite {
  let now = Date.parse('2026-11-23T10:00:00Z');
  const events: JiraEvent[] = [];
  const site = createJiraSite({
    clock: () => now,
    scopes: ALL_SCOPES,
    documentsFolder: DOCUMENTS,
    onEvent: (event) => events.push(event),
    searchLagMs: 0,
    ...options,
  });
  const accountId = (words: string): string => {
    const found = site
      .state()
      .users.find((user) => user.email === words || user.displayName === words);
    if (found === undefined) throw new Error(`no user ${words}`);
    return found.accountId;
  };
  return {
    site,
    events,
    advance(ms) {
      now += ms;
    },
    now: () => now,
    async ask(method, path, body, actor = { kind: 'app' }, headers = {}) {
      const answer = await site.handle({
        method,
        path,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        actor,
      });
      const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
      return { ...answer, body: isJson ? JSON.parse(answer.body) : answer.body };
    },
    asUser: (words) => ({ kind: 'user', accountId: accountId(words) }),
    accountId,
    roleId(name) {
      const id = site.state().projects['ABC']?.roles[name]?.id;
      if (id === undefined) throw new Error(`no role ${name}`);
      return id;
    },
  };
}

/** A paragraph as an ADF document. */
export function adf(text: string): Record<string, unknown> {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
  return { type: 'doc', version: 1, content };
}
