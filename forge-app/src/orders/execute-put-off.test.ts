/** What Jira is too busy for waits as long as Jira says, is sent once, and obeys what has changed meanwhile. */
import type { JiraRequest } from '@kraken/shared';
import { beforeEach, describe, expect, it } from 'vitest';
import { json, NOW_MS } from '../testing/fakes';
import {
  ADD,
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

  it('whose time is past the end of the run is obeyed by a later run, to the second, and the write is sent once', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 3_600 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 3_599_999;
    const again = () => runFresh([step()]);
    expect(await again()).toBe('not-now');
    expect(ports.jira.sent).toHaveLength(1);
    ports.clock.ms += 1;
    const both = await Promise.all([again(), again()]);
    const reports = both.filter((one) => typeof one !== 'string');
    expect(reports).toMatchObject([{ steps: [{ outcome: 'succeeded', statuses: [200] }] }]);
    expect(ports.jira.sent).toHaveLength(2);
    expect(ports.clock.sleeps).toEqual([]);
  });

  it('is counted over all runs: four tries in all', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 });
    for (let tries = 1; tries <= 3; tries += 1) {
      expect(await runFresh([step()])).toBe('not-now');
      ports.clock.ms += 100_000;
    }
    expect(await runFresh([step()])).toMatchObject({
      steps: [{ outcome: 'failed', statuses: [429] }],
    });
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('in the middle of a step goes on with the request that was put off, not with the first', async () => {
    const both = step({ requests: [ADD, OTHER] });
    ports.jira
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await run([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    expect(await runFresh([both])).toMatchObject({
      steps: [{ outcome: 'succeeded', statuses: [200, 200] }],
    });
    expect(ports.jira.writes()).toEqual([ADD_LINE, OTHER_LINE, OTHER_LINE]);
  });

  it.each([
    ['paused', 200, { paused: { by: 'Ana' } }],
    ['not known to run', 0, null],
  ])('that was put off is not sent while the site is %s', async (_name, status, body) => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.service.on('GET /forge/v1/settings', status, body);
    expect(await runFresh([step()])).toBe('not-now');
    expect(ports.jira.sent).toHaveLength(1);
    ports.service.on('GET /forge/v1/settings', 200, { paused: null });
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('that was put off and taken up by a run that was cut off is unknown, and not sent again', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    await run([step()]);
    ports.clock.ms += 100_000;
    ports.jira.onSend = () => {
      throw new Error('the run is cut off');
    };
    await expect(runFresh([step()])).rejects.toThrow('cut off');
    ports.jira.onSend = () => undefined;
    expect(await runFresh([step()])).toBe('not-now');
    ports.clock.ms += 300_001;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'unknown' }] });
    expect(ports.jira.sent).toHaveLength(2);
  });

  it('without a time waits 2 and 4 seconds, and 8 seconds put aside', async () => {
    ports.jira.on(ADD_LINE, { status: 429 });
    expect(await run([step()])).toBe('not-now');
    expect(ports.clock.sleeps).toEqual([2_000, 4_000]);
    ports.clock.ms += 7_999;
    expect(await runFresh([step()])).toBe('not-now');
    ports.clock.ms += 1;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'failed' }] });
    expect(ports.jira.sent).toHaveLength(4);
  });

  it('of more than five seconds is not slept through: a pause that comes meanwhile is obeyed', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 6 }, json(200, {}));
    ports.jira.onSend = () =>
      void ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 6_000;
    expect(await runFresh([step()])).toBe('not-now');
    expect(ports.clock.sleeps).toEqual([]);
    expect(ports.jira.sent).toHaveLength(1);
  });

  it('is believed for an hour at most', async () => {
    ports.jira.on(ADD_LINE, { status: 429, retryAfterSeconds: 1e9 }, json(200, {}));
    expect(await run([step()])).toBe('not-now');
    ports.clock.ms += 3_600_000;
    expect(await runFresh([step()])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });
});

describe('a write that was put aside', () => {
  const guard = { label: 'Members', read: ROLE, expected: picked('ana') };
  const guarded = step({ preconditions: [guard] });

  /** Put off before anything of the step was written. */
  async function putOff(): Promise<void> {
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')))
      .on(ADD_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await runFresh([guarded])).toBe('not-now');
    ports.clock.ms += 100_000;
  }

  it('is not sent where its preconditions have come to differ', async () => {
    await putOff();
    ports.jira.on(ROLE_LINE, json(200, actors('ana', 'mallory')));
    const report = await runFresh([guarded]);
    expect(report).toMatchObject({
      steps: [{ outcome: 'drifted', statuses: [], drift: [{ found: picked('ana', 'mallory') }] }],
    });
    ports.jira.on(ROLE_LINE, json(200, actors('ana')));
    expect(await runFresh([guarded])).toEqual(report);
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('is not sent where its preconditions cannot be read, and waits while Jira is too busy', async () => {
    await putOff();
    ports.jira.on(ROLE_LINE, { status: 429, retryAfterSeconds: 100 });
    expect(await runFresh([guarded])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.jira.on(ROLE_LINE, json(403, {}));
    expect(await runFresh([guarded])).toMatchObject({ steps: [{ outcome: 'skipped' }] });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('sees a pause that came while its preconditions were read again', async () => {
    await putOff();
    ports.jira.onSend = ({ method }) => {
      if (method === 'GET')
        ports.service.on('GET /forge/v1/settings', 200, { paused: { by: 'Ana' } });
    };
    expect(await runFresh([guarded])).toBe('not-now');
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('after one that was done goes on: the step itself has changed the facts', async () => {
    const both = step({ preconditions: [guard], requests: [ADD, OTHER] });
    ports.jira
      .on(ROLE_LINE, json(200, actors('ana')), json(200, actors('ana', 'dana')))
      .on(ADD_LINE, json(200, {}))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 }, json(200, {}));
    expect(await runFresh([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    expect(await runFresh([both])).toMatchObject({ steps: [{ outcome: 'succeeded' }] });
  });

  it('is known as begun for as long as it is kept, and never new', async () => {
    const renewed: string[] = [];
    const set = ports.kvs.set.bind(ports.kvs);
    ports.kvs.set = (key, value, days) => {
      renewed.push(`${key} ${days}`);
      return set(key, value, days);
    };
    await putOff();
    expect(renewed).toEqual(['order:ord_00000001:0:held 30', 'order:ord_00000001:0 30']);
    expect(ports.kvs.values.get('order:ord_00000001:0')).toEqual({ atMs: NOW_MS });
    ports.kvs.values.delete('order:ord_00000001:0');
    expect(await runFresh([guarded])).toMatchObject({ steps: [{ outcome: 'unknown' }] });
    expect(ports.jira.writes()).toEqual([ADD_LINE]);
  });

  it('and was cut off when taken up tells what had been done before', async () => {
    const create: JiraRequest = { ...ADD, capture: { role: 'id' } };
    const both = step({ requests: [create, OTHER] });
    ports.jira
      .on(ADD_LINE, json(200, { id: '7' }))
      .on(OTHER_LINE, { status: 429, retryAfterSeconds: 100 });
    expect(await runFresh([both])).toBe('not-now');
    ports.clock.ms += 100_000;
    ports.jira.onSend = () => {
      throw new Error('the run is cut off');
    };
    await expect(runFresh([both])).rejects.toThrow('cut off');
    ports.clock.ms += 300_001;
    expect(await runFresh([both])).toMatchObject({
      steps: [{ outcome: 'unknown', statuses: [200], captured: { role: '7' } }],
    });
  });
});
