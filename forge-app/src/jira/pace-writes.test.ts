import type { RenderedRequest } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { fakePorts, json, NOW_MS } from '../testing/fakes';
import { paceWrites } from './pace-writes';
import { sendWrite } from './send-patiently';

const COMMENT: RenderedRequest = {
  method: 'POST',
  path: '/rest/api/3/issue/ABC-1/comment',
  body: '{}',
};
const PUT: RenderedRequest = { method: 'PUT', path: '/rest/api/3/issue/10001', body: '{}' };

/** Sends so many issue writes, one after the other, each as soon as it may; answers with when each reached Jira. */
async function send(count: number): Promise<number[]> {
  const { jira, clock } = fakePorts();
  jira.on('POST /rest/api/3/issue/ABC-1/comment', json(201, {}));
  jira.on('PUT /rest/api/3/issue/10001', { status: 204 });
  const atMs: number[] = [];
  jira.onSend = () => void atMs.push(clock.ms - NOW_MS);
  const sender = { jira: paceWrites(jira, clock), clock, deadlineMs: NOW_MS + 600_000 };
  for (let done = 0; done < count; done += 1) {
    const { answer } = await sendWrite(sender, done % 2 === 0 ? COMMENT : PUT);
    expect(answer.status).toBeLessThan(300);
  }
  return atMs;
}

const most = (atMs: readonly number[], withinMs: number): number =>
  Math.max(
    ...atMs.map((start) => atMs.filter((at) => at >= start && at < start + withinMs).length),
  );

describe('writes to an issue', () => {
  it('are at most 20 in any 2 seconds and 100 in any 30, under whichever name', async () => {
    const atMs = await send(250);
    expect(atMs).toHaveLength(250);
    expect(most(atMs, 2_000)).toBe(20);
    expect(most(atMs, 30_000)).toBe(100);
  });

  it('go out at once while they are few', async () => {
    expect(await send(20)).toEqual(Array(20).fill(0));
  });

  it('that would be too early are not sent, and say how long to wait', async () => {
    const { jira, clock } = fakePorts();
    jira.on('POST /rest/api/3/issue/ABC-1/comment', json(201, {}));
    const paced = paceWrites(jira, clock);
    for (let done = 0; done < 20; done += 1) await paced.send(COMMENT, 1_000);
    clock.ms += 500;
    expect(await paced.send(COMMENT, 1_000)).toMatchObject({ status: 429, retryAfterSeconds: 1.5 });
    expect(jira.sent).toHaveLength(20);
  });
});

describe('what is no write to an issue', () => {
  it.each<[RenderedRequest['method'], string]>([
    ['GET', '/rest/api/3/issue/ABC-1'],
    ['POST', '/rest/api/3/project/ABC/role/10002'],
    ['POST', '/rest/api/3/issueLink'],
  ])('%s %s is not slowed', async (method, path) => {
    const { jira, clock } = fakePorts();
    jira.on(`${method} ${path}`, json(200, {}));
    const paced = paceWrites(jira, clock);
    for (let done = 0; done < 150; done += 1) {
      expect((await paced.send({ method, path, body: undefined }, 1_000)).status).toBe(200);
    }
  });
});
