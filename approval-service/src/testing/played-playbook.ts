/** A played site whose tickets are read under the tenant's own rules, and people who change them over HTTP. */
import { fieldAt, type Json } from '@kraken/shared';
import { SESSION_MS } from '../accounts/sign-in.ts';
import type { Account } from '../ports.ts';
import { PLAIN_ANALYST } from './plain-analyst.ts';
import { type PlayedApp, startPlayedApp } from './played-app.ts';
import type { RuleParts } from './tenant-rules.ts';

/** Answer of a route under `/api`. */
export interface Answer {
  status: number;
  body: Json;
}

/** Sends a request as somebody who is signed in. */
export type Caller = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Starts the site; the plain analyst reads what the rules leave to it. */
export function startPlayedPlaybook(): Promise<PlayedApp> {
  return startPlayedApp({ analyst: PLAIN_ANALYST });
}

/** Makes a sign-in of the site's account and calls as that person; no password is involved. */
export function signedIn(
  app: PlayedApp,
  name: string,
  role: Account['role'] = 'owner',
  over: Partial<Pick<Account, 'jiraAccountId' | 'userId'>> = {},
): Promise<Caller> {
  return app.instance().then(({ userId }) => openSession(app, { userId, name, role, ...over }));
}

async function openSession(
  app: PlayedApp,
  given: Pick<Account, 'userId' | 'role'> & { name: string; jiraAccountId?: string | null },
): Promise<Caller> {
  const { store, random, clock, sessionTokens } = app.harness.service.context;
  const { name, role, userId, jiraAccountId = name } = given;
  const accountId = random.id('AccountId');
  const nowMs = clock.nowMs();
  const person = { accountId, userId, role, jiraAccountId, displayName: name, isAdmin: false };
  await store.system.insertAccount(
    { ...person, email: `${name}@example.com`, passwordHash: 'none' },
    nowMs,
  );
  const sessionId = random.id('SessionId');
  const expiresAtMs = nowMs + SESSION_MS;
  const session = { sessionId, accountId, userId, authenticatedAtMs: nowMs, expiresAtMs };
  await store.system.insertSession(session);
  return callerOf(app, `kraken_session=${await sessionTokens.sign(sessionId, expiresAtMs)}`);
}

/** Calls with a cookie. */
export function callerOf({ harness }: Pick<PlayedApp, 'harness'>, cookie: string): Caller {
  return async (method, path, body) => {
    const answer = await harness.service.app.request(path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
}

/** Adds a rule; answers with its id when it took effect. */
export async function addRule(
  call: Caller,
  rule: RuleParts,
  position?: number,
): Promise<Answer & { ruleId: string }> {
  const named = { name: 'A rule', ...rule };
  const answer = await call('POST', '/api/playbook', { rule: named, why: 'a test', position });
  return { ...answer, ruleId: String(fieldAt(answer.body, 'rule.ruleId') ?? '') };
}
