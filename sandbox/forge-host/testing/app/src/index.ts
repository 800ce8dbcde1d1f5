/** Functions of the fixture app: each does one thing the host must allow, limit or refuse, and tells the service about it. */
import { asApp, assumeTrustedRoute, asUser, invokeRemote, route, webTrigger } from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import { makeResolver } from '@forge/resolver';

interface Work {
  kind: string;
  key?: string;
  value?: string;
}
interface Retry {
  retryContext?: { retryCount: number; retryData?: unknown };
}

const queue = new Queue({ key: 'work' });

/** One call of the service; the answer's status. */
async function tell(path: string, payload: unknown): Promise<number> {
  const body = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', authorization: 'Bearer forged' };
  return (await invokeRemote('service', { path, method: 'POST', headers, body })).status;
}

/** Writes a key once; says which of two wrote it. */
async function writeOnce(key: string): Promise<string> {
  try {
    await kvs.set(key, { at: 'first' }, { keyPolicy: 'FAIL_IF_EXISTS' });
    return 'written';
  } catch (e) {
    return e instanceof ForgeKvsAPIError ? e.code : 'other';
  }
}

const askAgain = (retryData: unknown): InvocationError =>
  new InvocationError({
    retryAfter: 60,
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData,
  });

const works: Record<string, (work: Work & Retry) => Promise<unknown>> = {
  tell: (work) => tell('/told', work),
  push: (work) => queue.push({ body: { kind: 'tell', value: work.value ?? '' } }),
  pushOnce: (work) => queue.push({ body: { kind: 'once', key: work.key ?? '' } }),
  pushLate: () => queue.push({ body: { kind: 'lateEffect' } }),
  pushTooMany: async () => {
    const events = Array.from({ length: 51 }, () => ({ body: { kind: 'tell' } }));
    await tell('/told', {
      failed: await queue.push(events).then(
        () => '',
        (e: Error) => e.message,
      ),
    });
  },
  once: async (work) => tell('/told', { once: await writeOnce(work.key ?? '') }),
  keep: async (work) => {
    const done = await kvs.set(work.key ?? '', work.value).then(
      () => 'kept',
      (e: ForgeKvsAPIError) => e.code,
    );
    await tell('/told', { done, found: done === 'kept' ? await kvs.get(work.key ?? '') : null });
  },
  retry: async (work) => {
    const count = work.retryContext?.retryCount ?? 0;
    await tell('/told', { count, data: work.retryContext?.retryData });
    return count < 2 ? askAgain({ seen: count }) : undefined;
  },
  alwaysRetry: async (work) => {
    await tell('/told', { count: work.retryContext?.retryCount ?? 0 });
    return askAgain(null);
  },
  hang: async () => {
    await tell('/told', { hang: true });
    await new Promise(() => {});
  },
  lateEffect: async (work) => {
    await tell('/told', { before: true });
    if ((work.retryContext?.retryCount ?? 0) === 0)
      await asApp().requestJira(route`/rest/api/3/slow`);
    await tell('/told', { after: work.retryContext?.retryCount ?? 0 });
  },
  leftover: async () => {
    void asApp()
      .requestJira(route`/rest/api/3/myself`)
      .then(() => tell('/told', { leftover: true }));
  },
  throw: async () => {
    await tell('/told', { throwing: true });
    throw new Error('the function failed');
  },
  egress: async () => {
    const refused = await fetch('https://elsewhere.example.com').then(
      () => '',
      (e: Error) => e.message,
    );
    await tell('/told', { refused });
  },
  comment: async () => {
    const body = JSON.stringify({ body: 'hello' });
    const headers = { 'content-type': 'application/json', 'x-sandbox-actor': 'user:somebody-else' };
    await asApp().requestJira(assumeTrustedRoute('/rest/api/3/issue/A%2FB/comment'), {
      method: 'POST',
      headers,
      body,
    });
  },
  asUser: async () => {
    const refused = await asUser()
      .requestJira(route`/rest/api/3/myself`)
      .then(
        () => '',
        (e: Error) => e.name,
      );
    await tell('/told', { refused });
  },
};

const run = (work: Work & Retry): Promise<unknown> => works[work.kind]?.(work) ?? Promise.resolve();

/** Trigger. */
export const onEvent = (event: Work & Retry) => run(event);
/** Consumer: the work is in the body. */
export const consume = (event: { body: Work } & Retry) =>
  run({ ...event.body, retryContext: event.retryContext } as Work & Retry);
/** Registers the web trigger. */
export const onLife = async () => {
  await tell('/installed', {
    url: await webTrigger.getUrl('door'),
    again: await webTrigger.getUrl('door'),
  });
};
/** Says goodbye. */
export const beforeUninstall = () => tell('/gone', {});
/** Timer. */
export const sweep = async () => {
  await tell('/swept', {});
  return { statusCode: 204 };
};
/** Web trigger: the body names the output. */
export const door = async (event: {
  body?: string;
  method: string;
  headers: Record<string, string[]>;
}) => {
  await tell('/rung', { method: event.method, headers: event.headers });
  return { outputKey: event.body };
};

const define = (context: { accountId?: string }) => context.accountId;
/** Resolver of the panel. */
export const resolver = makeResolver({
  whoAmI: async ({ context }: { context: { accountId?: string; extension?: unknown } }) => {
    const res = await asUser().requestJira(route`/rest/api/3/myself`);
    return { accountId: define(context), extension: context.extension, jira: await res.json() };
  },
  asSomebodyElse: async () =>
    asUser('ana')
      .requestJira(route`/rest/api/3/myself`)
      .then(
        () => 'allowed',
        (e: Error) => e.name,
      ),
  save: async ({ payload }: { payload: { note: string; level: string; loud: boolean } }) => {
    await tell('/saved', payload);
    return `saved ${payload.note}`;
  },
  fail: async () => {
    throw new Error('the resolver failed');
  },
} as never);
