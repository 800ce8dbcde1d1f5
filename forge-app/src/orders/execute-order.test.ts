import type { JiraRead, JiraRequest, OrderStep } from '@kraken/shared';
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

const ADD: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: 'ABC', id: '10002' },
  query: [],
  body: { user: ['dana'] },
};
const ADD_LINE = 'POST /rest/api/3/project/ABC/role/10002';
const ROLE: JiraRead = {
  request: { ...ADD, operationId: 'getProjectRole', method: 'GET', body: undefined },
  pick: ['actors[].actorUser.accountId'],
};
const ROLE_LINE = 'GET /rest/api/3/project/ABC/role/10002';
const OTHER: JiraRequest = { ...ADD, path: { projectIdOrKey: 'XYZ', id: '10002' } };
const OTHER_LINE = 'POST /rest/api/3/project/XYZ/role/10002';

const actors = (...ids: string[]) => ({
  actors: ids.map((accountId) => ({ displayName: 'hidden', actorUser: { accountId } })),
});
const picked = (...ids: string[]) => ({
  status: 200,
  body: { actors: ids.map((accountId) => ({ actorUser: { accountId } })) },
});

function step(parts: Partial<OrderStep> = {}): OrderStep {
  return { index: 0, dependsOn: [], preconditions: [], requests: [ADD], checks: [], ...parts };
}

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
});

async function run(steps: OrderStep[], leftMs = 60_000) {
  const outcome = await runOrder(ports, makeOrder({ steps }), {
    ...fakeInvocation(),
    deadlineMs: ports.clock.ms + leftMs,
  });
  if (outcome.state !== 'ended') return outcome.state;
  return outcome.report;
}

async function runSteps(steps: OrderStep[]) {
  const report = await run(steps);
  if (typeof report === 'string') throw new Error(report);
  return report.steps;
}

describe('the intent', () => {
  it('is written before the first request of a step leaves', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    let known: unknown;
    ports.jira.onSend = () => {
      known = ports.kvs.values.get('order:ord_00000001:0');
    };
    await runSteps([step()]);
    expect(known).toEqual({ atMs: NOW_MS });
  });

  it('keeps a step from being sent when the storage does not take it', async () => {
    ports.kvs.setNew = () => Promise.reject(new Error('storage down'));
    await expect(run([step()])).rejects.toThrow('storage down');
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('an order delivered again', () => {
  it('is reported again with the same result and sends nothing', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    const first = await runSteps([step()]);
    const second = await runSteps([step()]);
    expect(second).toEqual(first);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('sends once when it comes twice at the same time', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    let second: unknown;
    ports.jira.onSend = async () => {
      ports.jira.onSend = () => undefined;
      second = await run([step()]);
    };
    const first = await runSteps([step()]);
    expect(first[0]?.outcome).toBe('succeeded');
    expect(second).toBe('not-now');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('is unknown when the first run was cut off longer ago than any run lasts', async () => {
    ports.kvs.values.set('order:ord_00000001:0', { atMs: NOW_MS - 300_001 });
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('unknown');
    expect(ports.jira.sent).toEqual([]);
  });

  it('is not reported while the first run may still be at it', async () => {
    ports.kvs.values.set('order:ord_00000001:0', { atMs: NOW_MS - 299_000 });
    expect(await run([step()])).toBe('not-now');
  });

  it('goes on with steps that were never begun', async () => {
    ports.jira.on(ADD_LINE, json(200, {})).on(OTHER_LINE, json(200, {}));
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    await runSteps([step()]);
    const results = await runSteps([step(), step({ index: 1, requests: [OTHER] })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
  });
});

describe('an expired order', () => {
  it('tells what was done before, instead of claiming that nothing ran', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    await runSteps([step()]);
    ports.clock.ms += 700_000;
    const report = await run([step()]);
    expect(report).toMatchObject({ state: 'ran', steps: [{ outcome: 'succeeded' }] });
  });

  it('is refused when nothing of it was begun, and cannot be begun afterwards', async () => {
    ports.clock.ms += 700_000;
    expect(await run([step()])).toMatchObject({ state: 'refused', refusal: 'expired' });
    ports.clock.ms = NOW_MS;
    expect(await run([step()])).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('preconditions', () => {
  const guarded = step({
    preconditions: [{ label: 'Members', read: ROLE, expected: picked('ana', 'ben') }],
  });

  it('hold whatever the order of a list', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ben', 'ana'))).on(ADD_LINE, json(200, {}));
    expect((await runSteps([guarded]))[0]?.outcome).toBe('succeeded');
  });

  it.each([
    ['another member', json(200, actors('ana', 'mallory')), picked('ana', 'mallory')],
    ['a member counted twice', json(200, actors('ana', 'ben', 'ben')), picked('ana', 'ben', 'ben')],
    ['the role gone', json(404, { errorMessages: ['no'] }), { status: 404, body: null }],
  ])('that differ send nothing and show both values: %s', async (_name, answer, found) => {
    ports.jira.on(ROLE_LINE, answer);
    const [result] = await runSteps([guarded]);
    expect(result).toMatchObject({
      outcome: 'drifted',
      statuses: [],
      drift: [{ label: 'Members', expected: picked('ana', 'ben'), found }],
    });
    expect(ports.jira.writes()).toEqual([]);
  });

  it.each([
    ['somebody else joined', false, actors('ana', 'ben', 'cem'), 'succeeded'],
    ['everybody else left', false, actors(), 'succeeded'],
    ['the person joined', false, actors('ana', 'ben', 'dana'), 'drifted'],
    ['somebody else left', true, actors('dana'), 'succeeded'],
    ['the person left', true, actors('ana', 'ben'), 'drifted'],
  ])('about one person of a list: %s', async (_name, isIn, now, outcome) => {
    const holds = { list: 'actors[].actorUser.accountId', value: 'dana', isIn };
    const expected = isIn ? picked('ana', 'ben', 'dana') : picked('ana', 'ben');
    const one = { label: 'Members', read: ROLE, expected, holds };
    ports.jira.on(ROLE_LINE, json(200, now)).on(ADD_LINE, json(200, {}));
    const [result] = await runSteps([step({ preconditions: [one] })]);
    expect(result?.outcome).toBe(outcome);
    expect(ports.jira.writes()).toEqual(outcome === 'succeeded' ? [ADD_LINE] : []);
    // A person sees the whole lists, not only the one that counts.
    if (outcome === 'drifted') {
      const body = { actors: now.actors.map(({ actorUser }) => ({ actorUser })) };
      expect(result?.drift).toEqual([{ label: 'Members', expected, found: { status: 200, body } }]);
    }
  });

  it('about one person of a list still compare the status, and need the list to be read', async () => {
    const holds = { list: 'actors[].actorUser.accountId', value: 'dana', isIn: false };
    const one = { label: 'Members', read: ROLE, expected: picked(), holds };
    ports.jira.on(ROLE_LINE, json(404, {}));
    const [gone] = await runSteps([step({ preconditions: [one] })]);
    expect(gone?.outcome).toBe('drifted');
    ports.jira.on(ROLE_LINE, json(200, actors()));
    const blind = { ...one, read: { ...ROLE, pick: ['id'] } };
    const [unread] = await runSteps([step({ index: 1, preconditions: [blind] })]);
    expect(unread?.outcome).toBe('drifted');
    expect(ports.jira.writes()).toEqual([]);
  });

  it('of one plan do not stop each other: two people into one role', async () => {
    const add = (index: number, id: string) =>
      step({
        index,
        requests: [{ ...ADD, body: { user: [id] } }],
        preconditions: [
          {
            label: 'Members',
            read: ROLE,
            expected: picked('ana'),
            holds: { list: 'actors[].actorUser.accountId', value: id, isIn: false },
          },
        ],
      });
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')), json(200, actors('ana', 'dana')))
      .on(ADD_LINE, json(200, {}));
    const results = await runSteps([add(0, 'dana'), add(1, 'ben')]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
  });

  it.each([
    ['no answer', { status: 0 }],
    ['a 503', { status: 503 }],
    ['a page in place of JSON', { status: 200, form: 'other' as const }],
    ['no permission', json(403, {})],
  ])('that cannot be read skip the step: %s', async (_name, answer) => {
    ports.jira.on(ROLE_LINE, answer);
    const [result] = await runSteps([guarded]);
    expect(result?.outcome).toBe('skipped');
    expect(result?.reason).toContain('Members');
    expect(ports.jira.writes()).toEqual([]);
  });
});

describe('outcomes', () => {
  it.each([
    ['200', json(200, {}), 'succeeded'],
    ['201 without a body', { status: 201 }, 'succeeded'],
    ['204', { status: 204 }, 'succeeded'],
    ['303', { status: 303 }, 'succeeded'],
    ['400', json(400, { errorMessages: ['Bad role.'] }), 'failed'],
    ['401', json(401, { message: 'Unauthorized; scope does not match' }), 'failed'],
    ['403 as a page', { status: 403, form: 'other' as const }, 'failed'],
    ['404', json(404, {}), 'failed'],
    ['409', json(409, {}), 'failed'],
    ['408', { status: 408 }, 'unknown'],
    ['302', { status: 302 }, 'unknown'],
    ['500', { status: 500 }, 'unknown'],
    ['502', { status: 502, form: 'other' as const }, 'unknown'],
    ['200 with a page', { status: 200, form: 'other' as const }, 'unknown'],
    ['no answer', { status: 0 }, 'unknown'],
  ])('a write answered %s is sent once', async (_name, answer, expected) => {
    ports.jira.on(ADD_LINE, answer);
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe(expected);
    expect(result?.statuses).toEqual([answer.status]);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('carry Jira’s own words for a failure, the plan’s refusal first, at most 500 characters', async () => {
    const plan = 'You cannot edit roles as it is on the Jira Software Free plan';
    const body = { errorMessages: ['x'.repeat(600), plan], errors: { user: 'unknown' } };
    ports.jira.on(ADD_LINE, json(400, body));
    const [result] = await runSteps([step()]);
    expect(result?.reason?.startsWith(plan)).toBe(true);
    expect(result?.reason).toHaveLength(500);
  });

  it('never quote a page', async () => {
    ports.jira.on(ADD_LINE, { status: 403, form: 'other' });
    expect((await runSteps([step()]))[0]?.reason).toBe('Jira answered 403 and gave no reason');
  });

  it('say what was done when a later request of the step is refused, and read the effect', async () => {
    const both = step({ requests: [ADD, OTHER], checks: [ROLE] });
    ports.jira
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, json(400, { errorMessages: ['No.'] }))
      .on(ROLE_LINE, json(200, actors('dana')));
    const [result] = await runSteps([both]);
    expect(result).toMatchObject({
      outcome: 'failed',
      statuses: [200, 400],
      reason: 'Only 1 of 2 requests were done. No.',
      checks: [picked('dana')],
    });
  });

  it('send nothing for a parameter that does not fit its pattern', async () => {
    const sly = { ...ADD, path: { projectIdOrKey: 'ABC/../XYZ', id: '10002' } };
    const [result] = await runSteps([step({ requests: [sly] })]);
    expect(result).toMatchObject({ outcome: 'failed', statuses: [] });
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('a 429', () => {
  it('means that Jira did nothing, and is tried again after the time it names', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 3 }, json(200, {}));
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('succeeded');
    expect(ports.clock.sleeps).toEqual([3_000]);
  });

  it('is given up after four tries', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 1 });
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('failed');
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('is given up at once when the time it names is past the end of the run', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 3_600 });
    const [result] = await runSteps([step()]);
    expect(result?.outcome).toBe('failed');
    expect(ports.jira.sent).toHaveLength(1);
    expect(ports.clock.sleeps).toEqual([]);
  });

  it('without a time waits 2, 4 and 8 seconds', async () => {
    ports.jira.on(ADD_LINE, { status: 429 });
    await runSteps([step()]);
    expect(ports.clock.sleeps).toEqual([2_000, 4_000, 8_000]);
  });
});

describe('several steps', () => {
  it('skip what depends on a step that did not succeed, and run the others', async () => {
    ports.jira.on(ADD_LINE, { status: 500 }).on(OTHER_LINE, json(200, {}));
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    const results = await runSteps([
      step(),
      step({ index: 1, dependsOn: [0], requests: [OTHER] }),
      step({ index: 2, requests: [OTHER] }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'skipped', 'succeeded']);
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
  });

  it('stop before the next step when the site is paused', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    const results = await runSteps([step(), step({ index: 1, requests: [OTHER] })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'skipped']);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('leave a step for the next run when there is no time for it', async () => {
    expect(await run([step()], 5_000)).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('values and long tasks', () => {
  const create: JiraRequest = {
    operationId: 'createCustomField',
    method: 'POST',
    template: '/rest/api/3/field',
    path: {},
    query: [],
    body: {},
    capture: { field: 'id' },
  };
  const context: JiraRequest = {
    operationId: 'createCustomFieldContext',
    method: 'POST',
    template: '/rest/api/3/field/{fieldId}/context',
    path: { fieldId: { captured: 'field' } },
    query: [],
    body: {},
  };
  const bulk: JiraRequest = {
    operationId: 'submitBulkTransition',
    method: 'POST',
    template: '/rest/api/3/bulk/issues/transition',
    path: {},
    query: [],
    body: {},
    capture: { task: 'taskId' },
  };
  const progress: JiraRequest = {
    operationId: 'getBulkOperationProgress',
    method: 'GET',
    template: '/rest/api/3/bulk/queue/{taskId}',
    path: { taskId: { captured: 'task' } },
    query: [],
    poll: { field: 'status', until: ['COMPLETE', 'FAILED'] },
  };

  it('of one answer reach the path of the next request', async () => {
    ports.jira
      .on('POST /rest/api/3/field', json(201, { id: 'customfield_10100' }))
      .on('POST /rest/api/3/field/customfield_10100/context', json(201, {}));
    expect((await runSteps([step({ requests: [create, context] })]))[0]?.outcome).toBe('succeeded');
  });

  it('a refusal that the request tolerates does not end the step, any other one does', async () => {
    const narrow: JiraRequest = { ...context, tolerate: [400] };
    const after = { ...OTHER };
    ports.jira
      .on('POST /rest/api/3/field', json(201, { id: 'customfield_10100' }))
      .on('POST /rest/api/3/field/customfield_10100/context', json(400, {}), json(403, {}))
      .on(OTHER_LINE, json(200, {}));
    const requests = [create, narrow, after];
    expect((await runSteps([step({ requests })]))[0]).toMatchObject({
      outcome: 'succeeded',
      statuses: [201, 400, 200],
    });
    const again = await runOrder(
      ports,
      makeOrder({ orderId: 'ord_tolerate2', steps: [step({ requests })] }),
      fakeInvocation(),
    );
    expect(again).toMatchObject({
      report: { steps: [{ outcome: 'failed', statuses: [201, 403] }] },
    });
  });

  it('that are missing stop the step before anything else is sent', async () => {
    ports.jira.on('POST /rest/api/3/field', json(201, {}));
    const [result] = await runSteps([step({ requests: [create, context] })]);
    expect(result).toMatchObject({ outcome: 'failed', statuses: [201] });
    expect(result?.reason).toContain('missing-parameter fieldId');
  });

  it('out of Location when a write becomes a long task', async () => {
    const location = 'https://example.atlassian.net/rest/api/3/task/77';
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', { status: 303, location })
      .on('GET /rest/api/3/bulk/queue/77', json(200, { status: 'COMPLETE' }));
    expect((await runSteps([step({ requests: [bulk, progress] })]))[0]?.outcome).toBe('succeeded');
  });

  it.each([
    ['ends', [{ status: 'RUNNING' }, { status: 'COMPLETE' }], 'succeeded'],
    ['fails', [{ status: 'RUNNING' }, { status: 'FAILED', message: 'broke' }], 'failed'],
    ['is cancelled', [{ status: 'CANCELLED' }], 'failed'],
    ['does not end in time', [{ status: 'RUNNING' }], 'unknown'],
  ])('a task that %s', async (_name, bodies, expected) => {
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/bulk/queue/t1', ...bodies.map((body) => json(200, body)));
    const [result] = await runSteps([step({ requests: [bulk, progress] })]);
    expect(result?.outcome).toBe(expected);
  });

  it('a task that cannot be followed after the write is unknown', async () => {
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/bulk/queue/t1', json(404, {}));
    expect((await runSteps([step({ requests: [bulk, progress] })]))[0]?.outcome).toBe('unknown');
  });
});

describe('reads after success', () => {
  it('carry the picked fields only', async () => {
    ports.jira.on(ADD_LINE, json(200, {})).on(ROLE_LINE, json(200, actors('dana')));
    const [result] = await runSteps([step({ checks: [ROLE] })]);
    expect(result?.checks).toEqual([picked('dana')]);
    expect(JSON.stringify(result)).not.toContain('hidden');
  });
});
