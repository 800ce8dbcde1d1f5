/** P45, P26: lists are turned page by page and complete; a path that is none is told so and never answered with a page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { delivery, type Harness, startHarness } from '../../src/testing/harness.ts';
import {
  cookieOf,
  makeAccount,
  registeredInstance,
  stageDeletion,
} from '../../src/testing/stage-deletion.ts';

const STAGED = 5;
const OTHERS = 60;

let harness: Harness;
let cookie: string;
beforeAll(async () => {
  harness = await startHarness();
  const instance = await registeredInstance(harness);
  await makeAccount(harness, instance, {
    email: 'ana@example.com',
    role: 'owner',
    jiraAccountId: 'ana',
  });
  for (let index = 0; index < STAGED; index += 1) await stageDeletion(harness);
  for (let index = 0; index < OTHERS; index += 1) {
    const body = delivery(`text ${index}`, {
      key: `delivery-key-${index}`,
      issueId: String(50_000 + index),
    });
    expect((await harness.asApp('POST', '/forge/v1/deliveries', body)).status).toBe(202);
  }
  cookie = await cookieOf(harness, 'ana@example.com');
});
afterAll(() => harness.close());

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  harness.service.app.request(path, { headers });

interface Page {
  items: Array<{ decisionId: string }>;
  nextCursor: string | null;
}

async function turnPages(path: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
    const page = (await (await get(`${path}?${query}`)).json()) as Page;
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ decisionId }) => decisionId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('a list', () => {
  it.each([
    ['/api/decisions', 7, STAGED + OTHERS],
    ['/api/decisions', 65, STAGED + OTHERS],
    ['/api/approvals', 2, STAGED],
    ['/api/approvals', 5, STAGED],
  ])('%s in pages of %i gives each of its %i items once', async (path, limit, count) => {
    const ids = await turnPages(path, limit);
    expect([ids.length, new Set(ids).size]).toEqual([count, count]);
  });

  it.each([
    '/api/decisions?cursor=garbage',
    '/api/approvals?cursor=dec_12345678',
    '/api/decisions?limit=0',
    '/api/decisions?from=yesterday',
  ])('is refused with a parameter that is none: %s', async (path) => {
    expect((await get(path)).status).toBe(422);
  });

  it('of log entries is turned back to the first one', async () => {
    const seen: number[] = [];
    let path: string | undefined = '/app/log';
    while (path !== undefined) {
      const page = await (await get(path)).text();
      expect(page).toContain('chain complete');
      seen.push(
        ...[...page.matchAll(/<td class="narrow">(\d+)<\/td>/g)].map(([, seq]) => Number(seq)),
      );
      const older: string | undefined = /href="(\/app\/log\?before=\d+)"/.exec(page)?.[1];
      path = older;
    }
    const head = (await (await get('/api/audit/head')).json()) as { seq: number };
    expect(seen).toEqual(Array.from({ length: head.seq }, (_, index) => head.seq - index));
  });
});

describe('a path that is none', () => {
  it.each([
    '/nope',
    '/metrics',
    '/.well-known/security.txt',
    '/webhooks/jira/x',
    '/admin',
    '/healthz/x',
  ])('%s is answered 404, signed in or not', async (path) => {
    expect([(await get(path)).status, (await get(path, {})).status]).toEqual([404, 404]);
  });

  it('does not take a post either', async () => {
    expect(
      (await harness.service.app.request('/webhooks/jira/x', { method: 'POST', body: '{}' }))
        .status,
    ).toBe(404);
  });
});
