/** What the requests of a step hand on to each other, and long tasks that are followed to their end. */
import { type JiraRead, type JiraRequest, orderReportSchema } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeInvocation, json, makeOrder } from '../testing/fakes';
import {
  freshPorts,
  OTHER,
  OTHER_LINE,
  ports,
  run,
  runFresh,
  runSteps,
  step,
} from '../testing/order-runs';
import { runOrder } from './run-order';

beforeEach(freshPorts);

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
    ['fails', [{ status: 'RUNNING' }, { status: 'FAILED', message: 'broke' }], 'unknown'],
    ['is cancelled', [{ status: 'CANCELLED' }], 'unknown'],
    ['is dead', [{ status: 'DEAD' }], 'unknown'],
  ])(
    'a task over many issues, which may have done some of them, that %s',
    async (_name, bodies, expected) => {
      ports.jira
        .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
        .on('GET /rest/api/3/bulk/queue/t1', ...bodies.map((body) => json(200, body)));
      const [result] = await runSteps([step({ requests: [bulk, progress] })]);
      expect(result?.outcome).toBe(expected);
    },
  );

  it('a task about one thing that fails has failed, and may have done a part', async () => {
    const template = '/rest/api/3/task/{taskId}';
    const task: JiraRequest = { ...progress, operationId: 'getTask', template };
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/task/t1', json(200, { status: 'FAILED', message: 'broke' }));
    const [result] = await runSteps([step({ requests: [bulk, task] })]);
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: 'A part of it may be done. Jira’s task ended as FAILED: broke',
    });
  });

  it('a task that Jira accepted without naming it is unknown, never “not sent”', async () => {
    ports.jira.on('POST /rest/api/3/bulk/issues/transition', json(201, {}));
    const [result] = await runSteps([step({ requests: [bulk, progress] })]);
    expect(result).toMatchObject({ outcome: 'unknown', statuses: [201] });
    expect(result?.reason).not.toContain('not sent');
  });

  const bulkStep = step({ requests: [bulk, progress] });
  const BULK_LINE = 'POST /rest/api/3/bulk/issues/transition';
  const TASK_LINE = 'GET /rest/api/3/bulk/queue/t1';

  it.each([
    ['still works', json(200, { status: 'RUNNING' })],
    ['cannot be followed for a while: 503', { status: 503 }],
    ['cannot be followed for a while: no answer', { status: 0 }],
    ['cannot be followed for a while: a page', { status: 200, form: 'other' as const }],
    ['is asked after too often', { status: 429, retryAfterSeconds: 100 }],
  ])(
    'a task that %s when the run is over is followed by later runs, and the write is sent once',
    async (_name, answer) => {
      ports.jira.on(BULK_LINE, json(201, { taskId: 't1' })).on(TASK_LINE, answer);
      for (let minutes = 0; minutes < 30; minutes += 5) {
        expect(await runFresh([bulkStep])).toBe('not-now');
        ports.clock.ms += 300_000;
      }
      ports.jira.on(TASK_LINE, json(200, { status: 'COMPLETE' }));
      expect(await runFresh([bulkStep])).toMatchObject({
        steps: [{ outcome: 'succeeded', statuses: [201, 200], captured: { task: 't1' } }],
      });
      expect(ports.jira.writes()).toEqual([BULK_LINE]);
    },
  );

  it('a task whose run was cut off is followed by the next, and the write is sent once', async () => {
    ports.jira.on(BULK_LINE, json(201, { taskId: 't1' }));
    ports.jira.onSend = ({ method }) => {
      if (method === 'GET') throw new Error('the run is cut off');
    };
    await expect(run([bulkStep])).rejects.toThrow('cut off');
    ports.jira.onSend = () => undefined;
    ports.jira.on(TASK_LINE, json(200, { status: 'FAILED', message: 'broke' }));
    ports.clock.ms += 3_600_000;
    expect(await runFresh([bulkStep])).toMatchObject({
      steps: [
        {
          outcome: 'unknown',
          reason: 'Jira’s task ended as FAILED: broke',
          statuses: [201, 200],
        },
      ],
    });
    expect(ports.jira.writes()).toEqual([BULK_LINE]);
  });

  it('a task is followed to its end also while the site is paused: reading changes nothing', async () => {
    ports.jira
      .on(BULK_LINE, json(201, { taskId: 't1' }))
      .on(TASK_LINE, json(200, { status: 'RUNNING' }));
    expect(await run([bulkStep])).toBe('not-now');
    ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    ports.jira.on(TASK_LINE, json(200, { status: 'COMPLETE' }));
    ports.clock.ms += 100_000;
    expect(await runFresh([bulkStep])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('are reported, but for those too long to be an id', async () => {
    const long: JiraRequest = { ...create, capture: { field: 'id', note: 'note' } };
    ports.jira.on(
      'POST /rest/api/3/field',
      json(201, { id: 'customfield_10100', note: 'x'.repeat(201) }),
    );
    const [result] = await runSteps([step({ requests: [long] })]);
    expect(result?.captured).toEqual({ field: 'customfield_10100' });
  });

  it('are never reported in a way that the service would refuse', async () => {
    const names = Array.from({ length: 150 }, (_, at) => `option${at}`);
    const many: JiraRequest = {
      ...create,
      capture: Object.fromEntries([...names, 'no name'].map((name) => [name, 'id'])),
    };
    ports.jira.on('POST /rest/api/3/field', json(201, { id: '7' }));
    const report = await run([step({ requests: [many] })]);
    expect(orderReportSchema.safeParse(report).success).toBe(true);
    if (typeof report === 'string') throw new Error(report);
    expect(Object.keys(report.steps[0]?.captured ?? {})).toHaveLength(100);
  });

  it('of an interrupted step, missing in a read of the effect, leave it unread', async () => {
    const read: JiraRead = {
      request: { ...context, method: 'GET', operationId: 'getContextsForField' },
      pick: ['values[].id'],
    };
    ports.jira.on('POST /rest/api/3/field', json(201, {}));
    const [result] = await runSteps([step({ requests: [create], checks: [read] })]);
    expect(result).toMatchObject({ outcome: 'succeeded', checks: [{ status: 0, body: null }] });
  });

  it('a task that cannot be followed after the write is unknown', async () => {
    ports.jira
      .on('POST /rest/api/3/bulk/issues/transition', json(201, { taskId: 't1' }))
      .on('GET /rest/api/3/bulk/queue/t1', json(404, {}));
    expect((await runSteps([step({ requests: [bulk, progress] })]))[0]?.outcome).toBe('unknown');
  });
});
