/** What is begun, once: the intent, orders that come again or too late, steps that need each other. */
import { beforeEach, describe, expect, it } from 'vitest';
import { json, NOW_MS } from '../testing/fakes';
import {
  ADD_LINE,
  actors,
  freshPorts,
  OTHER,
  OTHER_LINE,
  picked,
  ports,
  ROLE,
  ROLE_LINE,
  run,
  runFresh,
  runSteps,
  step,
} from '../testing/order-runs';

beforeEach(freshPorts);

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

  it('lets no further step begin, although the run began in time', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.jira.onSend = () => {
      ports.clock.ms = NOW_MS + 600_000; // the very moment of its expiry
    };
    const report = await run([step(), step({ index: 1, requests: [OTHER] })], 900_000);
    expect(report).toMatchObject({
      state: 'ran',
      steps: [{ outcome: 'succeeded' }, { outcome: 'skipped', reason: 'the order had expired' }],
    });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('that expires while its preconditions are read sends nothing', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    ports.jira.onSend = () => {
      ports.clock.ms = NOW_MS + 600_000;
    };
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    const report = await run([step({ preconditions: [guard] })], 900_000);
    expect(report).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.writes()).toEqual([]);
  });

  it('is refused when nothing of it was begun, and cannot be begun afterwards', async () => {
    ports.clock.ms += 700_000;
    expect(await run([step()])).toMatchObject({ state: 'refused', refusal: 'expired' });
    ports.clock.ms = NOW_MS;
    expect(await run([step()])).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.sent).toEqual([]);
  });
});

describe('several steps', () => {
  it('skip what depends on a step that did not succeed, and run the others', async () => {
    ports.jira.on(ADD_LINE, { status: 500 }).on(OTHER_LINE, json(200, {}));
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
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    const results = await runSteps([step(), step({ index: 1, requests: [OTHER] })]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'skipped']);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('do not start, keep and run later, when the site is paused before the first', async () => {
    ports.jira.on(ADD_LINE, json(200, {}));
    ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    expect(await run([step()])).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    expect((await runSteps([step()]))[0]?.outcome).toBe('succeeded');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it.each([
    ['no answer', 0, null],
    ['an error', 500, { paused: null }],
    ['a page', 200, null],
    ['a list', 200, []],
    ['nothing about a pause', 200, { settings: {} }],
  ])(
    'do not start while nobody can say whether the site is paused: %s',
    async (_n, status, body) => {
      ports.jira.on(ADD_LINE, json(200, {})).on(OTHER_LINE, json(200, {}));
      const steps = [step(), step({ index: 1, requests: [OTHER] })];
      ports.service.on('GET /forge/v1/settings', status, body);
      expect(await run(steps)).toBe('not-now');
      expect(ports.kvs.values.size).toBe(0);
      ports.jira.onSend = () => void ports.service.on('GET /forge/v1/settings', status, body);
      ports.service.on('GET /forge/v1/settings', 200, { paused: null });
      expect(await run(steps)).toBe('not-now'); // it falls silent after the first step
      expect(ports.jira.writes()).toEqual([ADD_LINE]);
      ports.jira.onSend = () => undefined;
      ports.service.on('GET /forge/v1/settings', 200, { paused: null });
      expect((await runSteps(steps)).map(({ outcome }) => outcome)).toEqual([
        'succeeded',
        'succeeded',
      ]);
      expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE]);
    },
  );

  it('come again when Jira is too busy for their preconditions to be read', async () => {
    ports.jira.on(ROLE_LINE, { status: 429, retryAfterSeconds: 100 });
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    expect(await run([step({ preconditions: [guard] })])).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    ports.jira.on(ROLE_LINE, json(200, actors('ana'))).on(ADD_LINE, json(200, {}));
    ports.clock.ms += 100_000;
    expect(await runFresh([step({ preconditions: [guard] })])).toMatchObject({
      steps: [{ outcome: 'succeeded' }],
    });
  });

  it('see a pause that came while the preconditions were being read', async () => {
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
    expect(await run([step({ preconditions: [guard] })])).toBe('not-now');
    expect(ports.jira.writes()).toEqual([]);
  });

  it('leave a step for the next run when there is no time for it', async () => {
    expect(await run([step()], 5_000)).toBe('not-now');
    expect(ports.kvs.values.size).toBe(0);
    expect(ports.jira.sent).toEqual([]);
  });
});
