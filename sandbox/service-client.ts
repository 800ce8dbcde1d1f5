/**
 * Talks to Kraken's service over HTTP as a browser of one person would: keeps its cookie, follows no redirect by itself, and
 * sends the origin with every write. A connection that breaks is thrown, never hidden.
 */

/** An answer, read to its end. */
export interface ServiceAnswer {
  status: number;
  location: string | undefined;
  text: string;
  headers: Headers;
}

/** One person's browser. */
export interface ServiceClient {
  readonly signedInAtMs: number;
  get(path: string, headers?: Record<string, string>): Promise<ServiceAnswer>;
  head(path: string, headers?: Record<string, string>): Promise<ServiceAnswer>;
  /** Sends a form, as a button does. */
  postForm(
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<ServiceAnswer>;
  postJson(path: string, body: unknown): Promise<ServiceAnswer>;
  /** Parsed JSON of a GET; throws unless it is answered 200. */
  json<T>(path: string): Promise<T>;
}

/** The service answered something else than expected. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  constructor(what: string, { status, text }: Pick<ServiceAnswer, 'status' | 'text'>) {
    super(`${what} was answered ${status}: ${text.slice(0, 300)}`);
  }
}

/** A browser without a session. `nowMs` is the system's time. */
export function createServiceClient(baseUrl: string, nowMs: () => number): ServiceClient {
  let cookie = '';
  let signedInAtMs = Number.NEGATIVE_INFINITY;
  const send = async (path: string, init: RequestInit): Promise<ServiceAnswer> => {
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', baseUrl);
    const answer = await fetch(new URL(path, baseUrl), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      cookie = line.split(';')[0] ?? '';
      signedInAtMs = nowMs();
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? undefined,
      text: await answer.text(),
      headers: answer.headers,
    };
  };
  return {
    get signedInAtMs() {
      return signedInAtMs;
    },
    get: (path, headers = {}) => send(path, { method: 'GET', headers }),
    head: (path, headers = {}) => send(path, { method: 'HEAD', headers }),
    postForm: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'text/html',
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      }),
    postJson: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    json: async <T>(path: string) => {
      const answer = await send(path, { method: 'GET', headers: { accept: 'application/json' } });
      if (answer.status !== 200) throw new UnexpectedAnswer(`GET ${path}`, answer);
      return JSON.parse(answer.text) as T;
    },
  };
}

/** A browser that has signed in by password. Throws `UnexpectedAnswer`. */
export async function signIn(
  baseUrl: string,
  nowMs: () => number,
  { email, password }: { email: string; password: string },
): Promise<ServiceClient> {
  const client = createServiceClient(baseUrl, nowMs);
  const answer = await client.postJson('/api/auth/login', { email, password });
  if (answer.status !== 200) throw new UnexpectedAnswer(`signing in as ${email}`, answer);
  return client;
}
