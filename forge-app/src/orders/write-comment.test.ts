import type { JiraRequest } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FakePorts,
  fakeInvocation,
  fakePorts,
  json,
  makeOrder,
  NOW_MS,
} from '../testing/fakes';
import { runOrder } from './run-order';

const POST_LINE = 'POST /rest/api/3/issue/10001/comment';
const LIST_LINE = 'GET /rest/api/3/issue/10001/comment';
const property = (ref: string) => ({ key: 'kraken', value: { ref } });

function request(ref: string | null): JiraRequest {
  return {
    operationId: 'addComment',
    method: 'POST',
    template: '/rest/api/3/issue/{issueIdOrKey}/comment',
    path: { issueIdOrKey: '10001' },
    query: [],
    body: ref === null ? {} : { properties: [property(ref)] },
  };
}

const listed = (...refs: string[]) =>
  json(200, {
    total: refs.length,
    comments: refs.map((ref, at) => ({
      id: String(500 + at),
      created: '2026-11-24T12:00:00.000+0000',
      properties: [property(ref)],
    })),
  });

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
});

async function run(ref: string | null = 'ord_00000001', comment = request(ref)) {
  const step = { index: 0, dependsOn: [], preconditions: [], requests: [comment], checks: [] };
  const expiresAtMs = ports.clock.ms + 600_000;
  const order = makeOrder({ kind: 'comment', steps: [step], expiresAtMs });
  const invocation = { ...fakeInvocation(), deadlineMs: ports.clock.ms + 60_000 };
  const outcome = await runOrder(ports, order, invocation);
  return outcome.state === 'ended' ? outcome.report.steps[0] : outcome.state;
}

describe('a comment order', () => {
  it('writes one comment and tells its id, however often it comes', async () => {
    ports.jira.on(POST_LINE, json(201, { id: '501' }));
    const first = await run();
    expect(first).toMatchObject({ outcome: 'succeeded', commentId: '501' });
    expect(await run()).toEqual(first);
    expect(ports.jira.writes()).toEqual([POST_LINE]);
  });

  it('finds a comment whose answer was lost by its reference', async () => {
    ports.jira.on(POST_LINE, { status: 502 }).on(LIST_LINE, listed('other', 'ord_00000001'));
    expect(await run()).toMatchObject({ outcome: 'succeeded', commentId: '501' });
    expect(ports.jira.writes()).toEqual([POST_LINE]);
  });

  it('looks before it writes a second time, and writes when nothing is there', async () => {
    ports.jira.on(POST_LINE, { status: 0 }, json(201, { id: '502' })).on(LIST_LINE, listed());
    expect(await run()).toBe('not-now');
    ports.clock.ms += 30_000;
    expect(await run()).toBe('not-now');
    expect(ports.jira.writes()).toHaveLength(1);
    ports.clock.ms += 60_000;
    expect(await run()).toMatchObject({ outcome: 'succeeded', commentId: '502' });
    expect(ports.jira.lines().slice(-2)[0]).toContain('GET ');
    expect(ports.jira.writes()).toHaveLength(2);
  });

  it('does not write a second time when the comment turned up late', async () => {
    ports.jira.on(POST_LINE, { status: 0 }).on(LIST_LINE, listed(), listed('ord_00000001'));
    await run();
    ports.clock.ms += 90_000;
    expect(await run()).toMatchObject({ outcome: 'succeeded', commentId: '500' });
    expect(ports.jira.writes()).toHaveLength(1);
  });

  it('finds its comment when the first run was cut off, and writes only when it is not there', async () => {
    ports.jira.on(POST_LINE, json(201, { id: '502' })).on(LIST_LINE, listed());
    ports.kvs.values.set('order:ord_00000001:0', { atMs: NOW_MS - 200_000 });
    expect(await run()).toBe('not-now');
    ports.clock.ms += 110_000;
    expect(await run()).toMatchObject({ outcome: 'succeeded', commentId: '502' });
    expect(ports.jira.writes()).toHaveLength(1);
  });

  it('makes two attempts at most, and is unknown only then', async () => {
    ports.jira.on(POST_LINE, { status: 0 }).on(LIST_LINE, listed());
    expect(await run()).toBe('not-now');
    for (let at = 0; at < 4; at += 1) {
      ports.clock.ms += 90_000;
      expect(await run()).toMatchObject({ outcome: 'unknown' });
    }
    expect(ports.jira.writes()).toHaveLength(2);
  });

  it('is left open, without a second attempt, while the comments cannot be read', async () => {
    ports.jira.on(POST_LINE, { status: 0 }).on(LIST_LINE, { status: 503 });
    await run();
    ports.clock.ms += 90_000;
    expect(await run()).toBe('not-now');
    ports.clock.ms += 86_400_000;
    expect(await run()).toMatchObject({ outcome: 'unknown' });
    expect(ports.jira.writes()).toHaveLength(1);
  });

  it('without a reference is never written a second time', async () => {
    ports.jira.on(POST_LINE, { status: 0 }).on(LIST_LINE, listed());
    expect(await run(null)).toMatchObject({ outcome: 'unknown' });
    ports.clock.ms += 400_000;
    expect(await run(null)).toMatchObject({ outcome: 'unknown' });
    expect(ports.jira.writes()).toHaveLength(1);
  });

  it('that edits is sent a second time without looking, as that changes nothing more', async () => {
    const edit: JiraRequest = {
      operationId: 'updateComment',
      method: 'PUT',
      template: '/rest/api/3/issue/{issueIdOrKey}/comment/{id}',
      path: { issueIdOrKey: '10001', id: '500' },
      query: [],
      body: {},
    };
    ports.jira.on('PUT /rest/api/3/issue/10001/comment/500', { status: 502 }, { status: 200 });
    expect(await run(null, edit)).toBe('not-now');
    ports.clock.ms += 90_000;
    expect(await run(null, edit)).toMatchObject({ outcome: 'succeeded', commentId: '500' });
    expect(ports.jira.sent).toHaveLength(2);
  });

  it('issued anew under an earlier reference first looks for the earlier comment', async () => {
    ports.jira.on(LIST_LINE, listed('ord_earlier0'));
    expect(await run('ord_earlier0')).toMatchObject({ outcome: 'succeeded', commentId: '500' });
    expect(ports.jira.writes()).toEqual([]);
  });

  it('keeps a refusal of Jira as final', async () => {
    ports.jira.on(POST_LINE, json(400, { errorMessages: ['Group unknown.'] }));
    expect(await run()).toMatchObject({ outcome: 'failed', reason: 'Group unknown.' });
    expect(await run()).toMatchObject({ outcome: 'failed', reason: 'Group unknown.' });
    expect(ports.jira.writes()).toHaveLength(1);
  });
});

describe('a comment for which Jira was too busy', () => {
  it('is written after the time Jira names, by a later run, once', async () => {
    ports.jira
      .on(POST_LINE, { status: 429, retryAfterSeconds: 600 }, json(201, { id: '501' }))
      .on(LIST_LINE, listed());
    expect(await run()).toBe('not-now');
    ports.clock.ms = NOW_MS + 599_999;
    expect(await run()).toBe('not-now');
    expect(ports.jira.writes()).toEqual([POST_LINE]);
    ports.clock.ms = NOW_MS + 600_000;
    const both = await Promise.all([run(), run()]);
    expect(both).toContainEqual(expect.objectContaining({ commentId: '501' }));
    expect(await run()).toMatchObject({ outcome: 'succeeded', commentId: '501' });
    expect(ports.jira.writes()).toEqual([POST_LINE, POST_LINE]);
  });

  it('is not written again where a part of it may have been', async () => {
    const look: JiraRequest = {
      ...request(null),
      operationId: 'getComments',
      method: 'GET',
      body: undefined,
    };
    ports.jira
      .on(POST_LINE, json(201, { id: '501' }))
      .on(LIST_LINE, { status: 429, retryAfterSeconds: 600 });
    const steps = [
      {
        index: 0,
        dependsOn: [],
        preconditions: [],
        requests: [request('ord_00000001'), look],
        checks: [],
      },
    ];
    const again = async () => {
      const { ms } = ports.clock;
      const order = makeOrder({ kind: 'comment', steps, expiresAtMs: ms + 600_000 });
      return runOrder(ports, order, { ...fakeInvocation(), deadlineMs: ms + 60_000 });
    };
    await again();
    ports.clock.ms += 3_600_000;
    await again();
    expect(ports.jira.writes()).toEqual([POST_LINE]);
  });
});
